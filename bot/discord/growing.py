"""An answer while a chat model writes it: shown as it grows, and stopped where somebody wants that."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Coroutine

import discord
from discord import ui

from bot.answering.answerer import Told as Hears
from bot.answering.model import Abstention, Answer
from bot.discord.told import Told
from bot.discord.view import Press

log = logging.getLogger(__name__)
EVERY = 1.2
"""Seconds at least between two edits of a message, and until the first one."""

Show = Callable[[ui.LayoutView], Awaitable[discord.Message]]
"""Shows a view in the place of the answer, and returns the message that it stands in."""

Asks = Callable[[Hears | None], Coroutine[None, None, Answer | Abstention]]
"""Asks for an answer, of which it tells as it grows."""


class Growing:
    """One answer that is being written; `messages` are those whose deletion ends it."""

    def __init__(self, show: Show, view: Callable[[Answer | None, Press], ui.LayoutView], asker: int) -> None:
        """Take what shows it, and how it looks with so much of it written; nothing is asked yet."""
        self.key = secrets.token_urlsafe(12)
        self.asker = asker
        self.stopped = self.gone = False
        self.messages: set[int] = set()
        self._answer: Answer | None = None
        self._show = show
        self._view = view
        self._work: asyncio.Task[Answer | Abstention] | None = None
        self._ended = asyncio.Event()

    async def written(self, ask: Asks) -> Answer | Abstention:
        """What is answered, or what there was of it when it was stopped; raises Told where that was nothing."""
        self._work = asyncio.create_task(ask(self._told))
        shown = asyncio.create_task(self._shown_as_it_grows())
        try:
            return await self._work
        except asyncio.CancelledError:
            if not self.stopped:
                raise
            if self._answer is None or self.gone:
                raise Told("stopped-early") from None
            return self._answer
        finally:
            self._ended.set()
            await shown

    def stop(self, *, gone: bool = False) -> None:
        """Write no more of it; if it is `gone`, as its question or message was deleted, nothing of it is kept."""
        if self._work and not self._work.done():
            self.stopped, self.gone = True, gone
            self._work.cancel()

    async def _told(self, answer: Answer) -> None:
        self._answer = answer

    async def _shown_as_it_grows(self) -> None:
        """One edit at a time, the latest state each; what comes last is shown by who waits for the answer."""
        shown: object = self
        while not await self._ends_within(EVERY):
            if self._answer is not shown:
                shown = self._answer
                await self._edit()

    async def _edit(self) -> None:
        try:
            message = await self._show(self._view(self._answer, Press("stop", self.key)))
            self.messages.add(message.id)
        except discord.NotFound:
            log.info("an answer was deleted while it was written")
            self.stop(gone=True)
        except discord.HTTPException as error:
            log.warning("an answer could not be shown while it was written: %s", error)
        except Exception:  # whatever it is, the answer is still to come
            log.exception("an answer could not be shown while it was written")

    async def _ends_within(self, seconds: float) -> bool:
        try:
            await asyncio.wait_for(self._ended.wait(), seconds)
        except TimeoutError:
            return False
        return True
