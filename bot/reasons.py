"""Why something could not be read, in the language of its reader.

The index knows no messages and says why in English. The messages `refused-...` say the same in English, with what
changes from case to case as their values: so it is known which of them a reason is, and what that is in Korean.
"""

from __future__ import annotations

import re
from functools import cache

from prompts import message, names

_PREFIX = "refused-"


def reason_in(reason: str, language: str) -> str:
    """The reason in a language; as it is where no message says it. Its values may be reasons themselves."""
    if language == "en":
        return reason
    for name, pattern in _patterns():
        if found := pattern.fullmatch(reason):
            values = {key: reason_in(value, language) for key, value in found.groupdict().items()}
            return message(name, language, **values)
    return reason


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    """What each reason looks like in English, those that say most by themselves first."""
    known = [(name, values) for name, values in names("en").items() if name.startswith(_PREFIX)]
    said = {name: re.escape(message(name, "en", **{key: f"<{key}>" for key in values})) for name, values in known}
    said = {name: re.sub(r"<(\w+)>", r"(?P<\1>.+?)", words) for name, words in said.items()}
    ranked = sorted(said, key=lambda name: (said[name].count("(?P<"), -len(said[name])))
    return [(name, re.compile(said[name], re.DOTALL)) for name in ranked]
