"""Refit bot/answering/support_weights.toml: `python -m tests.benchmarks.fit_support` prints it, `--write` replaces it.

Logistic regression on the signs of three public sets of claims that people judged, and of our own examples. Within each
set the backed claims weigh as much together as the others, so that neither its size nor its share of them moves the
weights. A sign that hardly occurs keeps the weight it is expected to have (EXPECTED), to which the ridge pulls.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.answering import support
from bot.answering.signs import Signs, compare
from bot.evaluation.figures import auc
from tests.benchmarks import support_examples
from tests.benchmarks.question_sets import FOLDER, rows_in
from tests.bot.answering.support_pairs import Example, in_passages

Numbers = NDArray[np.float64]
SETS = ("wice_dev", "qags_dev", "klue_dev")
OWN, OWN_IN_PASSAGES = 0.5, 0.2
"""What our own examples of a language, and those put into a passage, weigh against a public set."""
AGAINST = ("number", "opposite", "negated", "stronger", "exchanged")
SENTENCE = ("bias", "found", "together", "korean", "foreign", "put_in", *AGAINST)
PASSAGE = ("bias", "found", "together", "copied", "retold", "cased", "name", *AGAINST)
EXPECTED = {"opposite": -4.0, "negated": -4.0, "exchanged": -4.0, "stronger": -1.5}
RIDGE = 1e-3
STEPS = 60
FOLDS = 5


@dataclass(frozen=True)
class Judged:
    """A set of claims: one row of signs each, times strictness for sentences, then times the rest for passages."""

    name: str
    features: Numbers
    backed: NDArray[np.bool_]
    groups: list[str]
    share: float

    @property
    def counts(self) -> Numbers:
        """What each claim counts: those that are backed `share` together, and so the others."""
        yes = self.backed
        return self.share * np.where(yes, 1 / np.sum(yes), 1 / np.sum(~yes))

    @property
    def folds(self) -> NDArray[np.int64]:
        """The fold of each claim; claims about one evidence share theirs."""
        numbers = {group: at % FOLDS for at, group in enumerate(sorted(set(self.groups)))}
        return np.array([numbers[group] for group in self.groups])


def judged(name: str, rows: list[tuple[str, str, bool]], share: float) -> Judged:
    """Compare each claim with its evidence."""
    features = np.array([_features(claim, evidence) for claim, evidence, _ in rows])
    backed = np.array([label for *_, label in rows])
    return Judged(name, features, backed, [evidence for _, evidence, _ in rows], share)


def _features(claim: str, evidence: str) -> list[float]:
    compared = compare(claim, evidence)
    signs = compared.signs if compared else Signs._make([0.0] * len(Signs._fields))
    strict = support.strictness(signs, evidence)
    values = {"bias": 1.0, **signs._asdict()}
    return [strict * values[name] for name in SENTENCE] + [(1 - strict) * values[name] for name in PASSAGE]


def public(name: str) -> Judged:
    """A public set; claims that are backed in part count for neither. Ends the program where it is not there."""
    path = FOLDER / "support" / f"{name}.jsonl.gz"
    if not path.is_file():
        sys.exit(f"The set {name} is not there: {path} is missing. It is not part of the repository.")
    rows = [row for row in rows_in(path) if row["label"] != "partially"]
    return judged(name, [(row["claim"], row["evidence"], row["label"] == "supported") for row in rows], 1.0)


def own(name: str, examples: list[Example], share: float) -> Judged:
    """Our own examples of a language."""
    rows = [
        (claim, evidence, backed)
        for evidence, *claims in examples
        for backed, chosen in zip((True, False), claims, strict=True)
        for claim in chosen
    ]
    return judged(name, rows, share)


def fit(sets: list[Judged], without: int | None = None) -> Numbers:
    """Newton's method with halved steps on the weighted mean likelihood, leaving out one fold if one is named."""
    kept = [one.folds != without for one in sets]
    features = np.concatenate([one.features[keep] for one, keep in zip(sets, kept, strict=True)])
    backed = np.concatenate([one.backed[keep] for one, keep in zip(sets, kept, strict=True)])
    counts = np.concatenate([one.counts[keep] for one, keep in zip(sets, kept, strict=True)])
    counts = counts / np.sum(counts)
    expected = np.array([EXPECTED.get(name, 0.0) for name in (*SENTENCE, *PASSAGE)])
    ridge = np.array([RIDGE * (name != "bias") for name in (*SENTENCE, *PASSAGE)])

    def loss(weights: Numbers) -> float:
        logits = features @ weights
        misfit = np.sum(counts * (np.logaddexp(0, logits) - backed * logits))
        return float(misfit + np.sum(ridge * (weights - expected) ** 2) / 2)

    weights = np.zeros(len(expected))
    for _ in range(STEPS):
        sure = probability(features, weights)
        gradient = features.T @ (counts * (backed - sure)) - ridge * (weights - expected)
        curvature = (features.T * (counts * sure * (1 - sure))) @ features + np.diag(ridge + 1e-9)
        step = np.linalg.solve(curvature, gradient)
        while loss(weights + step) > loss(weights) and np.max(np.abs(step)) > 1e-9:
            step = step / 2
        weights = weights + step
    return weights


def probability(features: Numbers, weights: Numbers) -> Numbers:
    """What `support.probability` makes of the signs."""
    logits: Numbers = features @ weights
    return 1 / (1 + np.exp(-logits))


def cross_validated(sets: list[Judged]) -> list[Numbers]:
    """For each set the probabilities that weights fitted without the claim's fold give."""
    fitted = [fit(sets, without=fold) for fold in range(FOLDS)]
    return [np.choose(one.folds, [probability(one.features, weights) for weights in fitted]) for one in sets]


def figures(backed: NDArray[np.bool_], sure: Numbers) -> tuple[float, float, float]:
    """AUC, balanced accuracy at the threshold, and the best that any threshold has."""

    def balanced(threshold: float) -> float:
        return float(np.mean(sure[backed] >= threshold) + np.mean(sure[~backed] < threshold)) / 2

    best = max(balanced(threshold) for threshold in np.unique(sure))
    return auc(sure[backed].tolist(), sure[~backed].tolist()), balanced(support.THRESHOLD), best


def as_toml(weights: Numbers) -> str:
    """The file of weights, with what each sign is."""
    lines = [
        "# How much each sign tells whether evidence backs a claim, as log odds. Fitted and written by",
        "# tests/benchmarks/fit_support.py; signs.py explains the signs, support.py the two sets of weights.",
    ]
    tables = (("sentence", SENTENCE, weights[: len(SENTENCE)]), ("passage", PASSAGE, weights[len(SENTENCE) :]))
    for table, names, values in tables:
        lines += ["", f"[{table}]", *(f"{name} = {value:.2f}" for name, value in zip(names, values, strict=True))]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Fit, print the weights and what they are worth, and replace the file if asked to."""
    sets = [public(name) for name in SETS]
    sets += [own("own English", support_examples.ENGLISH, OWN), own("own Korean", support_examples.KOREAN, OWN)]
    sets += [own("own English in passages", in_passages(support_examples.ENGLISH), OWN_IN_PASSAGES)]
    weights = fit(sets)
    text = as_toml(weights)
    print(text)
    print("| set | claims | AUC | at the threshold | best | AUC, CV | at the threshold, CV | best, CV |")
    print("|---|---|---|---|---|---|---|---|")
    for one, apart in zip(sets, cross_validated(sets), strict=True):
        shares = (*figures(one.backed, probability(one.features, weights)), *figures(one.backed, apart))
        print(f"| {one.name} | {len(one.backed)} | {' | '.join(f'{share:.3f}' for share in shares)} |")
    file = Path(support.__file__).with_name("support_weights.toml")
    if "--write" in sys.argv:
        file.write_text(text, "utf-8")
    print("\nThe file is", "the same." if file.is_file() and file.read_text("utf-8") == text else "another one.")


if __name__ == "__main__":
    main()
