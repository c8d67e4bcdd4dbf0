"""Fact-checks in Discord: a claim or a message, sentence by sentence, with quotes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.answering.factcheck import MOST
from bot.discord.view import Colour
from tests.bot.discord.town import Town, colour, text
from tests.wire.footnote import NEWS

pytestmark = pytest.mark.asyncio
TRUE = "Captain Ona Brisk bought it at an auction in Tollmere."
FALSE = "The harbour ferry was sold for 9,900 crowns on Tuesday."
UNKNOWN = "The mayor of Amberdale keeps forty otters in her bath."


async def check(town: Town, claim: str, **options: object) -> str:
    return text(await town.reader.slash(town.general, "check", claim=claim, **options))


async def test_a_true_claim_is_supported_by_a_quote_with_its_article(town: Town) -> None:
    town.fill(replace(NEWS[0], url="https://courier.example/ferry"))

    told = await town.reader.slash(town.general, "check", claim=TRUE)

    assert f"✅ **{TRUE}**" in text(told)
    assert f"> {TRUE}" in text(told)
    assert "[Ferry sold](<https://courier.example/ferry#:~:text=" in text(told)
    assert colour(told) == Colour.ANSWER


async def test_a_claim_with_another_number_is_contradicted_and_both_are_shown(town: Town) -> None:
    told = await town.reader.slash(town.general, "check", claim=FALSE)

    assert "❌" in text(told)
    assert "The article says **4,200 crowns**, not **9,900 crowns**." in text(told)
    assert colour(told) == Colour.WRONG


async def test_what_no_article_says_is_not_found(town: Town) -> None:
    told = await town.reader.slash(town.general, "check", claim=UNKNOWN)

    assert "➖" in text(told)
    assert "Not found in the articles." in text(told)
    assert colour(told) == Colour.ABSTENTION


async def test_a_message_is_checked_sentence_by_sentence_for_the_one_who_asked(town: Town) -> None:
    said = await town.editor.send(town.general, f"{TRUE} {FALSE} Really? {UNKNOWN}")

    told = await town.reader.context_menu(town.general, "Fact-check this", said)

    assert [line[0] for line in text(told).split("\n") if line[:1] in "✅❌➖" and line] == ["✅", "❌", "➖"]
    assert told.ephemeral


async def test_of_a_long_message_the_first_sentences_are_checked_and_nothing_harmful_is_repeated(town: Town) -> None:
    said = await town.editor.send(
        town.general, "@everyone says [click](https://evil.example) and **more** words. " * 30
    )

    told = await town.reader.context_menu(town.general, "Fact-check this", said)

    shown = "\n".join([text(told), *(text(one) for one in told.followups)])
    assert shown.count("➖") == MOST
    assert "@everyone" not in shown
    assert "says [click](" not in shown


async def test_a_message_that_claims_nothing_is_told_so(town: Town) -> None:
    assert "nothing in it that could be checked" in await check(town, "Who bought it?")


async def test_in_an_empty_library_nothing_can_be_checked(empty_town: Town) -> None:
    assert "no articles" in await check(empty_town, TRUE)


async def test_a_check_is_private_where_the_server_or_the_asker_wants_that(town: Town) -> None:
    told = await town.reader.slash(town.general, "check", claim=TRUE, private=True)

    assert told.ephemeral


async def test_a_korean_server_is_told_in_korean(town: Town) -> None:
    await town.choose("language", "ko")

    assert "**4,200 crowns**(이)라고 나옵니다" in await check(town, FALSE)
