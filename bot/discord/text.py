"""Foreign text made safe for a message, and long text cut into pages; pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from index.sources.urls import canonical

LONGEST_URL = 512
"""What a link button takes, and more than is sensible in a line of text."""

_MENTION = re.compile(r"<(?:@[!&]?|#)\d+>|<id:\w+>|</[^>\n]+:\d+>|<t:-?\d+(?::\w)?>")
_EMOJI = re.compile(r"<a?(:\w+:)\d+>")
_TO_ALL = re.compile(r"@(?=everyone|here)")
_FORMAT = re.compile(
    r"(?P<url>https?://[^\s<>\[\]()|`*]+)|(?P<mark>[\\*_~`|\[\]<])|(?P<line>^[ \t]*(?:#{1,3}|[->+]))", re.M
)
_NO_ADDRESS = re.compile(r"""[()<>\[\]\s"`|*\\]""")
_TURNS = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_TOKEN = re.compile(
    r"```.*?```|\[(?:[^\[\]\\\n]|\\.)*\]\([^)\s]*\)|`[^`\n]+`|\u00a0?(?:\[\d+\])+|\\.|https?://\S+|\s+|[^\s\\`\[]+|.",
    re.DOTALL,
)
_FENCE = re.compile(r"```(\w*)\n?(.*?)\n?```", re.DOTALL)


def unmentioned(text: str) -> str:
    """What somebody wrote on one line, without mentions of people, roles and channels: none is ever repeated."""
    return " ".join(_EMOJI.sub(r"\1", _MENTION.sub(" ", text)).split())


def safe(text: str) -> str:
    """Foreign text as it stands, with nothing in it that Discord would take for a format, a link or a mention.

    Nor does it turn the text that follows it round.
    """
    return _FORMAT.sub(_escaped, _TO_ALL.sub("@\u200b", _TURNS.sub("", text)))


def _escaped(found: re.Match[str]) -> str:
    if found["url"]:
        return found["url"]
    lead = found[0].rstrip("#->+") if found["line"] else ""
    return f"{lead}\\{found[0][len(lead) :]}"


def shortened(text: str, longest: int) -> str:
    """The text on one line, cut at a word with an ellipsis if it is longer than so many characters."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    whole, space, _ = line[:longest].rpartition(" ")
    return f"{whole.rstrip('.,;:') if space and len(whole) > longest // 2 else line[: longest - 1]}…"


def safe_line(text: str, longest: int) -> str:
    """Foreign text on one line, safe, and with all its escapes no longer than so many characters."""
    whole = safe(shortened(text, longest))
    return whole if len(whole) <= longest else safe(shortened(text, longest // 2))


def unbroken(text: str) -> str:
    """The text as one that stays on a line."""
    return text.replace(" ", "\u00a0")


def address(url: str, longest: int = LONGEST_URL) -> str:
    """A url as it may stand in a link or a link button; "" if it is none or is too long."""
    if not canonical(url):
        return ""
    encoded = _NO_ADDRESS.sub(lambda found: quote(found[0], safe=""), url)
    return encoded if len(encoded) <= longest else ""


def link(text: str, *urls: str, longest: int = LONGEST_URL) -> str:
    """Foreign text as a link without a preview to the first url that can be one, or just the text if none can."""
    target = next(filter(None, (address(url, longest) for url in urls)), "")
    return f"[{safe(text)}](<{target}>)" if target else safe(text)


def bold(text: str) -> str:
    """Foreign text in bold, line by line, since bold does not reach over a line break."""
    return "\n".join(f"**{safe(line.strip())}**" if line.strip() else "" for line in text.split("\n"))


def pages(blocks: Iterable[str], limit: int, gap: int = 1) -> list[list[str]]:
    """Blocks in order on pages of at most `limit` characters, `gap` line breaks between two blocks counted.

    A block is cut only where it is longer than a page, and then never inside a citation, a link or an escape; a code
    fence that must be cut is closed and opened again.
    """
    made: list[list[str]] = [[]]
    for block in blocks:
        for piece in pieces(block, limit):
            if made[-1] and sum(map(len, made[-1])) + gap * len(made[-1]) + len(piece) > limit:
                made.append([])
            made[-1].append(piece)
    return made


def pieces(block: str, limit: int) -> Iterator[str]:
    """The block, or the parts of it that fit, cut as `pages` cuts."""
    if len(block) <= limit:
        yield block
        return
    held = ""
    for token in _tokens(block, limit):
        if held and len(held) + len(token) > limit:
            yield held.strip()
            held = ""
        held += token
    if held.strip():
        yield held.strip()


def _tokens(block: str, limit: int) -> Iterator[str]:
    """What must not be cut, one after the other, none longer than the limit."""
    for found in _TOKEN.finditer(block):
        token = found[0]
        if len(token) <= limit:
            yield token
        elif fence := _FENCE.fullmatch(token):
            frame = f"```{fence[1]}\n", "\n```"
            for piece in pieces(fence[2], limit - len("".join(frame))):
                yield f"{frame[0]}{piece}{frame[1]}"
        else:
            yield from (token[at : at + limit] for at in range(0, len(token), limit))
