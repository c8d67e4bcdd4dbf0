"""One server, one library: whatever somebody of another server tries, nothing of this one comes out or changes.

What is tried is generated from the commands that the bot registered, the acts that its parts can mean and the keys
that its memory holds, so that a new command or button is tried too.
"""

from __future__ import annotations

import asyncio
import itertools
import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bot.app import App
from bot.discord.client import FootnoteBot
from bot.discord.memory import Memory
from bot.discord.run import MEMORY
from bot.settings import Settings
from tests.library import an_article
from tests.wire.fake import FakeDiscord
from tests.wire.footnote import NEWS, Footnote, fill
from tests.wire.interactions import ANSWER, DEFERRED_ANSWER, Interaction
from tests.wire.invocations import CHAT, Value, menu, slash, typing
from tests.wire.objects import Channel, Guild, Json, User

pytestmark = pytest.mark.asyncio
SECRET = "Brindlemop"
"""Stands in the text, title and publisher of the other server's article, and nowhere that a stranger types."""
VAULT = replace(
    an_article("vault-1", f"The Quixwort vault was opened by {SECRET} on Friday.", "2026-11-20", title=f"{SECRET} did"),
    publisher=f"{SECRET} Post",
)
QUESTION = "Who opened the Quixwort vault?"
Attempt = Callable[[], Awaitable[Interaction]]
AT_A_TIME = 10
WHERE = ("in their own server", "in direct messages")
"""Where the stranger can act."""


@dataclass(frozen=True)
class Scene:
    """A server with the secret, and a stranger who manages another one."""

    fake: FakeDiscord
    data: Path
    here: Guild
    there: Guild
    where: str = WHERE[0]

    @property
    def insider(self) -> User:
        return self.here.owner

    @property
    def stranger(self) -> User:
        return self.there.owner

    @property
    def place(self) -> Channel:
        """Where the stranger acts."""
        return self.there.channels[0] if self.where == WHERE[0] else self.fake.dm(self.stranger)

    def rows(self) -> dict[str, list[tuple[object, ...]]]:
        """What the bot remembers of the server, and the articles of its library."""
        own = {"answers": "guild", "servers": "guild", "readers": "guild", "drafts": "1"}
        own |= {"ratings": "guild", "gaps": "guild", "wishes": "1", "suggestions": "guild", "searches": "guild"}
        with sqlite3.connect(self.data / MEMORY) as sql:
            sql.execute("UPDATE gaps SET growth = 0")  # the bot itself asks them again when articles came in
            found = {
                table: sql.execute(f"SELECT * FROM {table} WHERE {column} = ?", [1 if column == "1" else self.here.id])
                for table, column in own.items()
            }
            sql.rollback()
            kept = {table: [tuple(row) for row in rows] for table, rows in found.items()}
        library = App(Settings(data_dir=self.data)).library(str(self.here.id), exact=True)
        kept["articles"] = [(one.article, one.version) for one in library.database.articles()]
        library.close()
        return kept


@pytest.fixture
def scene(fake: FakeDiscord, data: Path) -> Scene:
    made = Scene(fake, data, fake.guild("Harbour"), fake.guild("Meadow"))
    fill(data, made.here, VAULT)
    fill(data, made.there, *NEWS)
    return made


async def test_the_insider_gets_what_the_stranger_must_not(scene: Scene) -> None:
    async with Footnote(scene.fake, scene.data):
        await live(scene)

        said = "\n".join(message.text for message in scene.fake.world.messages.values())
        assert said.count(SECRET) > 5


@pytest.mark.parametrize("where", WHERE)
async def test_nothing_leaks_whatever_somebody_of_another_server_tries(scene: Scene, where: str) -> None:
    scene = replace(scene, where=where)
    unlimited = {"USER_QUESTIONS_PER_MINUTE": "0", "SERVER_QUESTIONS_PER_MINUTE": "0"}
    async with Footnote(scene.fake, scene.data, **unlimited):
        form = await live(scene)
        before, calls = scene.rows(), len(scene.fake.world.calls)
        attempts = [*commands(scene), *menus(scene), *await forged(scene), _submitting(scene, form)]

        for at in range(0, len(attempts), AT_A_TIME):
            tried = [await attempt() for attempt in attempts[at : at + AT_A_TIME]]
            await asyncio.gather(*(settled(one) for one in tried))
        again = slash("ask", {"question": QUESTION})  # among what was tried is to be forgotten
        await settled(await scene.fake.interact(again, scene.stranger, scene.there.channels[0]))
        said = await scene.fake.say(scene.fake.dm(scene.stranger), scene.stranger, QUESTION)
        await scene.fake.reply_shows(said, "The articles do not say")

        assert len(attempts) > 300
        leaks = [call for call in scene.fake.world.calls[calls:] if SECRET.casefold() in str(call.body).casefold()]
        assert not leaks
        after = scene.rows()
        assert {name: set(rows) - set(after[name]) for name, rows in before.items()} == {name: set() for name in before}
        assert after["articles"] == before["articles"]


async def settled(tried: Interaction) -> None:
    """Until nothing more comes of it."""
    acknowledged = await tried.acknowledged()
    if acknowledged["type"] in (DEFERRED_ANSWER, ANSWER):
        await tried.answered()


async def live(scene: Scene) -> Interaction:
    """The insider asks, checks, adds and removes; returns a form that is still open."""
    fake, insider, channel = scene.fake, scene.insider, scene.here.channels[0]
    for options in ({}, {"private": True}):
        asked = await fake.interact(slash("ask", {"question": QUESTION, **options}), insider, channel)
        answer = await asked.answered()
        checked = await fake.press(answer, answer.buttons[0]["custom_id"], insider)
        await checked.answered()
    abstained = await fake.interact(slash("ask", {"question": "Who painted the Quixwort vault?"}), insider, channel)
    await abstained.answered()
    said = await fake.say(fake.dm(insider), insider, QUESTION)
    await fake.reply_shows(said, SECRET)
    file = fake.upload("new.txt", f"{SECRET} sold it\n\n{SECRET} sold the vault on Sunday.".encode())
    preview = await (await fake.interact(slash("article add", {"file": file}), insider, channel)).answered()
    form = await fake.press(preview, preview.buttons[1]["custom_id"], insider)
    await form.form()
    await (await fake.interact(slash("article remove", {"article": "vault-1"}), insider, channel)).answered()
    await (await fake.interact(slash("article list"), insider, channel)).answered()
    for private in (True, False):
        await (
            await fake.interact(slash("search", {"words": QUESTION, "private": private}), insider, channel)
        ).answered()
    await (await fake.interact(slash("articles", {"language": "en"}), insider, channel)).answered()
    return form


def commands(scene: Scene) -> Iterator[Attempt]:
    """Every command with every text in every option, and every autocomplete, if it is offered there."""
    place = scene.place
    for name, command in _leaves(scene.fake.world.commands):
        if place.guild is None and 1 not in (command.get("contexts") or [0, 1]):
            continue
        texts = [option for option in command.get("options") or () if option["type"] == 3]
        for given in (QUESTION, "vault-1", str(scene.here.id)):
            options: dict[str, Value] = {
                option["name"]: given for option in texts if option.get("required") or option.get("autocomplete")
            }
            yield _acting(scene, place, name, options)
        yield _acting(scene, place, name, {option["name"]: QUESTION for option in texts if option.get("required")})
        for option, typed in itertools.product(texts, ("", "q", "vault", str(scene.here.id))):
            if option.get("autocomplete"):
                yield _typing(scene, place, name, option["name"], typed)


def _leaves(commands: list[Json]) -> Iterator[tuple[str, Json]]:
    """Every typed command with its whole name, subcommands each; those of one command share its contexts."""
    for command in commands:
        if command["type"] != CHAT:
            continue
        subs = [option for option in command.get("options") or () if option["type"] == 1]
        for sub in subs:
            yield f"{command['name']} {sub['name']}", sub | {"contexts": command.get("contexts")}
        if not subs:
            yield command["name"], command


def _acting(scene: Scene, place: Channel, name: str, options: dict[str, Value]) -> Attempt:
    return lambda: scene.fake.interact(slash(name, options), scene.stranger, place)


def _typing(scene: Scene, place: Channel, name: str, option: str, typed: str) -> Attempt:
    return lambda: scene.fake.interact(typing(name, option, typed), scene.stranger, place)


def menus(scene: Scene) -> Iterator[Attempt]:
    """Every entry of a message's menu, on a message of the stranger's."""
    channel = scene.there.channels[0]
    for command in scene.fake.world.commands:
        if command["type"] != CHAT:
            yield _on_a_message(scene, command["name"], channel)


def _on_a_message(scene: Scene, name: str, channel: Channel) -> Attempt:
    async def attempt() -> Interaction:
        said = await scene.fake.say(channel, scene.stranger, QUESTION)
        return await scene.fake.interact(menu(name, said), scene.stranger, channel)

    return attempt


async def forged(scene: Scene) -> list[Attempt]:
    """Every act that a part can mean, about every answer and draft there is, pressed where the stranger acts."""
    with sqlite3.connect(scene.data / MEMORY) as sql:
        keys = [
            row[0]
            for row in sql.execute(
                "SELECT key FROM answers UNION SELECT key FROM drafts UNION SELECT key FROM searches"
            )
        ]
    assert len(keys) >= 8
    about = itertools.product(await _acts(scene.data), ["", "open", *keys], ("0:0", "1:0", "0:1"))
    pressed = [_forging(scene, f"fn:{act}:{key}:{where}", scene.place) for act, key, where in about]
    selects = itertools.product(("check", "spot", "entry"), keys)
    chosen = [_forging(scene, f"fn:{act}:{key}", scene.place, ["1"]) for act, key in selects]
    return pressed + chosen


async def _acts(data: Path) -> list[str]:
    """What parts can mean, as a bot of our own knows it."""
    folder = data.with_name("nobody")
    app = App(Settings(data_dir=folder))
    bot = FootnoteBot(app, Memory(app.folder.path / MEMORY), registers=False)
    await bot.setup_hook()
    bot.memory.close()
    return sorted(bot._presses)


def _forging(scene: Scene, custom_id: str, place: Channel, values: list[str] | None = None) -> Attempt:
    return lambda: scene.fake.forge(custom_id, scene.stranger, place, values)


def _submitting(scene: Scene, opened: Interaction) -> Attempt:
    """The stranger sends the form that the insider has open."""
    stolen = Interaction(opened.type, scene.stranger, scene.there.channels[0], opened.data, callback=opened.callback)
    return lambda: scene.fake.submit(stolen, {})
