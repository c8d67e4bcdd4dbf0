"""The language of a text: by its script where that decides, else by its letters' habits."""

from __future__ import annotations

import re
from functools import cache
from typing import Protocol, cast

_SAMPLE = 2000
_LEAST_LETTERS = 20
_NEAR_LANGUAGES = 3
_LETTER = re.compile(r"[^\W\d_]")
_HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_TAG = re.compile(r"([A-Za-z]{2})(?:[-_].*)?")


def language_of(text: str, claimed: str = "") -> str:
    """The ISO 639-1 code of a text, "" if it is too short to tell; a claim is believed where the text allows it."""
    sample = text[:_SAMPLE]
    letters = len(_LETTER.findall(sample))
    if letters < _LEAST_LETTERS:
        return claimed
    if script := _by_script(sample, letters):
        return script
    ranked = [code for code, _ in _identifier().rank(sample)[:_NEAR_LANGUAGES]]
    return claimed if claimed in ranked else ranked[0]


def language_of_question(text: str) -> str:
    """By the script alone, as questions are short and asking must be fast: ko, ja, zh, else en for any alphabet."""
    for script, language in ((_HANGUL, "ko"), (_KANA, "ja"), (_HAN, "zh")):
        if script.search(text):
            return language
    return "en"


def base_language(tag: str) -> str:
    """The language of a tag such as ko-KR or en_US, lower-case; "" if it has no two-letter code."""
    match = _TAG.fullmatch(tag.strip())
    return match[1].lower() if match else ""


def _by_script(text: str, letters: int) -> str:
    """Korean, Japanese or Chinese by the share of their letters; Korean news may quote much Latin script."""
    hangul, kana, han = (len(script.findall(text)) / letters for script in (_HANGUL, _KANA, _HAN))
    if hangul >= 0.25 and hangul > kana:
        return "ko"
    if kana + han < 0.25:
        return ""
    return "ja" if kana >= 0.05 else "zh"


class _Identifier(Protocol):
    def rank(self, text: str) -> list[tuple[str, float]]: ...


@cache
def _identifier() -> _Identifier:
    """py3langid's model (a second to load, so only once and only when needed), held to ISO 639-1."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]  # ships no types

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages([code for code in identifier.labels if len(code) == 2])
    return cast(_Identifier, identifier)
