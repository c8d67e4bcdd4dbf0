"""Telling the language of a text."""

from __future__ import annotations

import pytest

from index.language import base_language, language_of
from tests.index.sources.pages import ENGLISH, KOREAN


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (" ".join(ENGLISH), "en"),
        (" ".join(KOREAN), "ko"),
        ("삼성전자는 GeForce RTX 그래픽 카드용 GDDR7 메모리를 공급한다고 밝혔다.", "ko"),
        ("港の評議会は火曜日に古いターミナルを閉鎖することを決めました。", "ja"),
        ("港口委员会星期二决定关闭旧渡轮码头。乘客将改乘两艘电动船渡过海湾。", "zh"),
        ("Der Rat der Stadt hat am Dienstag beschlossen, die alte Fähre einzustellen.", "de"),
        ("Only a few.", ""),
        ("12. 3. 2026 - 45 %", ""),
    ],
)
def test_the_language_of_a_text(text: str, language: str) -> None:
    assert language_of(text) == language


def test_a_claim_decides_only_between_near_languages_and_for_short_texts() -> None:
    assert language_of("Ferry closes", claimed="en") == "en"
    assert language_of(" ".join(KOREAN), claimed="en") == "ko"
    assert language_of(" ".join(ENGLISH), claimed="ja") == "en"


@pytest.mark.parametrize(
    ("tag", "language"), [("ko-KR", "ko"), ("en_US", "en"), (" EN ", "en"), ("Korean", ""), ("", "")]
)
def test_a_language_tag_is_reduced_to_its_language(tag: str, language: str) -> None:
    assert base_language(tag) == language
