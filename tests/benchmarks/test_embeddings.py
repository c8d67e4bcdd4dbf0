"""The comparison of embeddings: which models it takes, how it puts two together, and what it counts by kind."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.benchmarks.embeddings import hours_to_embed, joined, model_of, parts, runs, table
from tests.benchmarks.question_sets import OTHER_WORDS, rows_of


def test_an_embedding_may_have_another_weight_and_keeps_its_name_for_the_data_directory() -> None:
    changed = model_of("e5@0.7")

    assert (changed.name, changed.weight) == ("e5", 0.7)
    assert model_of("both").weight == model_of("e5").weight


def test_the_cosine_of_both_is_the_mean_of_the_two() -> None:
    one, other = (np.array(joined("a text", list(english), [1.0, 0.0])) for english in ([1.0, 0.0], [0.6, 0.8]))

    assert one @ other / np.linalg.norm(one) / np.linalg.norm(other) == pytest.approx((0.6 + 1.0) / 2)


def test_what_wordllama_does_not_know_is_left_to_e5() -> None:
    assert joined("누가 이겼나요?", [0.6, 0.8], [1.0, 0.0]) == [0.0, 0.0, 1.0, 0.0]


def test_each_kind_and_language_is_counted_with_all_that_is_unanswerable() -> None:
    questions = rows_of(OTHER_WORDS, "queries")
    unanswerable = sum(not row["answerable"] for row in questions)

    found = {name: len(rows) - unanswerable for name, rows in parts(questions).items()}

    assert list(found) == ["", *(f", {k}, {lang}" for k in ("cross-language", "paraphrase") for lang in ("en", "ko"))]
    assert found[""] == sum(size for name, size in found.items() if name)


def test_what_needs_no_vectors_takes_no_time() -> None:
    assert hours_to_embed(model_of("none"), rows_of(OTHER_WORDS, "corpus")) == 0


def test_a_kept_library_is_gone_on_with(tmp_path: Path) -> None:
    first, again = (next(runs(model_of("none"), tmp_path, OTHER_WORDS)) for _ in range(2))

    ranked = [[one["articles"] for one in run.outputs] for run in (first, again)]
    assert ranked[0] == ranked[1]


def test_the_table_has_a_line_for_every_part(tmp_path: Path) -> None:
    lines = list(table([OTHER_WORDS], ["none"], tmp_path))

    assert len(lines) == 5
    assert all(line.count("|") == 10 for line in lines)
