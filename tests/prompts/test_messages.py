"""What Footnote says of itself: the same messages in every language, and never one with a gap in it."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from prompts import LANGUAGES, message, names

ALL = sorted(set().union(*(names(language) for language in LANGUAGES)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_message(language: str) -> None:
    assert sorted(names(language)) == ALL


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_is_given_twice(language: str) -> None:
    given = re.findall(r"^([a-z][\w-]*) *=", files("prompts").joinpath(f"{language}.ftl").read_text("utf-8"), re.M)

    assert sorted(given) == sorted(set(given))


@pytest.mark.parametrize("name", ALL)
def test_a_message_takes_the_same_values_in_every_language(name: str) -> None:
    assert len({names(language)[name] for language in LANGUAGES}) == 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ALL)
def test_a_message_is_filled_without_a_gap(name: str, language: str) -> None:
    values = {value: f"<{value} $1>" for value in names(language)[name]}

    said = message(name, language, **values)

    assert said == said.strip() != ""
    assert all(value in said for value in values.values() if value not in ("<count $1>", "<others $1>"))
    assert "{" not in said


def test_a_missing_value_fails_loudly() -> None:
    with pytest.raises(KeyError, match="takes"):
        message("age", "en")


def test_a_surplus_value_fails_loudly() -> None:
    with pytest.raises(KeyError, match="takes"):
        message("abstained", "en", age="a year")


def test_a_language_that_we_do_not_have_is_told_in_english() -> None:
    assert message("abstained", "fr") == message("abstained", "en") != message("abstained", "ko")


@pytest.mark.parametrize("language", LANGUAGES)
def test_large_numbers_are_written_as_people_write_them(language: str) -> None:
    assert "18,922" in message("articles", language, count=18922)
