"""`footnote check CLAIM`: the best quote of the library for a claim, and how well it supports it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.end_to_end.commands import Done, Footnote, jsonl
from tests.library import BRIDGE, FERRY, LANTERNS, OTHERS

ROWS = [
    {"id": "ferry", "text": FERRY, "title": "Ferry sold", "published": "2026-03-01", "url": "https://g.example/f"},
    {"id": "bridge", "text": BRIDGE, "published": "2026-09-01"},
    {"id": "lanterns", "text": LANTERNS, "language": "ko", "published": "2026-10-01"},
    *({"id": f"other {number}", "text": text} for number, text in enumerate(OTHERS)),
]


@pytest.fixture(scope="module")
def footnote(tmp_path_factory: pytest.TempPathFactory) -> Footnote:
    folder = tmp_path_factory.mktemp("made")
    footnote = Footnote(folder / "data")
    assert footnote("add", jsonl(folder / "a.jsonl", *ROWS)).status == 0
    return footnote


@pytest.mark.parametrize(
    ("claim", "words", "quote"),
    [
        ("The harbour ferry was sold for 4,200 crowns on Tuesday", "word for word", "The harbour ferry was sold"),
        ("The ferry was sold for 4,200 crowns.", "Well supported (", "The harbour ferry was sold for 4,200"),
        ("The ferry was sold for 5,200 crowns.", "Nothing in the library supports this.", "supports it with 0."),
        ("Forty children did not take the night train.", "Nothing in the library supports this.", "Forty children"),
        ("Zebras adore jazz.", "Nothing in the library supports this.", ""),
        ("등불 축제에 사흘간 4만 2천 명이 다녀갔다", "글자도 다르지 않게", "누리포 등불 축제에 사흘간"),
        ("등불 축제에 9만 명이 다녀갔다", "뒷받침하는 내용이 라이브러리에 없습니다", "등불 축제에"),
    ],
)
def test_a_claim_gets_its_best_quote_and_a_verdict(footnote: Footnote, claim: str, words: str, quote: str) -> None:
    done = footnote("check", claim)

    assert done.status == 0
    assert words in done.out
    assert quote in done.out


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ("The ferry was sold for 5,200 crowns.", "Not backed: 5,200\n"),
        ("Forty children took the bus.", "Not backed: "),
        ("등불 축제에 9만 명이 다녀갔다", "뒷받침되지 않는 말: 9만\n"),
    ],
)
def test_the_words_that_the_quote_does_not_back_are_named(footnote: Footnote, claim: str, words: str) -> None:
    done = footnote("check", claim)

    assert words in done.out


@pytest.mark.parametrize("claim", ["The harbour ferry was sold for 4,200 crowns on Tuesday", "Zebras adore jazz."])
def test_no_words_are_named_where_all_or_none_are_backed(footnote: Footnote, claim: str) -> None:
    assert "Not backed" not in footnote("check", claim).out


def test_the_machine_readable_form_names_article_and_offsets(footnote: Footnote) -> None:
    [found] = footnote("check", "The ferry was sold for 4,200 crowns.", "--json").rows

    assert found["supported"]
    assert found["article_id"] == "ferry"
    assert FERRY[found["start"] : found["end"]] == found["quote"]
    assert 0.6 <= found["support"] <= 1


def test_a_claim_of_which_no_word_is_anywhere_has_no_article(footnote: Footnote) -> None:
    [found] = footnote("check", "Zebras adore jazz.", "--json").rows

    assert (found["claim"], found["supported"], found["support"], found["quote"]) == (
        "Zebras adore jazz.",
        False,
        0,
        "",
    )
    assert found["unbacked"] == ["Zebras", "adore", "jazz"]


def test_dates_narrow_what_a_claim_is_checked_against(footnote: Footnote) -> None:
    [found] = footnote("check", "The ferry was sold for 4,200 crowns.", "--json", "--since", "2026-06-01").rows

    assert not found["supported"]


@pytest.mark.parametrize("arguments", [(), ("--jsonl", "a claim"), ("",), ("  ",)])
def test_neither_or_both_ways_of_asking_is_a_wrong_call(footnote: Footnote, arguments: tuple[str, ...]) -> None:
    done: Done = footnote("check", *arguments)

    assert done.status == 2
    assert "give a claim" in done.err


def test_claims_with_evidence_need_no_library(tmp_path: Path) -> None:
    footnote = Footnote(tmp_path / "data")

    done = footnote("check", "--jsonl", stdin='{"claim": "It rained.", "evidence": "It rained."}\n')

    assert done.rows[0]["supported"]
    assert not footnote.data.exists()
