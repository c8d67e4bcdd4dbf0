"""What texts are searched by: stemmed words, bigrams of Korean, and nothing that full text would take for syntax."""

from __future__ import annotations

import random
import sys

import pytest

from index.terms import content_terms, terms
from tests.texts import a_text

HOSTILE = [
    '"',
    "*",
    "NEAR",
    "OR",
    "()",
    "-",
    "a:b",
    "'",
    "\0",
    "😀",
    '"" OR ""',
    "^a",
    "a*",
    "{x y}",
    "NOT",
    "+",
    "'; --",
]


@pytest.mark.parametrize("seed", range(40))
def test_a_term_has_no_white_space_and_no_sign_of_a_query(seed: int) -> None:
    for term in terms(a_text(seed)):
        assert term
        assert not any(letter.isspace() or letter in "\"'*()-:^{}+\0" for letter in term), term


def test_no_character_of_unicode_makes_a_term_that_is_unsafe() -> None:
    dice = random.Random(1)
    text = [chr(code) for code in range(sys.maxunicode) if not 0xD800 <= code <= 0xDFFF and code % 3 == 0]
    dice.shuffle(text)

    found = terms("a".join(text[:60_000]))

    assert all(term == "".join(term.split()) for term in found)
    assert not set("\"'*():^\0") & set("".join(found))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_gives_plain_terms(text: str) -> None:
    assert all(term.isalnum() for term in terms(text))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ferries", "ferry"),
        ("sailed", "sailing"),
        ("captain's", "captain"),
        ("captain’s", "captain"),
        ("U.S.", "US"),
        ("4,200", "4200"),
        ("Café", "cafe"),
        ("ＡＢＣ", "abc"),
        ("여객선", "여객선"),
        ("한글", "\u1112\u1161\u11ab\u1100\u1173\u11af"),
    ],
)
def test_two_spellings_of_one_word_are_one_term(one: str, other: str) -> None:
    assert terms(one) == terms(other) != []


def test_numbers_keep_their_decimals() -> None:
    assert terms("3.14 and 314") != terms("3 14 and 314")
    assert "3.14" in terms("It costs 3.14 crowns.")


def test_korean_is_found_whatever_particle_follows() -> None:
    assert set(terms("여객선")) <= set(terms("여객선이")) & set(terms("여객선을"))
    assert terms("금리") == ["금리"]
    assert terms("강") == ["강"]


def test_a_word_in_two_scripts_is_cut_between_them() -> None:
    assert terms("KBS는 5만명") == ["kbs", "는", "5", "만명"]


def test_terms_come_in_the_order_of_the_text() -> None:
    assert terms("red 여객선 blue") == ["red", "여객", "객선", "blue"]


def test_function_words_carry_no_meaning_unless_there_is_nothing_else() -> None:
    assert content_terms("What is the ferry?") == terms("ferry")
    assert content_terms("Who is it?") == terms("Who is it?")
    assert content_terms("ferry ferry") == terms("ferry")
    assert content_terms("?!") == []


def test_english_has_the_same_terms_alone_and_beside_korean() -> None:
    text = "The U.S. spent $1,234.50 on 3.5 ships' sails, didn't it? A_B 5,00 a.b,c'd e. .f O'Neil's USA's,x"

    assert [*terms(text), "금리"] == terms(f"{text} 금리")


@pytest.mark.parametrize(
    ("typeset", "typed"),
    [
        ("the mayor’s ‘new’ plan—“cheap”—costs £4… or €5", 'the mayor\'s "new" plan-"cheap"-costs $4... or $5'),
        ("O’Brien’s 1,200–1,300 boats\u00a0sank", "O'Brien's 1,200-1,300 boats sank"),
        ("It ended…badly. U.S.’ ‘tis", "It ended...badly. U.S.' \"tis"),
    ],
)
def test_typeset_marks_part_words_as_typed_ones_do(typeset: str, typed: str) -> None:
    assert terms(typeset) == terms(typed) == terms(f"{typeset} 가")[:-1]
