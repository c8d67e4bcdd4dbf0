"""Links that scroll to a sentence."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

from bot.answering.links import LONGEST, link_to
from tests.library import BRIDGE, FERRY, LANTERNS
from tests.texts import a_text

URL = "https://courier.example/ferry"


def fragment(sentence: str, url: str = URL) -> str:
    """What follows the fragment directive's mark."""
    link = link_to(url, sentence)
    assert link.startswith(url)
    return link.removeprefix(url).removeprefix("#").removeprefix(":~:")


def test_a_short_sentence_is_named_whole() -> None:
    assert fragment("The ferry was sold.") == "text=The%20ferry%20was%20sold."


def test_a_long_sentence_is_named_by_its_first_and_last_words() -> None:
    start, end = fragment(f"{FERRY} {BRIDGE}").removeprefix("text=").split(",")

    assert unquote(start) == "The harbour ferry was sold"
    assert unquote(end) == "It stays shut until spring."


def test_signs_that_mean_something_in_a_fragment_are_encoded() -> None:
    found = fragment("A-b, c & (d) e#f?").removeprefix("text=")

    assert found == "A%2Db%2C%20c%20%26%20%28d%29%20e%23f%3F"


@pytest.mark.parametrize(
    "sentence", [LANTERNS, "긴단어" * 30 + " 그리고 " + "끝말" * 30, f"{'x' * 300} and {'y' * 300}", "가" * 90]
)
def test_a_fragment_is_never_longer_than_allowed(sentence: str) -> None:
    assert len(fragment(sentence)) <= LONGEST


def test_korean_words_stay_whole_in_the_fragment() -> None:
    start, _, end = unquote(fragment(LANTERNS)).removeprefix("text=").rpartition(",")

    assert LANTERNS.startswith(start)
    assert LANTERNS.endswith(end)


def test_a_url_that_has_a_fragment_keeps_it() -> None:
    assert link_to(f"{URL}#part", "The ferry was sold.") == f"{URL}#part:~:text=The%20ferry%20was%20sold."


@pytest.mark.parametrize("sentence", ["", " \n ", "x" * 300])
def test_where_nothing_fits_the_link_is_bare(sentence: str) -> None:
    assert link_to(URL, sentence) == URL


def test_without_a_url_there_is_no_link() -> None:
    assert link_to("", FERRY) == ""


def test_a_quote_over_two_lines_is_named_by_the_ends_of_both() -> None:
    start, end = fragment("A heading\nThe ferry was sold.").removeprefix("text=").split(",")

    assert "A heading".startswith(unquote(start))
    assert "The ferry was sold.".endswith(unquote(end))


@pytest.mark.parametrize("seed", range(60))
def test_the_words_of_a_link_stand_in_the_text(seed: int) -> None:
    sentence = a_text(seed)
    parts = fragment(sentence).removeprefix("text=").split(",")

    assert all(unquote(part) in " ".join(sentence.split()) for part in parts)
    assert not set("-&() ") & set("".join(parts))
