"""How articles look before and after they are added, in a list, and when they go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import discord
from babel import Locale
from discord import ui

from bot.discord.answers import LISTED, LONGEST_LISTING, LONGEST_NAME, article_line, listing
from bot.discord.records import Draft
from bot.discord.text import address, safe, shortened, unbroken
from bot.discord.view import LONGEST_TEXT, Colour, Press, button, card, message_of, note, row, rule
from bot.reading import oddities
from bot.reasons import reason_in
from bot.undoing import Undone
from bot.wording import Audience, dated, locale_of
from index.article import Article
from index.changes import Kind
from index.database import StoredArticle
from index.ingest import Entry, Report
from index.sources import Refusal
from prompts import message

HALF = 1700
"""Characters of a list that another one goes with."""
ROOM = 100
"""Characters kept for how many more there are."""
LEAD, LEADS = 500, {"ko": 250}
"""Characters of an article's beginning that its preview shows; Korean says more in as many."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What adding would do to each article, another one that has the same text as the only one, and when that was."""

    entries: tuple[Entry, ...]
    copied: Article | None
    now: datetime

    @property
    def versions(self) -> tuple[int, ...]:
        """Which version each article would become or is."""
        return tuple(entry.version for entry in self.entries)


def draft_view(draft: Draft, key: str, seen: Seen, audience: Audience, *, suggests: bool = False) -> ui.LayoutView:
    """What is about to be added, or suggested by one who is no editor, and what looks odd about it."""
    language = audience.language
    if not draft.incoming:
        why = refusals(draft.refused, language, LONGEST_LISTING) or message("nothing-given", language)
        return note(f"{message('nothing-to-add', language)}\n{why}", Colour.CAUTION)
    name, act = ("suggest", "draft-suggest") if suggests else ("add", "draft-add")
    parts = [button(message(name, language), Press(act, key), discord.ButtonStyle.success)]
    if len(draft.incoming) == 1:
        parts.append(button(message("edit-details", language), Press("draft-edit", key)))
    parts.append(button(message("cancel", language), Press("draft-cancel", key)))
    return message_of(preview_card(draft.incoming, draft.refused, seen, audience), *row(*parts))


def preview_card(
    incoming: Sequence[Article], refused: Sequence[Refusal], seen: Seen, audience: Audience, above: str = ""
) -> ui.Container[Any]:
    """Articles as an editor should look at them, below a line that says why."""
    if len(incoming) == 1:
        odd = _odd(incoming[0], seen.entries[0], seen.copied, seen.now, audience)
        body = _one(incoming[0], odd, audience)
    else:
        odd = _odd_among(incoming, seen.entries, seen.now, audience.language)
        body = _many(incoming, seen.entries, odd, audience, LONGEST_LISTING - len(above))
    room = LONGEST_TEXT - sum(len(text) for text in (above, *body) if isinstance(text, str)) - ROOM
    not_read = refusals(refused, audience.language, room)
    return card(Colour.CAUTION if odd or not_read else Colour.CARD, above, *body, not_read)


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
    articles: Sequence[Article], entries: Sequence[Entry], odd: Sequence[str], audience: Audience, room: int
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
    listed = _listed(articles, audience)
    return [head, "\n".join(odd), rule(), listed if len(listed) <= room else named(articles, audience, room)]


def _listed(articles: Sequence[Article], audience: Audience) -> str:
    left = len(articles) - LISTED
    return listing(articles, audience) + (
        f"\n-# {message('and-more', audience.language, count=left)}" if left > 0 else ""
    )


def named(articles: Sequence[Article], audience: Audience, room: int) -> str:
    """A line for each of the first articles, without their addresses, as many as go into so many characters."""
    lines: list[str] = []
    for article in articles[:LISTED]:
        line = f"-# {article_line(article, audience, longest_url=0)}"
        if sum(map(len, lines)) + len(lines) + len(line) > room:
            break
        lines.append(line)
    if len(articles) > len(lines):
        lines.append(f"-# {message('and-more', audience.language, count=len(articles) - len(lines))}")
    return "\n".join(lines)


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


def added_view(report: Report, key: str, language: str) -> ui.LayoutView:
    """What was added; it can be asked about at once, and taken back for a while."""
    counts = report.counts()
    said = message(
        "counts-done", language, added=counts["added"], changed=counts["changed"], unchanged=counts["unchanged"]
    )
    done = card(Colour.DONE, f"✓ {said}\n-# {message('answers-now', language)}")
    return message_of(done, *undo_row(key, language))


def removed_view(key: str, language: str) -> ui.LayoutView:
    """An article is gone; that can be taken back for a while."""
    return message_of(card(Colour.DONE, f"✓ {message('removed', language)}"), *undo_row(key, language))


def undo_row(key: str, language: str) -> list[ui.ActionRow[Any]]:
    """The button that takes a change back, if there is one."""
    return row(button(message("undo", language), Press("undo", key))) if key else []


def undone_view(undone: Sequence[Undone], who: str, audience: Audience) -> ui.LayoutView:
    """What was taken back by whom, and what was left because somebody has changed it since."""
    language = audience.language
    done = [one.article for one in undone if not one.left]
    left = [one.article for one in undone if one.left]
    head = message("log-undone", language, who=who, count=len(done)) if done else message("undone-nothing", language)
    lines = [head, named(done, audience, HALF)] if done else [head]
    if left:
        lines += [f"⚠️ {message('undone-left', language)}", named(left, audience, HALF)]
    return note("\n".join(lines), Colour.CAUTION if left else Colour.CARD)


def log_view(line: str, articles: Sequence[Article], key: str, audience: Audience) -> ui.LayoutView:
    """A line in the editors' channel with the articles it is about, and the button that takes the change back."""
    said = card(Colour.CARD, f"{line}\n{_listed(articles, audience)}")
    return message_of(said, *undo_row(key, audience.language))


def removal_view(stored: StoredArticle, key: str, audience: Audience) -> ui.LayoutView:
    """Whether this article is really to go."""
    language = audience.language
    asked = f"{message('remove-really', language)}\n{article_line(stored.article, audience)}"
    parts = [
        button(message("remove", language), Press("remove", key), discord.ButtonStyle.danger),
        button(message("cancel", language), Press("draft-cancel", key)),
    ]
    return message_of(card(Colour.CAUTION, asked), *row(*parts))
