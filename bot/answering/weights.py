"""The fitted weights in weights.toml, by model and by the script of the question."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from operator import mul

BIAS = "bias"


@cache
def weights(model: str, script: str) -> Mapping[str, float]:
    """What each sign counts; `model` and `script` are headings of the file."""
    found: Mapping[str, float] = tomllib.loads(_text())[model][script]
    return found


def _text() -> str:
    return files("bot.answering").joinpath("weights.toml").read_text("utf-8")


def weighed(signs: Iterable[float], by: Iterable[float]) -> float:
    """The sum of signs times weights."""
    total: float = sum(map(mul, signs, by))
    return total


def script_of(language: str) -> str:
    """The heading for a question's language: `characters` where terms are character bigrams, else `words`."""
    return "characters" if language in ("ko", "ja", "zh") else "words"
