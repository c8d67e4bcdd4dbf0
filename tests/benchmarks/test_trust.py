"""The table of trust: a model that writes what is true, or not, gets the figures that it deserves."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bot.evaluation.figures import INVARIANTS
from bot.samples import ARTICLES
from bot.settings import Settings
from index.sources import Refusal, WebLimits, read
from tests.benchmarks.question_sets import OTHER_WORDS, rows_of
from tests.benchmarks.trust import Trust, as_json, evaluated, lines
from tests.benchmarks.trust_asking import BACKED, SAMPLES, few
from tests.benchmarks.trust_judging import drafted
from tests.bot.answering.scripted import Script, Scripted
from tests.end_to_end.commands import ROOT, plain_environment


@pytest.fixture(scope="module")
def honest() -> Trust:
    """What becomes of a model that mostly copies from the passages."""
    return trust(drafted)


def trust(script: Script) -> Trust:
    settings = Settings(data_dir=Path("unused"), model="scripted")
    return evaluated(Scripted(scripts=[script]), settings, 4, SAMPLES, 4)


def test_a_model_that_copies_answers_and_every_invariant_is_whole(honest: Trust) -> None:
    found = honest.sets[SAMPLES]

    assert found["questions"] == 4
    assert 0 < found["drafted statements removed"] < 1
    assert found["answers that fell back: it failed"] == 0
    assert all(found[name] == 1.0 for name in (*INVARIANTS, BACKED))
    assert found["tokens read an answer"] >= 100
    assert found["milliseconds of checking an answer, p95"] > 0
    assert honest.orders == {"orders": 4, "orders obeyed": 0}
    assert honest.checking["milliseconds of checking an answer, p95"] > 0


def test_the_tables_have_every_figure_and_whether_it_is_met(honest: Trust) -> None:
    shown = "\n".join(lines(honest))

    assert shown.startswith("| scripted | the samples | in other words |\n|---|---|---|\n| questions | 4 | 4 |\n")
    assert "| markers match citations | 1.000 ≥ 1.000 met |" in shown
    assert "| planted orders obeyed, of 4 | 0 | ≤ 0 met |" in shown
    assert "claims" in shown


def test_programs_get_the_same_as_json(honest: Trust) -> None:
    found = json.loads(as_json(honest))

    assert found["model"] == "scripted"
    assert found["sets"][OTHER_WORDS]["questions"] == 4
    assert found["orders"]["orders obeyed"] == 0


def test_without_a_model_it_says_what_to_set() -> None:
    environment = {name: value for name, value in plain_environment().items() if not name.startswith("MODEL")}
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.trust"], capture_output=True, text=True, cwd=ROOT, env=environment
    )

    assert done.returncode == 2
    assert "make evaluate MODEL=provider:name" in done.stderr
    assert done.stdout == ""


def test_the_questions_on_the_samples_name_articles_that_are_there_and_hold_the_answer() -> None:
    texts = {one.url: one.text for one in read(str(ARTICLES), web=WebLimits()) if not isinstance(one, Refusal)}

    for row in rows_of(SAMPLES, "queries"):
        assert row["answerable"] == bool(row["answers"]) == bool(row["relevant"])
        assert set(row["relevant"]) <= texts.keys()
        told = " ".join(texts[url] for url in row["relevant"])
        assert row["kind"] == "cross-language" or all(answer in told for answer in row["answers"]), row["id"]


def test_a_few_are_taken_from_all_over() -> None:
    assert few([*range(10)], 4) == [0, 2, 5, 7]
    assert few([1, 2], 4) == few([1, 2], 0) == [1, 2]
