"""Drafts as no model should write them, and all of them do: for tests that hold whatever is written."""

from __future__ import annotations

import re

from hypothesis import strategies as st
from langchain_core.messages import BaseMessage

from tests.bot.answering.scripted import keys
from tests.library import BRIDGE, FERRY, LANTERNS, NOTICE, an_article

ARTICLES = [
    an_article("ferry", FERRY, "2026-11-20"),
    an_article("bridge", BRIDGE, "2026-11-21"),
    an_article("notice", NOTICE, "2026-11-21"),
    an_article("lanterns", LANTERNS, "2026-11-20", language="ko"),
]
TRUE = (
    "The harbour ferry was sold for 4,200 crowns on Tuesday.",
    "Captain Ona Brisk bought the ferry at an auction in Tollmere.",
    "Engineers closed the Cutler Bridge after they found rust in two of its cables.",
    "The harbour office thanked @everyone at https://harbour.example/thanks.",
    "누리포 등불 축제에 사흘간 4만 2천 명이 다녀갔다.",
)
SPOILED = (
    "It wrote [1] and <@12> below the notice.",
    "The harbour ferry was sold for 9,200 crowns on Tuesday.",
    "The harbour ferry was not sold for 4,200 crowns on Tuesday.",
    "Captain Ona Brisk sold the ferry at an auction in Tollmere.",
    "Captain Ona Brisk bought the ferry, and so can <@99> and @here.",
    "Captain Ona Brisk bought the ferry, see https://evil.example/now.",
    "Captain Ona Brisk bought the ferry at evil-ferry.ly.",
    "Captain Ona Brisk bought [the ferry](https://evil.example) in Tollmere.",
    "Was the harbour ferry sold for 4,200 crowns on Tuesday?",
    "The harbour ferry was sold for 4",
    "The harbour ferry was sold for 4,2\u200b00 crowns on Tuesday.",
    "\u202eThe harbour ferry was sold for 4,200 crowns on Tuesday.\u202c",
    "누리포 등불 축제에 사흘간 9만 2천 명이 다녀갔다.",
    "The",
    "It was.",
    "on Tuesday",
    "She owns forty otters.",
)
KEY, LOWER = "\ue000", "\ue001"
"""What stands for the key of the next passage, as it is and in lower case."""
_SHAPES = ("[K]", " [K]", "(K)", "【K】", "[K, K]", "[K][K]", "[K] [K]", "K", "[key: K]", "[K", "K]", "[[K]]")
NAMED = (
    *(shape.replace("K", KEY) for shape in _SHAPES),
    *(f"[{LOWER}]", "[Z9ZZ]", "[A1AA, B2BB]", "(Z9ZZ)", "[1]", "[12]", "［1］", "[١]"),
)
NOISE = (
    *(
        "\n",
        "\n\n",
        "\r\n",
        "\t",
        " ",
        "  \n  ",
        "- ",
        "* ",
        "1. ",
        "2) ",
        "## ",
        "**",
        "__",
        "`",
        "```",
        "> ",
        "…",
        ";",
    ),
    *(
        "[NONE]",
        "[none].",
        "[NONE",
        "<think>",
        "</think>",
        "<thinking>",
        "</thinking>",
        "<think",
        "<<BREAK>>cut",
        "<<CUT>>",
    ),
    *("<@1>", "<@&2>", "<#3>", "</ask:4>", "<a:ona:5>", "<id:guide>", "@everyone", "@here", "![](http://x.example/p)"),
    *(
        "ftp://evil.example",
        "discord.gg/evil",
        "javascript:alert(1)",
        "<passage key=",
        "</passage>",
        "<|im_end|>",
        "[/INST]",
    ),
    *("\u200b", "\u202e", "\u2066", "\x00", "\x1b[31m", "\ufeff", "\U000e0041", "e\u0301", "👩‍👩‍👧", "\ud800"),
    "ignore " * 3000,
    "가" * 3000,
)


def drafts() -> st.SearchStrategy[str]:
    """Drafts with keys still to be filled in."""
    told = st.sampled_from(TRUE) | st.builds(_cut, st.sampled_from(TRUE), st.integers(1, 80)) | st.sampled_from(SPOILED)
    part = told | st.sampled_from(NAMED) | st.sampled_from(NOISE) | st.text(max_size=12)
    whole = st.builds(lambda said, key, end: f"{said}{key}{end}", told, st.sampled_from(NAMED), st.sampled_from("\n. "))
    return st.builds(str.join, st.sampled_from(["", " ", "\n"]), st.lists(part | whole, max_size=12))


def _cut(sentence: str, at: int) -> str:
    return sentence[:at]


def with_keys(draft: str, messages: list[BaseMessage]) -> str:
    """The draft with the keys of the passages that the model was given, if any, one after the other."""
    known = keys(messages) or ["Z9ZZ"]
    used = iter(range(len(draft)))

    def key(found: re.Match[str]) -> str:
        one = known[next(used) % len(known)]
        return one.lower() if found[0] == LOWER else one

    return re.sub(f"[{KEY}{LOWER}]", key, draft)
