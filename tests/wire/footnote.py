"""`footnote run` as a process of its own, talking to a fake Discord."""

from __future__ import annotations

import asyncio
import signal
import sys
from asyncio.subprocess import Process
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from index.article import Article
from index.library import DataFolder
from tests.end_to_end.commands import plain_environment
from tests.library import BRIDGE, FERRY, OTHERS, add, an_article
from tests.wire.fake import FakeDiscord
from tests.wire.objects import Guild

START, END = 60.0, 30.0
"""Seconds for a bot to connect, and to leave."""
NEWS = (
    an_article("ferry", FERRY, "2026-11-20", title="Ferry sold"),
    an_article("bridge", BRIDGE, "2026-11-21", title="Bridge closed"),
    *(an_article(f"other-{number}", text, "2026-11-01") for number, text in enumerate(OTHERS)),
)


def fill(data: Path, guild: Guild, *articles: Article) -> None:
    """Put articles (by default some news) into a server's library, as `footnote add` does."""
    folder = DataFolder(data)
    library = folder.open(str(guild.id))
    add(library, *(articles or NEWS))
    library.close()
    folder.close()


@dataclass(frozen=True, slots=True)
class Ended:
    """How the process ended, and all that it wrote."""

    status: int
    output: str


class Footnote:
    """Runs the bot; `async with` waits until it is connected, and ends it."""

    def __init__(self, fake: FakeDiscord, data: Path, *options: str, **settings: str) -> None:
        self._fake = fake
        self._log = data.parent / f"{data.name}.log"
        self._command = [sys.executable, "-m", "bot", "run", *options, "--data", str(data)]
        discord = {"DISCORD_TOKEN": fake.world.token, "DISCORD_URL": fake.url}
        self._settings = plain_environment() | discord | settings
        self._process: Process | None = None

    async def start(self) -> None:
        """Start it, without waiting for anything."""
        folder = self._log.parent
        with self._log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *self._command, env=self._settings, cwd=folder, stdin=asyncio.subprocess.DEVNULL, stdout=log, stderr=log
            )

    async def ended(self, seconds: float = END) -> Ended:
        """Wait for its end."""
        assert self._process is not None
        try:
            status = await asyncio.wait_for(self._process.wait(), seconds)
        except TimeoutError:
            raise AssertionError(f"footnote did not end within {seconds} s; it wrote:\n{self.output}") from None
        return Ended(status, self.output)

    async def run(self) -> Ended:
        """Start it and wait for its end."""
        await self.start()
        try:
            return await self.ended(START)
        finally:
            self.send(signal.SIGKILL)

    def send(self, number: signal.Signals) -> None:
        """Send it a signal if it still runs."""
        if self._process is not None and self._process.returncode is None:
            self._process.send_signal(number)

    @property
    def output(self) -> str:
        """What it has written so far."""
        return self._log.read_text("utf-8") if self._log.exists() else ""

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.returncode is None

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    async def __aenter__(self) -> Self:
        await self.start()
        connected = asyncio.create_task(self._fake.ready(START))
        ended = asyncio.create_task(self.ended(START))
        await asyncio.wait({connected, ended}, return_when=asyncio.FIRST_COMPLETED)
        ended.cancel()
        if not connected.done() or connected.exception() is not None:
            connected.cancel()
            self.send(signal.SIGKILL)
            raise AssertionError(f"footnote did not connect; it wrote:\n{self.output}")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.send(signal.SIGTERM)
        try:
            await self.ended()
        finally:
            self.send(signal.SIGKILL)
            if kind is not None:
                print(self.output)  # pytest shows it with the failure
