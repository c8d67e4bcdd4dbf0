"""What a chat model took, on the command line: `footnote spent`, the budget, and answers that cost nothing again."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.spending import end_of, month_before, month_of
from tests.bot.answering.chatting import ChatServer, keyed
from tests.end_to_end.commands import Done, Footnote, plain_environment
from tests.library import BRIDGE, FERRY

QUESTION, OTHER = "Who bought the harbour ferry?", "Who bought the ferry in Tollmere?"
BUYER = "Captain Ona Brisk bought the ferry at an auction in Tollmere."
A_TALK = 333
"""The tokens of an answer of this server's: 321 read and 12 written."""
PRICES = {"MODEL_PRICE_READ": "10000", "MODEL_PRICE_WRITTEN": "100000"}


@pytest.fixture
def footnote(tmp_path: Path) -> Footnote:
    made = Footnote(tmp_path / "data")
    lines = "\n".join(json.dumps({"id": id, "text": text}) for id, text in (("ferry", FERRY), ("bridge", BRIDGE)))
    (tmp_path / "news.jsonl").write_text(lines)
    assert made("add", str(tmp_path / "news.jsonl")).status == 0
    return made


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with ChatServer(keyed(BUYER)).open() as opened:
        yield opened


def chosen(server: ChatServer, settings: dict[str, str]) -> dict[str, str]:
    return {"MODEL": "told", "MODEL_URL": server.url, **settings}


def asked(footnote: Footnote, server: ChatServer, *questions: str, **settings: str) -> Done:
    """Lines of questions, answered by one process."""
    lines = "\n".join(json.dumps({"question": question}) for question in questions)
    return footnote.process("ask", "--jsonl", stdin=lines, settings=chosen(server, settings))


def this_month() -> str:
    return month_of(datetime.now(UTC))


def test_a_question_that_is_asked_again_costs_nothing_and_says_so(footnote: Footnote, server: ChatServer) -> None:
    rows = [*asked(footnote, server, QUESTION, f" {QUESTION} ").rows, *asked(footnote, server, QUESTION).rows]

    assert [row["answer"] for row in rows] == [f"{BUYER} [1]"] * 3
    assert [row["cached"] for row in rows] == [False, True, True]
    assert [row["usage"] for row in rows] == [
        {"input_tokens": 321, "output_tokens": 12},
        *[{"input_tokens": 0, "output_tokens": 0}] * 2,
    ]
    assert rows[0]["citations"] == rows[1]["citations"] == rows[2]["citations"]
    assert len(server.asked) == 1


def test_it_is_asked_anew_of_an_article_that_was_corrected_and_of_one_that_is_gone(
    footnote: Footnote, server: ChatServer, tmp_path: Path
) -> None:
    asked(footnote, server, QUESTION)
    (tmp_path / "news.jsonl").write_text(json.dumps({"id": "ferry", "text": f"{FERRY} She paid at once."}))
    footnote("add", str(tmp_path / "news.jsonl"))
    [corrected] = asked(footnote, server, QUESTION).rows
    footnote("articles", "remove", "bridge")
    [alone] = asked(footnote, server, QUESTION).rows

    assert [row["cached"] for row in (corrected, alone)] == [False, False]
    assert corrected["citations"][0]["version"] == 2
    assert len(server.asked) == 3


def test_each_answer_says_what_it_cost(footnote: Footnote, server: ChatServer) -> None:
    [row] = asked(footnote, server, QUESTION, **PRICES).rows

    assert row["usage"] == {"input_tokens": 321, "output_tokens": 12, "cost": 4.41}


def test_over_the_budget_answers_are_made_of_quotes(footnote: Footnote, server: ChatServer) -> None:
    first, second, again = asked(footnote, server, QUESTION, OTHER, QUESTION, MODEL_BUDGET_TOKENS=str(A_TALK)).rows

    assert (first["fell_back"], second["fell_back"], again["fell_back"]) == (None, "model-over-budget", None)
    assert second["answer"].startswith("Captain Ona Brisk bought it at an auction in Tollmere. [1]")
    assert again["cached"]
    assert len(server.asked) == 1


def test_the_operator_is_warned_and_people_read_why(footnote: Footnote, server: ChatServer) -> None:
    settings = {"MODEL_BUDGET_TOKENS": str(A_TALK)}
    warned = asked(footnote, server, QUESTION, **settings)
    told = footnote.process("ask", OTHER, settings=chosen(server, settings))

    assert "footnote: the budget of the library 'default' is spent: answers are made of quotes" in warned.err
    assert (
        "This month’s budget for the model told is spent until the month ends. So this is made of quotes." in told.out
    )


def test_what_the_model_takes_as_a_judge_counts_and_over_the_budget_it_judges_no_more(footnote: Footnote) -> None:
    lines = f"{json.dumps({'claim': BUYER, 'evidence': FERRY})}\n" * 2
    settings = {"MODEL_JUDGE": "model", "MODEL_BUDGET_TOKENS": str(A_TALK)}

    with ChatServer("95").open() as server:
        done = footnote.process("check", "--jsonl", "--library", "mill", stdin=lines, settings=chosen(server, settings))

    first, second = done.rows
    assert first["support"] == 0.95
    assert second["error"] == "The budget of the library 'mill' is spent, or cannot be counted; see: footnote spent"
    assert [row["library"] for row in footnote("spent", "--json").rows] == ["mill"]


def test_what_was_spent_is_listed_by_month_library_and_model(footnote: Footnote, server: ChatServer) -> None:
    asked(footnote, server, QUESTION, OTHER)

    lines = footnote("spent").out.splitlines()

    assert lines[0].split() == ["month", "library", "model", "tokens", "read", "tokens", "written", "cost"]
    assert lines[1].split() == [this_month(), "default", "told", "642", "24", "-"]


def test_with_prices_and_a_budget_it_says_how_much_is_used(footnote: Footnote, server: ChatServer) -> None:
    settings = {**PRICES, "MODEL_BUDGET": "5"}
    asked(footnote, server, QUESTION, **settings)

    lines = footnote.process("spent", settings=settings).out.splitlines()
    over = footnote.process("spent", settings={"MODEL_BUDGET_TOKENS": "300"}).out.splitlines()

    assert lines[1].split()[-1] == "4.41"
    ends = f"{end_of(this_month()):%Y-%m-%d}"
    assert lines[3:] == [f"Budget: 5.00 a library and month; this one ends on {ends} (UTC).", "default: 88% used"]
    assert over[-1] == "default: 111% used; its answers are made of quotes until then"


def test_programs_get_it_a_line_each(footnote: Footnote, server: ChatServer) -> None:
    asked(footnote, server, QUESTION, **PRICES)
    last = month_before(this_month())
    with closing(sqlite3.connect(footnote.data / "model.db")) as sql, sql:
        sql.execute("INSERT INTO spent VALUES ('', ?, 'old', 5, 6, 0)", [last])

    rows = footnote.process("spent", "--json", settings={"MODEL_BUDGET_TOKENS": "3330"}).rows

    assert rows == [
        {
            **{"month": this_month(), "library": "default", "model": "told"},
            **{"input_tokens": 321, "output_tokens": 12, "cost": 4.41, "budget_used": 0.1},
        },
        {
            **{"month": last, "library": None, "model": "old"},
            **{"input_tokens": 5, "output_tokens": 6, "budget_used": None},
        },
    ]
    assert [row["library"] for row in footnote("spent", "--json", "--library", "default").rows] == ["default"]


def test_where_nothing_was_spent_that_is_said(footnote: Footnote) -> None:
    assert footnote("spent").out == "No chat model was asked yet.\n"
    assert footnote("spent", "--library", "mill").out == "No chat model was asked for 'mill' yet.\n"
    assert not (footnote.data / "model.db").exists()


def test_two_processes_that_answer_at_once_count_every_token(footnote: Footnote, server: ChatServer) -> None:
    def begun(number: int) -> subprocess.Popen[bytes]:
        questions = [{"question": QUESTION, "asked": f"2026-11-{day:02}"} for day in range(number, 21, 2)]
        (footnote.data / f"{number}.jsonl").write_text("\n".join(map(json.dumps, questions)))
        command = [sys.executable, "-m", "bot", "ask", "--jsonl", "--data", str(footnote.data)]
        environment = {**plain_environment(), **chosen(server, {})}
        with (footnote.data / f"{number}.jsonl").open() as lines:
            return subprocess.Popen(command, stdin=lines, stdout=subprocess.DEVNULL, env=environment)

    assert [one.wait(timeout=100) for one in [begun(1), begun(2)]] == [0, 0]

    [row] = footnote("spent", "--json").rows
    assert len(server.asked) == 20
    assert (row["input_tokens"], row["output_tokens"]) == (20 * 321, 20 * 12)


# A file that cannot be used


def test_a_file_of_a_newer_footnote_is_refused(footnote: Footnote, server: ChatServer) -> None:
    asked(footnote, server, QUESTION)
    with closing(sqlite3.connect(footnote.data / "model.db")) as newer:
        newer.execute("PRAGMA user_version = 99")

    done = footnote.process("ask", QUESTION, settings=chosen(server, {}))

    assert done.status == 1
    assert "model.db was made by a newer Footnote. Install that version or a later one." in done.err
    assert "newer Footnote" in footnote("spent").err


@pytest.mark.parametrize(("budget", "fell_back"), [("0", None), ("1000000", "model-uncounted")])
def test_a_damaged_one_costs_no_answer_and_spends_no_budget(
    footnote: Footnote, server: ChatServer, budget: str, fell_back: str | None
) -> None:
    (footnote.data / "model.db").write_bytes(b"no ledger" * 100)

    done = asked(footnote, server, QUESTION, MODEL_BUDGET_TOKENS=budget)

    [row] = done.rows
    assert done.status == 0
    assert row["fell_back"] == fell_back
    assert "Captain Ona Brisk bought" in row["answer"]
    assert done.err.count("model.db cannot be used") == 1


def test_the_doctor_looks_at_it(footnote: Footnote, server: ChatServer) -> None:
    asked(footnote, server, QUESTION)
    sound = footnote("doctor").out
    (footnote.data / "model.db").write_bytes(b"no ledger" * 100)

    damaged = footnote("doctor")

    assert "ok     model's account: model.db is sound" in sound
    assert damaged.status == 1
    assert "FAULT  model's account: model.db is damaged" in damaged.out
