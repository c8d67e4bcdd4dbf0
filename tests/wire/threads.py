"""Threads: opened below a message, told to the bot, put into the archive, and back at the next message."""

from __future__ import annotations

from tests.wire.gateway import Gateway
from tests.wire.messages import HAS_THREAD, Message
from tests.wire.objects import CREATE_THREADS, SEND_IN_THREADS, Channel, Thread, User
from tests.wire.rest import Asked, Made, Refused, Route
from tests.wire.speaking import Speaking
from tests.wire.world import World

THREAD_EXISTS, FORBIDDEN = 160004, 50013


async def open_thread(world: World, gateway: Gateway, message: Message, owner: User, name: str) -> Thread:
    """Open a thread below a message; the bot hears of it, as of every public one that it may see."""
    guild = message.channel.guild
    assert guild is not None
    made = Thread(name, guild, id=message.id, parent=message.channel, owner=owner)
    guild.threads.append(made)
    world.open(made)
    message.thread = made
    message.flags |= HAS_THREAD
    member = world.bot if owner == world.bot else None
    await gateway.dispatch("THREAD_CREATE", made.payload(member) | {"newly_created": True}, guild)
    return made


async def archive(gateway: Gateway, thread: Thread, *, archived: bool = True) -> None:
    """Put a thread into the archive, or take it out again."""
    thread.archived = archived
    await gateway.dispatch("THREAD_UPDATE", thread.payload(), thread.guild)


class Threading(Speaking):
    """The route that opens threads, and what holds for messages in them."""

    def routes(self) -> dict[tuple[str, str], Route]:
        return {("POST", "/channels/{channel_id}/messages/{message_id}/threads"): self._open}

    async def _open(self, asked: Asked) -> Made:
        message = self.message_of(asked)
        self._allow(message.channel, CREATE_THREADS)
        if message.thread:
            raise Refused(400, THREAD_EXISTS, "A thread has already been created for this message")
        made = await open_thread(self.world, self._gateway, message, self.world.bot, asked.body["name"])
        await self.announce("MESSAGE_UPDATE", message)
        return Made(made.payload(self.world.bot))

    async def enter(self, channel: Channel) -> None:
        """The bot is about to speak here; a message takes a thread out of the archive."""
        if isinstance(channel, Thread):
            self._allow(channel, SEND_IN_THREADS)
            if channel.archived:
                await archive(self._gateway, channel, archived=False)

    def _allow(self, channel: Channel, needed: int) -> None:
        if channel.guild is None or not channel.guild.permissions(self.world.bot) & needed:
            raise Refused(403, FORBIDDEN, "Missing Permissions")
