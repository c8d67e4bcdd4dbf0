"""Our figures are those of the benchmark's own scorer, and each means what its name says."""

from __future__ import annotations

import gzip
import json
import math
import random
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from bot.evaluation.figures import auc, calibration_error, figures, folded, holds

SCORER = Path(__file__).parents[4] / "shared" / "bench" / "score.py"
TEXTS = {f"a{number}": f"The ferry number {number} cost {number * 100} crowns in all." for number in range(8)}
Row = dict[str, Any]


def question(number: int, *, answerable: bool = True, kind: str = "", linked: bool = False) -> Row:
    return {
        **{"id": f"q{number}", "question": f"How much was ferry {number}?", "answerable": answerable, "kind": kind},
        **{
            "relevant": [f"a{number}"] if answerable else [],
            "answers": [f"{number * 100} crowns"] if answerable else [],
        },
        **({"linked": [f"a{number}", "a0"]} if linked else {}),
    }


def output(number: int, articles: Sequence[str], confidence: float, *, abstained: bool = False) -> Row:
    """An answer that quotes the first of the articles, or an abstention."""
    quote = "" if abstained else TEXTS[articles[0]]
    cited = {"number": 1, "article_id": articles[0], "quote": quote, "start": 0, "end": len(quote)}
    return {
        **{"id": f"q{number}", "abstained": abstained, "confidence": confidence, "seconds": 0.01 * (number + 1)},
        "answer": "The articles do not say." if abstained else f"{quote} [1]",
        "statements": [] if abstained else [{"text": quote, "citations": [1], "support": 1.0}],
        "citations": [] if abstained else [cited],
        "articles": [{"article_id": id, "score": 1 / rank} for rank, id in enumerate(articles, 1)],
    }


def a_run(seed: int) -> tuple[list[Row], list[Row]]:
    """Eight questions, three of them without an answer, and what was said to them."""
    dice = random.Random(seed)
    questions = [question(number, linked=number < 3) for number in range(5)]
    questions += [question(number, answerable=False, kind="a" if number == 5 else "b") for number in (5, 6, 7)]
    outputs = []
    for number in range(8):
        ranked = dice.sample(sorted(TEXTS), 6)
        outputs.append(output(number, ranked, round(dice.random(), 2), abstained=dice.random() < 0.4))
    return questions, outputs


def scored(folder: Path, questions: Sequence[Row], outputs: Sequence[Row]) -> dict[str, float]:
    """What the benchmark's scorer says of a run."""
    corpus = [{"id": id, "text": text} for id, text in TEXTS.items()]
    for name, rows in {"queries": questions, "corpus": corpus}.items():
        with gzip.open(folder / f"{name}.jsonl.gz", "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(row) + "\n" for row in rows)
    (folder / "out.jsonl").write_text("".join(json.dumps(row) + "\n" for row in outputs))
    command = [sys.executable, str(SCORER), "answers", str(folder), str(folder / "out.jsonl"), "--json"]
    found: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return found


def assert_same(ours: Mapping[str, float], theirs: Mapping[str, float]) -> None:
    assert ours.keys() == theirs.keys()
    for name, figure in ours.items():
        assert figure == pytest.approx(theirs[name], nan_ok=True), name


@pytest.mark.skipif(not SCORER.exists(), reason=f"the benchmark's scorer is not at {SCORER}")
@pytest.mark.parametrize("seed", range(6))
def test_figures_are_those_of_the_benchmark_s_scorer(tmp_path: Path, seed: int) -> None:
    questions, outputs = a_run(seed)

    assert_same(figures(questions, outputs, TEXTS), scored(tmp_path, questions, outputs))


@pytest.mark.skipif(not SCORER.exists(), reason=f"the benchmark's scorer is not at {SCORER}")
def test_missing_failed_and_unsound_answers_are_counted_alike(tmp_path: Path) -> None:
    questions, outputs = a_run(1)
    spoken = [row for row in outputs if not row["abstained"]]
    spoken[0]["citations"][0]["start"] = 1
    spoken[0]["answer"] += " [7]"
    spoken[1]["statements"][0] |= {"text": "Something else.", "citations": []}
    outputs[7:] = [{"id": "q7", "error": "broken"}]
    del outputs[0 if outputs[0]["abstained"] else 6]

    assert_same(figures(questions, outputs, TEXTS), scored(tmp_path, questions, outputs))


def test_a_perfect_run_has_perfect_figures() -> None:
    questions = [question(1), question(2), question(3, answerable=False)]
    outputs = [output(1, ["a1"], 1.0), output(2, ["a2"], 1.0), output(3, ["a3"], 0.0, abstained=True)]

    found = figures(questions, outputs, TEXTS)

    for name in (
        "hit@1",
        "MRR@10",
        "answer correct (of answerable)",
        "refusal AUC",
        "quotes verbatim at their offsets",
    ):
        assert found[name] == 1.0
    assert found["calibration error (10 bins)"] == 0.0
    assert (found["missing"], found["errors"]) == (0, 0)


def test_auc_counts_ties_half_and_is_no_number_of_nothing() -> None:
    assert auc([0.9, 0.5], [0.5, 0.1]) == pytest.approx(0.875)
    assert math.isnan(auc([], [0.5]))


def test_calibration_error_is_the_gap_between_confidence_and_truth() -> None:
    assert calibration_error([0.95, 0.95], [True, False]) == pytest.approx(0.45)
    assert calibration_error([1.0, 0.0], [True, False]) == 0


@pytest.mark.parametrize(
    ("answer", "text", "held"),
    [
        ("42", "It was 42.", True),
        ("42", "It was 421.", False),
        ("4만 2천", "축제에 4만 2천명이", True),
        ("천명", "4만 2천명이", False),
        ("Ferry", "the FERRY’s", True),
        ("", "anything", False),
        ("two  words", "Two\nwords", True),
    ],
)
def test_an_answer_is_held_at_word_edges(answer: str, text: str, held: bool) -> None:
    assert holds(answer, text) is held


def test_folding_is_for_comparing_only() -> None:
    assert folded(" Ａ\n\tb ") == "a b"
