"""Questions that ask the same are one gap, in English and Korean; those that want something else are not."""

from __future__ import annotations

import pytest

from bot.answering.gaps import grouped

SAME = [
    ["How much does a ferry ticket cost?", "What does the ferry cost?", "ferry ticket price"],
    ["When does the new library open?", "When will the new library be opened?"],
    ["Why is the harbour bridge closed?", "harbour bridge closed why"],
    ["How many otters live in Amberdale?", "otters in amberdale how many?"],
    ["Who is the mayor of Amberdale?", "Who's mayor in Amberdale?"],
    ["등불 축제는 언제 열리나요?", "등불 축제 언제야?", "등불축제 언제 하나요"],
    ["배수펌프는 몇 대 필요한가요?", "배수펌프 몇 대 필요해?"],
    ["버스 파업은 왜 시작됐나요?", "버스 기사들은 왜 파업하나요?"],
]
APART = [
    ("Who won the regatta in 2024?", "Who won the regatta in 2025?"),
    ("When is the lantern festival?", "Where is the lantern festival?"),
    ("Where are the otters kept?", "Where are the zebras kept?"),
    ("등불 축제는 언제 열리나요?", "등불 축제 주차장은 어디인가요?"),
]


@pytest.mark.parametrize("questions", SAME)
def test_questions_that_ask_the_same_are_together(questions: list[str]) -> None:
    assert grouped(questions) == [[*range(len(questions))]]


@pytest.mark.parametrize(("one", "other"), APART)
def test_questions_that_ask_something_else_are_apart(one: str, other: str) -> None:
    assert grouped([one, other]) == [[0], [1]]


def test_many_are_grouped_in_the_order_they_came() -> None:
    questions = [question for group in SAME for question in group]

    groups = grouped(questions)

    assert [[questions[place] for place in group] for group in groups] == SAME


def test_a_question_without_a_word_is_a_group_of_its_own() -> None:
    assert grouped(["?", "…"]) == [[0], [1]]
