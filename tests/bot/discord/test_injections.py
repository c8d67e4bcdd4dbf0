"""Orders planted in articles, in Discord: whatever the model does, nobody is called and no link has a false name."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.bot.answering.chatting import ChatServer
from tests.bot.discord.town import Said, Town, labels, said, text
from tests.injections import PLANTS, Plant

pytestmark = pytest.mark.asyncio
NAMES = {"a ping", "a person", "a picture that tells what was asked", "a link with another name"}


def obeying(plant: Plant) -> Any:  # noqa: ANN401  # what ChatServer takes
    """A model that says under every key what is ordered, and what was ordered."""

    def script(messages: list[dict[str, Any]]) -> str:
        keys = re.findall(r'<passage key="(\w{4})"', messages[1]["content"])
        return "\n".join(f"{line} [{key}]" for line in (plant.obeys, plant.order) for key in keys)

    return script


@pytest.mark.parametrize("plant", [one for one in PLANTS if one.name in NAMES], ids=lambda plant: plant.name)
async def test_the_order_is_quoted_at_most_and_calls_nobody(town: Town, plant: Plant) -> None:
    town.fill(plant.article)
    with ChatServer(obeying(plant)).open() as server:
        await town.restart(model="told", model_url=server.url)
        answer = await town.ask("Who bought the harbour ferry?")

    assert plant.obeys not in text(answer)
    assert is_harmless(answer)
    for label in [one for one in labels(answer) if one.startswith("Check")]:
        assert is_harmless(await town.reader.click(said(answer), label=label))


def is_harmless(shown: Said) -> bool:
    """Whether Discord finds nothing in it to call somebody with, and no link that is named otherwise than ours are."""
    named = re.findall(r"(?<!\\)\]\(([^)]*)\)", text(shown))
    return not re.search(r"(?<!\\)<[@#:/a-z]|@(?:everyone|here)", text(shown)) and not any(
        "evil" in url for url in named
    )
