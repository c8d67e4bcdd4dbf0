"""Why something was not read: every reason that the index gives in English has its message."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import index.sources
from bot.reasons import reason_in

SOURCES = Path(index.sources.__file__).parent
ONLY_IN_A_TERMINAL = {
    "no source is named",
    "it is closed",
    "the folder holds nothing to read; 9",
    "there is no such file, and nothing to read matches it as a pattern; 9",
    "the pattern cannot be used: 9",
}
"""Of folders, patterns and standard input, which nobody has in Discord."""
IN_TWO_SHAPES = {"its front matter is malformed9: 9"}
"""With the line and without; both are told below."""
_HANGUL = re.compile("[가-힣]")


def reasons() -> Iterator[str]:
    """Every text that a SourceProblem or a Refusal is made of, with 9 for what changes from case to case."""
    for path in SOURCES.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                at = {"SourceProblem": 0, "Refusal": 1}.get(node.func.id)
                yield from texts(node.args[at]) if at is not None and len(node.args) > at else ()
            if isinstance(node, ast.FunctionDef) and re.search(r"in_words|why_not", node.name):
                for returned in ast.walk(node):
                    if isinstance(returned, ast.Return) and returned.value:
                        yield from texts(returned.value)


def texts(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(text)) if text:
            yield text
        case ast.JoinedStr(values=parts):
            yield "".join(str(one.value) if isinstance(one, ast.Constant) else "9" for one in parts)
        case ast.IfExp(body=one, orelse=other):
            yield from (*texts(one), *texts(other))


def test_every_reason_of_the_index_has_a_korean_message() -> None:
    found = {reason.strip() for reason in reasons()} - ONLY_IN_A_TERMINAL - IN_TWO_SHAPES

    lacking = sorted(reason for reason in found if not _HANGUL.search(reason_in(reason, "ko")))

    assert len(found) > 60
    assert lacking == [], "add `refused-...` for them to prompts/en.ftl, word for word, and to prompts/ko.ftl"


@pytest.mark.parametrize(
    ("reason", "korean"),
    [
        ("it is empty", "비어 있습니다"),
        ("the page is larger than 10 MB", "페이지가 10 MB를 넘습니다"),
        ("it is not what its name says: this is a PNG picture", "이름과 내용이 다릅니다: PNG 그림입니다"),
        ("its front matter is malformed: bad tag", "머리말(front matter)의 형식이 잘못되었습니다: bad tag"),
        (
            "its front matter is malformed in line 3: bad tag",
            "머리말(front matter)의 3번째 줄의 형식이 잘못되었습니다: bad tag",
        ),
        (
            "the site answered 404 Not Found; and the feed's own text is too short, or no article",
            "사이트의 응답: 404 Not Found. 피드 자체의 글: 너무 짧거나 기사가 아님",
        ),
    ],
)
def test_a_reason_is_told_in_korean_with_what_it_is_about(reason: str, korean: str) -> None:
    assert reason_in(reason, "ko") == korean
    assert reason_in(reason, "en") == reason


def test_what_no_message_says_is_told_as_it_is() -> None:
    assert reason_in("the moon is full", "ko") == "the moon is full"
