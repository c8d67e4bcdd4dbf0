"""The commands as Discord shows them: each with a name and a description, in English and in Korean.

Nothing is listed here: what is looked at are the commands that the bot has, so that a new one is looked at too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import discord
import pytest
import pytest_asyncio
from discord import app_commands

from bot.discord.naming import Names
from prompts import LANGUAGES, message, names
from tests.bot.discord.town import a_bot
from tests.wire.rules import command_faults

GROUPS = (1, 2)
"""The types of commands and groups, also of those in a group; all others are options'."""
BOTH = "prompts/en.ftl and prompts/ko.ftl"
_HANGUL = re.compile("[가-힣]")
_NAMED = re.compile(r"`(/[^`]+)`")


@dataclass(frozen=True)
class Shown:
    """A command, group, option, choice or entry of a menu with all that is below it; `path` is how it is reached."""

    path: tuple[str, ...]
    body: dict[str, Any]

    @property
    def name(self) -> str:
        return self.path[-1]

    @property
    def is_menu(self) -> bool:
        return self.body.get("type") in (2, 3) and len(self.path) == 1

    @property
    def is_choice(self) -> bool:
        return "value" in self.body

    @property
    def korean(self) -> str:
        return str((self.body.get("name_localizations") or {}).get("ko", ""))

    @property
    def below(self) -> list[Shown]:
        inner = [*(self.body.get("options") or []), *(self.body.get("choices") or [])]
        return [Shown((*self.path, one["name"]), one) for one in inner]

    def all(self) -> Iterator[Shown]:
        yield self
        for one in self.below:
            yield from one.all()


@pytest_asyncio.fixture
async def commands(tmp_path: Path) -> list[Shown]:
    """What the bot registers."""
    bot = a_bot(tmp_path / "data")
    bot._registers = False
    await bot.setup_hook()
    bodies = [await one.get_translated_payload(bot.tree, Names()) for one in bot.tree.get_commands()]
    bot.memory.close()
    return [Shown((body["name"],), body) for body in bodies]


def everything(commands: list[Shown]) -> list[Shown]:
    return [one for command in commands for one in command.all()]


def name_faults(one: Shown) -> Iterator[str]:
    """What is wrong with a name, and what to write where."""
    if one.is_menu or one.is_choice:
        if not one.korean:
            yield f'{one.path}: write name=localised("menu-..."), and add that message to {BOTH}'
        return
    if message_of(f"name-{one.name}", "en") != one.name:
        yield f"{one.path}: add `name-{one.name} = {one.name}` to prompts/en.ftl"
    if not one.korean:
        yield f"{one.path}: add `name-{one.name} = ...`, what Koreans call it, to prompts/ko.ftl"


def message_of(key: str, language: str) -> str:
    return message(key, language) if key in names(language) else ""


def description_faults(one: Shown) -> Iterator[str]:
    """The same of a description, which has to be a message of ours."""
    korean = (one.body.get("description_localizations") or {}).get("ko", "")
    if not (one.is_menu or one.is_choice) and not korean:
        key = f"command-{'-'.join(one.path)}" if one.body["type"] in GROUPS else f"option-{one.name}"
        yield f'{one.path}: describe it with localised("{key}"), and add `{key} = ...` to {BOTH}'


@pytest.mark.asyncio
async def test_everything_has_a_name_in_both_languages(commands: list[Shown]) -> None:
    faults = [fault for one in everything(commands) for fault in name_faults(one)]

    assert not faults, "\n".join(faults)


@pytest.mark.asyncio
async def test_everything_has_a_description_in_both_languages(commands: list[Shown]) -> None:
    faults = [fault for one in everything(commands) for fault in description_faults(one)]

    assert not faults, "\n".join(faults)


@pytest.mark.asyncio
async def test_what_koreans_see_is_korean(commands: list[Shown]) -> None:
    shown = [
        (one.path, key, korean)
        for one in everything(commands)
        for key in ("name_localizations", "description_localizations")
        for korean in (one.body.get(key) or {}).values()
    ]

    assert len(shown) > 50
    assert [one for one in shown if not _HANGUL.search(one[2])] == []


@pytest.mark.asyncio
async def test_discord_s_rules_for_names_and_descriptions_are_kept(commands: list[Shown]) -> None:
    assert list(command_faults([command.body for command in commands])) == []
    korean_menus = [one.korean for one in commands if one.is_menu]
    assert all(1 <= len(name) <= 32 for name in korean_menus)


@pytest.mark.asyncio
async def test_no_two_things_side_by_side_have_the_same_name(commands: list[Shown]) -> None:
    menus = [command for command in commands if command.is_menu]
    typed = [command for command in commands if not command.is_menu]
    for siblings in (menus, typed, *(one.below for one in everything(commands))):
        korean = Counter(one.korean for one in siblings)
        assert [name for name, times in korean.items() if times > 1] == []
        assert not set(korean) & {one.name for one in siblings}


@pytest.mark.asyncio
@pytest.mark.parametrize("language", LANGUAGES)
async def test_messages_name_no_command_that_there_is_not(commands: list[Shown], language: str) -> None:
    there = {f"/{name}" for command in commands for name in typed_names(command)}
    for key, values in names(language).items():
        said = message(key, language, **dict.fromkeys(values, 2))
        assert set(_NAMED.findall(said)) <= there, key


def typed_names(command: Shown) -> Iterator[str]:
    """How a command and those below it are typed, in English and in Korean."""
    yield from (command.name, command.korean)
    for one in command.below:
        if one.body["type"] in GROUPS:
            yield from (f"{command.name} {one.name}", f"{command.korean} {one.korean}")


def test_koreans_are_told_each_command_by_its_korean_name_too() -> None:
    said = {key: message(key, "ko", **dict.fromkeys(values, 2)) for key, values in names("ko").items()}

    alone = [key for key, words in said.items() if re.search(r"(?<!`\()`/[a-z]", words)]

    assert alone == [], "write `/{ name-ask }`(`/ask`) there"


@pytest.mark.asyncio
async def test_a_command_without_its_messages_is_told_which_to_add_and_where() -> None:
    @app_commands.command(name="dwim", description="Do what I mean")
    @app_commands.describe(wish="What is wanted")
    async def dwim(interaction: discord.Interaction, wish: str) -> None:
        """Nothing."""

    tree = app_commands.CommandTree(discord.Client(intents=discord.Intents.none()))
    command = Shown(("dwim",), await dwim.get_translated_payload(tree, Names()))

    faults = [fault for one in command.all() for fault in (*name_faults(one), *description_faults(one))]

    assert "('dwim',): add `name-dwim = dwim` to prompts/en.ftl" in faults
    assert "('dwim',): add `name-dwim = ...`, what Koreans call it, to prompts/ko.ftl" in faults
    assert any('describe it with localised("command-dwim")' in fault for fault in faults)
    assert any('describe it with localised("option-wish")' in fault for fault in faults)
