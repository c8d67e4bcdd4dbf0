"""Refit the weights of bot/answering/abstain.py: `python -m tests.benchmarks.fit_confidence` prints them.

Logistic regression on two question sets. Within each set the answerable questions weigh as much together as the others,
so that neither the size of a set nor its share of answerable questions moves the weights. Nothing is kept or written.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.answering import abstain
from bot.evaluation.figures import auc, calibration_error
from index.library import DataFolder
from index.query import Query
from index.retrieve import search
from tests.benchmarks.question_sets import KOREAN, NEWS, Question, filled, questions_of

Numbers = NDArray[np.float64]
NAMES = ("BIAS", "MATCH", "PASSAGE", "SENTENCE", "BIGRAMS")
RIDGE = 1e-3
"""Against the mean likelihood. Without it MATCH turns negative: PASSAGE says nearly the same (correlation 0.92)."""
STEPS = 30
FOLDS = 5


@dataclass(frozen=True)
class Evidence:
    """A question set, and for each of its questions 1 and the evidence that was found (n x 5)."""

    name: str
    questions: list[Question]
    features: Numbers

    @property
    def answerable(self) -> NDArray[np.bool_]:
        """Which questions the corpus answers."""
        return np.array([one.answerable for one in self.questions])

    @property
    def weights(self) -> Numbers:
        """What each question counts: those that the corpus answers 1 together, and so the others."""
        yes = self.answerable
        return np.where(yes, 1 / np.sum(yes), 1 / np.sum(~yes))

    @property
    def folds(self) -> NDArray[np.int64]:
        """The fold of each question; questions about one article share theirs."""
        groups = {group: at % FOLDS for at, group in enumerate(sorted({one.group for one in self.questions}))}
        return np.array([groups[one.group] for one in self.questions])


def collect(name: str) -> Evidence:
    """Retrieve for every question of a set, in a scratch library."""
    questions = questions_of(name)
    with tempfile.TemporaryDirectory(prefix="footnote-fit-") as data:
        library = filled(DataFolder(Path(data)), name)
        found = [abstain.evidence(search(library, Query(one.text, one.asked))) for one in questions]
        library.close()
    return Evidence(name, questions, np.array([(1.0, *one) for one in found]))


def probability(features: Numbers, fitted: Numbers) -> Numbers:
    """What `abstain.confidence` makes of the evidence; 0 where nothing matched."""
    logits: Numbers = features @ fitted
    return np.where(features[:, 1] > 0, 1 / (1 + np.exp(-logits)), 0.0)


def fit(features: Numbers, answerable: NDArray[np.bool_], weights: Numbers) -> Numbers:
    """Newton's method on the weighted mean likelihood; the ridge leaves the bias alone."""
    weights = weights / np.sum(weights)
    fitted = np.zeros(features.shape[1])
    ridge = np.full_like(fitted, RIDGE)
    ridge[0] = 0
    for _ in range(STEPS):
        expected = 1 / (1 + np.exp(-features @ fitted))
        gradient = features.T @ (weights * (answerable - expected)) - ridge * fitted
        curvature = (features.T * (weights * expected * (1 - expected))) @ features + np.diag(ridge)
        fitted = fitted + np.linalg.solve(curvature, gradient)
    return fitted


def fit_sets(sets: list[Evidence], without: int | None = None) -> Numbers:
    """Fit on all sets together, leaving out one fold of each if one is named."""
    kept = [one.folds != without for one in sets]
    return fit(
        np.concatenate([one.features[keep] for one, keep in zip(sets, kept, strict=True)]),
        np.concatenate([one.answerable[keep] for one, keep in zip(sets, kept, strict=True)]),
        np.concatenate([one.weights[keep] for one, keep in zip(sets, kept, strict=True)]),
    )


def cross_validated(sets: list[Evidence]) -> list[Numbers]:
    """For each set the probabilities that weights fitted without the question's fold give."""
    fitted = [fit_sets(sets, without=fold) for fold in range(FOLDS)]
    return [np.choose(one.folds, [probability(one.features, weights) for weights in fitted]) for one in sets]


def shares(one: Evidence, sure: Numbers) -> Iterator[float]:
    """The figures of a row of the table."""
    removed = np.array([question.kind == "evidence_removed" for question in one.questions])
    yes, no = sure[one.answerable], sure[removed]
    yield auc(yes.tolist(), no.tolist())
    yield float(np.mean(yes >= abstain.THRESHOLD))
    yield float(np.mean(no < abstain.THRESHOLD))
    yield float(np.mean(sure[~one.answerable] < abstain.THRESHOLD))
    yield calibration_error(sure.tolist(), one.answerable.tolist())


def main() -> None:
    """Fit, and print the weights and what they are worth beside those that are shipped."""
    sets = [collect(NEWS), collect(KOREAN)]
    shipped = np.array([getattr(abstain, name) for name in NAMES])
    fitted = fit_sets(sets)
    print("| weight | fitted | shipped | difference |\n|---|---|---|---|")
    for name, new, old in zip(NAMES, fitted, shipped, strict=True):
        print(f"| {name} | {new:.2f} | {old:.2f} | {new - old:+.2f} |")
    print(f"\nAnswered and refused at {abstain.THRESHOLD}:\n")
    print("| set | weights | AUC evidence_removed | answered | refused, removed | refused, all | calibration error |")
    print("|---|---|---|---|---|---|---|")
    for one, apart in zip(sets, cross_validated(sets), strict=True):
        ways = {
            "shipped": probability(one.features, shipped),
            "fitted": probability(one.features, fitted),
            f"fitted, {FOLDS}-fold cross-validated": apart,
        }
        for way, sure in ways.items():
            print(f"| {one.name} | {way} | {' | '.join(f'{share:.3f}' for share in shares(one, sure))} |")


if __name__ == "__main__":
    main()
