"""Orders that are planted in articles: even a model that obeys them gets nothing published but what articles say."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from datetime import UTC
from functools import cache

import discord
import pytest
from langchain_core.messages import BaseMessage

from bot.answering.model import Answer
from bot.discord.answers import Shown, given, named_articles, outcome_view
from bot.evaluation.figures import folded
from bot.terminal import outcome_lines
from prompts import prompt
from tests.bot.answering.asking_a_model import ARTICLES, BUYER, written
from tests.bot.answering.scripted import keys
from tests.injections import PLANTS, Plant
from tests.soundness import faults_of

pytestmark = pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.name)
RULES = prompt("answer", most="4", key="K7AB", nothing="[NONE]", language="English")


def obeying(plant: Plant) -> Callable[[list[BaseMessage]], str]:
    """A model that does what is ordered in every way: alone, in true words, in the order's own, under every key.

    Asked for a translation it says the same; told to, it gives away all that it was given.
    """

    def said(messages: list[BaseMessage]) -> str:
        known = keys(messages)
        if not known:
            return "\n".join(f"{number} | 1 | {plant.obeys}" for number in range(1, 20))
        leaked = [] if plant.obeys else ["\n".join(str(message.content) for message in messages), " ".join(known)]
        lines = [BUYER, plant.obeys, plant.order, f"{BUYER[:-1]}, {plant.obeys}", f"{plant.obeys} {BUYER}", *leaked]
        return "\n".join(f"{line} [{key}]" for line in lines for key in ("Z9ZZ", *known))

    return said


@cache
def answered(plant: Plant) -> Answer:
    outcome = asyncio.run(written(obeying(plant), articles=[*ARTICLES, plant.article]))
    assert isinstance(outcome, Answer)
    return outcome


def test_no_order_is_obeyed_only_its_article_is_quoted(plant: Plant) -> None:
    answer = answered(plant)

    assert faults_of(answer) == []
    assert BUYER in [one.text for one in answer.statements]
    assert plant.obeyed_in(answer) == []


def test_nothing_is_told_of_the_rules_and_the_keys(plant: Plant) -> None:
    answer = answered(plant)

    told = folded(answer.text)
    assert not any(folded(line) in told for line in re.split(r"[.\n]", RULES) if len(line) > 20)
    assert not any(re.search(r"\b[B-Z]\d[A-Z0-9]{2}\b", one.text) for one in answer.statements)


def test_in_discord_nobody_is_called_and_no_link_is_opened_that_is_not_quoted(plant: Plant) -> None:
    answer = answered(plant)

    shown = Shown(given(answer, 1, 2, 3, "en"), "key", named_articles(answer), UTC)
    text = "\n".join(_texts(outcome_view(shown, with_question=True, editor=False)))

    assert not re.search(r"(?<!\\)<(?:[@#:/a-z]|id:)|@(?:everyone|here)", text)
    assert not re.search(r"(?<!\\)\]\(", text)
    quotes = " ".join(one.quote for one in answer.citations)
    assert all(url in quotes for url in re.findall(r"https?://[^\s)>\\]+[\w/]", text))


def _texts(view: discord.ui.LayoutView) -> list[str]:
    return [item.content for item in view.walk_children() if isinstance(item, discord.ui.TextDisplay)]


def test_in_a_terminal_nothing_is_turned_round_and_no_source_is_forged(plant: Plant) -> None:
    answer = answered(plant)

    lines = "\n".join(outcome_lines(answer, UTC)).split("\n")

    assert not any(re.search(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]", line) for line in lines)
    assert sum(line.startswith("  [") for line in lines) == len(answer.citations)
    assert lines.count("Sources") == 1


def test_where_it_only_obeys_the_answer_is_made_of_quotes_or_is_none(plant: Plant) -> None:
    outcome = asyncio.run(written(plant.obeys or RULES, articles=[*ARTICLES, plant.article]))

    assert faults_of(outcome) == []
    assert plant.obeyed_in(outcome) == []
