"""Where sentences begin and end, exactly."""

from __future__ import annotations

import pytest

from index.sentences import Sentence, packed, sentences, unpacked
from tests.texts import a_text


def pieces(text: str, language: str = "") -> list[str]:
    return [text[start:end] for start, end in sentences(text, language)]


@pytest.mark.parametrize("seed", range(60))
@pytest.mark.parametrize("language", ["", "en", "ko", "xx"])
def test_sentences_are_in_order_and_leave_out_only_white_space(seed: int, language: str) -> None:
    text = a_text(seed)
    at = 0
    for start, end in sentences(text, language):
        assert at <= start < end
        assert text[at:start].strip() == ""
        assert text[start:end] == text[start:end].strip()
        at = end
    assert text[at:].strip() == ""


def test_english_abbreviations_and_quotes_do_not_end_a_sentence_too_early() -> None:
    text = "Dr. Ona Brisk bought it for 4.5 crowns. “Why not?” she asked. It sails on Jan. 5."

    assert pieces(text, "en")[0] == "Dr. Ona Brisk bought it for 4.5 crowns."
    assert len(pieces(text, "en")) == 3


def test_korean_sentences_end_at_their_endings() -> None:
    text = "여객선이 팔렸다. 선장은 “고맙다”고 말했다. 3.5배 올랐다."

    assert pieces(text, "ko") == ["여객선이 팔렸다.", "선장은 “고맙다”고 말했다.", "3.5배 올랐다."]


def test_an_abbreviation_without_spaces_ends_no_sentence() -> None:
    text = "Senator Ona Brisk, D-N.Y., bought it. He sailed at noon.She stayed."

    assert pieces(text, "en") == ["Senator Ona Brisk, D-N.Y., bought it.", "He sailed at noon.", "She stayed."]


def test_sentences_come_back_as_they_were_packed() -> None:
    read = [Sentence(0, 12, 0, 3), Sentence(13, 70_000, 3, 4_000)]

    assert unpacked(packed(read)) == read


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\n\n"])
def test_a_line_break_ends_a_sentence(newline: str) -> None:
    assert pieces(f"A heading{newline}A line without an end{newline}") == ["A heading", "A line without an end"]


@pytest.mark.parametrize("text", ["", " ", "\n\r\n\t"])
def test_there_is_no_sentence_in_nothing(text: str) -> None:
    assert sentences(text) == []
