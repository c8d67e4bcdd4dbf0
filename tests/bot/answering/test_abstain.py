"""Whether there is evidence enough."""

from __future__ import annotations

import pytest

from bot.answering.abstain import SIGNS, THRESHOLD, confidence
from bot.answering.candidates import candidates
from bot.answering.weights import weights
from tests.bot.answering.found import found
from tests.library import BRIDGE, FERRY, LANTERNS, an_article

SOLD = "How much was the harbour ferry sold for?"
LANTERN_COUNT = "누리포 등불 축제에는 몇 명이 다녀갔나요?"


def sure(question: str, *texts: str, published: str = "") -> float:
    held = found(question, *(an_article(str(at), text, published) for at, text in enumerate(texts)))
    return confidence(question, held, candidates(question, held))


@pytest.mark.parametrize(("question", "text"), [(SOLD, FERRY), (LANTERN_COUNT, LANTERNS)])
def test_evidence_gives_confidence_and_other_news_does_not(question: str, text: str) -> None:
    assert sure(question, text) > THRESHOLD > sure(question, BRIDGE)


def test_nothing_found_is_no_confidence() -> None:
    assert sure(SOLD) == sure("?!", FERRY) == sure("", FERRY) == 0.0


def test_confidence_is_a_probability_even_of_a_text_that_repeats_the_question() -> None:
    assert 0.9 < sure(SOLD, f"{SOLD} " * 50) < 1


def test_dates_take_no_part() -> None:
    assert sure(SOLD, FERRY, published="1990-01-01") == sure(SOLD, FERRY, published="2026-11-23") == sure(SOLD, FERRY)


def test_half_of_the_question_gives_less_confidence_than_all_of_it() -> None:
    assert sure(SOLD, FERRY) > sure(SOLD, "The harbour was painted on Tuesday. Nobody knows the colour.")


def test_more_articles_about_other_things_do_not_raise_confidence() -> None:
    assert sure(SOLD, BRIDGE, LANTERNS, BRIDGE) <= sure(SOLD, BRIDGE) + 0.01


@pytest.mark.parametrize("script", ["words", "characters"])
def test_no_sign_decides_alone_though_it_was_rare_when_the_weights_were_fitted(script: str) -> None:
    by = weights("confidence", script)

    assert by.keys() == {"bias", *SIGNS}
    assert max(abs(weight) for weight in by.values()) < 10


@pytest.mark.parametrize("question", ["who?", "What was it about?", "누가?", "왜요?"])
def test_words_that_only_ask_are_no_evidence(question: str) -> None:
    assert sure(question, "What was it about? Who knows, and why? 누가 왜 그랬나? 왜요?") == 0.0


def test_a_few_words_held_give_less_confidence_than_a_whole_question_held() -> None:
    assert sure("ferry", FERRY) < sure(SOLD, FERRY)
