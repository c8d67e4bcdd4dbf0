"""Texts made by dice, with everything in them that makes offsets go wrong; each comes from its seed again."""

from __future__ import annotations

import random

_PIECES = [
    *("The ferry sails.", "Dr. Brisk paid 4,200.50 crowns!", "“Who?” she asked.", "U.S. officials", "e.g. this", "..."),
    *("여객선이 팔렸다.", "“왜요?” 그는 물었다.", "3일 4만 권을 샀다", "金利は上がった。", "银行加息。"),
    *("\n", "\n\n", "\r\n", "\r\n\r\n", "\t", "  ", "\u00a0", "\u2028", "\u200b", "\x0b", "\x0c", "\x85", "\ufeff"),
    *("😀", "👩‍👩‍👧", "🇰🇷", "e\u0301", "\u1112\u1161\u11ab", "ﬁ", "①", "İ", "ß", "\U00020000"),
    *('"', "'", "*", "(", ")", "-", "a:b", "NEAR", "OR", "^", "[1]", "{}", "\\", "%", "--", "\x01"),
]
_LONG = ["x" * 5000, "가" * 3000, "word " * 900, "단어 " * 700, "😀" * 2000]


def a_text(seed: int) -> str:
    """A text of up to some 8,000 characters."""
    dice = random.Random(seed)
    pieces = dice.choices(_PIECES, k=dice.randint(1, 120))
    if seed % 4 == 0:
        pieces.insert(dice.randrange(len(pieces) + 1), dice.choice(_LONG))
    return dice.choice(["", " "]).join(pieces)
