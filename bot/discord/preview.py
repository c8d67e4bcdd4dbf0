"""How articles look before and after they are added, in a list, and when they go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import discord
from babel import Locale
from discord import ui

from bot.discord.answers import LISTED, LONGEST_LISTING, LONGEST_NAME, article_line, listing
from bot.discord.records import Draft
from bot.discord.text import address, safe, shortened, unbroken
from bot.discord.view import LONGEST_TEXT, Colour, Press, button, card, message_of, note, row, rule
from bot.reading import oddities
from bot.reasons import reason_in
from bot.wording import Audience, dated, locale_of
from index.article import Article
from index.changes import Kind
from index.database import StoredArticle
from index.ingest import Entry, Report
from index.sources import Refusal
from prompts import message

ROOM = 100
"""Characters kept for how many more there are."""
LEAD, LEADS = 500, {"ko": 250}
"""Characters of an article's beginning that its preview shows; Korean says more in as many."""


def draft_view(
    draft: Draft, key: str, entries: Sequence[Entry], copied: Article | None, now: datetime, audience: Audience
) -> ui.LayoutView:
    """What is about to be added, and what looks odd about it; `copied` has the same text as the one article."""
    language = audience.language
    if not draft.incoming:
        why = refusals(draft.refused, language, LONGEST_LISTING) or message("nothing-given", language)
        return note(f"{message('nothing-to-add', language)}\n{why}", Colour.CAUTION)
    one = len(draft.incoming) == 1
    if one:
        odd = _odd(draft.incoming[0], entries[0], copied, now, audience)
        body = _one(draft.incoming[0], odd, audience)
    else:
        odd = _odd_among(draft.incoming, entries, now, language)
        body = _many(draft.incoming, entries, odd, audience)
    room = LONGEST_TEXT - sum(len(text) for text in body if isinstance(text, str)) - ROOM
    refused = refusals(draft.refused, language, room)
    parts = [button(message("add", language), Press("draft-add", key), discord.ButtonStyle.success)]
    if one:
        parts.append(button(message("edit-details", language), Press("draft-edit", key)))
    parts.append(button(message("cancel", language), Press("draft-cancel", key)))
    return message_of(card(Colour.CAUTION if odd or refused else Colour.CARD, *body, refused), *row(*parts))


def _odd(article: Article, entry: Entry, copied: Article | None, now: datetime, audience: Audience) -> list[str]:
    """What an editor should look at before adding."""
    if copied:
        entry = replace(entry, copy_of=article_line(copied, audience))
    return [f"⚠️ {message(name, audience.language, **values)}" for name, values in oddities(article, entry, now)]


def _odd_among(articles: Sequence[Article], entries: Sequence[Entry], now: datetime, language: str) -> list[str]:
    """The same of many articles: how often each is odd; what is known or changed is counted anyway."""
    pairs = zip(articles, entries, strict=True)
    names = Counter(name for article, entry in pairs for name, values in oddities(article, entry, now) if not values)
    del names["odd-known"]
    told = [(count, message(name, language)) for name, count in names.most_common()]
    return [f"⚠️ {message('so-often', language, count=count, what=what)}" for count, what in told]


def _one(article: Article, odd: Sequence[str], audience: Audience) -> list[str | ui.Item[ui.LayoutView]]:
    language = audience.language
    facts = [
        safe(shortened(article.publisher, LONGEST_NAME)),
        safe(shortened(article.author, LONGEST_NAME)),
        unbroken(dated(article, audience)),
        language_name(article.language, language),
        length(article, language),
    ]
    url = address(article.url)
    return [
        f"### {safe(shortened(article.title, 200)) or message('no-title', language)}",
        "-# " + " · ".join(fact for fact in facts if fact) + (f"\n-# <{url}>" if url else ""),
        "\n".join(odd),
        rule(),
        beginning(article),
    ]


def length(article: Article, language: str) -> str:
    """How long an article is, as people of a language count."""
    return message("length", language, count=len(article.text if language == "ko" else article.text.split()))


def beginning(article: Article) -> str:
    """As much of an article's beginning as anybody may see."""
    return safe(shortened(article.text, LEADS.get(article.language, LEAD)))


def _many(
    articles: Sequence[Article], entries: Sequence[Entry], odd: Sequence[str], audience: Audience
) -> list[str | ui.Item[ui.LayoutView]]:
    language = audience.language
    kinds = Counter(entry.kind for entry in entries)
    counts = message(
        "counts",
        language,
        added=kinds[Kind.ADDED],
        changed=kinds[Kind.CHANGED],
        unchanged=kinds[Kind.UNCHANGED],
    )
    head = f"### {message('articles', language, count=len(articles))}\n{counts}"
    return [head, "\n".join(odd), rule(), _listed(articles, audience)]


def _listed(articles: Sequence[Article], audience: Audience) -> str:
    left = len(articles) - LISTED
    return listing(articles, audience) + (
        f"\n-# {message('and-more', audience.language, count=left)}" if left > 0 else ""
    )


def refusals(refused: Sequence[Refusal], language: str, room: int) -> str:
    """What could not be read, and why, in so many characters; how many more there are if they do not fit."""
    lines: list[str] = []
    for one in refused[:LISTED]:
        line = f"✗ {safe(shortened(one.source, 200))}: {safe(shortened(reason_in(one.reason, language), 250))}"
        if sum(map(len, lines)) + len(lines) + len(line) > room:
            break
        lines.append(line)
    if len(refused) > len(lines):
        lines.append(message("and-more", language, count=len(refused) - len(lines)))
    return "\n".join(lines)


def language_name(code: str, language: str) -> str:
    """The name of an article's language, "" where that is not known."""
    return Locale.parse(locale_of(language)).languages.get(code, code) if code else ""


def added_view(report: Report, language: str) -> ui.LayoutView:
    """What was added; it can be asked about at once."""
    counts = report.counts()
    said = message(
        "counts-done", language, added=counts["added"], changed=counts["changed"], unchanged=counts["unchanged"]
    )
    return note(f"✓ {said}\n-# {message('answers-now', language)}", Colour.DONE)


def log_view(line: str, articles: Sequence[Article], audience: Audience) -> ui.LayoutView:
    """A line in the editors' channel with the articles it is about."""
    return note(f"{line}\n{_listed(articles, audience)}")


def removal_view(stored: StoredArticle, key: str, audience: Audience) -> ui.LayoutView:
    """Whether this article is really to go."""
    language = audience.language
    asked = f"{message('remove-really', language)}\n{article_line(stored.article, audience)}"
    parts = [
        button(message("remove", language), Press("remove", key), discord.ButtonStyle.danger),
        button(message("cancel", language), Press("draft-cancel", key)),
    ]
    return message_of(card(Colour.CAUTION, asked), *row(*parts))
