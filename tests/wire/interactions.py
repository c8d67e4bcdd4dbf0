"""One use of a command, button or form, from the moment it is sent to the bot to its answer."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.wire.messages import Message
from tests.wire.objects import Channel, Json, User, new_id

COMMAND, COMPONENT, AUTOCOMPLETE, SUBMIT = 2, 3, 4, 5
ANSWER, DEFERRED_ANSWER, DEFERRED_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9


WAITING = "⏳"
"""What Footnote's messages begin with while an answer is on its way."""


class Changes:
    """Lets others wait until something holds, instead of sleeping and hoping."""

    def __init__(self) -> None:
        self._changed = asyncio.Event()

    def tell(self) -> None:
        """Something has changed."""
        self._changed.set()
        self._changed = asyncio.Event()

    async def until(self, holds: Callable[[], bool], seconds: float, what: str) -> None:
        """Wait until it holds; AssertionError if it still does not after some seconds."""
        try:
            async with asyncio.timeout(seconds):
                while not holds():
                    await self._changed.wait()
        except TimeoutError:
            raise AssertionError(f"{what}: not within {seconds} s") from None


@dataclass(eq=False, slots=True)
class Interaction:
    """One use of a command, button or form, and what the bot made of it; times are of `time.monotonic`."""

    type: int
    user: User
    channel: Channel
    data: Json
    message: Message | None = None
    """The message that a button is on, then the one that answers."""
    callback: Json | None = None
    acknowledged_at: float | None = None
    answered_at: float | None = None
    expired: bool = False
    """Whether it comes to the bot so late that Discord does not know it any more."""
    followups: list[Message] = field(default_factory=list)
    changes: Changes = field(default_factory=Changes)
    id: int = field(default_factory=new_id)
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    dispatched: float = field(default_factory=time.monotonic)

    async def acknowledged(self, seconds: float = 3.0) -> Json:
        """What the bot first sent back."""
        await self.changes.until(lambda: self.callback is not None, seconds, f"{self} acknowledged")
        assert self.callback is not None
        return self.callback

    async def answered(self, seconds: float = 15.0) -> Message:
        """The message with which the bot answered, no longer "is thinking" or waiting."""
        await self.changes.until(lambda: self.answered_at is not None, seconds, f"{self} answered")
        assert self.message is not None
        return self.message

    async def shows(self, text: str, seconds: float = 15.0) -> Message:
        """The answer, once it says this (an answer may grow)."""
        await self.changes.until(
            lambda: text in (self.message.text if self.message else ""), seconds, f"{text!r} shown"
        )
        assert self.message is not None
        return self.message

    async def followed_up(self, number: int = 1, seconds: float = 15.0) -> Message:
        """The first, second ... message after the answer."""
        await self.changes.until(lambda: len(self.followups) >= number, seconds, f"follow-up {number} to {self}")
        return self.followups[number - 1]

    async def form(self, seconds: float = 3.0) -> Json:
        """The form that the bot opened."""
        callback = await self.acknowledged(seconds)
        assert callback["type"] == MODAL, f"{self} opened no form: {callback}"
        return dict(callback["data"])

    async def choices(self, seconds: float = 3.0) -> list[str]:
        """The names of the choices that the bot offered."""
        callback = await self.acknowledged(seconds)
        return [choice["name"] for choice in callback["data"]["choices"]]

    @property
    def private(self) -> bool:
        """Whether only the user sees the answer."""
        return self.message is not None and self.message.seen_by is not None

    def answer(self, message: Message) -> None:
        """The bot answered with this message."""
        self.message = message
        if self.answered_at is None and not message.text.startswith(WAITING):
            self.answered_at = time.monotonic()
        self.changes.tell()

    def payload(self, application: int) -> Json:
        """The data of INTERACTION_CREATE, but for the person and the place."""
        about: Json = {"id": str(self.id), "application_id": str(application), "type": self.type, "token": self.token}
        return about | {"version": 1, "data": self.data, "entitlements": [], "attachment_size_limit": 10_485_760}

    def __str__(self) -> str:
        """What was used, for messages of failed tests."""
        return f"{self.data.get('name') or self.data.get('custom_id')!r} (type {self.type})"
