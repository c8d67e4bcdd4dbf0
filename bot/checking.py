"""The command `footnote check`: does the library, or the evidence that is given, support this claim?"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator
from datetime import UTC, datetime, tzinfo
from typing import Any

from bot.answering.factcheck import quotes_for
from bot.answering.model import Citation
from bot.answering.support import Support, unbacked
from bot.contract import BadLine, claim_json, line_object, support_json, text_of
from bot.errors import Problem
from bot.terminal import citation_lines, inert
from bot.wording import WELL, Audience
from index.language import language_of_question
from index.library import Library
from index.query import Filter, Query
from index.retrieve import search
from prompts import message

Judge = Callable[[str, str], Awaitable[Support]]
"""How well evidence, the second, backs a claim."""


def check_lines(judge: Judge, lines: Iterable[bytes], write: Callable[[dict[str, Any]], None]) -> int:
    """Judge {"claim", "evidence"} a line, in order; a bad line gets an error of its own. Returns how many failed."""
    return asyncio.run(_check_lines(judge, lines, write))


async def _check_lines(judge: Judge, lines: Iterable[bytes], write: Callable[[dict[str, Any]], None]) -> int:
    failed = 0
    for line in lines:
        if not line.strip():
            continue
        try:
            row = line_object(line)
            claim, evidence = text_of(row, "claim"), text_of(row, "evidence")
            write(support_json(await judge(claim, evidence), unbacked(claim, evidence)))
        except (BadLine, Problem) as problem:
            failed += 1
            write({"id": problem.id if isinstance(problem, BadLine) else row.get("id"), "error": str(problem)})
    return failed


def best_quote(library: Library, claim: str, chosen: Filter) -> tuple[Support, Citation | None]:
    """The quote of the library that supports the claim best, and how well; None if no word of it is anywhere."""
    found = search(library, Query(claim, datetime.now().astimezone(), chosen)).hits
    return max(quotes_for(claim, found), key=lambda pair: pair[0].score, default=(Support(0.0, False, ""), None))


def check_claim(library: Library, claim: str, chosen: Filter, zone: tzinfo) -> Iterator[str]:
    """The best quote for a claim and its support in words and number, or that there is none."""
    judged, cited = best_quote(library, claim, chosen)
    audience = Audience(language_of_question(claim), zone)
    yield _in_words(claim, judged, audience.language)
    if cited is None:
        return
    if not judged.supported:
        yield ""
        yield message("claim-nearest", audience.language, support=_rounded(judged))
    if words := unbacked(claim, judged.quote):
        yield message("claim-unbacked", audience.language, words=", ".join(words))
    yield ""
    yield inert(cited.quote)
    yield from citation_lines(cited, datetime.now(UTC), audience)


def _in_words(claim: str, judged: Support, language: str) -> str:
    if not judged.supported:
        return message("claim-unsupported", language)
    if " ".join(claim.split()).rstrip(".") in " ".join(judged.quote.split()):
        return message("claim-verbatim", language)
    return message("claim-well" if judged.score >= WELL else "claim-some", language, support=_rounded(judged))


def _rounded(judged: Support) -> str:
    return f"{judged.score:.2f}"


def checked_json(library: Library, claim: str, chosen: Filter) -> dict[str, Any]:
    """The same for programs."""
    return claim_json(claim, *best_quote(library, claim, chosen))
