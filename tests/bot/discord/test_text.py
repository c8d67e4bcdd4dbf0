"""Foreign text in messages: nothing in it acts, and what is too long is cut where it does no harm."""

from __future__ import annotations

import random
import re

import pytest

from bot.discord.text import address, bold, link, pages, pieces, safe, shortened, unmentioned


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (
            "**bold** _slanted_ ~~gone~~ `code` ||hidden||",
            r"\*\*bold\*\* \_slanted\_ \~\~gone\~\~ \`code\` \|\|hidden\|\|",
        ),
        ("[click](https://evil.example)", r"\[click\](https://evil.example)"),
        ("<@1> <@&2> <#3> </ask:4> <t:5:R>", r"\<@1> \<@&2> \<#3> \</ask:4> \<t:5:R>"),
        ("# Head\n-# small\n> quote\n- item", "\\# Head\n\\-# small\n\\> quote\n\\- item"),
        ("  > quote", r"  \> quote"),
        ("a\\*b", r"a\\\*b"),
        ("2 - 1 > 0 #1", "2 - 1 > 0 #1"),
        ("여객선이 팔렸다.", "여객선이 팔렸다."),
    ],
)
def test_nothing_in_foreign_text_is_taken_for_a_format(written: str, shown: str) -> None:
    assert safe(written) == shown


def test_nobody_is_pinged_by_foreign_text() -> None:
    assert "@everyone" not in safe("@everyone @here")
    assert "@here" not in safe("@everyone @here")
    assert safe("@everyone").replace("\u200b", "") == "@everyone"


def test_foreign_text_turns_nothing_round() -> None:
    assert safe("evil \u202egpj.exe\u2066") == "evil gpj.exe"


def test_an_address_in_foreign_text_stays_whole() -> None:
    assert safe("see https://courier.example/the_ferry_sold now") == "see https://courier.example/the_ferry_sold now"


def test_mentions_and_line_breaks_leave_a_question() -> None:
    assert unmentioned("<@12> who\n<@!3> bought <#4> it <a:wave:55>?") == "who bought it :wave:?"


@pytest.mark.parametrize(
    ("text", "longest", "short"),
    [
        ("The ferry sails.", 16, "The ferry sails."),
        ("The\n ferry   sails.", 20, "The ferry sails."),
        ("The ferry sails again.", 18, "The ferry sails…"),
        ("여객선이팔렸다고한다", 5, "여객선이…"),
        ("", 5, ""),
    ],
)
def test_what_is_too_long_is_cut_at_a_word_and_says_so(text: str, longest: int, short: str) -> None:
    assert shortened(text, longest) == short
    assert len(shortened(text, longest)) <= longest


@pytest.mark.parametrize(
    ("url", "usable"),
    [
        ("https://courier.example/ferry", "https://courier.example/ferry"),
        ("https://courier.example/a b(c)[d]<e>", "https://courier.example/a%20b%28c%29%5Bd%5D%3Ce%3E"),
        ("https://courier.example/기사", "https://courier.example/기사"),
        ("javascript:alert(1)", ""),
        ("ftp://courier.example", ""),
        ("the front page", ""),
        ("", ""),
        ("https://" + "a" * 600, ""),
    ],
)
def test_only_an_address_that_discord_takes_becomes_a_link(url: str, usable: str) -> None:
    assert address(url) == usable


@pytest.mark.parametrize("url", ["https://", "http://?", "https:// courier.example", "https://:80/ferry"])
def test_an_address_without_a_site_is_none(url: str) -> None:
    assert address(url) == ""


def test_a_link_takes_the_first_address_that_can_be_one() -> None:
    assert link("Ferry", "https://" + "a" * 600, "https://b.example/x") == "[Ferry](<https://b.example/x>)"
    assert link("Ferry", "nothing", "") == "Ferry"
    assert link("[Ferry](x)", "https://b.example") == r"[\[Ferry\](x)](<https://b.example>)"


def test_bold_reaches_over_no_line_break() -> None:
    assert bold("One *star*\n\n two ") == "**One \\*star\\***\n\n**two**"


def test_blocks_that_fit_share_a_page() -> None:
    assert pages(["aaaa", "bbbb", "cc"], 9) == [["aaaa", "bbbb"], ["cc"]]
    assert pages([], 9) == [[]]
    assert pages(["aaaa", "bbbb"], 9, gap=2) == [["aaaa"], ["bbbb"]]


@pytest.mark.parametrize(
    "whole", ["[12]", "\u00a0[1][2]", "[Ferry](<https://b.example/x>)", r"\*", "`some code`", "https://b.example/ferry"]
)
def test_a_citation_a_link_and_an_escape_are_never_cut(whole: str) -> None:
    for before in range(40):
        cut = list(pieces(f"{'x' * before} {whole} {'yy ' * 30}", 40))

        assert sum(whole.strip() in piece for piece in cut) == 1
        assert all(len(piece) <= 40 for piece in cut)


def test_a_code_fence_that_must_be_cut_is_closed_and_opened_again() -> None:
    cut = list(pieces("```python\n" + "name = value\n" * 20 + "```", 80))

    assert len(cut) > 3
    assert all(piece.startswith("```python\n") and piece.endswith("\n```") for piece in cut)
    assert sum(piece.count("name = value") for piece in cut) == 20


def test_a_word_longer_than_a_page_is_cut_and_nothing_of_it_is_lost() -> None:
    assert "".join(pieces("가" * 1000, 90)) == "가" * 1000


def a_block(dice: random.Random, first: int) -> tuple[str, list[str]]:
    """A block of text, and what must come out of it whole and in this order; numbers begin at `first`."""
    wholes: list[str] = []
    text = ""
    for number in range(first, first + dice.randint(1, 40)):
        words = [f"f{number}{letter}" for letter in "abcdefghijkl"]
        kind = dice.choice(["word", "word", "word", "citation", "link", "escape", "code", "fence"])
        made = {
            "word": [f"w{number}"],
            "citation": [f"[{number}]"],
            "link": [f"[l{number}](<https://b.example/{number}>)"],
            "escape": [rf"\{dice.choice('*_`[')}"],
            "code": [f"`c {number}`"],
            "fence": words,
        }[kind]
        wholes += made
        text += f"```\n{' '.join(words)}\n```" if kind == "fence" else made[0]
        text += dice.choice(["", " ", " ", "\n", "\n\n", "\u00a0"])
    return text, wholes


@pytest.mark.parametrize("seed", range(60))
def test_pages_of_any_text_hold_all_of_it_in_order_and_none_is_too_long(seed: int) -> None:
    dice = random.Random(seed)
    limit = dice.randint(60, 400)
    blocks, wholes = zip(*(a_block(dice, 100 * number) for number in range(dice.randint(1, 5))), strict=True)

    made = ["\n".join(page) for page in pages(blocks, limit)]

    assert max(map(len, made)) <= limit
    assert not [page for page in made if page.count("```") % 2]
    assert not [page for page in made if re.search(r"(?<!\\)(?:\\\\)*\\$", page)]
    at, joined = 0, "\n".join(made)
    for whole in (one for block in wholes for one in block):
        at = joined.index(whole, at) + len(whole)
