"""Follow-ups: what they leave unsaid is taken from the question before, and nothing where they leave nothing out."""

from __future__ import annotations

import pytest

from bot.answering.conversation import is_no_follow_up, standing_alone
from tests.texts import a_text

BRIDGE = "When was the Wexley bridge closed?"
PUMPS = "누리포는 배수펌프를 몇 대 보냈나요?"


@pytest.mark.parametrize(
    ("before", "asked", "understood"),
    [
        (BRIDGE, "And how much was the fine?", "Wexley bridge. And how much was the fine?"),
        (BRIDGE, "how much was the fine", "Wexley bridge. how much was the fine"),
        (BRIDGE, "Why did they close it?", "Wexley bridge. Why did they close it?"),
        (BRIDGE, "What about the fine?", "Wexley bridge. What about the fine?"),
        ("Who bought the harbour ferry?", "When did she buy it?", "bought harbour ferry. When did she buy it?"),
        ("Who is the mayor of Port Ellery?", "How old is he?", "mayor Port Ellery. How old is he?"),
        ("Did the U.S. win?", "By how much?", "U.S. By how much?"),
        ("Wexley bridge. And how much was the fine?", "Who paid?", "Wexley bridge fine. Who paid?"),
        (PUMPS, "그럼 언제 보냈어?", "누리포 배수펌프. 그럼 언제 보냈어?"),
        (PUMPS, "비용은 얼마야?", "누리포 배수펌프. 비용은 얼마야?"),
        (PUMPS, "수리 비용은 얼마야?", "누리포 배수펌프. 수리 비용은 얼마야?"),
        ("홍수 방벽은 언제 완공되나요?", "비용은요?", "홍수 방벽. 비용은요?"),
        ("누리포 시장은 누구야?", "그 사람 몇 살이야?", "누리포 시장. 그 사람 몇 살이야?"),
        (PUMPS, "When did they send them?", "누리포 배수펌프. When did they send them?"),
    ],
)
def test_what_is_left_unsaid_is_taken_from_the_question_before(before: str, asked: str, understood: str) -> None:
    assert standing_alone(asked, before) == understood


@pytest.mark.parametrize(
    ("before", "asked", "understood"),
    [
        ("Who won the election in Norland?", "What about Wexley?", "Who won the election in Wexley?"),
        ("Who won the election in Norland?", "and in Wexley?", "Who won the election in Wexley?"),
        (
            "Wexley bridge. And how much was the fine?",
            "how about Tollmere?",
            "Tollmere bridge. And how much was the fine?",
        ),
        ("Who won the election?", "What about Wexley?", "Wexley. Who won the election?"),
        (PUMPS, "달빛시는요?", "달빛시는 배수펌프를 몇 대 보냈나요?"),
        (PUMPS, "그럼 달빛시는?", "달빛시는 배수펌프를 몇 대 보냈나요?"),
    ],
)
def test_the_same_is_asked_about_something_else(before: str, asked: str, understood: str) -> None:
    assert standing_alone(asked, before) == understood


@pytest.mark.parametrize(
    ("before", "asked"),
    [
        (BRIDGE, "Who is the mayor of Port Ellery?"),
        (PUMPS, "달빛시 홍수 방벽은 언제 완공되나요?"),
        ("Who won the election in Norland?", PUMPS),
        (BRIDGE, "How many people were evacuated in the flood?"),
        (BRIDGE, "Thanks!"),
        (PUMPS, "고마워요"),
        ("What happened?", "why?"),
        (BRIDGE, "What's new?"),
        (PUMPS, "뉴스 요약"),
    ],
)
def test_a_question_that_leaves_nothing_out_stays_as_it_is(before: str, asked: str) -> None:
    assert standing_alone(asked, before) == asked


@pytest.mark.parametrize(
    "asked",
    [
        "thanks a lot",
        "Thank you so much!",
        "OK great",
        "great",
        "네",
        "네, 감사합니다",
        "응 고마워",
        "감사해요!",
        "고맙습니다",
    ],
)
def test_who_thanks_asks_nothing(asked: str) -> None:
    assert is_no_follow_up(asked)


@pytest.mark.parametrize(
    ("before", "asked", "understood"),
    [
        (BRIDGE, "Ok, and when?", "Wexley bridge. Ok, and when?"),
        (BRIDGE, "thanks, and who paid", "Wexley bridge. thanks, and who paid"),
        ("Who won the election in Norland?", "Great Yarmouth?", "Great Yarmouth?"),
        (PUMPS, "네, 그럼 언제 보냈어?", "누리포 배수펌프. 네, 그럼 언제 보냈어?"),
        (PUMPS, "고마워요. 그럼 언제 보냈어?", "누리포 배수펌프. 고마워요. 그럼 언제 보냈어?"),
        (PUMPS, "감사원은 뭐래?", "누리포 배수펌프. 감사원은 뭐래?"),
        (PUMPS, "네 번째 도시는?", "네 번째 도시는?"),
    ],
)
def test_who_asks_on_while_thanking_or_with_such_a_word_is_understood(before: str, asked: str, understood: str) -> None:
    assert (is_no_follow_up(asked), standing_alone(asked, before)) == (False, understood)


@pytest.mark.parametrize("seed", range(100))
def test_of_any_two_texts_the_second_is_asked(seed: int) -> None:
    before, asked = a_text(seed)[:80], a_text(seed + 1000)[:80]

    assert standing_alone(asked, before).endswith(asked)


def test_nothing_goes_on_from_nothing() -> None:
    assert standing_alone("And when?", "") == "And when?"
    assert standing_alone("", "") == ""
