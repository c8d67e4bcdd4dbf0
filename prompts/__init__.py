"""The sentences that Footnote says of itself: one file a message and language, with `$name` placeholders."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from string import Template

LANGUAGES = ("en", "ko")


def message(name: str, language: str, **values: object) -> str:
    """The message in a language (English where we do not have it); a missing or surplus value raises KeyError."""
    template = _template(name, language if language in LANGUAGES else "en")
    wanted = set(template.get_identifiers())
    if wanted != values.keys():
        raise KeyError(f"the message {name!r} takes {sorted(wanted)}, not {sorted(values)}")
    return template.substitute(values)


@cache
def _template(name: str, language: str) -> Template:
    return Template(files("prompts").joinpath(language, f"{name}.txt").read_text("utf-8").rstrip("\n"))
