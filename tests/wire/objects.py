"""Discord's objects as the fake keeps them, and the JSON in which Discord shows them."""

from __future__ import annotations

import itertools
import time
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

Json = dict[str, Any]
DISCORD_EPOCH = 1_420_070_400_000
ADMINISTRATOR, MANAGE_SERVER = 1 << 3, 1 << 5
CREATE_THREADS, SEND_IN_THREADS = 1 << 35, 1 << 38
EVERYONE = sum(1 << bit for bit in (6, 10, 11, 14, 15, 16, 31)) | CREATE_THREADS | SEND_IN_THREADS
"""React, view, send, embed, attach, read history, use commands, threads: what a new server lets people do."""
PUBLIC_THREAD = 11
_numbers = itertools.count(1)


def new_id() -> int:
    """A snowflake of this moment: discord.py reads the age of an interaction from its id."""
    return (int(time.time() * 1000) - DISCORD_EPOCH << 22) | next(_numbers) & 0x3FFFFF


def new_guild_id() -> int:
    """One that goes to another shard than the last."""
    return (1_500_000_000_000 + next(_numbers) - DISCORD_EPOCH) << 22


def now() -> str:
    return datetime.now(UTC).isoformat()


@dataclass(frozen=True, slots=True)
class User:
    """Somebody, who may be a member of several servers."""

    name: str
    bot: bool = False
    locale: str = "en-US"
    id: int = field(default_factory=new_id)

    @property
    def mention(self) -> str:
        return f"<@{self.id}>"

    def payload(self) -> Json:
        nothing = dict.fromkeys(("avatar", "banner", "accent_color", "primary_guild", "avatar_decoration_data"))
        shown = {"id": str(self.id), "username": self.name, "global_name": self.name.title(), "discriminator": "0"}
        return nothing | shown | {"public_flags": 0, "flags": 0, "bot": self.bot, "system": False}


@dataclass(frozen=True, slots=True)
class Role:
    """A role of a server; the one that everybody has bears the server's id."""

    name: str
    permissions: int = 0
    id: int = field(default_factory=new_id)

    def payload(self) -> Json:
        colors = {"primary_color": 0, "secondary_color": None, "tertiary_color": None}
        flags = {"hoist": False, "managed": False, "mentionable": False, "flags": 0}
        shown = {"id": str(self.id), "name": self.name, "permissions": str(self.permissions)}
        return shown | flags | {"position": 0, "color": 0, "colors": colors, "icon": None, "unicode_emoji": None}


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file on Discord's servers."""

    filename: str
    content: bytes
    base: str
    content_type: str = "text/plain; charset=utf-8"
    id: int = field(default_factory=new_id)

    def payload(self) -> Json:
        url = f"{self.base}/attachments/{self.id}/{self.filename}"
        about = {"filename": self.filename, "size": len(self.content), "content_type": self.content_type}
        return {"id": str(self.id), "url": url, "proxy_url": url} | about


@dataclass(slots=True)
class Guild:
    """A server, which its owner may do anything in."""

    name: str
    owner: User
    id: int = field(default_factory=new_guild_id)
    locale: str = "en-US"
    roles: list[Role] = field(default_factory=list)
    channels: list[Channel] = field(default_factory=list)
    threads: list[Thread] = field(default_factory=list)
    members: dict[int, tuple[User, tuple[Role, ...]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.roles.append(Role("@everyone", EVERYONE, self.id))
        self.join(self.owner)

    def join(self, user: User, *roles: Role) -> User:
        self.members[user.id] = user, roles
        return user

    def forbid(self, permission: int) -> None:
        """Take a permission from everybody who has it from no other role."""
        self.roles[0] = replace(self.roles[0], permissions=self.roles[0].permissions & ~permission)

    def permissions(self, user: User) -> int:
        """What the user may do here, as bits."""
        _, roles = self.members[user.id]
        held = self.roles[0].permissions
        for role in roles:
            held |= role.permissions
        return (1 << 53) - 1 if user == self.owner or held & ADMINISTRATOR else held

    def member(self, user: User) -> Json:
        roles = [str(role.id) for role in self.members[user.id][1]]
        nothing = dict.fromkeys(("avatar", "banner", "communication_disabled_until", "nick", "premium_since"))
        flags = {"flags": 0, "pending": False, "mute": False, "deaf": False}
        return nothing | flags | {"joined_at": now(), "roles": roles, "user": user.payload()}

    def payload(self) -> Json:
        absent = "icon home_header splash discovery_splash banner application_id afk_channel_id system_channel_id \
            widget_channel_id vanity_url_code rules_channel_id safety_alerts_channel_id description incidents_data \
            public_updates_channel_id max_presences"
        zero = (
            "system_channel_flags verification_level default_message_notifications mfa_level nsfw_level premium_tier \
            explicit_content_filter premium_subscription_count max_stage_video_channel_users max_video_channel_users"
        )
        shown = {"id": str(self.id), "name": self.name, "owner_id": str(self.owner.id), "region": "deprecated"}
        flags = dict.fromkeys(("widget_enabled", "premium_progress_bar_enabled", "nsfw"), False)
        more = {"afk_timeout": 300, "max_members": 500_000, "preferred_locale": self.locale}
        lists: Json = {"features": [], "emojis": [], "stickers": [], "roles": [role.payload() for role in self.roles]}
        return dict.fromkeys(absent.split()) | dict.fromkeys(zero.split(), 0) | shown | flags | more | lists

    def arrival(self, bot: User) -> Json:
        """The data of GUILD_CREATE: a bot without the members intent sees itself only."""
        empty: Json = {key: [] for key in ("presences", "voice_states", "stage_instances", "emojis")}
        empty |= {"threads": [one.payload(bot) for one in self.threads if not one.archived]}
        empty |= {"guild_scheduled_events": [], "soundboard_sounds": []}
        size = {"member_count": len(self.members), "large": False, "unavailable": False, "joined_at": now()}
        people = {"members": [self.member(bot)], "channels": [channel.payload() for channel in self.channels]}
        return self.payload() | empty | size | people


@dataclass(slots=True)
class Channel:
    """A text channel of a server, or the direct messages with one person."""

    name: str
    guild: Guild | None = None
    recipient: User | None = None
    id: int = field(default_factory=new_id)

    def payload(self) -> Json:
        if self.guild is None:
            people = [] if self.recipient is None else [self.recipient.payload()]
            return {"id": str(self.id), "type": 1, "flags": 0, "last_message_id": None, "recipients": people}
        nothing: Json = {"permission_overwrites": [], "parent_id": None, "topic": None, "last_message_id": None}
        shown = {"id": str(self.id), "type": 0, "flags": 0, "guild_id": str(self.guild.id), "name": self.name}
        return nothing | shown | {"position": 0, "nsfw": False, "rate_limit_per_user": 0}


@dataclass(slots=True)
class Thread(Channel):
    """A public thread below a message of a channel, whose id it has."""

    parent: Channel = field(kw_only=True)
    owner: User = field(kw_only=True)
    archived: bool = False
    sent: int = 0
    made: str = field(default_factory=now)

    def payload(self, member: User | None = None) -> Json:
        """The thread, with a member of it where one is named."""
        assert self.guild is not None
        metadata: Json = {"archived": self.archived, "locked": False, "auto_archive_duration": 1440}
        metadata |= {"archive_timestamp": self.made, "create_timestamp": self.made}
        counts = {"message_count": self.sent, "total_message_sent": self.sent, "member_count": 1}
        shown: Json = {"id": str(self.id), "type": PUBLIC_THREAD, "flags": 0, "guild_id": str(self.guild.id)}
        shown |= {"name": self.name, "parent_id": str(self.parent.id), "owner_id": str(self.owner.id)}
        shown |= {"rate_limit_per_user": 0, "last_message_id": None, "thread_metadata": metadata} | counts
        return shown | ({"member": self._member(member)} if member else {})

    def _member(self, user: User) -> Json:
        return {"id": str(self.id), "user_id": str(user.id), "join_timestamp": self.made, "flags": 0}
