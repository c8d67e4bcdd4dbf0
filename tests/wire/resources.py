"""What the bot can look up: itself, its application, its commands, servers, members and channels."""

from __future__ import annotations

from typing import TypeVar

from tests.wire.objects import Channel, Guild, Json, new_id
from tests.wire.rest import INVALID, Asked, Refused, Route
from tests.wire.rules import command_faults
from tests.wire.world import World

_Thing = TypeVar("_Thing")
UNKNOWN = {"channel": 10003, "guild": 10004, "member": 10007, "user": 10013}


class Resources:
    """The routes of all that is not a message."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> dict[tuple[str, str], Route]:
        return {
            ("GET", "/gateway/bot"): self._gateway,
            ("GET", "/users/@me"): self._me,
            ("GET", "/users/@me/guilds"): self._my_guilds,
            ("POST", "/users/@me/channels"): self._open_dm,
            ("GET", "/users/{user_id}"): self._user,
            ("GET", "/applications/@me"): self._application,
            ("GET", "/oauth2/applications/@me"): self._application,
            ("GET", "/applications/{application_id}/commands"): self._commands,
            ("PUT", "/applications/{application_id}/commands"): self._set_commands,
            ("GET", "/guilds/{guild_id}"): self._guild,
            ("GET", "/guilds/{guild_id}/channels"): self._guild_channels,
            ("GET", "/guilds/{guild_id}/roles"): self._roles,
            ("GET", "/guilds/{guild_id}/members/{user_id}"): self._member,
            ("GET", "/channels/{channel_id}"): self._channel,
            ("POST", "/channels/{channel_id}/typing"): self._typing,
        }

    async def _gateway(self, asked: Asked) -> Json:
        limit = {"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1}
        return {"url": self._world.sockets, "shards": self._world.shards, "session_start_limit": limit}

    async def _me(self, asked: Asked) -> Json:
        return self._world.bot.payload() | {"mfa_enabled": False, "locale": "en-US", "verified": True, "email": None}

    async def _my_guilds(self, asked: Asked) -> list[Json]:
        about: Json = {"icon": None, "banner": None, "owner": False, "features": []}
        return [
            about | {"id": str(guild.id), "name": guild.name, "permissions": str(guild.permissions(self._world.bot))}
            for guild in self._world.guilds.values()
        ]

    async def _open_dm(self, asked: Asked) -> Json:
        user = self._world.users.get(int(asked.body["recipient_id"]))
        return self._world.dm(_found(user, "user")).payload()

    async def _user(self, asked: Asked) -> Json:
        return _found(self._world.users.get(asked.id("user_id")), "user").payload()

    async def _application(self, asked: Asked) -> Json:
        nothing = dict.fromkeys(("icon", "type", "interactions_endpoint_url", "role_connections_verification_url"))
        counts: Json = {"approximate_user_install_count": 0, "approximate_user_authorization_count": 0}
        counts |= {"approximate_guild_count": len(self._world.guilds), "explicit_content_filter": 0}
        lists: Json = {"redirect_uris": [], "eligible_oauth2_scopes": []}
        owner = next(iter(self._world.users.values()), self._world.bot)
        about = {"id": str(self._world.application), "name": "Footnote", "description": "", "owner": owner.payload()}
        flags = {"flags": 0, "flags_new": "0", "bot_public": True, "bot_require_code_grant": False}
        more = {"verify_key": "0" * 64, "team": None, "bot": self._world.bot.payload()}
        return nothing | counts | lists | about | flags | more

    async def _commands(self, asked: Asked) -> list[Json]:
        return self._world.commands

    async def _set_commands(self, asked: Asked) -> list[Json]:
        wanted: list[Json] = asked.body["items"]
        if self._world.blame(asked.where, command_faults(wanted)):
            raise Refused(400, INVALID, "Invalid Form Body")
        known = {(one["type"], one["name"]): one["id"] for one in self._world.commands}
        application = str(self._world.application)
        self._world.commands = []
        for one in wanted:
            kept = {key: value for key, value in one.items() if value is not None}
            made = {"type": 1, "description": "", "default_member_permissions": None} | kept
            if made["default_member_permissions"] is not None:
                made["default_member_permissions"] = str(made["default_member_permissions"])
            id = known.get((made["type"], made["name"]), str(new_id()))
            self._world.commands.append(made | {"id": id, "application_id": application, "version": str(new_id())})
        return self._world.commands

    def _guild_of(self, asked: Asked) -> Guild:
        return _found(self._world.guilds.get(asked.id("guild_id")), "guild")

    async def _guild(self, asked: Asked) -> Json:
        return self._guild_of(asked).payload()

    async def _guild_channels(self, asked: Asked) -> list[Json]:
        return [channel.payload() for channel in self._guild_of(asked).channels]

    async def _roles(self, asked: Asked) -> list[Json]:
        return [role.payload() for role in self._guild_of(asked).roles]

    async def _member(self, asked: Asked) -> Json:
        guild = self._guild_of(asked)
        user, _ = _found(guild.members.get(asked.id("user_id")), "member")
        return guild.member(user)

    async def _channel(self, asked: Asked) -> Json:
        return self.channel(asked).payload()

    def channel(self, asked: Asked) -> Channel:
        """The channel of a path; Refused if there is none."""
        return _found(self._world.channels.get(asked.id("channel_id")), "channel")

    async def _typing(self, asked: Asked) -> None:
        self.channel(asked)


def _found(thing: _Thing | None, kind: str) -> _Thing:
    if thing is None:
        raise Refused(404, UNKNOWN[kind], f"Unknown {kind.title()}")
    return thing
