"""The comparison of embeddings: which models it takes, what they take, and what it counts by kind."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.settings import Settings
from index.embed import embedding_model
from tests.benchmarks.embeddings import (
    Trial,
    hours_of,
    hours_to_embed,
    model_of,
    parts,
    runs,
    table,
)
from tests.benchmarks.question_sets import OTHER_WORDS, rows_of


def test_an_embedding_may_have_another_weight_and_keeps_its_name_for_the_data_directory() -> None:
    changed = model_of("e5@0.7")

    assert (changed.name, changed.weight) == ("e5", 0.7)


def test_an_embedding_is_alone_unless_the_quick_one_is_named_beside_it() -> None:
    assert model_of("e5").quick == ""
    assert model_of("wordllama+e5") == embedding_model("e5")
    assert (model_of("wordllama+e5@0.3").quick, model_of("wordllama+e5@0.3").weight) == ("wordllama", 0.3)
    assert model_of("wordllama") == embedding_model("wordllama")


def test_the_quick_model_beside_another_is_the_real_one(tmp_path: Path) -> None:
    app = Trial(Settings(data_dir=tmp_path), model_of("wordllama+e5@0.3"))

    assert app.folder.model("e5").weight == 0.3
    assert app.folder.model("wordllama") == embedding_model("wordllama")


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
    lines = list(table([OTHER_WORDS], ["none"], tmp_path, parted=True))

    assert len(lines) == 5
    assert all(line.count("|") == 10 for line in lines)


def test_hours_are_those_of_an_embedding_and_of_the_quick_one_beside_it(capsys: pytest.CaptureFixture[str]) -> None:
    slow = replace(model_of("wordllama"), name="slow")

    alone, beside = hours_of([slow, replace(slow, quick="wordllama")], rows_of(OTHER_WORDS, "corpus")[:2])

    assert beside > alone > 0
    assert [told.split(":")[0] for told in capsys.readouterr().err.splitlines()] == ["slow", "wordllama"]
