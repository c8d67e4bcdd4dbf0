"""Figures of one run over a question set: retrieval, answers, refusal and the soundness of citations; pure.

The definitions are those of the benchmark's scorer, so that its figures and ours are the same.
"""

from __future__ import annotations

import math
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]
Pair = tuple[Row, Row]
Figures = dict[str, float]
_MARKER = re.compile(r"\[(\d+)\]")


def mean(values: Iterable[float]) -> float:
    """The mean, not-a-number of nothing."""
    found = list(values)
    return sum(found) / len(found) if found else math.nan


def auc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """How often a positive scores above a negative; ties count half."""
    if not positive or not negative:
        return math.nan
    ordered = sorted(negative)
    wins = sum(bisect_left(ordered, one) + bisect_right(ordered, one) for one in positive) / 2
    return wins / (len(positive) * len(negative))


def calibration_error(confidences: Sequence[float], truths: Sequence[bool], bins: int = 10) -> float:
    """The expected gap between confidence and truth over equal bins of confidence."""
    inside: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    for confidence, truth in zip(confidences, truths, strict=True):
        inside[min(int(confidence * bins), bins - 1)].append((confidence, truth))
    gaps = (abs(mean(c for c, _ in one) - mean(t for _, t in one)) * len(one) for one in inside if one)
    return sum(gaps) / len(confidences) if confidences else math.nan


def folded(text: str) -> str:
    """Text with form, case and spacing folded, for comparing."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text).casefold()).strip()


def holds(answer: str, text: str) -> bool:
    """Whether the text holds the answer at word edges; where particles are attached, at the left edge only."""
    wanted = folded(answer)
    right = r"(?!\w)" if wanted.isascii() else ""
    return bool(wanted) and re.search(rf"(?<!\w){re.escape(wanted)}{right}", folded(text)) is not None


def figures(questions: Sequence[Row], outputs: Sequence[Row], texts: Mapping[str, str]) -> Figures:
    """Every figure of one run; `outputs` as `ask --jsonl` writes them, `texts` of the set's articles by id."""
    by_id = {row["id"]: row for row in outputs}
    pairs = [(q, by_id[q["id"]]) for q in questions if q["id"] in by_id and "error" not in by_id[q["id"]]]
    answerable = [pair for pair in pairs if pair[0]["answerable"]]
    return {
        "questions": len(questions),
        "missing": sum(q["id"] not in by_id for q in questions),
        "errors": sum("error" in row for row in outputs) + len(outputs) - len(by_id),
        **_retrieval("", answerable, "relevant"),
        **_retrieval("linked ", [pair for pair in answerable if pair[0].get("linked")], "linked"),
        **_answers(pairs, answerable, texts),
        **_refusal(answerable, [pair for pair in pairs if not pair[0]["answerable"]]),
        **_soundness([output for _, output in pairs if not output["abstained"]], texts),
        **_seconds([output["seconds"] for _, output in pairs]),
    }


def _retrieval(label: str, pairs: Sequence[Pair], key: str) -> Figures:
    if not pairs:
        return {}
    ranks = [_first_relevant(output, set(question[key])) for question, output in pairs]
    return {
        f"{label}hit@1": mean(rank == 1 for rank in ranks),
        f"{label}hit@5": mean(rank <= 5 for rank in ranks),
        f"{label}MRR@10": mean(1 / rank if rank <= 10 else 0 for rank in ranks),
    }


def _first_relevant(output: Row, relevant: set[str]) -> float:
    """The 1-based rank of the first relevant article, infinite if there is none."""
    ranks = (rank for rank, one in enumerate(output["articles"], 1) if one["article_id"] in relevant)
    return next(ranks, math.inf)


def _said(output: Row) -> str:
    return " ".join(statement["text"] for statement in output["statements"])


def _answers(pairs: Sequence[Pair], answerable: Sequence[Pair], texts: Mapping[str, str]) -> Figures:
    spoken = [output for _, output in pairs if not output["abstained"]]
    answered = [(question, output) for question, output in answerable if not output["abstained"]]
    length = mean(len(_said(output).split()) for output in spoken)
    found = {
        "words an answer": length,
        "quote words p95": _percentile(
            [len(one["quote"].split()) for output in spoken for one in output["citations"]], 0.95
        ),
    }
    if any(question["answers"] for question, _ in answerable):
        found |= _correctness(answerable, answered, texts, 0 if math.isnan(length) else round(length))
    return found | {
        "answered (of answerable)": mean(not output["abstained"] for _, output in answerable),
        "cited article relevant": mean(
            any(one["article_id"] in question["relevant"] for one in output["citations"])
            for question, output in answered
        ),
    }


def _correctness(
    answerable: Sequence[Pair], answered: Sequence[Pair], texts: Mapping[str, str], length: int
) -> Figures:
    def right(question: Row, text: str) -> bool:
        return any(holds(answer, text) for answer in question["answers"])

    return {
        "answer correct (of answerable)": mean(not o["abstained"] and right(q, _said(o)) for q, o in answerable),
        "answer correct (of answered)": mean(right(q, _said(o)) for q, o in answered),
        "answer in the first statement": mean(
            not o["abstained"] and right(q, o["statements"][0]["text"]) for q, o in answerable
        ),
        "baseline: lead of a relevant article": mean(
            right(q, " ".join(texts[q["relevant"][0]].split()[:length])) for q, _ in answerable
        ),
    }


def _refusal(answerable: Sequence[Pair], unanswerable: Sequence[Pair]) -> Figures:
    if not unanswerable:
        return {}
    yes = [output["confidence"] for _, output in answerable]
    no = [output["confidence"] for _, output in unanswerable]
    found = {
        "refused (of unanswerable)": mean(output["abstained"] for _, output in unanswerable),
        "refusal AUC": auc(yes, no),
    }
    for kind in sorted({question.get("kind") or "" for question, _ in unanswerable} - {""}):
        chosen = [output for question, output in unanswerable if question.get("kind") == kind]
        found[f"refusal AUC {kind}"] = auc(yes, [output["confidence"] for output in chosen])
        found[f"refused (of {kind})"] = mean(output["abstained"] for output in chosen)
    return found | {"calibration error (10 bins)": calibration_error(yes + no, [True] * len(yes) + [False] * len(no))}


def _soundness(spoken: Sequence[Row], texts: Mapping[str, str]) -> Figures:
    return {name: mean(sound(output, texts) for output in spoken) for name, sound in INVARIANTS.items()}


def _unmarked(text: str) -> str:
    return _MARKER.sub("", folded(text)).replace(" ", "")


def _all_cited(output: Row, _: Mapping[str, str]) -> bool:
    return bool(output["statements"]) and all(statement["citations"] for statement in output["statements"])


def _markers_match(output: Row, _: Mapping[str, str]) -> bool:
    numbers = {one["number"] for one in output["citations"]}
    used = {number for statement in output["statements"] for number in statement["citations"]}
    return set(map(int, _MARKER.findall(output["answer"]))) == numbers == used


def _is_its_statements(output: Row, _: Mapping[str, str]) -> bool:
    return _unmarked(output["answer"]) == _unmarked("".join(one["text"] for one in output["statements"]))


def _verbatim(output: Row, texts: Mapping[str, str]) -> bool:
    return all(
        one["quote"] and texts.get(one["article_id"], "")[one["start"] : one["end"]] == one["quote"]
        for one in output["citations"]
    )


def _stands_in_its_quote(output: Row, _: Mapping[str, str]) -> bool:
    quotes = {one["number"]: one["quote"] for one in output["citations"]}
    return bool(output.get("model")) or all(
        any(_unmarked(one["text"]) in _unmarked(quotes.get(number, "")) for number in one["citations"])
        for one in output["statements"]
    )


INVARIANTS: dict[str, Callable[[Row, Mapping[str, str]], bool]] = {
    "statements with a citation": _all_cited,
    "markers match citations": _markers_match,
    "answer is its statements": _is_its_statements,
    "quotes verbatim at their offsets": _verbatim,
    "extractive text stands in its quote": _stands_in_its_quote,
}
"""What must be true of every answer, always."""


def _percentile(values: Sequence[float], share: float) -> float:
    return sorted(values)[int(share * len(values))] if values else math.nan


def _seconds(seconds: Sequence[float]) -> Figures:
    return {"seconds p50": _percentile(seconds, 0.5), "seconds p95": _percentile(seconds, 0.95)} if seconds else {}
