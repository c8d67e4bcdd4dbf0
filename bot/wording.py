"""Dates and spans of time in words, the same in a terminal and in Discord."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from textwrap import shorten

from babel.dates import format_date, format_interval, format_skeleton, format_time, format_timedelta
from babel.numbers import format_decimal

from bot.answering.model import Abstention, Answer, Citation, Conflict
from index.article import Article
from index.database import StoredArticle
from index.windows import Window
from prompts import message

AGED = timedelta(days=30)
"""From this age on an article's age is told."""
LONGEST_WORDS = 60
"""Characters of the words that named a time, and of what articles say differently and of who reported it."""
VERBATIM, WELL = 0.95, 0.75
"""From these supports on a statement is called the quote itself, or well supported by it."""
NAMED = 3
"""So many others who published a story are named."""
OLD = timedelta(days=90)
"""If the newest article of an answer is older, the answer begins with that."""


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom something is told: in their language, with the days and hours of their time zone."""

    language: str
    zone: tzinfo = UTC


def locale_of(language: str) -> str:
    """The locale dates are written in."""
    return "ko_KR" if language == "ko" else "en_GB"


def dated(article: Article, audience: Audience) -> str:
    """The day an article was published, as far as it is known; one that names only a day was published that day."""
    published = article.published
    if published is None:
        return message("undated", audience.language)
    date = day(published.at, Audience(audience.language) if published.day_only else audience)
    if published.from_metadata:
        return message("from-metadata", audience.language, date=date)
    return message("guessed", audience.language, date=date) if published.guessed else date


def day(moment: datetime, audience: Audience) -> str:
    """A day, such as 12 Oct 2026."""
    return format_date(moment.astimezone(audience.zone).date(), "medium", locale=locale_of(audience.language))


def minute(moment: datetime, audience: Audience) -> str:
    """A day and time of day."""
    clock = format_time(moment, "HH:mm", tzinfo=audience.zone, locale=locale_of(audience.language))
    return f"{day(moment, audience)} {clock}"


def month_name(moment: datetime, language: str) -> str:
    """The month of a moment in UTC, such as November 2026."""
    return str(format_skeleton("yMMMM", moment.astimezone(UTC), locale=locale_of(language)))


def money(amount: float, language: str) -> str:
    """An amount in the operator's currency, whichever that is; small ones with four digits."""
    return str(format_decimal(amount, "#,##0.00##", locale=locale_of(language)))


def span(age: timedelta, language: str) -> str:
    """A length of time, such as 3 months."""
    return format_timedelta(age, threshold=1.5, locale=locale_of(language))


def duration(seconds: float, language: str) -> str:
    """A length of time to plan by, at least a second."""
    return span(timedelta(seconds=max(1, round(seconds))), language)


def in_words(support: float, language: str) -> str:
    """How well a quote that does support a statement does so."""
    name = "support-verbatim" if support >= VERBATIM else "support-well" if support >= WELL else "support-some"
    return message(name, language)


def changed_since(stored: StoredArticle, newest: StoredArticle, quote: str, audience: Audience) -> str:
    """What has become of an article since a quote of it was cited; "" if nothing has."""
    if newest.removed:
        return message("removed-since", audience.language, date=minute(newest.removed, audience))
    if newest.version == stored.version:
        return ""
    stands = "still-stands" if quote in newest.article.text else "stands-no-more"
    when = minute(newest.indexed, audience)
    changed = message("changed-since", audience.language, number=newest.version, date=when)
    return f"{changed} {message(stands, audience.language)}"


def also_in(names: Sequence[str], language: str) -> str:
    """Where a story stands besides: the first names and how many more; "" if nowhere."""
    if not names:
        return ""
    more = len(names) - NAMED
    return message("also-in", language, names=", ".join(names[:NAMED]), more=max(0, more))


def caveat(articles: Iterable[Article], asked: datetime, language: str) -> str:
    """That even the newest of the articles is old, "" if it is not."""
    ages = [asked - article.published.at for article in articles if article.published]
    return message("old", language, age=span(min(ages), language)) if ages and min(ages) > OLD else ""


def understood(window: Window | None, language: str) -> str:
    """Which time a question was about, in the days of its asker; "" where it named none."""
    if window is None:
        return ""
    span = span_of(window, language)
    if window.cuts:
        return message("searched-span", language, span=span)
    words = shorten(window.words, LONGEST_WORDS, placeholder="…")
    return message("understood", language, words=words, span=span)


def span_of(window: Window, language: str) -> str:
    """A window as its first and last day, or as moments where it does not begin and end with days."""
    since, until = window.since, window.until
    whole = all(end is None or end.time() == time() for end in (since, until))
    last = until and (until - timedelta(days=1) if whole else until)
    if since and last and whole:
        skeleton = "yMd" if language == "ko" else "yMMMd"
        return str(format_interval(since.date(), last.date(), skeleton, locale=locale_of(language)))
    told = day if whole else minute
    first, end = (one and told(one, Audience(language, one.tzinfo or UTC)) for one in (since, last))
    if first and end:
        return f"{first} – {end}"
    if first:
        return message("span-since", language, date=first)
    return message("span-until", language, date=end or "")


def conflict_lines(found: Iterable[Conflict], audience: Audience) -> Iterator[str]:
    """What articles say differently, each with who reported it and when; the later one as an update."""
    for one in found:
        name = "told-update" if one.update else "told-apart"
        said = {"first": _short(one.first.said), "second": _short(one.second.said)}
        where = {
            "where": _reported(one.first.citation, audience),
            "elsewhere": _reported(one.second.citation, audience),
        }
        yield message(name, audience.language, **said, **where)


def _short(text: str) -> str:
    """On one line; what has no spaces is cut where it is too long."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_WORDS else f"{line[: LONGEST_WORDS - 1].rstrip()}…"


def _reported(citation: Citation, audience: Audience) -> str:
    """Who reported it, when, and its number in the answer."""
    article = citation.article
    number = f"[{citation.number}]" if citation.number else ""
    by = ", ".join(
        part for part in (_short(article.publisher or article.title or article.id), dated(article, audience)) if part
    )
    return " ".join(part for part in (by, number) if part)


def written_by(outcome: Answer | Abstention, language: str) -> str:
    """Which model wrote an answer, or why it is not the model's after all; "" where none was asked."""
    written = outcome.written
    if written is None:
        return ""
    if written.fell_back:
        said = [message(written.fell_back, language, model=written.model)]
        return " ".join(said + [message("made-of-quotes", language)] * isinstance(outcome, Answer))
    said = [message("written-by", language, model=written.model, removed=written.removed)]
    return " ".join(said + [message("cut-short", language)] * written.cut_short)
