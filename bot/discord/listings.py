"""How a search and a list of articles look, page by page, and the cards that open from them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import discord
from discord import ui

from bot.answering.links import link_to
from bot.answering.searching import Spot
from bot.discord.answers import LISTED, LONGEST_NAME, SHORT_URL, article_line, listing
from bot.discord.check import known, shown_in_context
from bot.discord.preview import beginning, language_name, length
from bot.discord.records import Search
from bot.discord.text import LONGEST_URL, address, safe, shortened, unbroken
from bot.discord.view import (
    LONGEST_TEXT,
    Colour,
    Part,
    Press,
    button,
    card,
    choice,
    link_button,
    message_of,
    note,
    row,
    rule,
)
from bot.wording import Audience, also_in, changed_since, span_of
from index.article import Article
from index.database import StoredArticle
from index.query import Filter, Order
from index.windows import Window
from prompts import message

SPOTS = 5
"""Articles on a page of a search."""
LONGEST_WORDS = 100
"""Characters of what was looked for, above its pages."""
ROOMS = ((LONGEST_URL, 320), (SHORT_URL, 240), (0, 160), (0, 60))
"""Characters of an url and of a passage on a page of a search; where it does not fit into a message, the next."""
FRAME = 900
"""Characters kept for what is not passages: the words, how many fit, the filters, the notes."""
AHEAD = 60
"""Characters of a sentence that stand before the first word that fits, where that comes late."""
ORDERS = {order: f"by-{order}" for order in Order}
"""The message that names each order."""


def pages_of(total: int, size: int) -> int:
    """How many pages so many take, at least one."""
    return max(1, -(-total // size))


def search_view(
    search: Search, key: str, found: Sequence[StoredArticle | None], page: int, audience: Audience
) -> ui.LayoutView:
    """A page (from 1) of a search; `found` are the articles of its spots, None for one that is not there any more."""
    language = audience.language
    first = (page - 1) * SPOTS
    numbered = list(zip(range(first + 1, first + SPOTS + 1), search.spots[first:], found, strict=False))
    last = pages_of(len(search.spots), SPOTS)
    head = f"### {message('search-title', language, words=safe(shortened(search.words, LONGEST_WORDS)))}"
    told = "\n".join(f"-# {line}" for line in (_how_many(search, language), filters_line(search, audience)) if line)
    where = message("page", language, page=page, pages=last) if last > 1 else ""
    notes = "\n".join(f"-# {line}" for line in (*search.notes, where) if line)
    body = card(Colour.ANSWER, f"{head}\n{told}", rule(), *_entries(numbered, audience), rule() if notes else "", notes)
    options = [(str(number), *_option(one, spot)) for number, spot, one in numbered if one]
    parts = row(choice(message("show-which", language), Press("spot", key), options)) if options else []
    return message_of(body, *parts, *turns(Press("found", key, 0, page), last, language))


def _how_many(search: Search, language: str) -> str:
    """How many articles fit, of those that were looked at; or that none has the words."""
    count = len(search.spots)
    if not any(spot.worded for spot in search.spots):
        return message("search-near", language, count=count)
    return message("search-best" if search.limited else "search-fits", language, count=count)


def _entries(numbered: Sequence[tuple[int, Spot, StoredArticle | None]], audience: Audience) -> list[str]:
    """The articles of a page with their passages, as long as a message takes."""
    shown: list[str] = []
    for longest_url, longest in ROOMS:
        shown = [_entry(*one, audience, longest_url, longest) for one in numbered]
        if sum(map(len, shown)) <= LONGEST_TEXT - FRAME:
            break
    return shown


def _entry(
    number: int, spot: Spot, found: StoredArticle | None, audience: Audience, longest_url: int, longest: int
) -> str:
    language = audience.language
    if found is None:
        return f"**{number}** {message('article-gone', language)}"
    article = found.article
    line = article_line(article, audience, link_to(article.url, article.text[spot.start : spot.end]), longest_url)
    also = [
        "" if spot.worded else message("near-in-meaning", language),
        message("more-passages", language, count=spot.more) if spot.more else "",
        also_in([safe(shortened(name, LONGEST_NAME)) for name in spot.elsewhere], language),
    ]
    below = " · ".join(filter(None, also))
    return f"**{number}** {line}\n> {safe(excerpt(article, spot, longest))}" + (f"\n-# {below}" if below else "")


def excerpt(article: Article, spot: Spot, longest: int) -> str:
    """The passage on one line, from the beginning of its sentence or from just before its words, if they come late."""
    start = spot.start
    if spot.at - start > longest // 2:
        start = spot.at - AHEAD + article.text[spot.at - AHEAD : spot.at].find(" ") + 1
    dots = "… " if article.text[:start].strip() else ""
    return f"{dots}{shortened(article.text[start : start + 2 * longest], longest)}"


def _option(found: StoredArticle, spot: Spot) -> tuple[str, str]:
    """The label and the description of a spot in a select."""
    article = found.article
    return shortened(article.title or article.id, 99), shortened(article.text[spot.start : spot.end], 99)


def turns(press: Press, last: int, language: str) -> list[ui.ActionRow[Any]]:
    """Back and Next, around the page (from 1) of a press; nothing where there is but one."""
    if last == 1:
        return []

    def turn(label: str, to: int) -> Part:
        other = Press(press.act, press.key, press.number, max(to, 0))
        return button(message(label, language), other, disabled=not 1 <= to <= last)

    return row(turn("previous", press.page - 1), turn("next", press.page + 1))


def filters_line(search: Search, audience: Audience) -> str:
    """What a search or a list was narrowed to, and in which order it is, if not in the usual one."""
    chosen, language = search.chosen, audience.language
    dated = chosen.since or chosen.until
    parts = (
        safe(shortened(chosen.publisher, LONGEST_NAME)),
        language_name(chosen.language, language),
        unbroken(span_of(_days(chosen), language)) if dated else "",
        message(ORDERS[search.order], language) if search.order is not Order.NEWEST else "",
    )
    return " · ".join(filter(None, parts))


def _days(chosen: Filter) -> Window:
    return Window(chosen.since, chosen.until, cuts=True)


def list_view(
    search: Search, key: str, found: Sequence[StoredArticle], total: int, page: int, audience: Audience
) -> ui.LayoutView:
    """A page (from 1) of the articles of a list, each of which can be opened."""
    language = audience.language
    last = pages_of(total, LISTED)
    chosen = filters_line(search, audience)
    head = f"### {message('articles', language, count=total)}" + (f"\n-# {chosen}" if chosen else "")
    where = message("page", language, page=page, pages=last) if last > 1 else ""
    notes = "\n".join(f"-# {line}" for line in (*search.notes, where) if line)
    body = listing([one.article for one in found], audience, lead="- ")
    options = [(str(one.number), *_named(one, audience)) for one in found]
    return message_of(
        card(Colour.CARD, head, body, notes),
        *row(choice(message("open-which", language), Press("entry", key), options)),
        *turns(Press("list", key, 0, page), last, language),
    )


def _named(stored: StoredArticle, audience: Audience) -> tuple[str, str]:
    article = stored.article
    more = " · ".join(filter(None, (article.publisher, language_name(article.language, audience.language))))
    return shortened(article.title or article.id, 99), shortened(more, 99)


def nothing_view(said: str, notes: Sequence[str]) -> ui.LayoutView:
    """That nothing was found, and why that may be."""
    return note("\n".join((said, *(f"-# {line}" for line in notes))), Colour.ABSTENTION)


def spot_card(
    spot: Spot, stored: StoredArticle, newest: StoredArticle, audience: Audience, *, reads: bool
) -> ui.LayoutView:
    """A passage that was found, in its context, with what is known of its article."""
    article, language = stored.article, audience.language
    sentence = article.text[spot.start : spot.end]
    since = changed_since(stored, newest, sentence, audience)
    changed = f"⚠️ {since}" if since else ""
    body = card(
        Colour.CAUTION if changed else Colour.CARD,
        f"{_title(article)}\n{known(stored, audience)}",
        rule(),
        shown_in_context(article, spot.start, spot.end),
        rule() if changed else "",
        changed,
    )
    opens = link_button(message("open-source", language), link_to(article.url, sentence))
    return message_of(body, *row(*opens, *_whole(newest, language, reads=reads)))


def entry_card(stored: StoredArticle, audience: Audience, *, reads: bool, edits: bool) -> ui.LayoutView:
    """What is known of an article, and its beginning."""
    article, language = stored.article, audience.language
    facts = " · ".join(filter(None, (language_name(article.language, language), length(article, language))))
    url = address(article.url)
    head = "\n".join((_title(article), known(stored, audience), f"-# {facts}", *([f"-# <{url}>"] if url else [])))
    remove = button(message("remove", language), Press("remove-ask", "", stored.number), discord.ButtonStyle.danger)
    parts = [*_whole(stored, language, reads=reads), *([remove] if edits else [])]
    opens = link_button(message("open-article", language), article.url)
    return message_of(card(Colour.CARD, head, rule(), beginning(article)), *row(*opens, *parts))


def _title(article: Article) -> str:
    return f"### {safe(shortened(article.title or article.id, 200))}"


def _whole(stored: StoredArticle, language: str, *, reads: bool) -> list[Part]:
    """The way to the whole article, for who may read it."""
    return [button(message("show-article", language), Press("whole", "", stored.number))] if reads else []
