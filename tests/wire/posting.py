"""Where the bot speaks by itself: messages in channels."""

from __future__ import annotations

from tests.wire.gateway import Gateway
from tests.wire.messages import EPHEMERAL, Message
from tests.wire.objects import Json
from tests.wire.resources import Resources
from tests.wire.rest import Asked, Refused, Route
from tests.wire.threads import Threading
from tests.wire.world import World

NOT_YOURS = 50005


class Posting(Threading):
    """The routes of messages in channels and threads."""

    def __init__(self, world: World, gateway: Gateway, resources: Resources) -> None:
        super().__init__(world, gateway)
        self._resources = resources

    def routes(self) -> dict[tuple[str, str], Route]:
        messages = "/channels/{channel_id}/messages"
        return super().routes() | {
            ("POST", messages): self._post,
            ("GET", f"{messages}/{{message_id}}"): self._message,
            ("PATCH", f"{messages}/{{message_id}}"): self._edit,
            ("DELETE", f"{messages}/{{message_id}}"): self.delete,
        }

    async def _post(self, asked: Asked) -> Json:
        reference = asked.body.get("message_reference") or {}
        answered = self.world.messages.get(int(reference.get("message_id", 0)))
        channel = self._resources.channel(asked)
        await self.enter(channel)
        made = Message(channel, self.world.bot, answered=answered)
        if (asked.body.get("flags") or 0) & EPHEMERAL:
            self.refuse(asked, ["an ephemeral message in a channel: only interactions have them"])
        self.say(made, asked)
        await self.announce("MESSAGE_CREATE", made)
        return made.payload()

    async def _message(self, asked: Asked) -> Json:
        return self.message_of(asked).payload()

    async def _edit(self, asked: Asked) -> Json:
        message = self.message_of(asked)
        if message.author != self.world.bot:
            raise Refused(403, NOT_YOURS, "Cannot edit a message authored by another user")
        return await self.changed(message, asked)
