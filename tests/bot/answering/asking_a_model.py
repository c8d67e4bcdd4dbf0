"""What the tests of written answers share: a question about a ferry, and a writer whose model is told what to say."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from langchain_core.messages import BaseMessage

from bot.answering.chat import ChatModel
from bot.answering.generate import Writer
from bot.answering.model import Abstention, Answer
from index.article import Article
from index.query import Query
from tests.bot.answering.found import found
from tests.bot.answering.scripted import Script, Scripted, keys
from tests.library import BRIDGE, FERRY, NOW, an_article

QUESTION = "Who bought the harbour ferry?"
SOLD = "The harbour ferry was sold for 4,200 crowns."
BUYER = "Captain Ona Brisk bought the ferry at an auction in Tollmere."
ARTICLES = [an_article("ferry", FERRY, "2026-11-20"), an_article("bridge", BRIDGE, "2026-11-21")]


async def here(work: Callable[..., object], *args: object) -> object:
    return work(*args)


def a_writer(*scripts: Script, **options: bool) -> Writer:
    return Writer(ChatModel(Scripted(scripts=list(scripts)), "scripted"), here, **options)


def heard(writer: Writer) -> list[list[BaseMessage]]:
    """What its model was told, call by call."""
    assert isinstance(writer.chat.model, Scripted)
    return writer.chat.model.heard


async def written(
    *scripts: Script, question: str = QUESTION, articles: Sequence[Article] = ARTICLES, **options: bool
) -> Answer | Abstention:
    writer = a_writer(*scripts, **options)
    return await writer.write(Query(question, NOW), found(question, *articles))


def with_key(*sentences: str, at: int = 0) -> Callable[[list[BaseMessage]], str]:
    """A draft of these sentences, each with the key of the passage at that place."""
    return lambda messages: "\n".join(f"{one} [{keys(messages)[at]}]" for one in sentences)


def texts(outcome: Answer | Abstention) -> list[str]:
    assert isinstance(outcome, Answer)
    return [one.text for one in outcome.statements]
