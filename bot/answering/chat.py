"""The seam to a chat model, through LangChain: what it says as it comes, and the tokens that it took."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator, Sequence
from contextlib import aclosing, contextmanager
from dataclasses import dataclass
from math import ceil

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage

from bot.answering.model import Tokens
from index.patient import may_pass, retry_after

LONGEST = 40_000
"""Characters of one reply; a model that goes on has lost its way, and each token costs."""
LONGEST_WAIT = 10.0
"""Seconds at most that we wait where a provider names a time to try again; one that wants more is left alone."""
OF_A_TOKEN = 4
"""Characters of a token, where a server reports no usage or was stopped before it could."""
_TOO_LONG = ("context", "too long", "maximum length", "too many tokens", "exceed")

_SECRET = re.compile(
    r"\b(?:sk|pk|gsk|xai|hf|AIza)[\w*-]{6,}|(?<=key=)[^&\s'\"]+|(?<=token=)[^&\s'\"]+|(?<=bearer )[^\s'\"]+",
    re.IGNORECASE,
)
LONGEST_TOLD = 200
"""Characters of what a provider says of a failure; more is often what was asked, which no log is to have."""
_THOUGHT = re.compile(r"\A(?:(?!<think).)*</think(?:ing)?>|<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.S | re.I)
"""A thought in so many words; some servers leave out where it begins."""

Said = tuple[str, str]
"""A message: who says it (system, human or ai), and the text."""


class OutOfTime(TimeoutError):
    """Our own patience is at its end."""

    def __init__(self) -> None:
        """Nothing more is known of it."""
        super().__init__("it took too long")


class WentOn(Exception):
    """The model did not come to an end."""

    def __init__(self) -> None:
        """Nothing more is known of it."""
        super().__init__(f"it wrote more than {LONGEST} characters")


class ModelFailed(Exception):
    """The model gave no draft; `retry` in so many seconds may help, `shorter` says that it was given too much.

    `late`: nothing is wrong with it but that our patience was at its end.
    """

    def __init__(self, error: BaseException) -> None:
        """Read what may help from what the provider's client raised."""
        super().__init__(f"{type(error).__name__}: {_in_short(error)}")
        words = str(error).casefold()
        self.late = isinstance(error, OutOfTime)
        self.shorter = getattr(error, "status_code", None) in (400, 413) and any(one in words for one in _TOO_LONG)
        self.seconds = 0.0 if self.shorter else retry_after(error) or 1.0
        self.retry = self.shorter or (may_pass(error) and not self.late and self.seconds <= LONGEST_WAIT)


def _uncounted(tokens: Tokens) -> None:
    """Nobody asks what it costs."""


def _never() -> str:
    """There is no budget."""
    return ""


@dataclass(frozen=True)
class ChatModel:
    """A chat model with the name that it has in the settings; `spend` hears what each talk took, also a broken one.

    `refused` says why it is not to be asked now, as the name of a message; "" where it may be.
    """

    model: BaseChatModel
    name: str
    spend: Callable[[Tokens], None] = _uncounted
    refused: Callable[[], str] = _never

    @contextmanager
    def talk(self, seconds: float) -> Iterator[Talk]:
        """Talk with it for so many seconds at most."""
        talk = Talk(self.model, asyncio.get_running_loop().time() + seconds)
        try:
            yield talk
        finally:
            self.spend(talk.tokens)


class Talk:
    """What is said with a model about one question, `until` a moment of the event loop's clock."""

    def __init__(self, model: BaseChatModel, until: float) -> None:
        """Nothing is said yet; `was_cut` says that what was said last reached the longest that the server allows."""
        self._model = model
        self._until = until
        self.tokens = Tokens()
        self.was_cut = False

    async def streamed(self, said: Sequence[Said]) -> AsyncGenerator[str, None]:
        """The model's words as they come, without its thoughts; whatever its client raises comes as ModelFailed.

        Patience is for the model alone: what its reader does between two pieces is not cut off.
        """
        told: Tokens | None = None
        letters, half, refused, ended = 0, "", False, False
        self.was_cut = False
        try:
            async with aclosing(self._model.astream(list(said))) as stream:  # type: ignore[type-var]
                while (chunk := await self._next(stream)) is not None:
                    if usage := chunk.usage_metadata:
                        told = (told or Tokens()) + Tokens(usage["input_tokens"], usage["output_tokens"])
                    text, half = _whole(half + (chunk.text if isinstance(chunk.text, str) else str(chunk.text())))
                    self.was_cut = self.was_cut or _is_cut(chunk)
                    letters += len(text)
                    yield text
                    if letters > LONGEST:
                        raise ModelFailed(WentOn())
            ended = True
        except ModelFailed as failure:
            refused = not (letters or failure.late)
            raise
        finally:
            self.tokens += told if told and ended else _at_least(told, Tokens() if refused else _guessed(said, letters))

    async def _next(self, stream: AsyncIterator[object]) -> AIMessage | None:
        """The next piece; of a model that cannot stream the whole message."""
        try:
            async with asyncio.timeout_at(self._until) as patience:
                async for chunk in stream:
                    if isinstance(chunk, AIMessage):
                        return chunk
                return None
        except Exception as error:
            raise ModelFailed(OutOfTime() if patience.expired() else error) from error

    @property
    def seconds_left(self) -> float:
        """How much of its time there is still."""
        return self._until - asyncio.get_running_loop().time()

    async def reply(self, said: Sequence[Said]) -> str:
        """All that it says but for its thoughts; raises ModelFailed."""
        async with aclosing(self.streamed(said)) as pieces:
            whole = "".join([piece async for piece in pieces])
        return _THOUGHT.sub("", whole).strip()


def _in_short(error: BaseException) -> str:
    """The first line of an error, without what looks like a key."""
    line = _SECRET.sub("***", next(iter(str(error).splitlines()), ""))
    return line if len(line) <= LONGEST_TOLD else f"{line[:LONGEST_TOLD]}…"


def _whole(text: str) -> tuple[str, str]:
    """The text without halves of characters, as some servers' JSON has them, and the half at its end, if any."""
    end = len(text) - ("\ud800" <= text[-1:] <= "\udbff")
    return text[:end].encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore"), text[end:]


def _is_cut(chunk: AIMessage) -> bool:
    reasons = (chunk.response_metadata.get(name) for name in ("finish_reason", "stop_reason", "done_reason"))
    return any(str(reason).casefold() in ("length", "max_tokens") for reason in reasons)


def _guessed(said: Sequence[Said], letters: int) -> Tokens:
    """What it may have taken, where its server does not tell."""
    return Tokens(ceil(sum(len(text) for _, text in said) / OF_A_TOKEN), ceil(letters / OF_A_TOKEN))


def _at_least(told: Tokens | None, guessed: Tokens) -> Tokens:
    """The guess, but for what a server that was stopped had told by then."""
    return Tokens(max(told.read, guessed.read), max(told.written, guessed.written)) if told else guessed
