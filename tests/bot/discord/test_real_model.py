"""The bot with a chat model that really runs: whatever it writes, what readers see can be checked."""

from __future__ import annotations

import pytest

from bot.answering.support import support
from bot.discord.records import Given
from tests.bot.discord.town import Town, custom_id, labels, said, text
from tests.model_server import ModelServer, missing

pytestmark = [
    pytest.mark.asyncio,
    pytest.mark.xdist_group("real model"),
    pytest.mark.skipif(bool(missing()), reason=missing()),
]
NOTES = ("checked against its quote", "wrote nothing that the articles back")


async def test_its_answer_says_who_wrote_it_and_its_sources_can_be_checked(town: Town, real_model: ModelServer) -> None:
    await town.restart(model="smollm2", model_url=real_model.url, model_seconds=90)

    answer = await town.ask("Who bought the harbour ferry?")

    assert any(note in text(answer) for note in NOTES)
    assert labels(answer)[0] == "Check [1]"
    given = town.bot.memory.answer(custom_id(answer, "check").split(":")[2])
    assert given
    assert given.statements
    assert all(is_backed(town, given, number) for number in range(len(given.statements)))
    card = await town.reader.click(said(answer), label="Check [1]")
    assert quotes(town, given)[0] in text(card).replace("**", "")


def is_backed(town: Town, given: Given, number: int) -> bool:
    """Whether one of its quotes backs a statement."""
    statement = given.statements[number]
    return any(support(statement.text, quotes(town, given)[cited - 1]).supported for cited in statement.citations)


def quotes(town: Town, given: Given) -> list[str]:
    """What is cited, as it stands in the library."""
    return [article.text[one.start : one.end] for one in given.cited if (article := town.article(one.article_id))]
