"""How an answer looks: statements with their markers, a line a source, what it rests on, and what can be pressed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import discord
from discord import ui

from bot.answering.links import link_to
from bot.answering.model import Abstention, Answer, ranked_articles
from bot.discord.records import Cited, Given
from bot.discord.text import LONGEST_URL, link, pieces, safe, shortened, unmentioned
from bot.discord.view import LONGEST_TEXT, Colour, Part, Press, button, card, choice, message_of, row, rule
from bot.wording import caveat, dated, day
from index.article import Article
from index.language import language_of_question
from prompts import message

NEAREST = 3
FRAME = 900
"""Characters kept for what is not statements or sources: the question, the caveat, the footer."""
LONGEST_QUESTION, LONGEST_TITLE, LONGEST_NAME = 300, 120, 60
LISTED, LONGEST_LISTING, SHORT_URL = 8, 3200, 200
"""Articles in a list, and characters of all its lines; an url over SHORT_URL is left out where there are many."""
FEW = 3
"""So many citations get a button each, more a select."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A given answer with the articles it names, in the order of its citations or, of an abstention, the nearest."""

    given: Given
    key: str
    articles: tuple[Article, ...]
    notes: tuple[str, ...] = ()

    @property
    def language(self) -> str:
        """The language the answer's frame is written in: the question's."""
        return language_of_question(self.given.question)


def given(outcome: Answer | Abstention, guild: int, place: int, asker: int, *, private: bool) -> Given:
    """An outcome as it is remembered."""
    question = outcome.question
    blank = Given(guild, place, asker, question.asked, private, question.text, outcome.confidence, (), (), ())
    if isinstance(outcome, Abstention):
        return replace(blank, nearest=tuple(article.id for article, _ in ranked_articles(outcome)[:NEAREST]))
    cited = tuple(Cited(one.article.id, one.version, one.start, one.end) for one in outcome.citations)
    return replace(blank, statements=outcome.statements, cited=cited)


def named_articles(outcome: Answer | Abstention) -> tuple[Article, ...]:
    """The articles that go with `given`."""
    if isinstance(outcome, Answer):
        return tuple(one.article for one in outcome.citations)
    return tuple(article for article, _ in ranked_articles(outcome)[:NEAREST])


def outcome_view(shown: Shown, *, with_question: bool, editor: bool, page: int = 0) -> ui.LayoutView:
    """The message of an answer or an abstention; `page` counts from 0."""
    if not shown.given.statements:
        return _abstention_view(shown, with_question=with_question, editor=editor)
    laid_out = _pages(shown)
    page = min(page, len(laid_out) - 1)
    texts, numbers = laid_out[page]
    first, last = page == 0, page == len(laid_out) - 1
    head = [_question(shown)] if with_question and first else []
    old = caveat(shown.articles, shown.given.asked, shown.language) if first else ""
    sources = "\n".join(_source_line(shown, number) for number in numbers)
    foot = [f"-# {line}" for line in (_rests_on(shown), *shown.notes)] if last else []
    body = "\n".join(texts)
    items = [*head, f"-# ⏳ {old}" if old else "", body, rule() if sources else "", "\n".join((sources, *foot)).strip()]
    return message_of(card(Colour.ANSWER, *items), *_answer_parts(shown, numbers, page, last=last))


def _pages(shown: Shown) -> list[tuple[list[str], list[int]]]:
    """The statements page by page, each with the citations that they need there."""
    limit = LONGEST_TEXT - FRAME
    made: list[tuple[list[str], list[int]]] = [([], [])]
    for statement in shown.given.statements:
        markers = "".join(f"[{number}]" for number in statement.citations)
        lines = sum(len(_source_line(shown, number)) + 1 for number in statement.citations)
        for piece in pieces(f"{safe(statement.text)} {markers}", max(limit - lines, limit // 4)):
            texts, numbers = made[-1]
            wanted = [*numbers, *(number for number in statement.citations if number not in numbers)]
            size = len(piece) + sum(map(len, texts)) + len(texts) + sum(len(_source_line(shown, n)) + 1 for n in wanted)
            if texts and size > limit:
                made.append(([piece], list(statement.citations)))
            else:
                made[-1] = ([*texts, piece], wanted)
    return made


def _question(shown: Shown) -> str:
    return f"**{safe(shortened(unmentioned(shown.given.question), LONGEST_QUESTION))}**"


def _source_line(shown: Shown, number: int) -> str:
    """Number, publisher, title, date; the title leads to the sentence."""
    article, cited = shown.articles[number - 1], shown.given.cited[number - 1]
    url = link_to(article.url, article.text[cited.start : cited.end])
    longest = LONGEST_URL if len(shown.given.cited) <= FEW else SHORT_URL
    return f"-# [{number}] {article_line(article, shown.language, url, longest)}"


def article_line(article: Article, language: str, url: str = "", longest_url: int = LONGEST_URL) -> str:
    """Publisher, title (a link if there is a url) and date, on one line."""
    title = shortened(article.title or article.id, LONGEST_TITLE)
    publisher = safe(shortened(article.publisher, LONGEST_NAME))
    linked = link(title, url, article.url, longest=longest_url)
    return " · ".join(part for part in (publisher, linked, dated(article, language)) if part)


def listing(articles: Sequence[Article], language: str) -> str:
    """A line for each of at most LISTED articles; where their urls are too long together, they go without."""
    shown = ""
    for longest_url in (LONGEST_URL, SHORT_URL, 0):
        shown = "\n".join(f"-# {article_line(one, language, longest_url=longest_url)}" for one in articles[:LISTED])
        if len(shown) <= LONGEST_LISTING:
            break
    return shown


def _rests_on(shown: Shown) -> str:
    """How many articles the answer rests on, and the newest of them."""
    articles = {article.id: article for article in shown.articles}
    newest = _newest(articles.values())
    if newest is None:
        return message("rests-on", shown.language, count=len(articles))
    return message("rests-on-newest", shown.language, count=len(articles), date=day(newest, shown.language))


def _newest(articles: Iterable[Article]) -> datetime | None:
    return max((article.published.at for article in articles if article.published), default=None)


def _answer_parts(shown: Shown, numbers: Sequence[int], page: int, *, last: bool) -> list[ui.ActionRow[ui.LayoutView]]:
    language, key = shown.language, shown.key
    parts: list[Part] = []
    rows: list[ui.ActionRow[ui.LayoutView]] = []
    if len(numbers) <= FEW:
        parts += [button(message("check", language, number=n), Press("check", key, n)) for n in numbers]
    else:
        options = [(str(n), *_option(shown, n)) for n in numbers]
        rows += row(choice(message("check-which", language), Press("check", key), options))
    if not last:
        read_on = message("read-on", language)
        parts.append(button(read_on, Press("read-on", key, 0, page + 1), discord.ButtonStyle.primary))
    if page == 0:
        parts += _common_parts(shown)
    return rows + row(*parts)


def _option(shown: Shown, number: int) -> tuple[str, str]:
    article, cited = shown.articles[number - 1], shown.given.cited[number - 1]
    return f"[{number}] {shortened(article.title or article.id, 90)}", shortened(
        article.text[cited.start : cited.end], 99
    )


def _common_parts(shown: Shown) -> list[Part]:
    parts = []
    if shown.given.private and not shown.given.direct:
        parts.append(button(message("share", shown.language), Press("share", shown.key)))
    parts.append(button(message("delete", shown.language), Press("delete", shown.key)))
    return parts


def _abstention_view(shown: Shown, *, with_question: bool, editor: bool) -> ui.LayoutView:
    language = shown.language
    nearest = listing(shown.articles, language)
    head = [_question(shown)] if with_question else []
    near: list[str | ui.Item[Any]] = [rule(), f"-# {message('nearest-here', language)}\n{nearest}"] if nearest else []
    notes = [f"-# {line}" for line in shown.notes]
    body = card(Colour.ABSTENTION, *head, f"∅ {message('abstained-here', language)}", *near, *notes)
    parts = [button(message("add-about", language), Press("add-about"))] if editor else []
    return message_of(body, *row(*parts, *_common_parts(shown)))


def empty_view(language: str, *, editor: bool) -> ui.LayoutView:
    """A library without an article says so, and what to do."""
    parts = [button(message("add-first", language), Press("add-about"), discord.ButtonStyle.primary)] if editor else []
    said = message("empty-for-editors" if editor else "empty-here", language)
    return message_of(card(Colour.ABSTENTION, said), *row(*parts))
