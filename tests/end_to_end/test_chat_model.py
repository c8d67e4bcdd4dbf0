"""`footnote ask` with a chat model behind an OpenAI-compatible server: the whole way, over HTTP."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from tests.bot.answering.chatting import ChatServer, Said, Script, keyed
from tests.end_to_end.commands import Done, Footnote
from tests.end_to_end.terminal import PROMPT, in_terminal
from tests.library import BRIDGE, FERRY

QUESTION = "Who bought the harbour ferry?"
BUYER = "Captain Ona Brisk bought the ferry at an auction in Tollmere."

SOLD = "The harbour ferry was sold for 4,200 crowns."


@pytest.fixture
def footnote(tmp_path: Path) -> Footnote:
    made = Footnote(tmp_path / "data")
    lines = "\n".join(json.dumps({"id": id, "text": text}) for id, text in (("ferry", FERRY), ("bridge", BRIDGE)))
    (tmp_path / "news.jsonl").write_text(lines)
    assert made("add", str(tmp_path / "news.jsonl")).status == 0
    return made


def asked(
    footnote: Footnote, *scripts: Said | Script, options: tuple[str, ...] = (), **settings: str
) -> tuple[Done, ChatServer]:
    with ChatServer(*scripts).open() as server:
        chosen = {"MODEL": "told", "MODEL_URL": server.url, **settings}
        return footnote.process("ask", QUESTION, *options, settings=chosen), server


def test_a_model_s_answer_is_shown_with_its_sources_and_who_wrote_it(footnote: Footnote) -> None:
    done, _ = asked(footnote, keyed(BUYER))

    assert done.status == 0
    assert done.out.startswith(f"{BUYER} [1]\n")
    assert "Written by told; every sentence was checked against its quote." in done.out


def test_programs_get_the_model_what_was_removed_and_its_tokens(footnote: Footnote) -> None:
    done, server = asked(footnote, keyed(BUYER, "She owns forty otters."), "[NONE]", options=("--json",))

    [row] = done.rows
    assert [one["text"] for one in row["statements"]] == [BUYER]
    assert FERRY[row["citations"][0]["start"] : row["citations"][0]["end"]] == row["citations"][0]["quote"]
    assert (row["model"], row["removed"], row["fell_back"]) == ("told", 1, None)
    assert row["usage"] == {"input_tokens": 642, "output_tokens": 24}
    assert len(server.asked) == 2


def test_lines_of_questions_are_answered_by_it_too(footnote: Footnote) -> None:
    with ChatServer(keyed(BUYER)).open() as server:
        settings = {"MODEL": "told", "MODEL_URL": server.url}
        line = json.dumps({"id": 7, "question": QUESTION})
        done = footnote.process("ask", "--jsonl", stdin=line, settings=settings)

    [row] = done.rows
    assert (row["id"], row["model"], row["statements"][0]["text"]) == (7, "told", BUYER)


def test_the_samples_ask_over_a_connection_that_is_kept(tmp_path: Path) -> None:
    with ChatServer("[NONE]", stays=True).open() as server:
        settings = {"MODEL": "told", "MODEL_URL": server.url, "EMBEDDING": "none"}
        done = Footnote(tmp_path / "data").process("samples", settings=settings)

    assert len(server.asked) == 3
    assert (done.status, done.err) == (0, "")


def test_a_server_that_refuses_leaves_the_answer_made_of_quotes_and_says_so(footnote: Footnote) -> None:
    done, _ = asked(footnote, (401, "wrong key"))

    assert done.status == 0
    assert "Captain Ona Brisk bought it at an auction in Tollmere. [1]" in done.out
    assert "The model told did not answer. So this is made of quotes." in done.out
    assert "Traceback" not in done.err


def test_a_prompt_too_long_for_it_is_made_shorter(footnote: Footnote) -> None:
    done, server = asked(footnote, (400, "the request exceeds the available context size"), keyed(BUYER))

    assert done.out.startswith(BUYER)
    assert len(server.asked[1][1]["content"]) < len(server.asked[0][1]["content"])


@pytest.mark.parametrize(
    ("model", "words"),
    [
        ("gpt", "must be provider:name"),
        ("nobody:gpt", "cannot be used"),
        ("anthropic:claude", "needs a package that is not installed"),
        ("openai:gpt-5", "cannot be used"),
    ],
)
def test_a_model_that_cannot_be_used_is_told_in_words(footnote: Footnote, model: str, words: str) -> None:
    done = footnote.process("ask", QUESTION, settings={"MODEL": model})

    assert done.status == 1
    assert words in done.err
    assert "Traceback" not in done.err


def test_in_a_conversation_sentences_come_as_they_are_checked_and_ctrl_c_stops_the_model(footnote: Footnote) -> None:
    price = "How much was the harbour ferry sold for?"
    server = ChatServer(keyed(BUYER, *["The otters bought it."] * 9), price, keyed(SOLD), seconds=0.1)
    settings = {"MODEL": "told", "MODEL_URL": server.url}

    with server.open(), in_terminal(footnote.command("chat"), settings) as terminal:
        terminal.shows(PROMPT)
        terminal.type(f"{QUESTION}\r")
        terminal.shows(BUYER)
        terminal.type("\x03")
        stopped = terminal.shows("Sources")
        terminal.shows(PROMPT)
        terminal.type(f"{price}\r")
        terminal.shows(SOLD)
        whole = terminal.shows("Written by told")

    assert "Stopped before it was complete" in stopped
    assert "otters" not in stopped + whole
    assert server.left == 1
    assert len(server.asked) == 3


def test_the_doctor_lets_the_model_say_something(footnote: Footnote) -> None:
    with ChatServer("ready").open() as server:
        settings = {"MODEL": "told", "MODEL_URL": server.url, "MODEL_SECONDS": "20"}
        well = footnote.process("doctor", settings=settings)
    ill = footnote.process("doctor", settings=settings)

    assert well.status == 0
    assert "chat model: told answers, after" in well.out
    assert ill.status == 1
    assert "The model told does not answer" in ill.out
    assert "until then answers are made of quotes" in ill.out


def test_ctrl_c_while_a_follow_up_is_understood_stays_in_the_conversation(footnote: Footnote) -> None:
    server = ChatServer(keyed(BUYER), "For how much was the harbour ferry sold?" * 9, keyed(SOLD), seconds=0.05)
    settings = {"MODEL": "told", "MODEL_URL": server.url}

    with server.open(), in_terminal(footnote.command("chat"), settings) as terminal:
        terminal.shows(PROMPT)
        terminal.type(f"{QUESTION}\r")
        terminal.shows("Written by told")
        terminal.shows(PROMPT)
        terminal.type("And for how much?\r")
        while len(server.asked) < 2:
            time.sleep(0.05)
        terminal.type("\x03")
        terminal.shows("Stopped.")
        terminal.shows(PROMPT)
        terminal.type("\x04")
        terminal.process.wait(60)

    assert terminal.process.returncode == 0
