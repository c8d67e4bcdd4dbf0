"""Where the bot answers: what it sends back to commands, buttons and forms."""

from __future__ import annotations

import time

from tests.wire.interactions import (
    ANSWER,
    CHOICES,
    COMMAND,
    DEFERRED_ANSWER,
    DEFERRED_UPDATE,
    MODAL,
    UPDATE,
    Interaction,
)
from tests.wire.messages import EPHEMERAL, LOADING, Message
from tests.wire.objects import Json
from tests.wire.rest import EXPIRED, Asked, Refused, Route
from tests.wire.rules import choice_faults, modal_faults
from tests.wire.speaking import NO_MESSAGE, Speaking

ALREADY, NO_WEBHOOK = 40060, 10015


class Replying(Speaking):
    """The routes of interactions."""

    def routes(self) -> dict[tuple[str, str], Route]:
        webhook = "/webhooks/{webhook_id}/{webhook_token}"
        return {
            ("POST", "/interactions/{interaction_id}/{interaction_token}/callback"): self._callback,
            ("POST", webhook): self._follow_up,
            ("GET", f"{webhook}/messages/@original"): self._original,
            ("PATCH", f"{webhook}/messages/@original"): self._edit_original,
            ("DELETE", f"{webhook}/messages/@original"): self._delete_original,
            ("PATCH", f"{webhook}/messages/{{message_id}}"): self._edit_follow_up,
            ("DELETE", f"{webhook}/messages/{{message_id}}"): self.delete,
        }

    async def _callback(self, asked: Asked) -> Json:
        interaction = self.world.interactions[asked.values["interaction_token"]]
        if interaction.callback is not None:
            self.refuse(asked, ["acknowledged twice"], ALREADY)
        if interaction.expired:
            raise Refused(404, EXPIRED, "Unknown interaction")
        if (late := time.monotonic() - interaction.dispatched) > self.world.deadline:
            self.world.blame(asked.where, [f"acknowledged after {late:.1f} s"])
            raise Refused(404, EXPIRED, "Unknown interaction")
        kind, data = asked.body["type"], asked.body.get("data") or {}
        message = await self._begin(interaction, kind, data, asked)
        interaction.callback = asked.body
        interaction.acknowledged_at = time.monotonic()
        if message is not None and kind in (ANSWER, UPDATE):
            interaction.answer(message)
        interaction.changes.tell()
        return _callback_payload(interaction, kind, message)

    async def _begin(self, interaction: Interaction, kind: int, data: Json, asked: Asked) -> Message | None:
        if kind == MODAL:
            self.refuse(asked, modal_faults(data))
        elif kind == CHOICES:
            self.refuse(asked, choice_faults(data["choices"]))
        elif kind in (ANSWER, DEFERRED_ANSWER):
            interaction.message = self._made_for(interaction, data)
        if kind == ANSWER and interaction.message:
            self.say(interaction.message, asked, data)
        elif kind == DEFERRED_ANSWER and interaction.message:
            interaction.message.flags |= LOADING
            self.world.keep(interaction.message)
        elif kind == UPDATE and interaction.message:
            self.say(interaction.message, asked, data)
        elif kind == DEFERRED_UPDATE:
            assert interaction.message, "only a button's interaction can be answered with an update"
        if kind in (ANSWER, DEFERRED_ANSWER, UPDATE) and interaction.message:
            await self.announce("MESSAGE_UPDATE" if kind == UPDATE else "MESSAGE_CREATE", interaction.message)
        return interaction.message

    def _made_for(self, interaction: Interaction, data: Json) -> Message:
        flags = (data.get("flags") or 0) & EPHEMERAL
        owners = {"0": str(interaction.channel.guild.id if interaction.channel.guild else 0)}
        about: Json = {"id": str(interaction.id), "type": COMMAND, "user": interaction.user.payload()}
        application = str(self.world.application)
        extra: Json = {"application_id": application, "webhook_id": application}
        if interaction.type == COMMAND:
            extra["interaction_metadata"] = about | {"authorizing_integration_owners": owners}
        seen_by = interaction.user if flags else None
        return Message(interaction.channel, self.world.bot, flags=flags, seen_by=seen_by, extra=extra)

    def _interaction(self, asked: Asked) -> Interaction:
        interaction = self.world.interactions.get(asked.values["webhook_token"])
        if interaction is None or interaction.callback is None:
            self.refuse(asked, ["an answer before the acknowledgement"], NO_WEBHOOK, 404)
        assert interaction is not None
        return interaction

    def _original_of(self, interaction: Interaction) -> Message:
        if interaction.message is None or interaction.message.deleted:
            raise Refused(404, NO_MESSAGE, "Unknown Message")
        return interaction.message

    async def _original(self, asked: Asked) -> Json:
        return self._original_of(self._interaction(asked)).payload()

    async def _edit_original(self, asked: Asked) -> Json:
        interaction = self._interaction(asked)
        message = self._original_of(interaction)
        payload = await self.changed(message, asked)
        interaction.answer(message)
        return payload

    async def _delete_original(self, asked: Asked) -> None:
        await self.remove(self._original_of(self._interaction(asked)))

    async def _follow_up(self, asked: Asked) -> Json | None:
        interaction = self._interaction(asked)
        if interaction.message is not None and interaction.message.flags & LOADING:
            return await self._edit_original(asked)  # so it is: the first follow-up takes the place of "is thinking"
        made = self._made_for(interaction, asked.body)
        self.say(made, asked)
        await self.announce("MESSAGE_CREATE", made)
        interaction.followups.append(made)
        interaction.changes.tell()
        return made.payload() if asked.query.get("wait") else None

    async def _edit_follow_up(self, asked: Asked) -> Json:
        self._interaction(asked)
        return await self.changed(self.message_of(asked), asked)


def _callback_payload(interaction: Interaction, kind: int, message: Message | None) -> Json:
    """What `with_response` asks for."""
    about: Json = {"id": str(interaction.id), "type": interaction.type, "channel_id": str(interaction.channel.id)}
    if message is not None and kind in (ANSWER, DEFERRED_ANSWER, DEFERRED_UPDATE, UPDATE):
        private = bool(message.flags & EPHEMERAL)
        about |= {"response_message_id": str(message.id), "response_message_ephemeral": private}
        about["response_message_loading"] = bool(message.flags & LOADING)
    if message is None or kind not in (ANSWER, UPDATE):
        return {"interaction": about}
    return {"interaction": about, "resource": {"type": kind, "message": message.payload()}}
