"""The file that counts what a chat model took and keeps what it wrote: nothing is lost, its failure costs nobody."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.answering.model import Tokens
from bot.errors import Problem
from bot.ledger import MOST, Ledger, Row
from bot.spending import Spent

NOVEMBER, DECEMBER = "2026-11", "2026-12"
SPENT = Spent(Tokens(300, 20), cost=0.5)
WRITES = """
import sys
from pathlib import Path
from bot.answering.model import Tokens
from bot.ledger import Ledger
from bot.spending import Spent

ledger = Ledger(Path(sys.argv[1]))
for _ in range(int(sys.argv[2])):
    ledger.add("harbour", "2026-11", "m", Spent(Tokens(3, 1), 0.25))
ledger.close()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "model.db"


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    with closing(Ledger(path)) as opened:
        opened.open()
        yield opened


@pytest.fixture
def locked(ledger: Ledger, path: Path) -> Iterator[sqlite3.Connection]:
    """Another program holds the file for writing, until it is told to roll back."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield other


# What it took


def test_tokens_and_cost_are_counted_for_each_library_and_month(ledger: Ledger) -> None:
    for library, month in [("harbour", NOVEMBER), ("harbour", NOVEMBER), ("harbour", DECEMBER), ("mill", NOVEMBER)]:
        ledger.add(library, month, "m", SPENT)

    assert ledger.spent("harbour", NOVEMBER) == SPENT + SPENT
    assert ledger.spent("harbour", DECEMBER) == ledger.spent("mill", NOVEMBER) == SPENT
    assert ledger.spent("mill", DECEMBER) == Spent()


def test_models_are_counted_apart_and_a_budget_holds_for_all_of_them(ledger: Ledger) -> None:
    before = [ledger.add("harbour", NOVEMBER, model, SPENT) for model in ("a", "b")]

    assert before == [Spent(), SPENT]
    assert ledger.rows() == [Row("harbour", NOVEMBER, "a", SPENT), Row("harbour", NOVEMBER, "b", SPENT)]


def test_the_latest_month_comes_first(ledger: Ledger) -> None:
    for month in (NOVEMBER, DECEMBER):
        ledger.add("harbour", month, "m", SPENT)

    assert [row.month for row in ledger.rows()] == [DECEMBER, NOVEMBER]


def test_what_two_processes_write_at_once_is_all_counted(path: Path) -> None:
    writing = [subprocess.Popen([sys.executable, "-c", WRITES, str(path), "400"]) for _ in range(2)]
    assert [one.wait(timeout=60) for one in writing] == [0, 0]

    with closing(Ledger(path)) as ledger:
        assert ledger.spent("harbour", NOVEMBER) == Spent(Tokens(2400, 800), 200.0)


def test_it_is_there_after_a_restart(ledger: Ledger, path: Path) -> None:
    ledger.add("harbour", NOVEMBER, "m", SPENT)
    ledger.close()

    with closing(Ledger(path)) as again:
        assert again.spent("harbour", NOVEMBER) == SPENT


def test_only_its_owner_may_read_it(ledger: Ledger, path: Path) -> None:
    ledger.add("harbour", NOVEMBER, "m", SPENT)

    assert {file.stat().st_mode & 0o777 for file in path.parent.glob("model.db*")} == {0o600}


def test_looking_makes_no_file(path: Path) -> None:
    ledger = Ledger(path)

    assert ledger.rows() == []
    ledger.expire(datetime.now(UTC))
    ledger.forget("harbour")

    assert not path.exists()


# What fails


def test_a_file_of_a_newer_footnote_is_refused_and_left_alone(path: Path) -> None:
    Ledger(path).open()
    with closing(sqlite3.connect(path)) as newer:
        newer.execute("PRAGMA user_version = 99")

    with pytest.raises(Problem, match=r"model\.db was made by a newer Footnote"):
        Ledger(path).open()


@pytest.mark.parametrize("content", [b"a letter to the editor" * 100, b"SQLite format 3\0" * 500])
def test_a_damaged_file_is_told_to_the_log_once_and_stays_as_it_is(
    path: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    ledger = Ledger(path)

    ledger.open()

    assert ledger.add("harbour", NOVEMBER, "m", SPENT) is None
    assert ledger.spent("harbour", NOVEMBER) is None
    ledger.keep("harbour", "key", "answer")
    assert ledger.find("key") is None
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert "model.db cannot be used" in caplog.text
    assert path.read_bytes() == content
    with pytest.raises(Problem, match=r"model\.db cannot be read.*Restore or remove it"):
        ledger.rows()


def test_what_was_counted_meanwhile_is_written_once_the_file_is_sound(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"no ledger" * 100)
    ledger = Ledger(path)
    ledger.add("harbour", NOVEMBER, "m", SPENT)

    path.unlink()
    ledger.add("harbour", NOVEMBER, "m", SPENT)

    assert ledger.spent("harbour", NOVEMBER) == SPENT + SPENT
    ledger.close()


def test_what_cannot_be_written_counts_all_the_same_and_is_written_later(
    ledger: Ledger, locked: sqlite3.Connection, path: Path
) -> None:
    ledger.add("harbour", NOVEMBER, "m", SPENT)
    assert ledger.spent("harbour", NOVEMBER) == SPENT

    locked.execute("ROLLBACK")
    ledger.close()

    with closing(Ledger(path)) as again:
        assert again.spent("harbour", NOVEMBER) == SPENT


def test_answers_are_found_while_the_file_cannot_be_written(ledger: Ledger, path: Path) -> None:
    ledger.keep("harbour", "key", "answer")

    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        ledger.keep("harbour", "other key", "another")
        found = [ledger.find(key) for key in ("key", "other key")]

    assert found == ["answer", None]


# What it wrote


def test_an_answer_is_found_by_all_that_it_hangs_on(ledger: Ledger) -> None:
    ledger.keep("harbour", "the question, the day", "answer")

    assert ledger.find("the question, the day") == "answer"
    assert ledger.find("the question, another day") is None


def test_the_file_never_has_what_was_asked_nor_a_hash_that_others_could_make(ledger: Ledger, tmp_path: Path) -> None:
    ledger.keep("harbour", "Who bought the harbour ferry?", "answer")
    with closing(Ledger(tmp_path / "other.db")) as other:
        other.keep("harbour", "Who bought the harbour ferry?", "answer")
        keys = [_keys(one) for one in (ledger, other)]

    assert keys[0] != keys[1]
    assert not any(b"harbour ferry" in file.read_bytes() for file in tmp_path.rglob("*.db*"))


def _keys(ledger: Ledger) -> list[bytes]:
    with closing(sqlite3.connect(ledger._path)) as sql:
        return [row[0] for row in sql.execute("SELECT key FROM answers")]


def test_an_answer_that_is_old_is_not_given(path: Path) -> None:
    with closing(Ledger(path, timedelta())) as ledger:
        ledger.keep("harbour", "key", "answer")
        with closing(sqlite3.connect(path, isolation_level=None)) as sql:
            sql.execute("UPDATE answers SET made = made - 1")

        assert ledger.find("key") is None


def test_old_answers_go_by_themselves_and_what_was_spent_stays(ledger: Ledger) -> None:
    ledger.keep("harbour", "key", "answer")
    ledger.add("harbour", NOVEMBER, "m", SPENT)

    ledger.expire(datetime.now(UTC) + timedelta(days=6, hours=23))
    assert _keys(ledger)
    ledger.expire(datetime.now(UTC) + timedelta(days=7, hours=1))

    assert not _keys(ledger)
    assert ledger.spent("harbour", NOVEMBER) == SPENT


def test_there_are_never_more_answers_than_so_many(ledger: Ledger) -> None:
    for number in range(MOST + 5):
        ledger.keep("harbour", str(number), "answer")

    assert len(_keys(ledger)) == MOST
    assert [ledger.find(key) for key in ("4", "5", str(MOST + 4))] == [None, "answer", "answer"]


# A library that is deleted


def test_of_a_deleted_library_the_operator_keeps_the_sums_and_nothing_else(ledger: Ledger) -> None:
    for library in ("harbour", "mill", "quay"):
        ledger.add(library, NOVEMBER, "m", SPENT)
        ledger.keep(library, library, "answer")
        ledger.note_warned(library, NOVEMBER, 80)

    ledger.forget("harbour")
    ledger.forget("mill")

    assert ledger.rows() == [Row("", NOVEMBER, "m", SPENT + SPENT), Row("quay", NOVEMBER, "m", SPENT)]
    assert [ledger.find(library) for library in ("harbour", "mill", "quay")] == [None, None, "answer"]
    assert [ledger.warned(library, NOVEMBER) for library in ("harbour", "quay")] == [0, 80]


def test_what_cannot_be_forgotten_now_is_told(ledger: Ledger, locked: sqlite3.Connection) -> None:
    with pytest.raises(Problem, match=r"model\.db cannot be written"):
        ledger.forget("harbour")
