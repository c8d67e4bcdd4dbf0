"""The language of a question, by its script alone: questions are short, and asking must be fast."""

from __future__ import annotations

import re

_HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")


def language_of_question(text: str) -> str:
    """Korean, Japanese or Chinese where their letters occur, else English, whatever the alphabet."""
    for script, language in ((_HANGUL, "ko"), (_KANA, "ja"), (_HAN, "zh")):
        if script.search(text):
            return language
    return "en"
