"""How articles, answers and reports look in a terminal; plain text, also where there is no terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo

from bot.answering.links import link_to
from bot.answering.model import Abstention, Answer, Citation, Statement, ranked_articles
from bot.wording import AGED, Audience, also_in, caveat, conflict_lines, dated, span, understood, written_by
from index.article import Article
from index.changes import Kind
from index.database import StoredArticle
from index.ingest import Report
from index.language import language_of_question
from index.published import Published
from prompts import message

NEAREST = 3
COPIES = 10
"""So many copies a report names."""
_OBEYED = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def outcome_lines(outcome: Answer | Abstention, zone: tzinfo = UTC, said: int = 0) -> Iterator[str]:
    """An answer with its sources, or an abstention with the nearest articles; below, which time was understood.

    So many of its statements were `said` before, as they were written.
    """
    audience = Audience(language_of_question(outcome.question.text), zone)
    if isinstance(outcome, Answer):
        yield from _answer_lines(outcome, audience, said)
    else:
        yield from _abstention_lines(outcome, audience)
    if written := written_by(outcome, audience.language):
        yield ""
        yield written
    if window := understood(outcome.question.window, audience.language):
        yield ""
        yield window


def _answer_lines(answer: Answer, audience: Audience, said: int) -> Iterator[str]:
    asked = answer.question.asked
    old = caveat((one.article for one in answer.citations), asked, audience.language)
    if old and not said:
        yield old
        yield ""
    yield from map(statement_line, answer.statements[said:])
    yield ""
    if old and said:
        yield old
        yield ""
    for line in conflict_lines(answer.conflicts, audience):
        yield _line(line)
        yield ""
    yield message("sources", audience.language)
    for citation in answer.citations:
        yield from citation_lines(citation, asked, audience)


def statement_line(statement: Statement) -> str:
    """A statement with its markers."""
    return f"{_line(statement.text)} {''.join(f'[{number}]' for number in statement.citations)}"


def citation_lines(citation: Citation, asked: datetime, audience: Audience) -> Iterator[str]:
    """One source: its article, where else its story stands, and a link to the sentence if it has a url."""
    also = also_in(citation.elsewhere, audience.language)
    claims = (_claims(citation.article, asked, audience), also)
    yield f"  [{citation.number}] {_line(' · '.join(part for part in claims if part))}"
    if citation.translation:
        yield f"      “{_line(citation.quote)}”"
        yield f"      {message('translated', audience.language, text=_line(citation.translation))}"
    if citation.article.url:
        yield f"      {link_to(citation.article.url, citation.quote)}"


def _abstention_lines(abstention: Abstention, audience: Audience) -> Iterator[str]:
    yield message("abstained", audience.language)
    if nearest := nearest_lines(abstention, audience):
        yield ""
        yield message("nearest", audience.language)
        yield from nearest


def nearest_lines(abstention: Abstention, audience: Audience) -> list[str]:
    """The articles that came nearest."""
    nearest = ranked_articles(abstention)[:NEAREST]
    return [f"  - {_line(_claims(article, abstention.question.asked, audience))}" for article, _ in nearest]


def inert(text: str) -> str:
    """Foreign text without what a terminal obeys; its lines and tabs stay."""
    return _OBEYED.sub(lambda found: found[0] if found[0] in "\n\t" else "", text)


def _line(text: str) -> str:
    """Foreign text on one line, so that no publisher forges a source, and without what a terminal obeys."""
    return _OBEYED.sub("", " ".join(text.split()))


def _claims(article: Article, asked: datetime, audience: Audience) -> str:
    """Title, publisher, date and, where it matters, age."""
    parts = [article.title or article.id, article.publisher, dated(article, audience)]
    if article.published and asked - article.published.at >= AGED:
        age = span(asked - article.published.at, audience.language)
        parts.append(message("age", audience.language, age=age))
    return " · ".join(part for part in parts if part)


def article_line(stored: StoredArticle) -> str:
    """One article in a list."""
    article = stored.article
    version = f" (version {stored.version})" if stored.version > 1 else ""
    copy = f" (copy of {stored.copy_of})" if stored.copy_of else ""
    date = str(article.published.at.date()) if article.published else "undated"
    claims = f"{article.title or '(no title)'} · {article.publisher or '(no publisher)'}"
    return f"{date:10}  {_line(claims)}{version}{copy}\n            {article.id}"


def article_lines(stored: StoredArticle) -> Iterator[str]:
    """One article with all that is known of it, and its text."""
    article = stored.article
    known = {
        "id": article.id,
        "url": article.url,
        "publisher": article.publisher,
        "author": article.author,
        "published": _published(article.published),
        "language": article.language,
        "version": f"{stored.version} of {stored.newest}",
        "indexed": f"{stored.indexed:%Y-%m-%d %H:%M} UTC",
        "removed": f"{stored.removed:%Y-%m-%d %H:%M} UTC" if stored.removed else "",
        "copy of": stored.copy_of or "",
    }
    yield _line(article.title) or "(no title)"
    yield from (f"  {name:10} {_line(value)}" for name, value in known.items() if value)
    yield ""
    yield inert(article.text)


def _published(published: Published | None) -> str:
    """The date, and what makes it doubtful."""
    doubts = {
        " (a guess)": published is not None and published.guessed,
        " (from the document's metadata: when the file was made)": published is not None and published.from_metadata,
    }
    return f"{published or ''}{''.join(doubt for doubt, applies in doubts.items() if applies)}"


def report_lines(report: Report, *, dry_run: bool) -> Iterator[str]:
    """What became of the sources: the refusals with their reasons, the copies, and the counts."""
    for refusal in report.refused:
        yield f"refused  {refusal.source}: {refusal.reason}"
    copies = [entry for entry in report.entries if entry.copy_of and entry.kind is not Kind.UNCHANGED]
    for entry in copies[:COPIES]:
        yield f"copy     {entry.article_id} has the same text as {entry.copy_of}"
    if len(copies) > COPIES:
        yield f"copy     and {len(copies) - COPIES} more; --json names them all"
    counts = ", ".join(f"{count} {kind}" for kind, count in report.counts().items())
    yield f"{'Would be: ' if dry_run else ''}{counts}"
