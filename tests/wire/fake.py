"""A Discord of its own on a free port, for a bot in another process; tests drive it as people would.

`async with FakeDiscord() as fake` serves; `fake.world.faults` are the rules that were broken meanwhile.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Self

from aiohttp import web

from tests.wire.gateway import BAD_TOKEN, INVALID_SESSION, RECONNECT, Gateway
from tests.wire.interactions import COMPONENT, SUBMIT, Interaction
from tests.wire.invocations import Given, Invocation, command_of, pressed, submitted
from tests.wire.messages import BUTTON, EPHEMERAL, ROW, SELECT, V2, Message
from tests.wire.objects import Channel, Guild, Json, Thread, User
from tests.wire.people import People
from tests.wire.posting import Posting
from tests.wire.replying import Replying
from tests.wire.resources import Resources
from tests.wire.rest import VERSION, Rest
from tests.wire.threads import archive, open_thread
from tests.wire.validation import Description, description
from tests.wire.world import Call, Failure, World

IN_SERVER, IN_DM = 0, 1


class FakeDiscord(People):
    """The server with its people."""

    def __init__(self, checked: Description | None = None, *, check: bool = True) -> None:
        super().__init__(World(checked or (description() if check else None)))
        self.gateway = Gateway(self.world)
        resources = Resources(self.world)
        posting, replying = Posting(self.world, self.gateway, resources), Replying(self.world, self.gateway)
        self._rest = Rest(self.world, resources.routes() | posting.routes() | replying.routes())
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=30_000_000)
        self._rest.add_to(app)
        app.router.add_get("/gateway", self.gateway.connect)
        app.router.add_get("/gateway/resume", self.gateway.connect)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        host, port = self._runner.addresses[0][:2]
        self.world.http, self.world.sockets = f"http://{host}:{port}", f"ws://{host}:{port}/gateway"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.gateway.drop()
        assert self._runner is not None
        await self._runner.cleanup()

    @property
    def url(self) -> str:
        """The setting DISCORD_URL."""
        return self.world.http + VERSION

    # What people do

    async def interact(
        self, invocation: Invocation, user: User, channel: Channel, *, expired: bool = False
    ) -> Interaction:
        """Use a command; AssertionError if Discord would not offer it here or to this user."""
        command = command_of(self.world.commands, invocation)
        contexts, needed = command.get("contexts"), int(command.get("default_member_permissions") or 0)
        here = IN_DM if channel.guild is None else IN_SERVER
        assert not contexts or here in contexts, f"{invocation.name!r} is not offered in context {here}"
        if channel.guild and needed:
            held = channel.guild.permissions(user)
            assert held & needed == needed, f"{invocation.name!r} is hidden from {user.name}"
        data = invocation.data(self.world.commands)
        return await self._dispatch(invocation.type, user, channel, data, expired=expired)

    async def press(self, message: Message, name: str, user: User, values: Sequence[str] | None = None) -> Interaction:
        """Press a button, or choose in a select, by its custom_id, label or placeholder."""
        assert message.seen_by in (None, user), f"{user.name} does not see this message"
        assert not message.deleted, "the message was deleted"
        return await self._dispatch(COMPONENT, user, message.channel, pressed(message.component(name), values), message)

    async def forge(
        self, custom_id: str, user: User, channel: Channel, values: Sequence[str] | None = None
    ) -> Interaction:
        """Press a part that the bot never put there, as nobody can with Discord's own client."""
        part: Json = {"type": SELECT if values else BUTTON, "custom_id": custom_id, "id": 2}
        part |= {"options": [{"label": one, "value": one} for one in values]} if values else {"style": 2, "label": "x"}
        message = Message(channel, self.bot, flags=V2, components=[{"type": ROW, "id": 1, "components": [part]}])
        self.world.keep(message)
        return await self._dispatch(COMPONENT, user, channel, pressed(part, values), message)

    async def submit(self, opened: Interaction, given: Mapping[str, Given]) -> Interaction:
        """Fill the form that an interaction opened, and send it."""
        data = submitted(await opened.form(), given)
        return await self._dispatch(SUBMIT, opened.user, opened.channel, data, opened.message)

    async def _dispatch(
        self,
        kind: int,
        user: User,
        channel: Channel,
        data: Json,
        message: Message | None = None,
        *,
        expired: bool = False,
    ) -> Interaction:
        made = Interaction(kind, user, channel, data, message, expired=expired)
        self.world.interactions[made.token] = made
        payload = made.payload(self.world.application) | self._place(user, channel)
        if message is not None:
            payload["message"] = message.payload() | ({"flags": message.flags} if message.flags & EPHEMERAL else {})
        await self.gateway.dispatch("INTERACTION_CREATE", payload, channel.guild)
        return made

    def _place(self, user: User, channel: Channel) -> Json:
        guild = channel.guild
        shown: Json = {"channel_id": str(channel.id), "locale": user.locale, "app_permissions": "0"}
        if guild is None:
            there: Json = {"context": IN_DM, "authorizing_integration_owners": {"0": "0"}}
            return shown | there | {"channel": channel.payload(), "user": user.payload()}
        may = {"permissions": str(guild.permissions(user))}
        shown |= {"guild_id": str(guild.id), "guild_locale": guild.locale, "context": IN_SERVER}
        shown |= {"guild": {"id": str(guild.id), "locale": guild.locale, "features": []}}
        shown |= {"app_permissions": str(guild.permissions(self.bot)), "channel": channel.payload() | may}
        return shown | {"member": guild.member(user) | may, "authorizing_integration_owners": {"0": str(guild.id)}}

    async def say(self, channel: Channel, user: User, content: str, answered: Message | None = None) -> Message:
        """Write a message; without being mentioned the bot does not get to read it, as it has no such intent."""
        mentions = tuple(one for one in (self.bot, *self.world.users.values()) if one.mention in content)
        made = Message(channel, user, content, answered=answered, mentions=mentions)
        self.world.keep(made)
        event = made.event(blind=channel.guild is not None and self.bot not in mentions)
        if answered is not None:
            event["referenced_message"] = answered.payload()
        await self.gateway.dispatch("MESSAGE_CREATE", event, channel.guild)
        return made

    async def delete(self, message: Message) -> None:
        """A person deletes a message."""
        message.deleted = True
        guild = message.channel.guild
        where = {"id": str(message.id), "channel_id": str(message.channel.id)}
        await self.gateway.dispatch("MESSAGE_DELETE", where | ({"guild_id": str(guild.id)} if guild else {}), guild)

    async def open_thread(self, message: Message, user: User, name: str = "About this") -> Thread:
        """A person opens a thread below a message."""
        return await open_thread(self.world, self.gateway, message, user, name)

    async def archive(self, thread: Thread) -> None:
        """A thread goes into the archive, as it does after a day of silence."""
        await archive(self.gateway, thread)

    async def invite(self, guild: Guild) -> None:
        """The bot joins a server while it runs."""
        await self.gateway.dispatch("GUILD_CREATE", guild.arrival(self.bot), guild)

    async def expel(self, guild: Guild) -> None:
        """The bot is thrown out of a server."""
        del self.world.guilds[guild.id]
        await self.gateway.dispatch("GUILD_DELETE", {"id": str(guild.id)}, guild)

    # What is awaited

    async def ready(self, seconds: float = 60.0) -> None:
        """Until the bot has registered its commands and all its shards are connected."""
        await self.world.changes.until(
            lambda: bool(self.world.commands) and self.gateway.connected, seconds, "the bot connected"
        )

    async def reply(self, message: Message, seconds: float = 15.0) -> Message:
        """The bot's answer to a message."""
        found: list[Message] = []

        def there() -> bool:
            found[:] = [
                one for one in self.world.messages.values() if one.answered is message and one.author == self.bot
            ]
            return bool(found)

        await self.world.changes.until(there, seconds, f"a reply to {message.content!r}")
        return found[0]

    async def reply_shows(self, message: Message, text: str, seconds: float = 15.0) -> Message:
        """The bot's answer to a message, once it says this."""
        reply = await self.reply(message, seconds)
        await self.world.changes.until(lambda: text in reply.text, seconds, f"{text!r} in the reply")
        return reply

    async def called(self, method: str, path: str, status: int | None = None, seconds: float = 15.0) -> Call:
        """The first such request; `path` is a regular expression for a part of it."""

        def such(call: Call) -> bool:
            return call.method == method and bool(re.search(path, call.path)) and status in (None, call.status)

        await self.world.changes.until(
            lambda: any(map(such, self.world.calls)), seconds, f"{method} {path} with {status or 'any status'}"
        )
        return next(filter(such, self.world.calls))

    # What goes wrong

    def fail_next(self, method: str, path: str, status: int, *, times: int = 1, retry_after: float = 0.2) -> None:
        """Let the next requests fail whose path matches, for 429 with a time to wait in seconds."""
        self.world.failures.append(Failure(method, re.compile(path), status, times, retry_after))

    def drop_connections(self) -> None:
        """Cut the gateway's connections; sessions and their events stay for a RESUME."""
        self.gateway.drop()

    async def reset_token(self) -> None:
        """The token is reset in the portal: whoever uses the old one is thrown out."""
        self.world.token = "reset"
        await self.gateway.close(BAD_TOKEN)

    async def ask_to_reconnect(self) -> None:
        """Send RECONNECT."""
        await self.gateway.tell(RECONNECT)

    async def forget_sessions(self) -> None:
        """Send INVALID_SESSION; a RESUME will not work either."""
        self.gateway.sessions.clear()
        await self.gateway.tell(INVALID_SESSION, False)

    async def resumed(self, seconds: float = 30.0) -> None:
        """Until every session was resumed at least once."""
        sessions = self.gateway.sessions
        await self.world.changes.until(lambda: all(one.resumed for one in sessions.values()), seconds, "RESUME")
