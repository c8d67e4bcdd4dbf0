"""How articles look before and after they are added, in a list, and when they go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

import discord
from babel import Locale
from discord import ui

from bot.discord.answers import LISTED, LONGEST_NAME, article_line, listing
from bot.discord.records import Draft
from bot.discord.text import address, safe, shortened
from bot.discord.view import Colour, Part, Press, button, card, message_of, note, row, rule
from bot.reading import oddities
from bot.wording import dated, locale_of
from index.article import Article
from index.changes import Kind
from index.database import StoredArticle
from index.ingest import Entry, Report
from index.sources import Refusal
from prompts import message

LEAD = 500
"""Characters of an article's beginning that its preview shows."""


def draft_view(draft: Draft, key: str, entries: Sequence[Entry], now: datetime, language: str) -> ui.LayoutView:
    """What is about to be added, and what looks odd about it."""
    if not draft.incoming:
        return note(f"{message('nothing-to-add', language)}\n{refusals(draft.refused, language)}", Colour.CAUTION)
    one = len(draft.incoming) == 1
    body = _one(draft.incoming[0], entries[0], now, language) if one else _many(draft.incoming, entries, language)
    refused = refusals(draft.refused, language)
    parts = [button(message("add", language), Press("draft-add", key), discord.ButtonStyle.success)]
    if one:
        parts.append(button(message("edit-details", language), Press("draft-edit", key)))
    parts.append(button(message("cancel", language), Press("draft-cancel", key)))
    return message_of(card(Colour.CARD, *body, refused), *row(*parts))


def _one(article: Article, entry: Entry, now: datetime, language: str) -> list[str | ui.Item[ui.LayoutView]]:
    count = len(article.text.split())
    facts = [
        safe(shortened(article.publisher, LONGEST_NAME)),
        safe(shortened(article.author, LONGEST_NAME)),
        dated(article, language),
        _language_name(article.language, language),
        message("words", language, count=count),
    ]
    odd = [f"⚠ {message(name, language, **values)}" for name, values in oddities(article, entry, now)]
    url = address(article.url)
    return [
        f"### {safe(shortened(article.title, 200)) or message('no-title', language)}",
        "-# " + " · ".join(fact for fact in facts if fact) + (f"\n-# <{url}>" if url else ""),
        rule(),
        safe(shortened(article.text, LEAD)),
        rule() if odd else "",
        "\n".join(odd),
    ]


def _many(articles: Sequence[Article], entries: Sequence[Entry], language: str) -> list[str | ui.Item[ui.LayoutView]]:
    kinds = Counter(entry.kind for entry in entries)
    counts = message(
        "counts",
        language,
        added=kinds[Kind.ADDED],
        changed=kinds[Kind.CHANGED],
        unchanged=kinds[Kind.UNCHANGED],
    )
    head = f"### {message('articles', language, count=len(articles))}\n{counts}"
    return [head, rule(), _listed(articles, language)]


def _listed(articles: Sequence[Article], language: str) -> str:
    more = f"\n-# {message('and-more', language, count=len(articles) - LISTED)}" if len(articles) > LISTED else ""
    return listing(articles, language) + more


def refusals(refused: Sequence[Refusal], language: str) -> str:
    """What could not be read, and why."""
    lines = [f"✗ {safe(shortened(one.source, 100))}: {safe(shortened(one.reason, 250))}" for one in refused[:LISTED]]
    if len(refused) > LISTED:
        lines.append(message("and-more", language, count=len(refused) - LISTED))
    return "\n".join(lines)


def _language_name(code: str, language: str) -> str:
    return Locale.parse(locale_of(language)).languages.get(code, code) if code else ""


def added_view(report: Report, language: str) -> ui.LayoutView:
    """What was added; it can be asked about at once."""
    counts = report.counts()
    said = message(
        "counts-done", language, added=counts["added"], changed=counts["changed"], unchanged=counts["unchanged"]
    )
    return note(f"✓ {said}\n-# {message('answers-now', language)}", Colour.DONE)


def log_view(line: str, articles: Sequence[Article], language: str) -> ui.LayoutView:
    """A line in the editors' channel with the articles it is about."""
    return note(f"{line}\n{_listed(articles, language)}")


def removal_view(stored: StoredArticle, key: str, language: str) -> ui.LayoutView:
    """Whether this article is really to go."""
    asked = f"{message('remove-really', language)}\n-# {article_line(stored.article, language)}"
    parts = [
        button(message("remove", language), Press("remove", key), discord.ButtonStyle.danger),
        button(message("cancel", language), Press("draft-cancel", key)),
    ]
    return message_of(card(Colour.CAUTION, asked), *row(*parts))


def list_view(found: Sequence[StoredArticle], total: int, page: int, language: str) -> ui.LayoutView:
    """A page (from 1) of a library's articles, the newest first."""
    last = max(1, -(-total // LISTED))

    def turn(label: str, to: int) -> Part:
        return button(message(label, language), Press("list", "", 0, max(to, 0)), disabled=not 1 <= to <= last)

    where = message("page", language, page=page, pages=last)
    head = f"### {message('articles', language, count=total)}"
    body = card(Colour.CARD, head, listing([one.article for one in found], language), f"-# {where}")
    return message_of(body, *row(turn("previous", page - 1), turn("next", page + 1)) if last > 1 else [])
