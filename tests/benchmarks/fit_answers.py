"""Fit bot/answering/weights.toml: `python -m tests.benchmarks.fit_answers` prints what it is worth, and writes it.

Two models a script, both without any dependence between the questions. Which sentence holds the answer: a conditional
logistic regression over the sentences of each question, so that only what tells them apart counts. Whether the library
holds the answer: a logistic regression over the questions, whose sign `answer` comes from sentence weights that were
fitted without the question; it learns from each question also as somebody in a hurry types it (shortened.py), or short
ones would be answered from whatever has their words. News is learnt from asked twice, in its week and years later. What
is reported as cross-validated was fitted on other articles than those the question is about.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.answering import abstain, candidates
from bot.answering.weights import BIAS, script_of
from bot.evaluation.figures import auc, calibration_error, holds
from index.language import language_of_question
from index.library import DataFolder
from index.query import Found, Query
from index.retrieve import search
from tests.benchmarks.question_sets import KOREAN, LATER, NEWS, Question, filled, questions_of
from tests.benchmarks.shortened import WORDS, shortened

Numbers = NDArray[np.float64]
FILE = Path(candidates.__file__).parent / "weights.toml"
HEADER = """\
# What each sign counts: of a sentence (bot/answering/candidates.py) and of the evidence (bot/answering/abstain.py), for
# questions in alphabets (`words`) and for those whose terms are character bigrams (`characters`: Korean, Chinese,
# Japanese). Fitted and written by: python -m tests.benchmarks.fit_answers
"""
SETS = {"words": ((NEWS, None), (NEWS, LATER)), "characters": ((KOREAN, LATER),)}
RIDGE_OF_SENTENCES = 0.03
RIDGE_OF_EVIDENCE = 1e-3
STEPS, RATE = 300, 0.05
SHORT_COUNTS = 0.15
"""What one of the shorter forms of a question counts."""
FOLDS = 5
COLUMNS = (
    "set",
    "first sentence right",
    "AUC evidence_removed",
    "answered",
    "refused",
    "calibration error",
    "threshold from the other half: answered",
    "refused",
)


@dataclass(frozen=True)
class Case:
    """A question, the signs of each sentence that might be said (n x signs), and which of them hold its answer.

    Of a shortened question `words` is how many of its words are left; 0 is the whole.
    """

    question: Question
    signs: Numbers
    right: NDArray[np.bool_]
    evidence: tuple[float, ...]
    fold: int
    words: int


def collect(name: str, asked: datetime | None) -> list[Case]:
    """Retrieve for every question of a set, in a scratch library."""
    questions = questions_of(name)
    fold = folds(questions)
    with tempfile.TemporaryDirectory(prefix="footnote-fit-") as data:
        library = filled(DataFolder(Path(data)), name)
        cases = []
        for one in questions:
            found = search(library, Query(one.text, asked or one.asked))
            cases.append(case(one, one.text, asked, found, fold[one.group]))
            for words in WORDS:
                text = shortened(one.text, found.terms.weights, words)
                if script_of(language_of_question(text)) != script_of(language_of_question(one.text)):
                    continue
                found_short = search(library, Query(text, asked or one.asked))
                cases.append(case(one, text, asked, found_short, fold[one.group], words))
        library.close()
    return cases


def case(one: Question, text: str, asked: datetime | None, found: Found, fold: int, words: int = 0) -> Case:
    """What was found for a question, or for a shorter form of it, as signs."""
    topic = Query(text, asked or one.asked).topic
    said = candidates.candidates(topic, found)
    right = [any(holds(answer, sentence.text) for answer in one.answers) for sentence in said]
    signs = np.array([[*sentence.signs.values()] for sentence in said]).reshape(len(said), len(candidates.SIGNS))
    return Case(one, signs, np.array(right, bool), abstain.evidence(topic, found, said), fold, words)


def folds(questions: Sequence[Question]) -> dict[str, int]:
    """The fold of each article that questions are about."""
    groups = sorted({one.group for one in questions})
    random.Random(0).shuffle(groups)
    return {group: at % FOLDS for at, group in enumerate(groups)}


def fit_sentences(cases: Sequence[Case]) -> Numbers:
    """The weights under which sentences that hold the answer stand out; gradient descent (Adam), signs scaled to 1."""
    cases = [case for case in cases if case.right.any() and not case.words]
    signs = np.concatenate([case.signs for case in cases])
    right = np.concatenate([case.right for case in cases])
    scale = signs.std(axis=0)
    scale[scale == 0] = 1.0
    scaled = signs / scale
    sizes = [len(case.right) for case in cases]
    starts = np.cumsum([0, *sizes])[:-1]
    of_case = np.repeat(np.arange(len(cases)), sizes)
    fitted = first = second = np.zeros(signs.shape[1])
    for step in range(1, STEPS + 1):
        scores = scaled @ fitted
        likely = np.exp(scores - np.maximum.reduceat(scores, starts)[of_case])
        all_of_them = likely / np.add.reduceat(likely, starts)[of_case]
        the_right = likely * right / np.add.reduceat(likely * right, starts)[of_case]
        slope = scaled.T @ (all_of_them - the_right) / len(cases) + RIDGE_OF_SENTENCES * fitted
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        fitted = fitted - RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return np.asarray(fitted / scale)


def fit_evidence(signs: Numbers, answerable: NDArray[np.bool_], counts: Numbers) -> Numbers:
    """Bias and weights of a logistic regression; Newton's method, signs scaled to 1, the bias without the ridge."""
    counts = counts / counts.sum()
    mean, scale = counts @ signs, signs.std(axis=0)
    scale[scale == 0] = 1.0
    scaled = np.column_stack([np.ones(len(signs)), (signs - mean) / scale])
    ridge = np.full(scaled.shape[1], RIDGE_OF_EVIDENCE)
    ridge[0] = 0
    fitted = np.zeros(scaled.shape[1])
    for _ in range(30):
        expected = 1 / (1 + np.exp(-scaled @ fitted))
        slope = scaled.T @ (counts * (expected - answerable)) + ridge * fitted
        curvature = (scaled.T * (counts * expected * (1 - expected))) @ scaled + np.diag(ridge)
        fitted = fitted - np.linalg.solve(curvature, slope)
    return np.array([fitted[0] - np.sum(fitted[1:] * mean / scale), *(fitted[1:] / scale)])


def apart(cases: Sequence[Case], fit: Callable[[Sequence[Case]], Numbers]) -> list[Numbers]:
    """For each case the weights that were fitted without its fold."""
    fitted = [fit([case for case in cases if case.fold != fold]) for fold in range(FOLDS)]
    return [fitted[case.fold] for case in cases]


def evidence_of(cases: Sequence[Case], weights: Sequence[Numbers]) -> Numbers:
    """The signs of each case (n x signs), those of the best sentence by its sentence weights."""
    plain = np.array([sign not in candidates.OF_RANK for sign in candidates.SIGNS])
    places = [list(abstain.SIGNS).index(sign) for sign in ("answer", "close", "echo")]
    among = [list(candidates.SIGNS).index(sign) for sign in ("close", "echo")]
    rows = np.array([case.evidence for case in cases])
    for row, case, one in zip(rows, cases, weights, strict=True):
        if len(case.signs):
            told = case.signs @ (one * plain)
            row[places] = (np.max(told), *case.signs[np.argmax(told), among])
    return rows


def probability(signs: Numbers, fitted: Numbers) -> Numbers:
    """What `abstain.confidence` makes of the evidence; 0 where nothing matched."""
    return np.where(signs[:, 0] > 0, 1 / (1 + np.exp(-fitted[0] - signs @ fitted[1:])), 0.0)


def report(name: str, cases: Sequence[Case], weights: Sequence[Numbers], sure: Numbers) -> str:
    """A row of the table."""
    answerable = np.array([case.question.answerable for case in cases])
    removed = np.array([case.question.kind == "evidence_removed" for case in cases])
    first = [
        bool(case.right[np.argmax(case.signs @ one)]) if len(case.right) else False
        for case, one in zip(cases, weights, strict=True)
        if case.question.answerable
    ]
    yes, no = sure[answerable], sure[removed]
    figures = (
        float(np.mean(first)),
        auc(yes.tolist(), no.tolist()),
        float(np.mean(yes >= abstain.THRESHOLD)),
        float(np.mean(no < abstain.THRESHOLD)),
        calibration_error(sure.tolist(), answerable.tolist()),
        *_halves(yes, no),
    )
    return f"| {name} | {' | '.join(f'{figure:.3f}' for figure in figures)} |"


def _halves(yes: Numbers, no: Numbers) -> Iterator[float]:
    """Answered and refused in one half of the questions at the threshold that answers 90 % of the other, both ways."""
    answered, refused = [], []
    for one, other in ((0, 1), (1, 0)):
        threshold = np.quantile(yes[one::2], 0.1)
        answered.append(float(np.mean(yes[other::2] >= threshold)))
        refused.append(float(np.mean(no[other::2] < threshold)))
    yield float(np.mean(answered))
    yield float(np.mean(refused))


def lines_of(heading: str, weights: dict[str, float]) -> str:
    """One table of the file."""
    return "\n".join([f"[{heading}]", *(f"{sign} = {weight:.3f}" for sign, weight in weights.items())]) + "\n"


@dataclass(frozen=True)
class Fitted:
    """The weights of a script, those of sentences that were fitted without each case, and what the cases come to."""

    sentences: Numbers
    evidence: Numbers
    without: Sequence[Numbers]
    shipped: Numbers
    apart: Numbers


def fit(cases: Sequence[Case]) -> Fitted:
    """Both models of a script."""
    sentences = fit_sentences(cases)
    without = apart(cases, fit_sentences)
    signs = evidence_of(cases, without)
    answerable = np.array([case.question.answerable for case in cases])
    counts = np.array([SHORT_COUNTS if case.words else 1.0 for case in cases])
    fold = np.array([case.fold for case in cases])
    evidence = fit_evidence(signs, answerable, counts)
    sure = np.empty(len(cases))
    for one in range(FOLDS):
        others = fold != one
        sure[~others] = probability(signs[~others], fit_evidence(signs[others], answerable[others], counts[others]))
    return Fitted(
        sentences, evidence, without, probability(evidence_of(cases, [sentences] * len(cases)), evidence), sure
    )


def reports(names: Sequence[str], cases: Sequence[Case], fitted: Fitted) -> Iterator[str]:
    """Three rows a set: whole questions, as shipped and cross-validated, and the shorter forms, cross-validated."""
    shipped = [fitted.sentences] * len(cases)
    for name in dict.fromkeys(names):
        for what, short, weights, sure in (
            ("as shipped", False, shipped, fitted.shipped),
            ("cross-validated", False, fitted.without, fitted.apart),
            ("1 to 5 words of it, cross-validated", True, fitted.without, fitted.apart),
        ):
            at = [at for at, case in enumerate(cases) if names[at] == name and bool(case.words) == short]
            yield report(f"{name}, {what}", [cases[one] for one in at], [weights[one] for one in at], sure[at])


def main() -> None:
    """Fit, print the figures, and write the file unless told --dry-run."""
    tables = []
    print(f"| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}")
    for script, sets in SETS.items():
        names, cases = [], []
        for name, asked in sets:
            collected = collect(name, asked)
            cases += collected
            names += [f"{name}{', asked later' if asked and name == NEWS else ''}"] * len(collected)
        fitted = fit(cases)
        print(*reports(names, cases, fitted), sep="\n", flush=True)
        tables.append(lines_of(f"sentence.{script}", dict(zip(candidates.SIGNS, fitted.sentences, strict=True))))
        tables.append(lines_of(f"confidence.{script}", dict(zip((BIAS, *abstain.SIGNS), fitted.evidence, strict=True))))
    if "--dry-run" not in sys.argv:
        FILE.write_text("\n".join([HEADER, *sorted(tables, reverse=True)]), "utf-8")


if __name__ == "__main__":
    main()
