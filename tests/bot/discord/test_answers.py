"""How an answer looks: whatever its articles are called and its notes say, Discord takes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC

import pytest
from discord import ui

from bot.answering.model import Answer, Citation, Conflict, Side, Statement
from bot.discord.answers import Shown, given, growing_view, named_articles, outcome_view
from bot.discord.text import safe
from bot.discord.view import LONGEST_TEXT, Press
from bot.wording import Audience, conflict_lines
from index.query import Query
from tests.library import NOW, an_article

LONG = "*Pub_lisher* of [the](town) " * 20


def shown(notes: int, statements: int = 9) -> Shown:
    """An answer of articles with the longest names, with so many notes, of which each tells a disagreement."""
    articles = [
        replace(an_article(f"id{at}", f"In {at} towns *all* is _well_. " * 30, title=LONG), publisher=LONG)
        for at in range(statements)
    ]
    cited = tuple(Citation(at, article, 1, 0, 60) for at, article in enumerate(articles, start=1))
    said = tuple(Statement("*" * 400, (one.number,), 0.9) for one in cited)
    apart = Conflict(Side("410 " + "p*" * 300, cited[0]), Side("340 people", cited[1]), update=True)
    answer = Answer(Query("*_why_* " * 100, NOW), 0.9, (), said, cited)
    lines = [safe(line) for line in conflict_lines([apart] * notes, Audience("en", UTC))]
    return Shown(given(answer, 1, 2, 3, "en", apart=tuple(lines)), "k" * 16, named_articles(answer), UTC)


def pages(answer: Shown) -> Iterator[str]:
    for page in range(20):
        yield "".join(_texts(outcome_view(answer, with_question=True, editor=False, page=page)))


def _texts(view: ui.LayoutView) -> Iterator[str]:
    return (part.content for part in view.walk_children() if isinstance(part, ui.TextDisplay))


@pytest.mark.parametrize("notes", [0, 1, 2, 4])
def test_no_page_is_longer_than_discord_takes(notes: int) -> None:
    answer = shown(notes)

    assert max(map(len, pages(answer))) <= LONGEST_TEXT
    assert len("".join(_texts(growing_view(answer, Press("stop"), with_question=True)))) <= LONGEST_TEXT


def test_who_reported_what_differs_is_told_in_short_words() -> None:
    [line] = shown(1).given.apart

    assert len(line) < 700
    assert r"(\*Pub\_lisher\* of \[the\](town)" in line
    assert r"undated \[2\])" in line
