"""A chat model for tests that says what it is told to, in pieces as real ones do, and may fail in between."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Iterator

import httpx
from langchain_core.callbacks import AsyncCallbackManagerForLLMRun, CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, BaseMessage
from langchain_core.messages.ai import UsageMetadata
from langchain_core.outputs import ChatGenerationChunk, ChatResult
from pydantic import ConfigDict, Field

Script = str | BaseException | Callable[[list[BaseMessage]], str]
"""A draft, or what the provider's client raises; <<BREAK>> in a draft breaks the stream there, <<CUT>> ends it."""
PIECE = 7
"""Characters of a chunk."""


class Scripted(BaseChatModel):
    """Each call takes the next of its scripts; `heard` are the messages of each call."""

    scripts: list[Script] = Field(default_factory=list)
    heard: list[list[BaseMessage]] = Field(default_factory=list)
    seconds_a_piece: float = 0.0
    piece: int = PIECE

    model_config = ConfigDict(arbitrary_types_allowed=True)

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: object,
    ) -> ChatResult:
        raise NotImplementedError("it only streams")

    async def _astream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **kwargs: object,
    ) -> AsyncIterator[ChatGenerationChunk]:
        self.heard.append(messages)
        script = self.scripts[min(len(self.heard), len(self.scripts)) - 1]
        said = script(messages) if callable(script) else script
        if isinstance(said, BaseException):
            raise said
        whole, _, broken = str(said).partition("<<BREAK>>")
        text, is_cut, _ = whole.partition("<<CUT>>")
        for piece in _pieces(text, self.piece):
            await asyncio.sleep(self.seconds_a_piece)
            yield ChatGenerationChunk(message=AIMessageChunk(content=piece))
        if broken:
            raise ConnectionError(broken)
        usage = UsageMetadata(input_tokens=100, output_tokens=len(text.split()), total_tokens=100 + len(text.split()))
        why = {"finish_reason": "length" if is_cut else "stop"}
        yield ChatGenerationChunk(message=AIMessageChunk(content="", usage_metadata=usage, response_metadata=why))


def _pieces(text: str, size: int) -> Iterator[str]:
    yield from (text[at : at + size] for at in range(0, len(text), size))


def keys(messages: list[BaseMessage]) -> list[str]:
    """The keys of the passages that the model was given, in order."""
    return re.findall(r'<passage key="([A-Z0-9]{4})"', str(messages[1].content))


def refused(status: int, words: str = "", **headers: str) -> httpx.HTTPStatusError:
    """What a provider's client raises for an answer of that status."""
    response = httpx.Response(status, headers=headers, request=httpx.Request("POST", "http://model"))
    error = httpx.HTTPStatusError(words or str(status), request=response.request, response=response)
    error.status_code = status  # type: ignore[attr-defined]  # as OpenAI's client has it
    return error
