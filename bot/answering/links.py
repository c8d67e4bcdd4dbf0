"""A link that scrolls to a sentence: a text fragment of a few words from its beginning and its end."""

from __future__ import annotations

from urllib.parse import quote

LONGEST = 200
MOST_WORDS = 5


def link_to(url: str, sentence: str) -> str:
    """`url#:~:text=start,end`, the fragment at most 200 characters once encoded; the bare url if nothing fits."""
    lines = [line.split() for line in sentence.splitlines() if line.strip()]
    if not url or not lines:
        return url
    joint = ":~:" if "#" in url else "#:~:"
    for fragment in _fragments(lines[0], lines[-1], one_line=len(lines) == 1):
        if len(fragment) <= LONGEST:
            return f"{url}{joint}{fragment}"
    return url


def _fragments(first: list[str], last: list[str], *, one_line: bool) -> list[str]:
    """The possible fragments, longest first: the whole of a short line, else its first and last words."""
    whole = [f"text={_encoded(first)}"] if one_line and len(first) <= 2 * MOST_WORDS else []
    parts = [
        f"text={_encoded(first[:count])},{_encoded(last[-count:])}"
        for count in range(MOST_WORDS, 0, -1)
        if not one_line or len(first) >= 2 * count
    ]
    return whole + parts + [f"text={_encoded(first[:1])}"]


def _encoded(words: list[str]) -> str:
    return quote(" ".join(words), safe="").replace("-", "%2D")
