"""What an incoming article means for the library."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.changes import Change, Kind, Stored, decide
from tests.library import FERRY, an_article

ARTICLE = an_article("ferry", FERRY)
SAME, OTHER = ARTICLE.fingerprint, "another fingerprint"


@pytest.mark.parametrize(
    ("stored", "kind", "version"),
    [
        (None, Kind.ADDED, 1),
        (Stored(3, SAME), Kind.UNCHANGED, 3),
        (Stored(3, OTHER), Kind.CHANGED, 4),
        (Stored(3, SAME, removed=True), Kind.ADDED, 3),
        (Stored(3, OTHER, removed=True), Kind.ADDED, 4),
    ],
)
def test_an_article_is_added_changed_or_unchanged(stored: Stored | None, kind: Kind, version: int) -> None:
    assert decide(ARTICLE, stored) == Change(kind, ARTICLE, version)


def test_a_copy_is_kept_and_named() -> None:
    assert decide(ARTICLE, None, "first") == Change(Kind.ADDED, ARTICLE, 1, copy_of="first")


def test_any_difference_that_a_reader_sees_is_a_change() -> None:
    changed = [
        *(replace(ARTICLE, text="different"), replace(ARTICLE, title="different"), replace(ARTICLE, url="different")),
        *(replace(ARTICLE, publisher="different"), replace(ARTICLE, author="different")),
        *(replace(ARTICLE, language="ko"), an_article("ferry", FERRY, "2026-11-23")),
    ]

    assert {decide(article, Stored(1, SAME)).kind for article in changed} == {Kind.CHANGED}
