"""Pictures of the bot's messages as Discord shows them: `python -m tests.benchmarks.pictures [FOLDER] [--phone]`.

The bot itself makes the messages, offline in simcord, from the sample articles; Chromium takes the pictures.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import tempfile
import warnings
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import discord
import simcord
from simcord.results import ResponseMessage

from bot.answering.answerer import Answerer, Told, check
from bot.answering.model import Abstention, Answer, Citation
from bot.app import App
from bot.discord.client import FootnoteBot
from bot.discord.memory import Memory
from bot.discord.records import ServerSettings
from bot.discord.weekly import Weekly
from bot.samples import ARTICLES, CORRECTIONS
from bot.settings import Settings
from index.article import Article
from index.language import language_of_question
from index.library import Library
from index.query import Found, Query
from index.sentences import sentences
from index.sources import read
from prompts import message
from tests.benchmarks.pictures_camera import Camera, a_camera, lacking
from tests.library import NOW, add

FOLDER = Path(__file__).parent / "pictures"
DESKTOP, PHONE, TALLEST = 720, 390, 4000
"""CSS pixels."""
MANY = 40
"""Statements of a long answer."""


@dataclass(frozen=True)
class Setting:
    """Who asks what, and where."""

    locale: str
    zone: str
    server: str
    channel: str
    role: str
    person: str
    answered: str
    refused: str
    long: str
    added: tuple[str, bytes]
    reader: str
    claim: str
    words: str
    unanswered: tuple[str, ...]


_PUMPS = (ARTICLES / "nuripo-pumps.md").read_text("utf-8").rpartition("---\n")[2].strip()
SETTINGS = {
    "en": Setting(
        *("en-GB", "Europe/London", "Port Ellery", "newsroom", "Editors", "Edda"),
        answered="How many people were evacuated in the flood?",
        refused="Why did bus drivers in Port Ellery go on strike?",
        long="What has happened in Port Ellery this year?",
        added=("ferry-timetable.md", (CORRECTIONS / "ferry-timetable.md").read_bytes()),
        reader="Ona",
        claim="About 520 people were evacuated from Netmakers' Row and Cable Street. "
        "The flood wall is to be raised by 1.2 metres. The mayor keeps forty otters.",
        words="flood wall",
        unanswered=(
            "When does the swimming pool open?",
            "When will the swimming pool open again?",
            "What does a parking permit cost?",
        ),
    ),
    "ko": Setting(
        *("ko", "Asia/Seoul", "누리포", "뉴스룸", "편집자", "은새"),
        answered="누리포는 배수펌프를 몇 대 보냈나요?",
        refused="누리포 버스 요금은 언제 오르나요?",
        long="올해 누리포에서 무슨 일이 있었나요?",
        added=("배수펌프.txt", _PUMPS.encode()),
        reader="하람",
        claim="누리포시가 포트엘러리에 대형 배수펌프 20대를 보낸다고 밝혔다. 누리포에는 수달이 마흔 마리 산다.",
        words="배수펌프",
        unanswered=("수영장은 언제 문을 여나요?", "수영장 언제 열어요?", "주차권은 얼마인가요?"),
    ),
}


class Wordy(App):
    """Answers the long questions as a model would that says much: with many sentences of the best articles."""

    def answerer(self, library: Library) -> Answerer:
        usual = super().answerer(library)

        async def written(query: Query, found: Found, told: Told | None) -> Answer | Abstention:
            if query.text in [setting.long for setting in SETTINGS.values()]:
                return _wordy(query, found)
            return await usual.write(query, found, told)

        return Answerer(usual.retrieve, written)


def _wordy(query: Query, found: Found) -> Answer:
    passages = {hit.passage.article.id: hit.passage for hit in found.hits}.values()
    near = [one for one in passages if one.article.language == language_of_question(query.text)][:4]
    quotes = [
        Citation(0, one.article, one.version, start, end)
        for one in near
        for start, end in sentences(one.article.text, one.article.language)[:10]
    ]
    return Answer(query, 0.9, found.hits, *check((quotes * MANY)[:MANY]))


@dataclass(frozen=True)
class Scene:
    """A server with the samples in its library, somebody who manages it, and a camera."""

    bot: FootnoteBot
    env: simcord.Env
    setting: Setting
    language: str
    channel: simcord.ChannelHandle
    person: simcord.MemberActor
    reader: simcord.MemberActor
    preview: simcord.Preview
    camera: Camera

    async def take(self, name: str, shown: object) -> None:
        await self.camera.take(self.preview, shown, f"{name}-{self.language}.png")

    async def slash(self, name: str, **options: object) -> simcord.InteractionResult:
        return await self.person.slash(self.channel, name, **options)

    @staticmethod
    def said(shown: simcord.InteractionResult) -> ResponseMessage:
        """The message that answered."""
        assert shown.response is not None
        return shown.response

    async def click(self, shown: simcord.InteractionResult, name: str, **values: object) -> simcord.InteractionResult:
        return await self.person.click(self.said(shown), label=message(name, self.language, **values))


async def take_all(scene: Scene) -> None:
    """Every picture of one language."""
    for taken in (_setting_up, _asking, _looking, _adding, _reading_back):
        await taken(scene)


async def _setting_up(scene: Scene) -> None:
    scene.bot.dispatch("guild_join", scene.bot.get_guild(scene.env.guild.id))
    await scene.env.settle()
    await scene.take("hello", scene.channel.last_message)
    await scene.take("setup", await scene.slash("setup"))
    await scene.take("help", await scene.slash("help"))


async def _asking(scene: Scene) -> None:
    setting, take = scene.setting, scene.take
    answer = await scene.slash("ask", question=setting.answered)
    await take("answer", answer)
    card = await scene.click(answer, "check", number=1)
    await take("check", card)
    await take("article", await scene.click(card, "show-article"))
    await scene.click(card, "report")
    await take("report", scene.channel.last_message)
    long = await scene.slash("ask", question=setting.long)
    await take("long", long)
    await take("read-on", await scene.click(long, "read-on"))
    await take("abstention", await scene.slash("ask", question=setting.refused))
    await take("factcheck", await scene.slash("check", claim=setting.claim))
    form = await scene.person.click(scene.said(answer), label="👎")
    await take("feedback-form", form)
    await scene.person.submit_modal(form, {"reason": ["outdated"], "words": ""})


async def _looking(scene: Scene) -> None:
    await scene.take("search", await scene.slash("search", words=scene.setting.words))
    listed = await scene.slash("articles")
    await scene.take("articles", listed)
    await scene.take("privacy", await scene.slash("privacy"))


async def _adding(scene: Scene) -> None:
    setting, take = scene.setting, scene.take
    await take("add-form", await scene.slash("article add"))
    preview = await scene.slash("article add", file=setting.added)
    await take("add", preview)
    own = await scene.reader.slash(scene.channel, "article add", file=setting.added)
    await scene.reader.click(scene.said(own), label=message("suggest", scene.language))
    await take("suggestion", scene.channel.last_message)
    await take("added", await scene.click(preview, "add"))


async def _reading_back(scene: Scene) -> None:
    await scene.env.advance_time(61)  # the limits are those of everybody
    for number, question in enumerate(scene.setting.unanswered):
        for somebody in (scene.reader, scene.person)[: 2 - number // 2]:
            await somebody.slash(scene.channel, "ask", question=question)
    await scene.take("gaps", await scene.slash("gaps"))
    weekly, guild = Weekly(scene.bot), scene.env.guild.id
    scene.bot.memory.note_summed(guild, NOW - timedelta(days=7))
    await weekly.sum_up(guild, NOW)
    await scene.take("weekly", scene.channel.last_message)
    await scene.take("status", await scene.slash("status"))


@asynccontextmanager
async def a_scene(language: str, camera: Camera) -> AsyncIterator[Scene]:
    """A bot of its own for a language, on 2026-11-23."""
    setting = SETTINGS[language]
    async with AsyncExitStack() as stack:
        data = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        app = Wordy(Settings(data_dir=data))
        bot = FootnoteBot(app, Memory(data / "bot.db"), registers=False)
        env = await stack.enter_async_context(simcord.run(bot, shard_count=1, settle_timeout=60))
        stack.push_async_callback(bot.leave, 0)
        await bot.tree.sync()
        await env.advance_time((NOW - env.now()).total_seconds())
        speak(env, setting.locale)
        guild = env.create_guild(setting.server, preferred_locale=setting.locale)
        channel = guild.create_text_channel(setting.channel)
        role = guild.create_role(setting.role, permissions=discord.Permissions(manage_guild=True))
        person = guild.add_member(env.create_user("edda", global_name=setting.person), roles=[role])
        reader = guild.add_member(env.create_user("ona", global_name=setting.reader))
        chosen = ServerSettings(editors_role=role.id, editors_channel=channel.id, time_zone=setting.zone)
        bot.memory.set_server(guild.id, chosen)
        library = app.library(str(guild.id))
        add(library, *(one for one in read(str(ARTICLES), web=app.web_limits()) if isinstance(one, Article)))
        library.close()
        preview = env.preview(
            channel,
            viewers=[person],
            layout="channel",
            width=camera.width,
            height=TALLEST,
            locale=setting.locale,
            timezone=setting.zone,
        )
        yield Scene(
            bot, env, setting, language, channel, person, reader, await stack.enter_async_context(preview), camera
        )


def speak(env: simcord.Env, locale: str) -> None:
    """The bot gets its name, and people, who all have an English Discord in simcord, get theirs."""
    env.backend.bot_user.name = "Footnote"
    usual = env.backend.emit

    def emit(event: str, payload: Mapping[str, object]) -> None:
        usual(event, {**payload, "locale": locale} if event == "INTERACTION_CREATE" else payload)

    env.backend.emit = emit  # type: ignore[method-assign]


async def run(folder: Path, width: int) -> None:
    async with a_camera(folder, width) as camera:
        for language in SETTINGS:
            async with a_scene(language, camera) as scene:
                await take_all(scene)


def main() -> int:
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    given.add_argument("--phone", action="store_true", help="as narrow as a phone")
    options = given.parse_args()
    if missing := lacking():
        print(missing)
        return 1
    logging.basicConfig(level=logging.ERROR)
    warnings.simplefilter("ignore")
    asyncio.run(run(options.folder, PHONE if options.phone else DESKTOP))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
