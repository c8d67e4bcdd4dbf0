"""The machine-readable contract of the command line, and what it says to people."""

from __future__ import annotations

import json
import os
import pty
import shutil
import signal
import stat
import subprocess
from pathlib import Path
from threading import Timer
from types import NoneType
from typing import Any

import pytest

from tests.end_to_end.commands import Footnote, jsonl, plain_environment
from tests.index.sources.docxs import docx
from tests.index.sources.feeds import item, paragraphs, rss
from tests.index.sources.pages import KOREAN
from tests.index.sources.pdfs import pdf, printed
from tests.library import BAKERY, BRIDGE, FERRY, LANTERNS, OTHERS

ROWS: list[dict[str, object]] = [
    {"id": "ferry", "text": FERRY, "title": "Ferry sold", "published": "2026-11-20", "source": "Courier"},
    {"id": "bridge", "text": BRIDGE, "title": "Bridge shut", "published": "2026-11-10", "url": "https://a.example/b#c"},
    {"id": "bakery", "text": BAKERY, "title": "Rye prize", "source": "courier"},
    {"id": "lanterns", "text": LANTERNS, "title": "등불 축제", "published": "2026-10-05T09:00:00+09:00"},
    *[dict[str, object](id=f"other {number}", text=text, language="en") for number, text in enumerate(OTHERS)],
]
SOLD = "How much was the harbour ferry sold for?"
ABSENT = "Who won the chess championship in Reykjavik?"


@pytest.fixture
def empty(nowhere: Path, tmp_path: Path) -> Footnote:
    return Footnote(tmp_path / "data")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory that is made once; each test gets a copy."""
    folder = tmp_path_factory.mktemp("made")
    assert Footnote(folder / "data")("add", jsonl(folder / "corpus.jsonl", *ROWS)).status == 0
    return folder / "data"


@pytest.fixture
def footnote(empty: Footnote, made: Path) -> Footnote:
    """A library with nine articles in it."""
    shutil.copytree(made, empty.data)
    return empty


def lines(*rows: object) -> str:
    return "".join(f"{row if isinstance(row, str) else json.dumps(row, ensure_ascii=False)}\n" for row in rows)


def ask_lines(footnote: Footnote, *rows: object) -> list[dict[str, Any]]:
    done = footnote("ask", "--jsonl", stdin=lines(*rows))
    assert (done.status, done.err) == (0, "")
    return done.rows


def test_each_question_gets_one_line_in_order_with_its_own_id(footnote: Footnote) -> None:
    ids = ["one", 2, None, 2.5, {"any": "value"}, "둘"]

    rows = ask_lines(footnote, *({"id": id, "question": SOLD} for id in ids))

    assert [row["id"] for row in rows] == ids
    assert {row["question"] for row in rows} == {SOLD}


def test_a_question_without_an_id_is_answered_with_a_null_id(footnote: Footnote) -> None:
    [row] = ask_lines(footnote, {"question": SOLD})

    assert row["id"] is None
    assert not row["abstained"]


def test_blank_lines_are_not_questions(footnote: Footnote) -> None:
    rows = ask_lines(footnote, "", {"id": 1, "question": SOLD}, "   ", {"id": 2, "question": SOLD})

    assert [row["id"] for row in rows] == [1, 2]


@pytest.mark.parametrize(
    ("bad", "id"),
    [
        ("not json", None),
        ("[1, 2]", None),
        ('{"id": 7}', 7),
        ('{"id": 7, "question": "  "}', 7),
        ('{"id": 7, "question": 12}', 7),
        ('{"id": 7, "question": "When?", "asked": "yesterday"}', 7),
        ("[" * 100_000, None),
    ],
)
def test_a_bad_line_gets_an_error_and_the_others_an_answer(footnote: Footnote, bad: str, id: object) -> None:
    done = footnote("ask", "--jsonl", stdin=lines({"id": 1, "question": SOLD}, bad, {"id": 3, "question": SOLD}))

    assert done.status == 1
    assert [row["id"] for row in done.rows] == [1, id, 3]
    assert done.rows[1].keys() == {"id", "error"}
    assert done.rows[1]["error"]
    assert not done.rows[0]["abstained"]
    assert not done.rows[2]["abstained"]


def test_bytes_that_are_not_utf_8_are_an_error_of_their_line_only(footnote: Footnote) -> None:
    given = b'{"id": 1, "question": "\xff\xfe"}\n' + lines({"id": 2, "question": SOLD}).encode()

    ended = subprocess.run(
        footnote.command("ask", "--jsonl"), input=given, capture_output=True, env=plain_environment(), timeout=60
    )

    rows = [json.loads(line) for line in ended.stdout.splitlines()]
    assert ended.returncode == 1
    assert "error" in rows[0]
    assert rows[1]["answer"]


def test_answers_are_written_line_by_line(footnote: Footnote) -> None:
    command = footnote.command("ask", "--jsonl")
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=plain_environment()) as asked:
        patience = Timer(30, asked.kill)
        patience.start()
        assert asked.stdin
        assert asked.stdout
        for id in (1, 2):
            asked.stdin.write(lines({"id": id, "question": SOLD}).encode())
            asked.stdin.flush()
            assert json.loads(asked.stdout.readline())["id"] == id  # before the next question is even written
        asked.stdin.close()
        patience.cancel()

    assert asked.returncode == 0


def test_an_interrupted_command_says_so_in_a_sentence(footnote: Footnote) -> None:
    command = footnote.command("ask", "--jsonl")
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=plain_environment()
    ) as asked:
        assert asked.stdin
        assert asked.stdout
        asked.stdin.write(lines({"id": 1, "question": SOLD}).encode())
        asked.stdin.flush()
        asked.stdout.readline()
        asked.send_signal(signal.SIGINT)
        err = asked.communicate(timeout=30)[1].decode()

    assert asked.returncode == 130
    assert err.startswith("footnote: stopped")
    assert "Traceback" not in err


def test_an_answer_has_every_field_with_its_type(footnote: Footnote) -> None:
    row = footnote.ask(SOLD)

    types = {name: type(value) for name, value in row.items() if name != "id"}
    assert types == {
        **{"question": str, "answer": str, "abstained": bool, "confidence": float, "seconds": float},
        **{"statements": list, "citations": list, "articles": list, "conflicts": list, "window": NoneType},
    }
    assert row["abstained"] is False
    assert 0 <= row["confidence"] <= 1
    assert row["statements"][0].keys() == {"text", "citations", "support"}
    assert (
        row["citations"][0].items()
        >= {
            **{"number": 1, "article_id": "ferry", "version": 1, "url": None, "title": "Ferry sold"},
            **{"publisher": "Courier", "published": "2026-11-20"},
        }.items()
    )
    assert row["articles"][0].keys() == {"article_id", "score"}


def test_the_time_that_was_understood_is_in_the_answer(footnote: Footnote) -> None:
    asked = "2026-11-23T00:30:00+09:00"
    rows = ask_lines(
        footnote,
        {"id": 1, "question": "What was sold last week?", "asked": asked},
        {"id": 2, "question": "3월부터 무엇이 팔렸나요?", "asked": asked},
        {"id": 3, "question": SOLD, "asked": asked},
    )

    weighs = {"cuts": False, "undated_left_out": 0}
    assert [row["window"] for row in rows] == [
        {"since": "2026-11-16T00:00:00+09:00", "until": "2026-11-23T00:00:00+09:00", "words": "last week", **weighs},
        {"since": "2026-03-01T00:00:00+09:00", "until": None, "words": "3월부터", **weighs},
        None,
    ]


def test_a_day_without_an_offset_is_one_of_the_library_s_zone(footnote: Footnote) -> None:
    command = ("ask", "What was sold today?", "--asked", "2026-11-23", "--json")
    [row] = footnote.process(*command, settings={"TIME_ZONE": "Asia/Seoul"}).rows

    assert row["window"]["since"] == "2026-11-23T00:00:00+09:00"


def test_dates_that_were_chosen_are_in_the_answer_with_how_many_undated_articles_they_left_out(
    footnote: Footnote,
) -> None:
    options = ("--since", "2026-11-01", "--until", "2026-11-30", "--json")
    settings = {"TIME_ZONE": "UTC"}
    once = json.loads(footnote.process("ask", f"{SOLD} And last week?", *options, settings=settings).out)
    line = footnote.process("ask", "--jsonl", *options[:-1], stdin=lines({"question": SOLD}), settings=settings).rows[0]

    assert once["window"] == line["window"]
    assert once["window"] == {
        **{"since": "2026-11-01T00:00:00+00:00", "until": "2026-12-01T00:00:00+00:00"},
        **{"words": None, "cuts": True, "undated_left_out": 6},
    }


@pytest.mark.parametrize("question", ["What's new?", "뉴스 요약"])
def test_news_keeps_the_contract(footnote: Footnote, question: str) -> None:
    [row] = ask_lines(footnote, {"id": 1, "question": question, "asked": "2026-11-23"})

    assert [one["article_id"] for one in row["citations"]] == ["ferry", "bridge", "lanterns"]
    for statement, citation in zip(row["statements"], row["citations"], strict=True):
        assert statement["citations"] == [citation["number"]]
        assert footnote.show(citation["article_id"])["text"][citation["start"] : citation["end"]] == citation["quote"]


def test_an_abstention_has_the_same_fields_and_the_nearest_articles(footnote: Footnote) -> None:
    answer, abstention = footnote.ask(SOLD), footnote.ask(ABSENT)

    assert abstention.keys() == answer.keys()
    assert abstention["abstained"] is True
    assert abstention["answer"] == "The articles do not say."
    assert (abstention["statements"], abstention["citations"]) == ([], [])
    assert abstention["confidence"] < answer["confidence"]
    assert len(abstention["articles"]) > 0


def test_a_korean_abstention_is_in_korean(footnote: Footnote) -> None:
    row = footnote.ask("남극 기지의 대장은 누구입니까?")

    assert row["abstained"]
    assert row["answer"] == "기사에서 답을 찾지 못했습니다."


@pytest.mark.parametrize(
    "question", [SOLD, "누리포 등불 축제에는 몇 명이 다녀갔나요?", "Why is the Cutler Bridge closed?"]
)
def test_every_quote_stands_at_its_offsets_in_the_stored_version(footnote: Footnote, question: str) -> None:
    row = footnote.ask(question)

    assert row["citations"]
    for citation in row["citations"]:
        text = footnote.show(citation["article_id"], "--version", str(citation["version"]))["text"]
        assert text[citation["start"] : citation["end"]] == citation["quote"]
    numbers = [citation["number"] for citation in row["citations"]]
    assert [one["citations"] for one in row["statements"]] == [[number] for number in numbers]
    assert row["answer"] == " ".join(f"{one['text']} [{one['citations'][0]}]" for one in row["statements"])


def test_when_a_question_was_asked_decides_between_old_and_new(empty: Footnote, tmp_path: Path) -> None:
    text = "The Tollmere ferry costs {} crowns for an adult. A dog travels free with its owner, the company said."
    dates = {"old": "2026-01-10T23:30:00+00:00", "new": "2026-06-01"}
    empty(
        "add",
        jsonl(tmp_path / "a.jsonl", *({"id": id, "text": text.format(id), "published": dates[id]} for id in dates)),
    )

    asked = {"2026-06-02": "new", "2026-06-02T10:00:00+09:00": "new", "2026-06-02T10:00:00": "new"}
    rows = ask_lines(empty, *({"question": "What does the Tollmere ferry cost?", "asked": at} for at in asked))

    assert [row["citations"][0]["article_id"] for row in rows] == list(asked.values())


def test_one_asked_for_all_questions_wins_over_that_of_a_line(footnote: Footnote) -> None:
    early, late = ("2026-11-21", "2030-01-01")
    question = lines({"id": 1, "question": SOLD, "asked": late})

    [plain] = footnote("ask", "--jsonl", stdin=question).rows
    [dated] = footnote("ask", "--jsonl", "--asked", early, stdin=question).rows

    assert dated["articles"][0]["score"] > plain["articles"][0]["score"]
    assert dated["confidence"] == plain["confidence"]


def test_an_asked_without_a_zone_is_read_in_the_setting_time_zone(footnote: Footnote) -> None:
    scores = {}
    for zone, asked in [
        ("UTC", "2026-11-30T12:00"),
        ("Asia/Seoul", "2026-11-30T21:00"),
        ("Asia/Seoul", "2026-11-30T12:00"),
    ]:
        done = footnote.process("ask", SOLD, "--json", "--asked", asked, settings={"TIME_ZONE": zone})
        scores[zone, asked] = done.rows[0]["articles"][0]["score"]

    assert scores["UTC", "2026-11-30T12:00"] == scores["Asia/Seoul", "2026-11-30T21:00"]
    assert scores["UTC", "2026-11-30T12:00"] < scores["Asia/Seoul", "2026-11-30T12:00"]


def test_the_list_has_one_object_a_line_and_texts_only_when_wanted(footnote: Footnote) -> None:
    plain, whole = footnote("articles", "list", "--json").rows, footnote("articles", "list", "--json", "--text").rows

    assert {row["article_id"] for row in plain} == {row["id"] for row in ROWS}
    assert all("text" not in row for row in plain)
    assert {row["article_id"]: row["text"] for row in whole} == {row["id"]: row["text"] for row in ROWS}
    assert plain[0].keys() >= {"article_id", "version", "url", "title", "publisher", "published"}


def test_the_list_is_newest_first_with_undated_articles_last(footnote: Footnote) -> None:
    ids = [row["article_id"] for row in footnote("articles", "list", "--json").rows]

    assert ids[:3] == ["ferry", "bridge", "lanterns"]


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        (["--publisher", "COURIER"], ["ferry", "bakery"]),
        (["--since", "2026-11-10"], ["ferry", "bridge"]),
        (["--until", "2026-11-10"], ["bridge", "lanterns"]),
        (["--until", "2026-11-09"], ["lanterns"]),
        (["--since", "2026-11-10", "--until", "2026-11-20"], ["ferry", "bridge"]),
        (["--since", "2026-10-05T00:00:00Z", "--until", "2026-10-05T00:00:01Z"], ["lanterns"]),
        (["--language", "ko"], ["lanterns"]),
        (["--limit", "2", "--page", "2"], ["lanterns", "bakery"]),
        (["--limit", "2", "--page", "99"], []),
    ],
)
def test_the_list_can_be_narrowed_and_paged(footnote: Footnote, options: list[str], ids: list[str]) -> None:
    done = footnote("articles", "list", "--json", *options)

    assert done.status == 0, done.err
    assert [row["article_id"] for row in done.rows] == ids


def test_pages_together_are_the_whole_list(footnote: Footnote) -> None:
    pages = [footnote("articles", "list", "--json", "--limit", "4", "--page", str(page)).rows for page in (1, 2, 3)]

    assert [len(page) for page in pages] == [4, 4, 1]
    assert [row for page in pages for row in page] == footnote("articles", "list", "--json").rows


def test_the_list_for_people_says_how_to_see_more(footnote: Footnote) -> None:
    done = footnote("articles", "list", "--limit", "2")

    assert "Ferry sold · Courier" in done.out
    assert "2 of 9 articles; the next: --page 2" in done.out


def test_a_span_of_dates_that_is_empty_or_malformed_is_a_wrong_call(footnote: Footnote) -> None:
    turned = footnote("articles", "list", "--since", "2026-11-20", "--until", "2026-11-10")
    malformed = footnote("ask", SOLD, "--since", "last week")

    assert (turned.status, malformed.status) == (2, 2)
    assert "nothing lies between" in turned.err
    assert "is not an ISO date" in malformed.err


def test_questions_can_be_narrowed_too(footnote: Footnote) -> None:
    assert footnote.ask(SOLD, "--since", "2026-11-20")["articles"][0]["article_id"] == "ferry"
    assert "ferry" not in [one["article_id"] for one in footnote.ask(SOLD, "--since", "2026-11-21")["articles"]]
    assert "ferry" not in [one["article_id"] for one in footnote.ask(SOLD, "--publisher", "Herald")["articles"]]


@pytest.mark.parametrize(
    ("question", "said"),
    [(SOLD, "6 undated articles were left out"), ("여객선은 얼마에 팔렸나요?", "날짜 없는 기사 6건은 제외했습니다")],
)
def test_undated_articles_that_a_span_leaves_out_are_counted(footnote: Footnote, question: str, said: str) -> None:
    assert said in footnote("ask", question, "--since", "2026-11-01").out
    assert said not in footnote("ask", question).out


def test_an_answer_for_people_lists_its_sources_with_a_link_to_the_sentence(footnote: Footnote) -> None:
    done = footnote("ask", "Why did engineers close the Cutler Bridge?", "--asked", "2026-11-23")

    assert "Engineers closed the Cutler Bridge after they found rust in two of its cables. [1]" in done.out
    assert "[1] Bridge shut · 10 Nov 2026" in done.out
    assert "https://a.example/b#c:~:text=" in done.out


def test_an_old_version_stays_readable_after_a_change(footnote: Footnote, tmp_path: Path) -> None:
    changed = FERRY.replace("4,200", "5,300")

    done = footnote("add", jsonl(tmp_path / "new.jsonl", {**ROWS[0], "text": changed}), "--json")

    assert done.rows[0].items() >= {"added": 0, "changed": 1, "unchanged": 0, "refused": 0}.items()
    assert (
        footnote.show("ferry", "--version", "1").items() >= {"text": FERRY, "version": 1, "newest_version": 2}.items()
    )
    assert footnote.show("ferry").items() >= {"text": changed, "version": 2, "newest_version": 2}.items()
    assert "5,300" in footnote.ask(SOLD)["answer"]
    assert "4,200" not in footnote.ask(SOLD)["answer"]


def test_a_version_that_never_was_is_refused_with_those_there_are(footnote: Footnote) -> None:
    done = footnote.process("articles", "show", "ferry", "--version", "7")

    assert done.status == 1
    assert done.err == "footnote: 'ferry' has versions 1 to 1, no version 7.\n"


def test_a_removed_article_is_out_of_the_next_answer(footnote: Footnote) -> None:
    removed = footnote("articles", "remove", "ferry")

    assert (removed.status, removed.out) == (0, "1 removed\n")
    assert footnote.ask(SOLD)["abstained"]
    assert "ferry" not in [row["article_id"] for row in footnote("articles", "list", "--json").rows]
    assert footnote.show("ferry")["text"] == FERRY
    assert footnote.show("ferry")["removed"]


def test_an_article_added_again_after_its_removal_is_back(footnote: Footnote, tmp_path: Path) -> None:
    footnote("articles", "remove", "ferry")

    done = footnote("add", jsonl(tmp_path / "again.jsonl", ROWS[0]))

    assert "1 added, 0 changed, 0 unchanged, 0 refused" in done.out
    assert footnote.ask(SOLD)["citations"][0]["article_id"] == "ferry"
    assert footnote.show("ferry").items() >= {"removed": None, "version": 1}.items()


def test_removing_what_is_not_there_is_an_error_and_the_rest_is_removed(footnote: Footnote) -> None:
    done = footnote.process("articles", "remove", "nothing", "ferry")

    assert done.status == 1
    assert done.out == "1 removed\n"
    assert "'nothing' is not in the library 'default'" in done.err


def test_adding_says_what_became_of_each_source(empty: Footnote, tmp_path: Path) -> None:
    first = empty("add", jsonl(tmp_path / "a.jsonl", *ROWS[:2], {**ROWS[0], "id": "reprint"}))
    second = empty("add", jsonl(tmp_path / "b.jsonl", *ROWS[:3]))

    assert (first.status, second.status) == (0, 0)
    assert "copy     reprint has the same text as ferry" in first.out
    assert "3 added, 0 changed, 0 unchanged, 0 refused" in first.out
    assert "1 added, 0 changed, 2 unchanged, 0 refused" in second.out


def test_adding_reports_as_json_too(empty: Footnote, tmp_path: Path) -> None:
    [report] = empty("add", jsonl(tmp_path / "a.jsonl", ROWS[0], {"text": ""}), "--json").rows

    assert report["articles"] == [{"article_id": "ferry", "version": 1, "change": "added", "copy_of": None}]
    assert [refusal["source"] for refusal in report["refusals"]] == [f"{tmp_path / 'a.jsonl'}:2"]
    assert report["waiting"] == {"vectors": 0, "chroma": 0, "seconds": 0.0}


def test_a_dry_run_tells_and_changes_nothing(footnote: Footnote, tmp_path: Path) -> None:
    before = footnote("articles", "list", "--json", "--text").out
    source = jsonl(tmp_path / "new.jsonl", {**ROWS[0], "text": BAKERY}, {"id": "new", "text": BRIDGE})

    done = footnote("add", source, "--dry-run")

    assert "Would be: 1 added, 1 changed, 0 unchanged, 0 refused" in done.out
    assert footnote("articles", "list", "--json", "--text").out == before


def test_a_refused_source_is_named_and_the_others_are_added(empty: Footnote, tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    sources = [str(tmp_path / "missing.txt"), str(tmp_path / "picture.png"), jsonl(tmp_path / "a.jsonl", ROWS[0])]

    done = empty.process("add", *sources)

    assert done.status == 1
    assert f"refused  {sources[0]}: " in done.out
    assert f"refused  {sources[1]}: " in done.out
    assert "1 added, 0 changed, 0 unchanged, 2 refused" in done.out
    assert empty.ask(SOLD)["citations"]


def test_claims_are_checked_in_order_without_a_library(empty: Footnote) -> None:
    claims = ["The harbour ferry was sold for 4,200 crowns.", "The harbour ferry was sold for 9 crowns."]

    done = empty("check", "--jsonl", stdin=lines(*({"claim": one, "evidence": FERRY} for one in claims)))

    assert [row["supported"] for row in done.rows] == [True, False]
    assert all(row.keys() == {"supported", "support", "quote", "unbacked"} for row in done.rows)
    assert done.rows[0]["quote"] in FERRY
    assert done.rows[1]["unbacked"] == ["9"]
    assert not empty.data.exists()


def test_a_bad_claim_is_an_error_and_the_others_are_checked(empty: Footnote) -> None:
    done = empty("check", "--jsonl", stdin=lines({"claim": "No evidence"}, "", {"claim": FERRY, "evidence": FERRY}))

    assert done.status == 1
    assert "error" in done.rows[0]
    assert done.rows[1]["supported"]


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        ("nowhere/.env", "NO_SUCH_SETTING=1\n", "There is no setting NO_SUCH_SETTING."),
        ("nowhere/.env", "EMBED_SECONDS=soon\n", "The setting EMBED_SECONDS is 'soon'"),
        ("nowhere/.env", "EMBED_SECONDS=-1\n", "The setting EMBED_SECONDS is '-1'"),
        ("nowhere/.env", "TIME_ZONE=Mars/Olympus\n", "'Mars/Olympus' is not a time zone"),
        (
            "nowhere/.env",
            "EMBEDDING=word2vec\n",
            "There is no embedding model 'word2vec'; EMBEDDING can be: wordllama, e5, none",
        ),
        ("data/footnote.toml", 'no_such_setting = "x"\n', "There is no setting NO_SUCH_SETTING."),
        ("data/footnote.toml", "embed_seconds = [1\n", "The settings cannot be read"),
    ],
)
def test_an_unknown_or_malformed_setting_is_refused(empty: Footnote, file: str, content: str, said: str) -> None:
    path = empty.data.parent / file
    path.parent.mkdir(exist_ok=True)
    path.write_text(content)

    done = empty("articles", "list")

    assert done.status == 1
    assert done.err.startswith("footnote: ")
    assert said in done.err
    assert done.out == ""


@pytest.mark.parametrize(
    "setting", [("EMBED_SECONDS", "soon"), ("TIME_ZONE", "../../etc/passwd"), ("TIME_ZONE", "x\0y")]
)
def test_a_malformed_setting_ends_in_a_sentence_not_in_a_traceback(empty: Footnote, setting: tuple[str, str]) -> None:
    folder = empty.data.parent
    (folder / ".env").write_text("{}={!r}\n".format(*setting))

    done = empty.process("ask", SOLD, cwd=folder)

    assert done.status == 1
    assert setting[0] in done.err
    assert "Traceback" not in done.err


def test_the_environment_wins_over_env_and_that_over_toml(empty: Footnote) -> None:
    folder = empty.data.parent
    empty.data.mkdir()
    (empty.data / "footnote.toml").write_text('time_zone = "bad toml"')
    (folder / ".env").write_text("TIME_ZONE=bad-env")

    assert "bad-env" in empty.process("articles", "list", cwd=folder).err
    assert empty.process("articles", "list", cwd=folder, settings={"TIME_ZONE": "Asia/Seoul"}).status == 0


@pytest.mark.parametrize("name", ["two words", "a/b", "../up", "누리포", "", " ", "-", "x" * 5000, "😀\n", "%00"])
def test_a_library_may_be_named_by_any_text(empty: Footnote, tmp_path: Path, name: str) -> None:
    added = empty("add", jsonl(tmp_path / "a.jsonl", ROWS[0]), f"--library={name}")

    assert added.status == 0, added.err
    assert empty.ask(SOLD, f"--library={name}")["citations"][0]["article_id"] == "ferry"
    assert empty("articles", "list", "--json").rows == []
    assert {path.parent for path in empty.data.rglob("*.db")} == {empty.data / "libraries"}


@pytest.mark.parametrize(
    ("question", "said"),
    [(SOLD, "The library my own is empty."), ("여객선은 얼마에 팔렸나요?", "자료실이 비어 있습니다: my own.")],
)
def test_an_empty_library_says_that_it_is_empty(empty: Footnote, question: str, said: str) -> None:
    done = empty("ask", question, "--library", "my own")

    assert done.status == 0
    assert done.out.startswith(said)
    assert "footnote add" in done.out


def test_an_empty_library_abstains_in_json(empty: Footnote) -> None:
    row = empty.ask(SOLD)

    assert row["abstained"]
    assert (row["confidence"], row["articles"]) == (0.0, [])


@pytest.mark.parametrize(
    "question", ['"', "*", "NEAR(a b)", "OR AND NOT", "()", "- --", "a:b", "'", "\x01", "😀", "^x", "{}", "?"]
)
def test_a_question_of_odd_signs_abstains_and_does_not_fail(footnote: Footnote, question: str) -> None:
    [row] = ask_lines(footnote, {"id": 1, "question": question})

    assert row["abstained"]


def test_a_question_with_a_nul_or_half_a_character_gets_a_line_of_its_own(footnote: Footnote) -> None:
    given = '{"id": 1, "question": "ferry \\u0000 sold"}\n{"id": 2, "question": "\\ud800"}\n' + lines(
        {"id": 3, "question": SOLD}
    )

    done = footnote.process("ask", "--jsonl", stdin=given)

    assert [row["id"] for row in done.rows] == [1, 2, 3]
    assert not done.rows[2]["abstained"]
    assert "Traceback" not in done.err


def test_a_question_is_given_either_as_text_or_as_lines(empty: Footnote) -> None:
    assert empty("ask").status == 2
    assert empty("ask", SOLD, "--jsonl").status == 2


def test_the_data_directory_is_for_its_owner_only(empty: Footnote) -> None:
    empty("articles", "list")

    assert stat.S_IMODE(empty.data.stat().st_mode) == 0o700
    assert stat.S_IMODE((empty.data / "libraries").stat().st_mode) == 0o700


def test_a_data_directory_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    done = Footnote(tmp_path / "file" / "data").process("articles", "list", cwd=tmp_path)

    assert done.status == 1
    assert str(tmp_path / "file") in done.err
    assert "Traceback" not in done.err


def test_a_file_that_is_no_library_is_refused_and_kept(footnote: Footnote) -> None:
    [path] = footnote.data.rglob("*.db")
    path.write_bytes(b"not SQLite at all, but long enough to be looked at" * 100)
    for other in path.parent.glob("*.db-*"):
        other.unlink()

    done = footnote.process("ask", SOLD)

    assert done.status == 1
    assert "cannot be opened as a library" in done.err
    assert path.read_bytes().startswith(b"not SQLite")


def test_articles_are_added_and_answered_where_chroma_cannot_be_had(empty: Footnote, tmp_path: Path) -> None:
    empty.data.mkdir()
    (empty.data / "chroma").write_text("in the way of Chroma's folder")

    added = empty.process("add", jsonl(tmp_path / "a.jsonl", ROWS[0]))
    asked = empty.process("ask", SOLD)

    assert (added.status, asked.status) == (0, 0)
    assert "1 added" in added.out
    assert "4,200 crowns" in asked.out
    assert "Traceback" not in added.err + asked.err


def test_a_reader_that_leaves_early_hears_no_complaint(footnote: Footnote) -> None:
    command = " ".join(f"'{part}'" for part in footnote.command("articles", "list", "--json", "--text"))

    ended = subprocess.run(
        f"{command} | head -c 1", shell=True, capture_output=True, env=plain_environment(), timeout=60
    )

    assert ended.stdout == b"{"
    assert ended.stderr == b""


def test_the_samples_end_politely_in_a_pipe_and_change_nothing_the_second_time(empty: Footnote) -> None:
    first, second = empty.process("samples"), empty.process("samples")

    assert (first.status, second.status) == (0, 0)
    assert "15 added, 1 changed, 0 unchanged, 0 refused" in first.out
    assert "0 added, 0 changed, 1 unchanged, 0 refused" in second.out
    assert first.out.count("\n> ") == second.out.count("\n> ") == 3
    assert first.out.splitlines()[-1].startswith("No terminal here")
    assert first.out.split("refused\n")[1] == second.out.split("refused\n")[1]
    assert empty("articles", "list").out == "The library 'default' is empty.\n"


def test_the_samples_take_a_typed_question_in_a_terminal(empty: Footnote) -> None:
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        empty.command("samples"), stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=plain_environment()
    ) as shown:
        os.write(ours, b"What did the gauge at Fishmarket Quay show?\n\x04")
        out, err = (stream.decode() for stream in shown.communicate(timeout=60))
    os.close(ours)
    os.close(theirs)

    typed = out.split("Ctrl-D leaves")[1]
    assert shown.returncode == 0, err
    assert "3.32 metres" in typed
    assert "Sources" in typed


def test_documents_feeds_patterns_and_standard_input_are_sources_too(empty: Footnote, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "report.pdf").write_bytes(pdf(printed([FERRY[:60], FERRY[60:]]), info={"CreationDate": "D:20261120"}))
    (folder / "report.docx").write_bytes(docx(BRIDGE))
    (folder / "news.xml").write_text(rss(item(guid="festival", title="등불", content=paragraphs(*KOREAN))), "utf-8")

    done = empty("add", str(folder / "*"), "-", "--json", stdin=lines({"id": "bakery", "text": BAKERY}))

    assert (done.status, done.err) == (0, "")
    assert {row["article_id"] for row in done.rows[0]["articles"]} == {
        "report.pdf",
        "report.docx",
        "festival",
        "bakery",
    }
    assert empty.show("report.pdf")["published_from_metadata"]
    assert empty.show("festival")["text"].splitlines() == KOREAN


def test_standard_input_is_named_once(empty: Footnote) -> None:
    done = empty("add", "-", "-", stdin="text")

    assert done.status == 2
    assert "standard input (-) can be read only once" in done.err


def test_a_broken_pdf_says_nothing_but_its_refusal(empty: Footnote, tmp_path: Path) -> None:
    path = tmp_path / "broken.pdf"
    path.write_bytes(pdf(printed(["A line."])).replace(b"startxref", b"startxxxx").replace(b"endobj", b"endxxx"))

    done = empty.process("add", str(path))

    assert (done.status, done.err) == (1, "")
    assert done.out.splitlines()[0].startswith(f"refused  {path}: ")
