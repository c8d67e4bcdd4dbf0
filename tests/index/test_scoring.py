"""How well a passage matches a question."""

from __future__ import annotations

import pytest

from index.scoring import QuestionTerms, match, question_terms
from index.terms import terms


def asked(question: str, passages: int = 10, **frequency: int) -> QuestionTerms:
    return question_terms(question, frequency, passages)


def score(question: str, body: str, title: str = "") -> float:
    return match(asked(question), f" {' '.join(terms(title))} ", f" {' '.join(terms(body))} ")


def test_no_shared_term_is_no_match() -> None:
    assert score("harbour ferry", "A bakery won the rye prize.") == 0


def test_a_passage_with_all_terms_matches_better_than_one_with_some() -> None:
    all_of, some, none = (score("harbour ferry price", body) for body in ("price harbour ferry", "harbour", "rye"))

    assert all_of > some > none == 0


def test_terms_that_stand_together_count_more() -> None:
    assert score("harbour ferry", "harbour ferry of old") > score("harbour ferry", "harbour of old ferry")


def test_a_term_in_the_title_counts_more_than_one_in_the_body() -> None:
    assert score("ferry", "rye rye rye", title="ferry") > score("ferry", "ferry rye rye", title="rye")


def test_the_same_terms_count_more_in_a_short_passage() -> None:
    assert score("ferry", "ferry " + "rye " * 20) > score("ferry", "ferry " + "rye " * 200)


@pytest.mark.parametrize("passages", [1, 2, 10, 100_000])
def test_a_term_in_every_passage_still_weighs_something(passages: int) -> None:
    weights = asked("ferry", passages, ferri=passages).weights

    assert all(weight > 0 for weight in weights.values())


def test_a_rare_term_weighs_more_than_a_common_one() -> None:
    weights = asked("ferry harbour", 100, ferri=1, harbour=60).weights

    assert weights["ferri"] > weights["harbour"]


def test_coverage_is_the_share_of_the_weight_that_was_found() -> None:
    question = asked("harbour ferry")

    assert question.coverage([]) == 0
    assert 0 < question.coverage(["harbour"]) < 1
    assert question.coverage(terms("a harbour ferry")) == pytest.approx(1)


def test_a_question_of_nothing_has_no_match_and_divides_by_nothing() -> None:
    question = asked("?!")

    assert question.coverage(["ferri"]) == 0
    assert match(question, " ", " ferri ") == 0


def test_korean_terms_match_by_their_bigrams() -> None:
    assert score("등불 축제", "누리포 등불 축제가 열렸다.") > score("등불 축제", "누리포 음악 축제가 열렸다.") > 0
