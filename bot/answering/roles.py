"""Who did what to whom: whether a claim exchanges the two sides of what a sentence says. Pure, English and Korean."""

from __future__ import annotations

import re

from index.terms import terms

SIDE = 2  # words beside the verb that may name who did it, or to whom
_PARTICLE = re.compile(r"\b(\w+?)(께서|에게서|에게|한테|이|가|은|는|을|를|보다|와|과)(?!\w)")
_SUBJECT = frozenset(("께서", "이", "가", "은", "는"))
_SAME = {"를": "을", "한테": "에게", "과": "와"}
_PASSIVE = re.compile(r"\b(?:was|were|been|being|be|is|are)\s+(?:\w+\s+)?(\w+)\s+by\b")
_NAME = re.compile(r"\b[A-ZÀ-Þ]\w+")


def exchanged(claim: str, quote: str, claimed: list[str], quoted: list[str]) -> set[str]:
    """The words of the claim, one of them a name, that change places around a verb; given are the keys of both too."""
    if korean := _crossed(_roles(claim), _roles(quote)):
        return korean
    names = {term for name in _NAME.findall(claim) for term in terms(name)}
    turned = _passives(claim) ^ _passives(quote)
    beside = {word: (before, after) for before, word, after in _around(quoted)}
    for before, verb, after in _around(claimed):
        left, right = beside.get(verb, (frozenset(), frozenset()))
        if verb in turned:
            left, right = right, left
        moved = (before & right) | (after & left)
        if before & right and after & left and verb not in names and moved & names:
            return set(moved)
    return set()


def _passives(text: str) -> set[str]:
    return {term for verb in _PASSIVE.findall(text) for term in terms(verb)}


def _roles(text: str) -> dict[str, str]:
    """Korean stems, each with its particle; those that mark who acts count as one."""
    return {
        stem: "" if particle in _SUBJECT else _SAME.get(particle, particle)
        for stem, particle in _PARTICLE.findall(text)
    }


def _crossed(claimed: dict[str, str], quoted: dict[str, str]) -> set[str]:
    """A stem that acts in the claim and is acted upon in the quote, and another one in just the opposite way."""
    acting = {quoted[stem]: stem for stem, role in claimed.items() if not role and quoted.get(stem)}
    acted = {role: stem for stem, role in claimed.items() if role and quoted.get(stem) == ""}
    return {stem for role in acting.keys() & acted.keys() for stem in (acting[role], acted[role])}


def _around(words: list[str]) -> list[tuple[frozenset[str], str, frozenset[str]]]:
    return [
        (frozenset(words[max(0, at - SIDE) : at]), word, frozenset(words[at + 1 : at + 1 + SIDE]))
        for at, word in enumerate(words)
    ]
