"""What Footnote says: of itself, one Fluent file a language; to a chat model, one text file a prompt.

A missing or surplus value fails loudly.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Template

from fluent.runtime import FluentBundle
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

LANGUAGES = ("en", "ko")
_LOCALES = {"en": "en-GB", "ko": "ko-KR"}


def message(name: str, language: str, /, **values: object) -> str:
    """The message in a language (English where we do not have it); a missing or surplus value raises KeyError."""
    spoken = _spoken(language if language in LANGUAGES else "en")
    if spoken.values[name] != values.keys():
        raise KeyError(f"the message {name!r} takes {sorted(spoken.values[name])}, not {sorted(values)}")
    pattern = spoken.bundle.get_message(name).value
    said, errors = spoken.bundle.format_pattern(pattern, values)  # type: ignore[arg-type]  # numbers and texts
    if errors:
        raise ValueError(f"the message {name!r} in {language!r} cannot be said: {errors}")
    return str(said)


def names(language: str) -> dict[str, frozenset[str]]:
    """Every message of a language with the values that it takes."""
    return dict(_spoken(language).values)


def prompt(name: str, /, **values: str) -> str:
    """What a chat model is told; a missing or surplus value raises KeyError."""
    template = _template(name)
    if set(template.get_identifiers()) != values.keys():
        raise KeyError(f"the prompt {name!r} takes {sorted(template.get_identifiers())}, not {sorted(values)}")
    return template.substitute(values).strip()


@cache
def edition() -> str:
    """A hash of all that chat models are told: another one where any prompt says something else."""
    told = sorted((one.name, one.read_text("utf-8")) for one in files("prompts").iterdir() if one.name.endswith(".txt"))
    return hashlib.blake2b(repr(told).encode(), digest_size=16).hexdigest()


@cache
def _template(name: str) -> Template:
    return Template(files("prompts").joinpath(f"{name}.txt").read_text("utf-8"))


@dataclass(frozen=True)
class _Language:
    bundle: FluentBundle
    values: dict[str, frozenset[str]]


@cache
def _spoken(language: str) -> _Language:
    resource = FluentParser().parse(files("prompts").joinpath(f"{language}.ftl").read_text("utf-8"))
    broken = [entry.content for entry in resource.body if isinstance(entry, ast.Junk)]
    if broken:
        raise ValueError(f"{language}.ftl has lines that are not Fluent: {broken[0]}")
    bundle = FluentBundle([_LOCALES[language]], use_isolating=False)
    bundle.add_resource(resource)
    taken = {entry.id.name: _values(entry) for entry in resource.body if isinstance(entry, ast.Message)}
    return _Language(bundle, taken)


def _values(entry: ast.Message) -> frozenset[str]:
    found = _Variables()
    found.visit(entry)
    return frozenset(found.names)


class _Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:
        self.names.add(node.id.name)
