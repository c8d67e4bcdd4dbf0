"""The conversation in a terminal: the same answers as `ask`, their sources, and their quotes in context."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.app import App
from bot.chatting import Conversation
from bot.settings import Settings
from index.library import Library
from tests.end_to_end.commands import Footnote, jsonl
from tests.end_to_end.terminal import PROMPT, in_terminal
from tests.library import BRIDGE, FERRY, LANTERNS, add, an_article

SOLD = "How much was the harbour ferry sold for?"
LONG = f"The town held its breath. {FERRY} Nobody else made an offer. The crew stays on. Its horn does not work."


@pytest.fixture
def app(tmp_path: Path) -> App:
    return App(Settings(data_dir=tmp_path / "data", time_zone="UTC"))


@pytest.fixture
def library(app: App) -> Iterator[Library]:
    library = app.library("default", exact=True)
    add(library, an_article("ferry", LONG, "2026-11-01", title="Ferry sold"), an_article("bridge", BRIDGE))
    add(library, an_article("lanterns", LANTERNS, "2026-11-02", "ko", "등불 축제"))
    yield library
    library.close()


@pytest.fixture
def conversation(app: App, library: Library) -> Iterator[Conversation]:
    with asyncio.Runner() as runner:
        yield Conversation(app, library, "default", runner)


def said(conversation: Conversation, line: str) -> str:
    return "\n".join(conversation.say(line))


def test_an_answer_is_the_one_that_ask_gives(conversation: Conversation, app: App, library: Library) -> None:
    footnote = Footnote(app.settings.data_dir)

    assert said(conversation, SOLD) == footnote.process("ask", SOLD, settings={"TIME_ZONE": "UTC"}).out.rstrip()


def test_a_conversation_goes_on_from_the_question_before(conversation: Conversation) -> None:
    list(conversation.say("Who bought the harbour ferry?"))

    said = list(conversation.say("And for how much?"))

    assert said[0] == "Understood as: “bought harbour ferry. And for how much?”"
    assert any("was sold for 4,200 crowns" in line for line in said)


def test_the_sources_of_the_last_answer_are_told_again(conversation: Conversation) -> None:
    answer = said(conversation, SOLD)

    sources = said(conversation, "/sources")

    assert "[1] Ferry sold · 1 Nov 2026" in sources
    assert answer.endswith(sources)


def test_a_quote_is_shown_in_its_context(conversation: Conversation) -> None:
    said(conversation, SOLD)

    card = said(conversation, "/check 1")

    assert card.startswith("[1] Ferry sold")
    assert "Published 1 Nov 2026" in card
    assert "The town held its breath. »The harbour ferry was sold for 4,200 crowns on Tuesday.« Captain Ona" in card
    assert "The statement is this quote, word for word." in card


def test_nothing_of_an_article_is_obeyed_by_the_terminal(conversation: Conversation, library: Library) -> None:
    planted = LONG.replace("Nobody", "\x1b]0;otters\x07\u202eNobody")
    add(library, an_article("ferry", planted, "2026-11-01", title="Ferry\x1b[2J sold"))

    shown = said(conversation, SOLD) + said(conversation, "/check 1")

    assert "]0;ottersNobody else made an offer." in shown
    assert not {"\x1b", "\x07", "\u202e"} & {*shown}


def test_check_tells_that_the_article_has_changed_since(conversation: Conversation, library: Library) -> None:
    said(conversation, SOLD)
    add(library, an_article("ferry", LONG.replace("4,200", "4,300"), "2026-11-01", title="Ferry sold"))

    card = said(conversation, "/check [1]")

    assert "4,200 crowns" in card
    assert "The article has changed since this answer: version 2" in card
    assert "no longer stands" in card


def test_a_korean_conversation_is_korean(conversation: Conversation) -> None:
    said(conversation, "등불 축제에는 몇 명이 다녀갔나요?")

    assert "이 인용문과 글자 그대로 같습니다" in said(conversation, "/check")
    assert "마지막 답변의 출처" in said(conversation, "/help")


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("/sources", "There is no answer yet."),
        ("/check 1", "There is no answer yet."),
        ("/nonsense", "There is no command /nonsense."),
        ("/help", "/check 2"),
    ],
)
def test_before_the_first_answer_commands_say_what_to_do(conversation: Conversation, line: str, answer: str) -> None:
    assert answer in said(conversation, line)


def test_a_source_there_is_not_is_told(conversation: Conversation) -> None:
    said(conversation, SOLD)

    assert "There is no source 7: the last answer has" in said(conversation, "/check 7")
    assert "There is no source x" in said(conversation, "/check x")


def test_an_abstention_has_no_quote_but_the_nearest_articles(conversation: Conversation) -> None:
    assert "The articles do not say." in said(conversation, "Why did the bridge of sighs get its name in Venice?")

    assert "The last answer has no sources." in said(conversation, "/check 1")


def test_lines_that_are_piped_in_are_answered(tmp_path: Path) -> None:
    footnote = Footnote(tmp_path / "data")
    assert "The library default is empty." in footnote("chat", stdin=SOLD).out
    footnote("add", jsonl(tmp_path / "a.jsonl", {"id": "ferry", "text": FERRY}))

    done = footnote("chat", stdin=f"{SOLD}\n\n/check 1\n/quit\n{SOLD}\n")

    assert done.status == 0
    assert done.out.startswith("Ask about the article of the library default.")
    assert done.out.count("4,200 crowns") == 2


def test_in_a_terminal_ctrl_d_leaves_and_the_history_is_kept(tmp_path: Path) -> None:
    footnote = Footnote(tmp_path / "data")
    footnote("add", jsonl(tmp_path / "a.jsonl", {"id": "ferry", "text": FERRY}))

    with in_terminal(footnote.command("chat")) as terminal:
        terminal.shows(PROMPT)
        terminal.type("half a question\x03")
        terminal.type(f"{SOLD}\r")
        seen = terminal.shows("Sources")
        terminal.shows(PROMPT)
        terminal.type("\x04")
        terminal.process.wait(60)

    assert terminal.process.returncode == 0
    assert "4,200 crowns" in seen
    history = (footnote.data / "chat.history").read_text("utf-8")
    assert SOLD in history
    assert (footnote.data / "chat.history").stat().st_mode & 0o077 == 0


def test_the_time_that_was_understood_and_the_news_are_told_in_a_conversation(conversation: Conversation) -> None:
    assert said(conversation, f"{SOLD[:-1]} in October 2026?").endswith("was understood as 1–31 Oct 2026.")
    assert said(conversation, "뉴스 요약").startswith("누리포 등불 축제에")
    assert "[2] Ferry sold" in said(conversation, "/sources")
