"""Whatever a model writes, in whatever pieces it comes: what is published is backed, or nothing is."""

from __future__ import annotations

import asyncio
import re
import selectors
from functools import partial
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.answering.chat import ChatModel
from bot.answering.draft import Drafted, DraftReader
from bot.answering.generate import Writer
from bot.answering.model import Abstention, Answer
from index.query import Query
from tests.bot.answering.asking_a_model import here
from tests.bot.answering.drafts import ARTICLES, KEY, TRUE, drafts, with_keys
from tests.bot.answering.found import found
from tests.bot.answering.scripted import Scripted
from tests.library import NOW
from tests.soundness import faults_of

QUESTION = Query("Who bought the harbour ferry?", NOW)
FOUND = found(QUESTION.text, *ARTICLES)
PIECES = st.integers(1, 40)
WHOLE = drafts().map(lambda draft: draft.replace("\ud800", ""))
"""Drafts without halves of characters, which never reach the reader."""


class Impatient(selectors.SelectSelector):
    """Waits for nobody: the clock goes on instead, so that a test takes no time."""

    def __init__(self) -> None:
        super().__init__()
        self.skipped = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        self.skipped += timeout or 0.0
        return super().select(0)


class Hurried(asyncio.SelectorEventLoop):
    """An event loop in which every wait is over at once."""

    def __init__(self) -> None:
        self._impatient = Impatient()
        super().__init__(self._impatient)

    def time(self) -> float:
        return super().time() + self._impatient.skipped


def written(*said: str, piece: int) -> tuple[Answer | Abstention, list[Answer]]:
    """The outcome of drafts, the last of them repeated, and what was told meanwhile."""
    model = Scripted(scripts=[partial(with_keys, one) for one in said], piece=piece)
    told: list[Answer] = []

    async def tell(answer: Answer) -> None:
        told.append(answer)

    with asyncio.Runner(loop_factory=Hurried) as runner:
        return runner.run(Writer(ChatModel(model, "scripted"), here).write(QUESTION, FOUND, tell)), told


@given(drafts(), drafts(), PIECES)
def test_only_backed_statements_are_published_or_told_meanwhile(first: str, second: str, piece: int) -> None:
    outcome, told = written(first, second, piece=piece)

    assert [fault for one in (*told, outcome) for fault in faults_of(one)] == []


@given(drafts(), drafts(), PIECES)
def test_what_was_told_stays_and_is_the_beginning_of_the_answer(first: str, second: str, piece: int) -> None:
    outcome, told = written(first, second, piece=piece)

    assert isinstance(outcome, Answer) or not told
    grown = [*told, outcome] if told and isinstance(outcome, Answer) else []
    for before, after in pairwise(grown):
        assert after.statements[: len(before.statements)] == before.statements
        assert after.citations[: len(before.citations)] == before.citations


@given(st.sampled_from(TRUE), drafts(), PIECES)
def test_a_true_sentence_is_published_whatever_comes_after_it(said: str, after: str, piece: int) -> None:
    outcome, _ = written(f"{said}\n{after}", piece=piece)

    assert isinstance(outcome, Answer)
    assert outcome.statements[0].text == said


def read(pieces: list[str]) -> tuple[list[Drafted], bool]:
    reader = DraftReader()
    found = [one for piece in pieces for one in reader.read(piece)]
    return [*found, *reader.end()], reader.says_nothing


@given(WHOLE, st.lists(st.integers(0, 400), max_size=30))
def test_a_draft_reads_the_same_in_whatever_pieces_it_comes(draft: str, cuts: list[int]) -> None:
    at = sorted({0, *(min(cut, len(draft)) for cut in cuts), len(draft)})

    assert read([draft[start:end] for start, end in pairwise(at)]) == read([draft])


@given(WHOLE)
def test_sentences_are_without_keys_thoughts_and_what_nobody_sees(draft: str) -> None:
    said, _ = read([f"<think>A thought. [K7AB]\n</think>{draft.replace(KEY, 'K7AB')}"])

    for one in said:
        assert "A thought" not in one.text
        assert "[K7AB]" not in one.text
        assert one.text == one.text.strip()
        assert any(map(str.isalnum, one.text))
        assert len(set(one.keys)) == len(one.keys)
        assert all(re.fullmatch("[A-Z][0-9][A-Z0-9]{2}", key) for key in one.keys)
