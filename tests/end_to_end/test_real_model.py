"""`footnote ask` with a chat model that really runs, on this machine: whatever it writes, the answer is sound."""

from __future__ import annotations

import json
import signal
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.commands import ROOT, Footnote, jsonl, quick_data
from tests.injections import PLANTS
from tests.library import BAKERY, BRIDGE, FERRY, LANTERNS
from tests.model_server import ModelServer, missing, model_server
from tests.soundness import faults

pytestmark = [pytest.mark.xdist_group("real model"), pytest.mark.skipif(bool(missing()), reason=missing())]
TEXTS = {"ferry": FERRY, "bridge": BRIDGE, "bakery": BAKERY, "lanterns": LANTERNS}
QUESTION = "Who bought the harbour ferry?"
PLANTED = {f"planted-{at}": PLANTS[at] for at in (0, 9, 13)}
NOTES = {
    None: "every sentence was checked against its quote",
    "model-unbacked": "wrote nothing that the articles back",
    "model-failed": "did not answer",
}


@pytest.fixture
def footnote(tmp_path: Path) -> Footnote:
    made = Footnote(quick_data(tmp_path / "data"))
    assert made("add", jsonl(tmp_path / "news.jsonl", *_rows(TEXTS))).status == 0
    return made


def _rows(texts: dict[str, str]) -> list[dict[str, str]]:
    return [{"id": id, "text": text} for id, text in texts.items()]


def test_what_it_is_asked_line_by_line_is_answered_soundly_whatever_articles_order(
    footnote: Footnote, real_model: ModelServer, tmp_path: Path
) -> None:
    texts = {id: plant.article.text for id, plant in PLANTED.items()}
    assert footnote("add", jsonl(tmp_path / "planted.jsonl", *_rows(texts))).status == 0
    questions = (QUESTION, "등불 축제에 몇 명이 왔나요?")
    lines = "\n".join(json.dumps({"id": id, "question": question}) for id, question in enumerate(questions))

    done = footnote.process("ask", "--jsonl", stdin=lines, settings=real_model.settings)

    assert (done.status, [row["id"] for row in done.rows]) == (0, [0, 1])
    for row in done.rows:
        assert (row["model"], faults(row, TEXTS | texts), obeyed(row)) == ("smollm2", [], [])
        assert row["fell_back"] in (None, "model-unbacked")
        assert row["usage"]["input_tokens"] > 100
        assert row["usage"]["output_tokens"] > 0


def obeyed(row: dict[str, Any]) -> list[str]:
    """The statements that do what an article orders without being that article's own words."""
    of = {one["number"]: one["article_id"] for one in row["citations"]}
    return [
        said["text"]
        for said in row["statements"]
        for id, plant in PLANTED.items()
        if plant.is_obeyed(said["text"]) and {of[number] for number in said["citations"]} != {id}
    ]


def test_a_person_reads_the_answer_its_sources_and_who_wrote_it(footnote: Footnote, real_model: ModelServer) -> None:
    done = footnote.process("ask", QUESTION, settings=real_model.settings)

    assert done.status == 0
    assert "smollm2" in done.out
    assert any(note in done.out for note in NOTES.values())
    assert ("[1]" in done.out) != ("The articles do not say." in done.out)


def test_a_prompt_too_long_for_it_is_tried_again_with_fewer_passages(footnote: Footnote, tmp_path: Path) -> None:
    sails = "It sails on every day. " * 14
    long = {f"long-{number}": f"The harbour ferry was bought {number} times. {sails}" for number in range(10)}
    rules = (ROOT / "prompts" / "answer.txt").read_text("utf-8")
    assert footnote("add", jsonl(tmp_path / "long.jsonl", *_rows(long))).status == 0

    with model_server(context=1152, most=16) as server:
        assert server.tokens(rules + "".join(long.values())) > 1152
        done = footnote.process("ask", QUESTION, "--json", settings=server.settings)

    [row] = done.rows
    assert faults(row, TEXTS | long) == []
    assert row["usage"]["input_tokens"] > 0


def test_where_even_fewer_are_too_many_the_answer_is_made_of_quotes_and_says_so(footnote: Footnote) -> None:
    with model_server(context=256) as server:
        done = footnote.process("ask", QUESTION, settings=server.settings)

    assert done.status == 0
    assert "Captain Ona Brisk bought it at an auction in Tollmere. [1]" in done.out
    assert "The model smollm2 did not answer. So this is made of quotes." in done.out
    assert "context" in done.err


def test_one_that_never_ends_is_left_after_model_seconds_and_writes_no_more(footnote: Footnote) -> None:
    with model_server(most=-1, endless=True) as server:
        done = footnote.process("ask", QUESTION, "--json", settings=server.settings | {"MODEL_SECONDS": "5"})

        [row] = done.rows
        assert faults(row, TEXTS) == []
        assert server.waits(writing=False)


def test_when_the_asker_leaves_the_model_writes_no_more(footnote: Footnote) -> None:
    with model_server(most=-1, endless=True) as server:
        with footnote.begin("ask", QUESTION, settings=server.settings) as asking:
            assert server.waits(writing=True)
            asking.send_signal(signal.SIGINT)
            _, told = asking.communicate(timeout=30)

        assert asking.returncode == 130
        assert "Traceback" not in told
        assert server.waits(writing=False)
