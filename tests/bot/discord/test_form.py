"""Forms: what was typed into one is never lost."""

from __future__ import annotations

import asyncio
import re
import sqlite3
import time

import discord
import pytest
from simcord.results import InteractionResult

from bot.app import App
from bot.discord.form import LIVES, Form, is_open
from bot.discord.view import Colour
from bot.settings import Settings
from tests.bot.discord.adding import STORY, a_file, previewed
from tests.bot.discord.town import Town, colour, said, text, waited_for

pytestmark = pytest.mark.asyncio
ANOTHER_PROCESS = f"form:0badcafe:{int(time.time() + LIVES)}:abc"
LOST = "open for too long, or I was restarted"


def as_if(form: InteractionResult, custom_id: str) -> InteractionResult:
    """The form under another id: one that another process opened, or that was opened long ago."""
    modal = form._interaction.modal
    assert modal
    modal["custom_id"] = custom_id
    return form


def opened_before(form: InteractionResult, seconds: float) -> InteractionResult:
    kind, started, until, rest = str((form.modal or {})["custom_id"]).split(":")
    return as_if(form, f"{kind}:{started}:{int(int(until) - seconds)}:{rest}")


def given_back(result: InteractionResult) -> str:
    """All that comes back, as Discord shows it: without the backslashes of escapes."""
    messages = [said(result), *result.followups]
    assert all(len(text(one)) <= 4000 for one in messages)
    return re.sub(r"\\([\\*_~`|\[\]<>#+-])", r"\1", "\n".join(map(text, messages)))


async def a_form(town: Town) -> InteractionResult:
    return await town.editor.slash(town.general, "article add")


async def test_a_form_of_before_a_restart_gives_back_what_was_typed(town: Town) -> None:
    form = as_if(await a_form(town), ANOTHER_PROCESS)

    lost = await town.editor.submit_modal(form, {"text": STORY, "title": "Red", "publisher": "Merrow Mail"})

    assert LOST in text(lost)
    assert all(typed in given_back(lost) for typed in (STORY.strip(), "Red", "Merrow Mail"))
    assert lost.ephemeral
    assert colour(lost) == Colour.CAUTION


async def test_a_form_that_was_open_for_too_long_gives_back_what_was_typed(town: Town) -> None:
    form = opened_before(await a_form(town), LIVES + 1)

    lost = await town.editor.submit_modal(form, {"text": STORY})

    assert LOST in text(lost)
    assert STORY.strip() in given_back(lost)


async def test_a_form_that_was_open_for_half_an_hour_is_taken(town: Town) -> None:
    form = await a_form(town)
    await town.env.advance_time(LIVES / 2)

    assert "90 words" in text(await town.editor.submit_modal(form, {"text": STORY}))


@pytest.mark.parametrize("word", ["lighthouse", "*_~`|[<", "등대지기", "#\n>\n-"])
async def test_however_much_was_typed_all_of_it_comes_back(town: Town, word: str) -> None:
    long = "".join(f"{number} {word} " for number in range(4000))[:4000]
    typed = {"text": long, "title": "T" * 500, "publisher": "P" * 500, "published": "D" * 500}

    lost = await town.editor.submit_modal(as_if(await a_form(town), ANOTHER_PROCESS), typed)

    back = "".join(given_back(lost).split())
    for one in typed.values():
        assert "".join(one.split()) in back
    assert all(one.ephemeral for one in lost.followups)


async def test_a_form_without_a_word_says_only_that_it_is_lost(town: Town) -> None:
    lost = await town.editor.submit_modal(as_if(await a_form(town), ANOTHER_PROCESS), {})

    assert LOST in text(lost)
    assert lost.followups == []


async def test_files_of_a_lost_form_are_named(town: Town) -> None:
    lost = await town.editor.submit_modal(
        as_if(await a_form(town), ANOTHER_PROCESS), {"files": [a_file(name="red.md")]}
    )

    assert "red.md" in given_back(lost)


async def test_whatever_form_it_was_it_comes_back(town: Town) -> None:
    message = await town.reader.send(town.general, "Who bought the boat?")
    preview = await previewed(town, a_file())
    panel = await town.owner.slash(town.general, "setup")
    forms = [
        (town.reader, await town.reader.context_menu(town.general, "Ask about this", message), "question"),
        (town.editor, await town.editor.click(said(preview), label="Edit details"), "title"),
        (town.owner, await town.owner.click(said(panel), custom_id="fn:zone::0:0"), "zone"),
    ]

    for who, form, name in forms:
        assert f"I typed {name}" in given_back(
            await who.submit_modal(as_if(form, ANOTHER_PROCESS), {name: f"I typed {name}"})
        )


async def test_a_form_that_comes_while_the_bot_is_leaving_gives_back_what_was_typed(town: Town) -> None:
    form = await a_form(town)
    town.bot.leaving = True

    assert STORY.strip() in given_back(await town.editor.submit_modal(form, {"text": STORY}))
    assert not town.bot.unfinished


async def test_a_form_that_fails_gives_back_what_was_typed(town: Town) -> None:
    await previewed(town, a_file())
    file = App(Settings(data_dir=town.data)).folder.file_of(str(town.guild.id))
    with sqlite3.connect(file) as library:
        library.execute("ALTER TABLE versions RENAME TO elsewhere")
    library.close()

    failed = await town.editor.submit_modal(await a_form(town), {"text": STORY})
    town.env._errors.clear()  # it was meant to fail

    assert "went wrong" in given_back(failed)
    assert STORY.strip() in given_back(failed)


@pytest.mark.settings(user_questions_per_minute=1)
async def test_a_question_that_comes_too_soon_comes_back(town: Town) -> None:
    message = await town.reader.send(town.general, "Who bought the boat?")
    await town.ask("What was closed?")
    form = await town.reader.context_menu(town.general, "Ask about this", message)

    refused = await town.reader.submit_modal(form, {"question": "Who bought the harbour ferry?"})

    assert "Ask again in" in text(refused)
    assert "Who bought the harbour ferry?" in given_back(refused)


async def test_a_lost_form_is_told_in_the_language_of_the_server(town: Town) -> None:
    await town.choose("language", "ko")

    lost = await town.editor.submit_modal(as_if(await a_form(town), ANOTHER_PROCESS), {"text": STORY})

    assert "다시" in text(lost)
    assert STORY.strip() in given_back(lost)


async def nothing(interaction: object, form: Form) -> None: ...


async def test_a_form_fits_into_what_discord_takes() -> None:
    form = Form("T" * 99, "en", nothing)
    form.ask_for("line", "L" * 99, "d" * 700, hint="h" * 999)
    form.ask_for("much", "M", "d" * 9000, longest=4000, required=True)

    assert form.title == "T" * 44 + "…"
    first, second = (one for one in form.children if isinstance(one, discord.ui.Label))
    line, much = first.component, second.component
    assert isinstance(line, discord.ui.TextInput)
    assert isinstance(much, discord.ui.TextInput)
    assert (len(first.text), len(first.description or ""), line.default) == (45, 100, "d" * 700)
    assert (much.default, much.max_length, much.style) == ("d" * 4000, 4000, discord.TextStyle.paragraph)


async def test_a_form_is_open_for_an_hour_in_the_process_that_opened_it() -> None:
    custom_id = Form("T", "en", nothing).custom_id
    kind, started, until, rest = custom_id.split(":")

    assert is_open(custom_id)
    assert not is_open(f"{kind}:{started}:{int(time.time()) - 1}:{rest}")
    assert not is_open(f"{kind}:another:{until}:{rest}")
    assert not any(map(is_open, ["", "form", "form:", f"form:{started}", f"form:{started}:soon:x", "other:x:1:y"]))


async def test_a_form_that_failed_is_waited_for_no_longer(town: Town) -> None:
    panel = await town.owner.slash(town.general, "setup")
    form = await town.owner.click(said(panel), custom_id="fn:zone::0:0")
    assert waited_for() == 1

    assert "is not a time zone" in text(await town.owner.submit_modal(form, {"zone": "Atlantis"}))
    await asyncio.sleep(0)

    assert waited_for() == 0


async def test_a_message_is_waited_for_by_nobody_however_few_see_it(town: Town) -> None:
    for command in ("setup", "help", "privacy"):
        await town.owner.slash(town.general, command)
    await town.ask("Who bought the harbour ferry?")

    assert waited_for() == 0
