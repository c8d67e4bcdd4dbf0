"""What a chat model is told: each prompt takes just the values that it names, and none of them gets lost."""

from __future__ import annotations

from importlib.resources import files
from string import Template

import pytest

from prompts import prompt

ALL = sorted(file.name.removesuffix(".txt") for file in files("prompts").iterdir() if file.name.endswith(".txt"))


def values(name: str) -> dict[str, str]:
    """A value for each that a prompt takes; it looks like a placeholder itself."""
    text = files("prompts").joinpath(f"{name}.txt").read_text("utf-8")
    return {value: f"<{value} $key ${{text}}>" for value in Template(text).get_identifiers()}


@pytest.mark.parametrize("name", ALL)
def test_a_prompt_holds_every_value_as_it_was_given(name: str) -> None:
    said = prompt(name, **values(name))

    assert all(value in said for value in values(name).values())
    assert said == said.strip() != ""


@pytest.mark.parametrize("name", ALL)
def test_a_surplus_value_of_a_prompt_fails_loudly(name: str) -> None:
    with pytest.raises(KeyError, match="takes"):
        prompt(name, **values(name), otters="three")


@pytest.mark.parametrize("name", [name for name in ALL if values(name)])
def test_a_missing_value_of_a_prompt_fails_loudly(name: str) -> None:
    first, *_ = values(name)

    with pytest.raises(KeyError, match="takes"):
        prompt(name, **{key: value for key, value in values(name).items() if key != first})
