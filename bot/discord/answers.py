"""How an answer looks: statements with their markers, a line a source, what it rests on, and what can be pressed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo
from typing import Any

import discord
from discord import ui

from bot.answering.links import link_to
from bot.answering.model import Abstention, Answer, ranked_articles
from bot.discord.records import Cited, Given
from bot.discord.text import LONGEST_URL, link, pieces, safe, shortened, unbroken, unmentioned
from bot.discord.view import LONGEST_TEXT, Colour, Part, Press, button, card, choice, message_of, note, row, rule
from bot.wording import Audience, also_in, caveat, dated
from index.article import Article
from prompts import message

NEAREST = 3
FRAME = 1100
"""Characters kept at least for what is no statement or source: the question, the caveat, the footer with its notes."""
LONGEST_QUESTION, LONGEST_TITLE, LONGEST_NAME = 300, 120, 60
LISTED, LONGEST_LISTING, SHORT_URL = 8, 3200, 200
"""Articles in a list, and characters of all its lines; an url over SHORT_URL is left out where there are many."""
LONGEST_CHOICE = 100
"""Characters of a choice while something is typed; Discord's limit."""
FEW, MOST_OPTIONS = 3, 25
"""So many citations get a button each, more a select, which takes so many."""
APART = 12
"""So many statements stand as paragraphs of their own; a message takes 40 components."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A given answer with the articles it names, in the order of its citations or, of an abstention, the nearest."""

    given: Given
    key: str
    articles: tuple[Article, ...]
    zone: tzinfo

    @property
    def language(self) -> str:
        """The language of the words around the quotes."""
        return self.given.language

    @property
    def audience(self) -> Audience:
        """That language, with the server's days."""
        return Audience(self.given.language, self.zone)


def given(
    outcome: Answer | Abstention,
    guild: int,
    place: int,
    asker: int,
    language: str,
    *,
    notes: tuple[str, ...] = (),
    apart: tuple[str, ...] = (),
    private: bool = False,
    typed: str = "",
) -> Given:
    """An outcome as it is remembered; `notes` are lines below it, `apart` those on where articles disagree.

    `typed` is what was asked if that is something else.
    """
    question = outcome.question
    asked = guild, place, asker, question.asked, private, language, question.text
    blank = Given(*asked, outcome.confidence, (), (), (), notes, typed=typed, chosen=question.chosen, apart=apart)
    if isinstance(outcome, Abstention):
        return replace(blank, nearest=tuple(article.id for article, _ in ranked_articles(outcome)[:NEAREST]))
    cited = tuple(
        Cited(one.article.id, one.version, one.start, one.end, one.elsewhere, one.translation)
        for one in outcome.citations
    )
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
    body = texts if len(texts) <= APART else ["\n".join(texts)]
    last = page == len(laid_out) - 1
    below = "\n".join((*_source_lines(shown, numbers), *(_foot(shown) if last else [])))
    head = _head(shown, page, len(laid_out), with_question=with_question)
    return message_of(
        card(Colour.ANSWER, *head, *body, *(shown.given.apart if last else ()), rule() if below else "", below),
        *_answer_parts(shown, numbers, page, last),
    )


def growing_view(shown: Shown, stop: Press, *, with_question: bool) -> ui.LayoutView:
    """The message of an answer that is still being written, without what can be done with a whole one."""
    texts, numbers = _pages(shown)[0]
    head = _head(shown, 0, 1, with_question=with_question)
    below = "\n".join((*_source_lines(shown, numbers), f"-# ⏳ {message('writing', shown.language)}"))
    return message_of(card(Colour.ANSWER, *head, *texts[:APART], rule(), below), *_stop_row(shown.language, stop))


def writing_view(language: str, stop: Press) -> ui.LayoutView:
    """The message of an answer of which nothing is written yet."""
    return note(f"⏳ {message('writing-begins', language)}", Colour.CARD, *_stop_row(language, stop))


def _stop_row(language: str, stop: Press) -> list[ui.ActionRow[ui.LayoutView]]:
    return row(button(message("stop", language), stop))


def _head(shown: Shown, page: int, pages: int, *, with_question: bool) -> list[str]:
    """What stands above the statements: the question, on the first page whether the news is old, else which page."""
    question = shortened(unmentioned(shown.given.typed or shown.given.question), LONGEST_QUESTION)
    if page:
        where = message("page", shown.language, page=page + 1, pages=pages)
        return [f"-# {safe(question)} · {where}"]
    old = caveat(shown.articles, shown.given.asked, shown.language)
    asked = [f"**{safe(question)}**"] if with_question else []
    return [*asked, *([f"-# 🗓️ {old}"] if old else [])]


def _foot(shown: Shown) -> list[str]:
    """What stands below the last sources."""
    return [f"-# {line}" for line in (_rests_on(shown), *shown.given.notes)]


def _frame(shown: Shown) -> int:
    """How many characters are not statements or sources on a page that has both the question and the notes."""
    return _size([*_head(shown, 0, 1, with_question=True), *shown.given.apart, *_foot(shown)])


def _pages(shown: Shown) -> list[tuple[list[str], list[int]]]:
    """The statements page by page, each with the citations that they need there."""
    limit = LONGEST_TEXT - max(FRAME, _frame(shown))
    made: list[tuple[list[str], list[int]]] = [([], [])]
    for statement in shown.given.statements:
        markers = "".join(f"[{number}]" for number in statement.citations)
        needed = _size(_source_lines(shown, statement.citations))
        room = max(limit - needed, limit // 4) - len(markers) - 1
        for piece in (f"{one}\u00a0{markers}" for one in pieces(safe(statement.text), room)):
            texts, numbers = made[-1]
            wanted = [*numbers, *(number for number in statement.citations if number not in numbers)]
            size = _size([*texts, piece, *_source_lines(shown, wanted)])
            if texts and (size > limit or len(wanted) > MOST_OPTIONS):
                made.append(([piece], list(statement.citations)))
            else:
                made[-1] = ([*texts, piece], wanted)
    return made


def _size(lines: Sequence[str]) -> int:
    return sum(map(len, lines)) + len(lines)


def _source_lines(shown: Shown, numbers: Sequence[int]) -> list[str]:
    """A line an article: its numbers, publisher, title, date, and where else its story stands.

    The title leads to the first sentence cited there.
    """
    by_article: dict[Article, list[int]] = {}
    for number in numbers:
        by_article.setdefault(shown.articles[number - 1], []).append(number)
    longest = LONGEST_URL if len(by_article) <= FEW else SHORT_URL
    lines = []
    for article, cited in by_article.items():
        first = shown.given.cited[cited[0] - 1]
        url = link_to(article.url, article.text[first.start : first.end])
        also = also_in([safe(shortened(name, LONGEST_NAME)) for name in first.elsewhere], shown.language)
        line = article_line(article, shown.audience, url, longest)
        lines.append(f"-# {_marks(cited)} {line}{f' · {also}' if also else ''}")
    return lines


def _marks(numbers: Sequence[int]) -> str:
    """`[1][2]`, or `[1]–[9]` for many that follow each other."""
    if len(numbers) > FEW and numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"[{numbers[0]}]–[{numbers[-1]}]"
    return "".join(f"[{number}]" for number in numbers)


def article_line(article: Article, audience: Audience, url: str = "", longest_url: int = LONGEST_URL) -> str:
    """Publisher, title (a link if there is a url) and date, on one line."""
    title = shortened(article.title or article.id, LONGEST_TITLE)
    publisher = safe(shortened(article.publisher, LONGEST_NAME))
    linked = link(title, url, article.url, longest=longest_url)
    return " · ".join(part for part in (publisher, linked, unbroken(dated(article, audience))) if part)


def listing(articles: Sequence[Article], audience: Audience, lead: str = "-# ") -> str:
    """A line for each of at most LISTED articles; where their urls are too long together, they go without."""
    shown = ""
    for longest_url in (LONGEST_URL, SHORT_URL, 0):
        shown = "\n".join(f"{lead}{article_line(one, audience, longest_url=longest_url)}" for one in articles[:LISTED])
        if len(shown) <= LONGEST_LISTING:
            break
    return shown


def _rests_on(shown: Shown) -> str:
    """How many articles the answer rests on, and the newest of them."""
    articles = {article.id: article for article in shown.articles}
    dates = [article for article in articles.values() if article.published]
    if not dates:
        return message("rests-on", shown.language, count=len(articles))
    newest = max(dates, key=lambda article: article.published.at if article.published else shown.given.asked)
    date = unbroken(dated(newest, shown.audience))
    return message("rests-on-newest", shown.language, count=len(articles), date=date)


def _answer_parts(shown: Shown, numbers: Sequence[int], page: int, last: bool) -> list[ui.ActionRow[ui.LayoutView]]:
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
    return rows + row(*parts) + (row(*_common_parts(shown)) if page == 0 else [])


def _option(shown: Shown, number: int) -> tuple[str, str]:
    """The label and the description of a citation in a select: its quote, and its article."""
    article, cited = shown.articles[number - 1], shown.given.cited[number - 1]
    quote = shortened(article.text[cited.start : cited.end], 90)
    return f"[{number}] {quote}", shortened(article.title or article.id, 99)


def _common_parts(shown: Shown) -> list[Part]:
    """What can be done with an answer or an abstention, in one row."""
    parts = [button(message("follow-up", shown.language), Press("follow", shown.key))]
    if shown.given.statements:
        parts.append(button("👍", Press("good", shown.key)))
    parts.append(button("👎", Press("bad", shown.key)))
    if shown.given.private and not shown.given.shared and not shown.given.direct:
        parts.append(button(message("share", shown.language), Press("share", shown.key)))
    parts.append(button(message("delete", shown.language), Press("delete", shown.key)))
    return parts


def _abstention_view(shown: Shown, *, with_question: bool, editor: bool) -> ui.LayoutView:
    language = shown.language
    question = safe(shortened(unmentioned(shown.given.typed or shown.given.question), LONGEST_QUESTION))
    nearest = listing(shown.articles, shown.audience)
    near: list[str | ui.Item[Any]] = [rule(), f"**{message('nearest-here', language)}**\n{nearest}"] if nearest else []
    notes = [f"-# {line}" for line in shown.given.notes]
    asked = f"> {question}" if with_question else ""
    body = card(Colour.ABSTENTION, asked, message("abstained-here", language), *near, *notes)
    parts = [button(message("wish", language), Press("wish", shown.key))]
    if editor:
        parts.append(button(message("add-about", language), Press("add-about")))
    return message_of(body, *row(*parts), *row(*_common_parts(shown)))


def empty_view(language: str, *, editor: bool) -> ui.LayoutView:
    """A library without an article says so, and what to do."""
    parts = [button(message("add-first", language), Press("add-about"), discord.ButtonStyle.primary)] if editor else []
    said = message("empty-for-editors" if editor else "empty-here", language)
    return message_of(card(Colour.ABSTENTION, said), *row(*parts))
