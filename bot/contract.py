"""The machine-readable forms: what `ask --jsonl`, `check --jsonl` and `articles --json` read and write."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, tzinfo
from typing import Any

from bot.answering.model import Abstention, Answer, Citation, Conflict, Side, Tokens, Written, ranked_articles
from bot.answering.support import Support, unbacked
from bot.spending import Prices
from index.article import Article
from index.database import StoredArticle
from index.ingest import Report
from index.library import Left
from index.windows import Window
from prompts import message


class BadLine(ValueError):
    """A line of input that is not what it should be; `id` is the line's, if it has one."""

    def __init__(self, reason: str, id: object = None) -> None:
        """Keep the id for the answer to that line."""
        super().__init__(reason)
        self.id = id


def line_object(line: bytes) -> dict[str, Any]:
    """The JSON object of a line; raises BadLine."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadLine(f"this line is not JSON: {error}") from error
    if not isinstance(value, dict):
        raise BadLine('this line is not a JSON object such as {"id": 1, "question": "..."}')
    return value


def text_of(row: dict[str, Any], key: str) -> str:
    """A field that must be a text with something in it; raises BadLine."""
    value = row.get(key)
    if not isinstance(value, str) or not value.strip():
        raise BadLine(f'"{key}" must be a text that is not empty', row.get("id"))
    return value


def moment(text: str, zone: tzinfo) -> datetime:
    """An ISO date or datetime; one without an offset is read in `zone`. Raises ValueError."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"{text!r} is not an ISO date or time such as 2026-11-23 or 2026-11-23T18:00+09:00") from error
    return found if found.tzinfo else found.replace(tzinfo=zone)


def outcome_json(
    id: object,
    outcome: Answer | Abstention,
    language: str,
    seconds: float,
    undated: int = 0,
    prices: Prices | None = None,
) -> dict[str, Any]:
    """One answer or abstention as the contract has it; `undated` articles were left out of the chosen dates."""
    answered = isinstance(outcome, Answer)
    return {
        "id": id,
        "question": outcome.question.text,
        "answer": outcome.text if isinstance(outcome, Answer) else message("abstained", language),
        "abstained": not answered,
        "confidence": round(outcome.confidence, 4),
        "statements": [
            {"text": one.text, "citations": list(one.citations), "support": round(one.support, 4)}
            for one in (outcome.statements if isinstance(outcome, Answer) else ())
        ],
        "citations": [_citation_json(one) for one in (outcome.citations if isinstance(outcome, Answer) else ())],
        "conflicts": [_conflict_json(one) for one in (outcome.conflicts if isinstance(outcome, Answer) else ())],
        "articles": [{"article_id": one.id, "score": round(score, 5)} for one, score in ranked_articles(outcome)],
        "window": _window_json(outcome.question.window, undated),
        "seconds": round(seconds, 4),
    } | _written_json(outcome.written, prices)


def _written_json(written: Written | None, prices: Prices | None) -> dict[str, Any]:
    """What a chat model had to do with it: its name, sentences removed, tokens, why it is not the model's after all.

    `cached`: it wrote this before, for the same question, so that it took nothing now.
    """
    if written is None:
        return {}
    return {
        "model": written.model,
        "removed": written.removed,
        "usage": usage_json(written.tokens, prices.of(written.tokens) if prices else None),
        "fell_back": written.fell_back or None,
        "cached": written.cached,
    }


def usage_json(tokens: Tokens, cost: float | None) -> dict[str, Any]:
    """Tokens, and their cost where it is known."""
    usage = {"input_tokens": tokens.read, "output_tokens": tokens.written}
    return usage if cost is None else usage | {"cost": round(cost, 6)}


def _window_json(window: Window | None, undated: int) -> dict[str, Any] | None:
    """The time asked about, None if none was named: `since` on and before `until` (ISO with offset, None is open).

    `words` of the question named it; None says that it was given as options, so it cuts rather than weighs, and leaves
    out so many articles that name no date.
    """
    if window is None:
        return None
    return {
        "since": window.since.isoformat() if window.since else None,
        "until": window.until.isoformat() if window.until else None,
        "words": window.words or None,
        "cuts": window.cuts,
        "undated_left_out": undated,
    }


def _citation_json(citation: Citation) -> dict[str, Any]:
    article = citation.article
    return {
        "number": citation.number,
        "article_id": article.id,
        "version": citation.version,
        "url": article.url or None,
        "title": article.title,
        "publisher": article.publisher,
        "published": str(article.published) if article.published else None,
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        "translation": citation.translation or None,
        "copies": [_copy_json(copy) for copy in citation.copies],
    }


def _conflict_json(conflict: Conflict) -> dict[str, Any]:
    """What two articles say differently, and no statement tells; of an `update` the second is the later."""
    return {"update": conflict.update, "sides": [_side_json(one) for one in (conflict.first, conflict.second)]}


def _side_json(side: Side) -> dict[str, Any]:
    """Number 0: the quote is none of the answer's citations."""
    return {"said": side.said, **_citation_json(side.citation)}


def _copy_json(article: Article) -> dict[str, Any]:
    """An article that tells what the cited one does; the quote need not stand in it word for word."""
    return {
        "article_id": article.id,
        "url": article.url or None,
        "title": article.title,
        "publisher": article.publisher,
        "published": str(article.published) if article.published else None,
    }


def article_json(stored: StoredArticle, *, text: bool) -> dict[str, Any]:
    """One version of an article with what the library knows of it."""
    article = stored.article
    row: dict[str, Any] = {
        "article_id": article.id,
        "version": stored.version,
        "newest_version": stored.newest,
        "url": article.url or None,
        "title": article.title,
        "publisher": article.publisher,
        "author": article.author,
        "published": str(article.published) if article.published else None,
        "published_guessed": bool(article.published and article.published.guessed),
        "published_from_metadata": bool(article.published and article.published.from_metadata),
        "language": article.language,
        "indexed": stored.indexed.isoformat(),
        "removed": stored.removed.isoformat() if stored.removed else None,
        "copy_of": stored.copy_of,
    }
    return row | {"text": article.text} if text else row


def report_json(report: Report, left: Left) -> dict[str, Any]:
    """What became of the sources of `add`."""
    return {
        **report.counts(),
        "articles": [
            {
                "article_id": entry.article_id,
                "version": entry.version,
                "change": entry.kind.value,
                "copy_of": entry.copy_of,
            }
            for entry in report.entries
        ],
        "refusals": [{"source": refusal.source, "reason": refusal.reason} for refusal in report.refused],
        "waiting": {"vectors": left.waiting, "chroma": left.unseen, "seconds": round(left.seconds, 1)},
    }


def claim_json(claim: str, judged: Support, citation: Citation | None) -> dict[str, Any]:
    """What `check CLAIM --json` found in the library."""
    cited = {} if citation is None else _citation_json(citation)
    for name in ("number", "copies", "translation"):
        cited.pop(name, None)
    return {"claim": claim, **support_json(judged, unbacked(claim, judged.quote)), **cited}


def support_json(judged: Support, words: Sequence[str]) -> dict[str, Any]:
    """One verdict of `check --jsonl`; `words` are those of the claim that are not backed."""
    score = round(judged.score, 4)
    return {"supported": judged.supported, "support": score, "quote": judged.quote, "unbacked": list(words)}
