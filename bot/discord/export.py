"""Feedback as a file: one row a rating, with the question, the answer, and the versions of the articles it cited."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from bot.discord.records import Cited, Rating
from index.database import StoredArticle

Articles: TypeAlias = Mapping[tuple[str, int | None], StoredArticle | None]
"""By id and version."""
COLUMNS = ("at", "good", "reason", "words", "question", "asked", "answer", "confidence", "sources")
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""What a text begins with that a spreadsheet takes for a formula; in Korean and Japanese also written wide."""


@dataclass(frozen=True, slots=True)
class Written:
    """A file and how many rows it has."""

    content: bytes
    rows: int


def cited_in(ratings: Sequence[Rating]) -> list[tuple[str, int | None]]:
    """The versions of articles that the rated answers cite, each once."""
    return list(dict.fromkeys((one.article_id, one.version) for rating in ratings for one in rating.given.cited))


def as_jsonl(ratings: Sequence[Rating], articles: Articles, largest: int) -> Written:
    """An object a line, the newest first, as many as so many bytes hold."""
    return _filled(ratings, b"", largest, lambda one: json.dumps(row_of(one, articles), ensure_ascii=False) + "\n")


def as_csv(ratings: Sequence[Rating], articles: Articles, largest: int) -> Written:
    """The same as a table for spreadsheets, which know UTF-8 by its mark and must not take a text for a formula."""
    return _filled(
        ratings, b"\xef\xbb\xbf" + _line(COLUMNS).encode(), largest, lambda one: _line(_cells(one, articles))
    )


def _filled(ratings: Sequence[Rating], head: bytes, largest: int, written: Callable[[Rating], str]) -> Written:
    content, rows = bytearray(head), 0
    for rating in ratings:
        line = written(rating).encode()
        if len(content) + len(line) > largest:
            break
        content += line
        rows += 1
    return Written(bytes(content), rows)


def row_of(rating: Rating, articles: Articles) -> dict[str, Any]:
    """A rating without who gave it and who asked; times are ISO, in UTC."""
    given = rating.given
    return {
        "at": rating.at.isoformat(),
        "good": rating.good,
        "reason": rating.reason or None,
        "words": rating.words or None,
        "question": given.question,
        "asked": given.asked.isoformat(),
        "abstained": not given.statements,
        "answer": _answer(rating),
        "confidence": round(given.confidence, 4),
        "statements": [
            {"text": one.text, "citations": list(one.citations), "support": round(one.support, 4)}
            for one in given.statements
        ],
        "citations": [_citation(number, one, articles) for number, one in enumerate(given.cited, 1)],
    }


def _answer(rating: Rating) -> str:
    return " ".join(
        f"{one.text} {''.join(f'[{number}]' for number in one.citations)}" for one in rating.given.statements
    )


def _citation(number: int, cited: Cited, articles: Articles) -> dict[str, Any]:
    """A citation; of an article that is not in the library any more only where it stood."""
    known: dict[str, Any] = {"number": number, "article_id": cited.article_id, "version": cited.version}
    if stored := articles.get((cited.article_id, cited.version)):
        article = stored.article
        known |= {
            "url": article.url or None,
            "title": article.title,
            "publisher": article.publisher,
            "published": str(article.published) if article.published else None,
            "quote": article.text[cited.start : cited.end],
        }
    return known | {"start": cited.start, "end": cited.end}


def _cells(rating: Rating, articles: Articles) -> list[str]:
    row = row_of(rating, articles)
    sources = "\n".join(_source(one) for one in row["citations"])
    row |= {"good": "good" if rating.good else "bad", "sources": sources}
    return [_harmless(str(row[name] if row[name] is not None else "")) for name in COLUMNS]


def _source(cited: Mapping[str, Any]) -> str:
    name = cited.get("title") or cited["article_id"]
    return f"[{cited['number']}] {name} (version {cited['version']}) {cited.get('url') or ''}".strip()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _line(cells: Sequence[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()
