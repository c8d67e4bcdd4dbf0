"""The bot on a simulated Discord: one server with its people, in a line each; another server where one is needed."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import discord
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle, GuildHandle
from simcord.env import Env
from simcord.results import InteractionResult, ResponseMessage

from bot.app import App
from bot.discord.client import FootnoteBot
from bot.discord.looking import Looking
from bot.discord.memory import Memory
from bot.settings import Settings
from index.article import Article
from tests.library import add

Said = ResponseMessage | discord.Message | InteractionResult
BUTTON, TEXT, CONTAINER = 2, 10, 17


def a_bot(data: Path, **settings: object) -> FootnoteBot:
    """The bot on a data directory, as `footnote run` makes it."""
    far = {"keep_days": 36_500}  # the clock of the simulated Discord stands at another year
    app = App(Settings.model_validate({"data_dir": data, **far, **settings}))
    bot = FootnoteBot(app, Memory(app.folder.path / "bot.db"))
    bot._connection.guild_ready_timeout = 0.01  # it waits so long for further servers at every start
    return bot


@dataclass
class Town:
    """A server with two channels, a reader, an editor by role, and its owner, who manages it."""

    env: Env
    data: Path
    guild: GuildHandle
    general: ChannelHandle
    desk: ChannelHandle
    reader: MemberActor
    editor: MemberActor
    owner: MemberActor

    @property
    def bot(self) -> FootnoteBot:
        """The bot that runs now; after a restart it is another one."""
        bot = self.env.bot
        assert isinstance(bot, FootnoteBot)
        return bot

    def member(self, name: str) -> MemberActor:
        return self.guild.add_member(self.env.create_user(name))

    def no_editor(self, member: MemberActor) -> None:
        """Take the editors' role away."""
        self.env.backend.remove_member_role(self.guild.id, member.id, self.guild.roles["editors"].id)

    @property
    def mention(self) -> str:
        """How people mention the bot."""
        assert self.bot.user
        return self.bot.user.mention

    def last(self, channel: ChannelHandle | None = None) -> discord.Message:
        """The newest message of a channel, the general one by default."""
        message = (channel or self.general).last_message
        assert message is not None
        return message

    def plant(self, shown: Said, components: list[dict[str, Any]]) -> None:
        """Let a message have these components: forged ones, or those that it had before."""
        message = said(shown)
        channel_id = message.channel.id if isinstance(message, discord.Message) else message.channel_id
        self.env.backend.get_message(channel_id, message.id).components = components

    def fill(self, *articles: Article, guild: GuildHandle | None = None) -> None:
        """Put articles into a server's library, as `footnote add` does beside the running bot."""
        library = App(Settings(data_dir=self.data)).library(str((guild or self.guild).id), exact=True)
        add(library, *articles)
        library.close()

    def article(self, id: str) -> Article | None:
        """The newest version of an article that is in the library, None if there is none."""
        library = App(Settings(data_dir=self.data)).library(str(self.guild.id), exact=True)
        stored = library.database.article(id)
        library.close()
        return stored.article if stored and not stored.removed else None

    def articles(self) -> list[Article]:
        """All articles of the library."""
        library = App(Settings(data_dir=self.data)).library(str(self.guild.id), exact=True)
        found = [one.article for one in library.database.articles()]
        library.close()
        return found

    async def ask(self, question: str, by: MemberActor | None = None, **options: object) -> InteractionResult:
        """`/ask` in the general channel, by the reader unless somebody else is named."""
        return await (by or self.reader).slash(self.general, "ask", question=question, **options)

    async def choose(self, key: str, *values: object) -> None:
        """Change one of the settings as the owner."""
        panel = await self.owner.slash(self.general, "setup")
        await self.owner.select(said(panel), values, custom_id=f"fn:set:{key}:0:0")

    async def unlooked(self) -> None:
        """The bot looks at nothing by itself, or a month of its looks, one a second, would be gone through."""
        for name, cog in [*self.bot.cogs.items()]:
            if isinstance(cog, Looking):
                await self.bot.remove_cog(name)

    async def restart(self, **settings: object) -> None:
        """The bot ends and another one takes over, on the same data."""
        await self.env.restart_bot(a_bot(self.data, **settings))


def said(result: Said) -> ResponseMessage | discord.Message:
    """The message that answers."""
    if not isinstance(result, InteractionResult):
        return result
    message = result.response
    if message is None and result.followups:
        message = result.followups[-1]
    assert message is not None, f"{result} has no message"
    return message


def told(result: InteractionResult) -> str:
    """What the one who pressed is told, besides what became of the message."""
    return text(result.followups[-1] if result.followups else result)


def components(shown: Said) -> list[dict[str, Any]]:
    """The components of a message as Discord has them."""
    message = said(shown)
    if isinstance(message, ResponseMessage):
        return message.components
    return [dict(one.to_dict()) for one in message.components]


def parts(shown: Said) -> Iterator[dict[str, Any]]:
    """All components of a message, with those inside of them."""
    yield from _nested(components(shown))


def _nested(components: list[Any]) -> Iterator[dict[str, Any]]:
    for component in components:
        yield component
        yield from _nested(component.get("components") or [])


def text(shown: Said) -> str:
    """Everything there is to read in a message but its buttons."""
    return "\n".join(part["content"] for part in parts(shown) if part["type"] == TEXT)


def plain(shown: Said) -> str:
    """The same with ordinary spaces."""
    return text(shown).replace("\u00a0", " ")


def labels(shown: Said) -> list[str]:
    """What stands on its buttons."""
    return [part["label"] for part in parts(shown) if part["type"] == BUTTON]


def links(shown: Said) -> list[str]:
    """Where its link buttons lead."""
    return [part["url"] for part in parts(shown) if part.get("url")]


def custom_id(shown: Said, act: str) -> str:
    """The custom_id of its first part that means this."""
    return next(str(part["custom_id"]) for part in parts(shown) if part.get("custom_id", "").startswith(f"fn:{act}:"))


def values(shown: Said) -> list[str]:
    """What its selects offer."""
    return [option["value"] for part in parts(shown) for option in part.get("options") or []]


def colour(shown: Said) -> int:
    """The edge of its card."""
    return next(int(part["accent_color"]) for part in parts(shown) if part["type"] == CONTAINER)


def key(shown: Said) -> str:
    """The key of the answer or draft that its parts belong to."""
    found = re.search(r"fn:[a-z-]+:([\w-]+):", " ".join(str(part.get("custom_id")) for part in parts(shown)))
    assert found
    return found[1]


def waited_for() -> int:
    """How many forms and messages discord.py waits for, each in a task of its own."""
    return sum("timeout" in str(task.get_coro()) for task in asyncio.all_tasks())
