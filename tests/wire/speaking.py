"""What all messages of the bot have in common, wherever it sends them: they must keep the rules."""

from __future__ import annotations

from collections.abc import Iterable

from tests.wire.gateway import Gateway
from tests.wire.messages import EPHEMERAL, Message
from tests.wire.objects import Json
from tests.wire.rest import INVALID, Asked, Refused
from tests.wire.rules import message_faults, ping_faults
from tests.wire.world import World

NO_MESSAGE = 10008
SPOKEN = {"content", "embeds", "components"}


class Speaking:
    """What breaks a rule is noted, and refused where Discord would."""

    def __init__(self, world: World, gateway: Gateway) -> None:
        self.world = world
        self._gateway = gateway

    def refuse(self, asked: Asked, faults: Iterable[str], code: int = INVALID, status: int = 400) -> None:
        """Note what is wrong, and refuse if anything is."""
        found = list(faults)
        if self.world.blame(asked.where, found):
            raise Refused(status, code, "; ".join(found))

    def say(self, message: Message, asked: Asked, body: Json | None = None) -> None:
        """Let a message say what a request says, if the rules allow it."""
        said = asked.body if body is None else body
        before = {"content": message.content, "embeds": message.embeds, "components": message.components}
        flags = message.flags | (said.get("flags") or 0)
        after = before | {"attachments": message.attachments or asked.attachments} | said | {"flags": flags}
        self.refuse(asked, message_faults(after))
        if message.edits and flags & EPHEMERAL != message.flags & EPHEMERAL:
            self.refuse(asked, ["public or private is chosen with the first answer, not later"])
        if SPOKEN & set(said):
            self.world.blame(asked.where, ping_faults(said))
        message.change(said, asked.attachments)
        self.world.keep(message)

    async def changed(self, message: Message, asked: Asked) -> Json:
        message.edits += 1
        self.say(message, asked)
        await self.announce("MESSAGE_UPDATE", message)
        return message.payload()

    async def remove(self, message: Message) -> None:
        message.deleted = True
        self.world.changes.tell()
        await self.announce("MESSAGE_DELETE", message)

    async def announce(self, event: str, message: Message) -> None:
        """Tell the bot of its own message, as Discord does, unless only one person sees it."""
        guild = message.channel.guild
        if message.seen_by is None:
            where = {"id": str(message.id), "channel_id": str(message.channel.id)}
            where |= {"guild_id": str(guild.id)} if guild else {}
            await self._gateway.dispatch(event, where if event == "MESSAGE_DELETE" else message.event(), guild)

    def message_of(self, asked: Asked) -> Message:
        message = self.world.messages.get(asked.id("message_id"))
        if message is None or message.deleted:
            raise Refused(404, NO_MESSAGE, "Unknown Message")
        return message

    async def delete(self, asked: Asked) -> None:
        await self.remove(self.message_of(asked))
