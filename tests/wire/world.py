"""What exists in the fake Discord and what the bot did there; the REST side and the gateway share it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.wire.interactions import Changes, Interaction
from tests.wire.messages import Message
from tests.wire.objects import Attachment, Channel, Guild, Json, Thread, User, new_id
from tests.wire.validation import Description

TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.FAKE00.a-token-for-tests-that-opens-nothing"


@dataclass(frozen=True, slots=True)
class Call:
    """One request to the REST API; `path` has its values, `route` the placeholders of Discord's description."""

    method: str
    path: str
    route: str
    body: object
    status: int
    at: float


@dataclass(slots=True)
class Failure:
    """Requests that are to fail, as long as `times` lasts."""

    method: str
    path: re.Pattern[str]
    status: int
    times: int
    retry_after: float


@dataclass(slots=True)
class World:
    """Everything, by id; `faults` are the rules that the bot broke (or, so marked, the fake itself)."""

    description: Description | None = None
    token: str = TOKEN
    bot: User = field(default_factory=lambda: User("footnote", bot=True))
    http: str = ""
    sockets: str = ""
    shards: int = 1
    heartbeat: float = 41.25
    deadline: float = 3.0
    """Seconds within which an interaction must be acknowledged."""
    users: dict[int, User] = field(default_factory=dict)
    guilds: dict[int, Guild] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    attachments: dict[int, Attachment] = field(default_factory=dict)
    interactions: dict[str, Interaction] = field(default_factory=dict)
    commands: list[Json] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    changes: Changes = field(default_factory=Changes)

    @property
    def application(self) -> int:
        """The application has the id of its bot."""
        return self.bot.id

    def blame(self, where: str, faults: Iterable[str]) -> bool:
        """Note broken rules; whether there were any."""
        found = [f"{where}: {fault}" for fault in faults]
        self.faults += found
        return bool(found)

    def dm(self, user: User) -> Channel:
        """The direct messages with a user."""
        for channel in self.channels.values():
            if channel.recipient == user:
                return channel
        return self.open(Channel("", recipient=user))

    def open(self, channel: Channel) -> Channel:
        self.channels[channel.id] = channel
        return channel

    def keep(self, message: Message) -> Message:
        if isinstance(message.channel, Thread) and message.id not in self.messages:
            message.channel.sent += 1
        self.messages[message.id] = message
        self.changes.tell()
        return message

    def forget(self, seconds: float) -> None:
        """Forget what is older than this, for who lets it run for long: nobody comes back to it."""
        before = new_id() - (int(seconds * 1000) << 22)
        self.messages = {id: one for id, one in self.messages.items() if id >= before}
        self.interactions = {token: one for token, one in self.interactions.items() if one.id >= before}
        self.attachments = {id: one for id, one in self.attachments.items() if id >= before}
        self.calls.clear()
        for thread in [one for one in self.channels.values() if isinstance(one, Thread) and one.id < before]:
            assert thread.guild is not None
            thread.guild.threads.remove(thread)
            del self.channels[thread.id]
