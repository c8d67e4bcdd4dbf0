"""What people in a hurry type, over the sample articles; the embedding is `none`, so that the words decide."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.answering.model import Answer
from bot.samples import ARTICLES
from index.library import DataFolder, Library
from index.sources import WebLimits, read
from tests.library import NOW, ask


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = DataFolder(tmp_path_factory.mktemp("samples"))
    library = folder.open("default", "none")
    library.ingest.run(read(str(ARTICLES), web=WebLimits()), NOW)
    library.work_off(0)
    yield library
    library.close()
    folder.close()


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("how many otters", "37"),
        ("otter count", "37"),
        ("who won the cup", "Wanderers"),
        ("wick bridge toll", "crowns"),
        ("how much is the toll", "crowns"),
        ("how many evacuated", "evacuated"),
        ("last boat", "22:40"),
        ("who is mayor", "Osgathorne"),
        ("why was the bread recalled", "metal"),
        ("등불 축제 몇 명", "명"),
        ("펌프 몇 대", "12대"),
        ("축제 언제", "10월 1일"),
    ],
)
def test_a_few_words_are_enough_where_an_article_is_about_them(samples: Library, question: str, answer: str) -> None:
    outcome = ask(samples, question)

    assert isinstance(outcome, Answer)
    assert answer in outcome.text


@pytest.mark.parametrize(
    "question",
    [
        *("what", "who?", "why?", "ok", "hello", "thanks", "안녕", "고마워", "누구", "뭐?"),
        *("goverment", "government", "president", "Ukraine", "train strike", "대통령", "지진", "야구 결과", "주가"),
        *("how many giraffes", "how many whales", "who is the prime minister", "price of bread", "football world cup"),
    ],
)
def test_a_few_words_that_no_article_is_about_get_no_answer(samples: Library, question: str) -> None:
    assert not isinstance(ask(samples, question), Answer)
