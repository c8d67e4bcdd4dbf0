"""Who and what there is in the fake Discord, in a line each."""

from __future__ import annotations

from tests.wire.objects import Attachment, Channel, Guild, Role, User
from tests.wire.world import World


class People:
    """Makes servers with their people, and files."""

    def __init__(self, world: World) -> None:
        self.world = world

    @property
    def bot(self) -> User:
        return self.world.bot

    def user(self, name: str, locale: str = "en-US") -> User:
        made = User(name, locale=locale)
        self.world.users[made.id] = made
        return made

    def guild(self, name: str = "Harbour", *channels: str, locale: str = "en-US") -> Guild:
        """A server with an owner and channels, `general` by default, in which the bot is."""
        made = Guild(name, self.user(f"owner of {name}"), locale=locale)
        made.join(self.bot)
        for channel in channels or ("general",):
            made.channels.append(self.world.open(Channel(channel, made)))
        self.world.guilds[made.id] = made
        return made

    def member(self, guild: Guild, name: str, *roles: Role, locale: str = "en-US") -> User:
        return guild.join(self.user(name, locale), *roles)

    def role(self, guild: Guild, name: str, permissions: int = 0) -> Role:
        guild.roles.append(Role(name, permissions))
        return guild.roles[-1]

    def upload(self, filename: str, content: bytes, content_type: str = "text/plain; charset=utf-8") -> Attachment:
        made = Attachment(filename, content, self.world.http, content_type)
        self.world.attachments[made.id] = made
        return made

    def dm(self, user: User) -> Channel:
        """The direct messages between the bot and a user."""
        return self.world.dm(user)
