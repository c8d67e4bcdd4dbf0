"""How a suggestion looks: to the editors before and after one of them has decided, and to the member who made it."""

from __future__ import annotations

from collections.abc import Sequence

import discord
from discord import ui

from bot.discord.preview import Seen, named, preview_card, undo_row
from bot.discord.records import Suggestion
from bot.discord.text import safe, shortened, unmentioned
from bot.discord.view import Colour, Press, button, card, message_of, note, row
from bot.wording import Audience
from index.article import Article
from index.sources import Refusal
from prompts import message

MOST_SUGGESTED, MOST_LETTERS = 50, 1_000_000
"""Articles in a suggestion, and characters of all of them: what anybody may make the bot keep."""
LONGEST_REASON = 500
LISTING = 2000
"""Characters of the articles' names below a decision."""


def bounded(incoming: Sequence[Article], language: str) -> tuple[tuple[Article, ...], tuple[Refusal, ...]]:
    """As many of the articles as a suggestion holds, and the others as refusals."""
    left = MOST_LETTERS
    kept: list[Article] = []
    left_out: list[Refusal] = []
    why = message("suggestion-large", language, articles=MOST_SUGGESTED, letters=MOST_LETTERS)
    for article in incoming:
        left -= len(article.text)
        if left < 0 or len(kept) == MOST_SUGGESTED:
            left_out.append(Refusal(article.title or article.url or article.text[:100], why))
        else:
            kept.append(article)
    return tuple(kept), tuple(left_out)


def suggestion_view(suggestion: Suggestion, key: str, seen: Seen, audience: Audience) -> ui.LayoutView:
    """What the editors are asked: the preview, whose suggestion it is, and what can be decided."""
    language = audience.language
    above = message("suggested-by", language, who=safe(suggestion.name))
    parts = [
        button(message("approve", language), Press("approve", key), discord.ButtonStyle.success),
        button(message("decline", language), Press("decline", key), discord.ButtonStyle.danger),
    ]
    body = preview_card(suggestion.incoming, suggestion.refused, seen, audience, above)
    return message_of(body, *row(*parts))


def approved_view(
    suggestion: Suggestion, counts: dict[str, int], key: str, who: str, audience: Audience, *, told: bool
) -> ui.LayoutView:
    """Who approved it, what came of it, and the button that takes it back."""
    line = message("log-approved", audience.language, who=who, member=safe(suggestion.name), **counts)
    body = _decision(suggestion, [line], audience, told=told)
    return message_of(card(Colour.DONE, body), *undo_row(key, audience.language))


def declined_view(suggestion: Suggestion, reason: str, who: str, audience: Audience, *, told: bool) -> ui.LayoutView:
    """Who declined it, and why."""
    line = message("log-declined", audience.language, who=who, member=safe(suggestion.name))
    lines = [line, *_reason(reason, audience.language)]
    return note(_decision(suggestion, lines, audience, told=told), Colour.ABSTENTION)


def _decision(suggestion: Suggestion, lines: Sequence[str], audience: Audience, *, told: bool) -> str:
    untold = message("member-untold", audience.language, member=safe(suggestion.name))
    listed = named(suggestion.incoming, audience, LISTING)
    return "\n".join([*lines, listed, *([] if told else [f"⚠️ {untold}"])])


def outcome_view(
    suggestion: Suggestion, server: str, audience: Audience, *, approved: bool, reason: str = ""
) -> ui.LayoutView:
    """What the member is told, without a word on which editor it was."""
    language = audience.language
    head = message("outcome-approved" if approved else "outcome-declined", language, server=safe(server))
    lines = [head, *_reason(reason, language), named(suggestion.incoming, audience, LISTING)]
    return note("\n".join(lines), Colour.DONE if approved else Colour.ABSTENTION)


def _reason(reason: str, language: str) -> list[str]:
    words = safe(shortened(unmentioned(reason), LONGEST_REASON))
    return [message("reason", language, reason=words)] if words else []
