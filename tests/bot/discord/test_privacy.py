"""Privacy: what is kept is told, handed out and erased; what is old goes, and the library of a server that is left."""

from __future__ import annotations

import io
import json
import random
from datetime import UTC, datetime, timedelta
from typing import Any
from zipfile import ZipFile

import pytest
from simcord.actors import MemberActor

from bot.discord.expiry import Expiry
from bot.discord.memory import Memory
from bot.discord.privacy import written
from bot.discord.records import Suggestion
from bot.discord.view import LARGEST
from index.library import DataFolder
from tests.bot.discord.town import Town, said, text

pytestmark = pytest.mark.asyncio
QUESTION, UNANSWERED = "Who bought the harbour ferry?", "Why did the bus drivers go on strike?"


async def handed_out(town: Town, by: MemberActor) -> dict[str, Any]:
    told = await by.slash(town.general, "privacy")
    given = await by.click(said(told), label="Export my data")
    (file,) = said(given).attachments
    return dict(json.loads(await file.read()))


async def erase(town: Town, by: MemberActor) -> str:
    told = await by.slash(town.general, "privacy")
    asked = await by.click(said(told), label="Erase my data")
    return text(await by.click(said(asked), label="Erase everything"))


async def expired(town: Town, later: timedelta) -> None:
    """What happens every hour, so much later."""
    cog: Any = town.bot.get_cog("Expiry")
    assert isinstance(cog, Expiry)
    await cog.expire(datetime.now(UTC) + later)


def rows(memory: Memory) -> dict[str, int]:
    """How many rows each table has."""
    tables = memory._sql.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return {name: memory._sql.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for (name,) in tables}


async def leave_traces(town: Town) -> None:
    """Something of the reader in every table that can hold it."""
    answer = await town.ask(QUESTION)
    form = await town.reader.click(said(answer), label="👎")
    await town.reader.submit_modal(form, {"reason": ["wrong"], "words": "She sold it."})
    card = await town.reader.click(said(answer), label="Check [1]")
    await town.reader.click(said(card), label="Report wrong")
    await town.reader.click(said(await town.ask(UNANSWERED)), label="Tell me when they do")


async def test_what_is_kept_and_for_how_long_is_told(town: Town) -> None:
    told = await town.reader.slash(town.general, "privacy")

    assert "After 36,500 days it goes" in text(told)
    assert "go after 30 days" in text(told)
    assert told.ephemeral


@pytest.mark.settings(keep_days=90, keep_left_days=7)
async def test_the_operator_says_for_how_long(town: Town) -> None:
    told = text(await town.reader.slash(town.general, "privacy"))

    assert "After 90 days it goes" in told
    assert "go after 7 days" in told


async def test_somebody_takes_out_all_that_is_kept_of_them(town: Town) -> None:
    await leave_traces(town)

    kept = await handed_out(town, town.reader)

    assert {one["question"] for one in kept["questions"]} == {QUESTION, UNANSWERED}
    assert any(one["statements"][0]["text"].startswith("Captain Ona") for one in kept["questions"] if one["statements"])
    assert [(one["reason"], one["words"]) for one in kept["feedback"]] == [("wrong", "She sold it.")]
    assert [one["question"] for one in kept["unanswered"]] == [UNANSWERED]
    assert len(kept["asked_in"]) == len(kept["wishes_to_hear"]) == len(kept["reports"]) == 1


async def test_what_somebody_takes_out_names_no_others(town: Town) -> None:
    answer = await town.ask(QUESTION, by=town.owner)
    await town.reader.click(said(answer), label="👍")
    suggestion = Suggestion(town.guild.id, town.reader.id, "ona", "en", (), decided_by="Ed the editor")
    town.bot.memory.desk.keep_suggestion(suggestion)

    kept = await handed_out(town, town.reader)

    assert str(town.owner.id) not in json.dumps(kept)
    assert "Ed the editor" not in json.dumps(kept)
    assert kept["feedback"][0]["answer"]["question"] == QUESTION
    assert kept["suggestions"][0]["decided"]


@pytest.mark.parametrize(("letters", "name", "drafts"), [("a", "zip", 1), ("random", "json", 0), ("", "json", 1)])
async def test_what_is_too_much_for_a_message_is_packed(letters: str, name: str, drafts: int) -> None:
    text = random.Random(1).randbytes(LARGEST).hex() * 2 if letters == "random" else letters * (LARGEST + 1)
    kept = {"questions": [json.dumps(QUESTION)], "drafts": [json.dumps(text)]}

    named, content = written(kept)

    if named.endswith(".zip"):
        content = ZipFile(io.BytesIO(content)).read("footnote-my-data.json")
    found = json.loads(content)
    assert named == f"footnote-my-data.{name}"
    assert (len(found["drafts"]), found.get("drafts_left_out")) == (drafts, None if drafts else [1])


async def test_an_editor_takes_out_and_erases_what_they_decided(town: Town) -> None:
    suggestion = Suggestion(town.guild.id, town.reader.id, "ona", "en", ())
    desk = town.bot.memory.desk
    desk.update_suggestion(desk.keep_suggestion(suggestion), suggestion.decided("Ed", town.editor.id))

    assert [one["as"] for one in (await handed_out(town, town.editor))["decisions"]] == ["Ed"]
    await erase(town, town.editor)

    assert rows(town.bot.memory)["suggestions"] == 0


async def test_what_is_erased_is_not_in_the_files_any_more(town: Town) -> None:
    await leave_traces(town)
    files = [file for file in town.data.iterdir() if file.name.startswith("bot.db")]
    assert any(UNANSWERED.encode() in file.read_bytes() for file in files)

    await erase(town, town.reader)

    assert not any(UNANSWERED.encode() in file.read_bytes() for file in files)


@pytest.mark.settings(keep_days=7)
async def test_nothing_is_kept_longer_than_the_operator_says(town: Town) -> None:
    told = text(await town.reader.slash(town.general, "privacy"))

    assert "30" not in told.replace("go after 30 days", "")


@pytest.mark.settings(user_questions_per_minute=1)
async def test_taking_out_counts_as_a_question(town: Town) -> None:
    told = await town.reader.slash(town.general, "privacy")
    first, second = [await town.reader.click(said(told), label="Export my data") for _ in range(2)]

    assert said(first).attachments
    assert "again in" in text(second)


async def test_nobody_takes_out_what_is_of_others(town: Town) -> None:
    await leave_traces(town)

    assert not any((await handed_out(town, town.editor)).values())


async def test_somebody_erases_all_that_is_kept_of_them_and_nothing_of_others(town: Town) -> None:
    await town.ask(QUESTION, by=town.owner)
    before = rows(town.bot.memory)
    await leave_traces(town)

    assert "I keep nothing of you any more" in await erase(town, town.reader)

    assert rows(town.bot.memory) == before
    assert not any((await handed_out(town, town.reader)).values())
    assert "There was nothing to erase" in await erase(town, town.reader)


async def test_an_editor_s_drafts_are_theirs_to_erase(town: Town) -> None:
    await town.editor.context_menu(town.general, "Index this article", await town.editor.send(town.general, "A story."))

    assert (await handed_out(town, town.editor))["drafts"]
    await erase(town, town.editor)
    assert not (await handed_out(town, town.editor))["drafts"]


async def test_in_a_direct_message_too(town: Town) -> None:
    await town.ask(QUESTION)

    told = await town.reader.user.slash("privacy")

    assert "What I keep" in text(told)


async def test_what_is_old_goes_by_itself(town: Town) -> None:
    before = rows(town.bot.memory)
    await leave_traces(town)

    await expired(town, timedelta(days=36_000))
    assert rows(town.bot.memory)["answers"] == 2
    await expired(town, timedelta(days=36_501))

    assert rows(town.bot.memory) == before


async def test_drafts_and_searches_go_as_soon_as_is_told(town: Town) -> None:
    await town.editor.context_menu(town.general, "Index this article", await town.editor.send(town.general, "A story."))
    await town.reader.slash(town.general, "search", words="ferry")
    assert (rows(town.bot.memory)["drafts"], rows(town.bot.memory)["searches"]) == (1, 1)

    await expired(town, timedelta(days=1, hours=1))
    assert (rows(town.bot.memory)["drafts"], rows(town.bot.memory)["searches"]) == (0, 1)
    await expired(town, timedelta(days=30, hours=1))

    assert rows(town.bot.memory)["searches"] == 0


async def test_every_table_but_that_of_settings_is_covered(town: Town) -> None:
    from bot.discord.memory.traces import _ERASED, _OF_SERVER, _OLD

    tables = rows(town.bot.memory).keys()

    assert _OLD.keys() == tables - {"servers"}
    assert _ERASED.keys() == tables - {"servers", "changes", "steps"}
    assert _OF_SERVER.keys() == tables


async def test_the_library_of_a_server_that_was_left_goes_after_some_days_with_all_that_was_asked(town: Town) -> None:
    await leave_traces(town)
    file = DataFolder(town.data).file_of(str(town.guild.id))
    town.env.backend.remove_guild(town.guild.id)
    await town.env.settle()

    await expired(town, timedelta(days=29))
    assert file.exists()
    await expired(town, timedelta(days=31))

    assert not file.exists()
    assert not any(rows(town.bot.memory).values())


async def test_a_library_that_cannot_be_deleted_keeps_no_other(town: Town) -> None:
    files = [DataFolder(town.data).file_of(str(guild)) for guild in (1, 2)]
    for guild, file in zip((1, 2), files, strict=True):
        file.write_text("no library, to be deleted by hand" if guild == 1 else "")
        town.bot.memory.set_server(guild, town.bot.server(town.guild.id))
        town.bot.memory.note_gone(guild, datetime.now(UTC))

    await expired(town, timedelta(days=31))

    assert [file.exists() for file in files] == [True, False]
    assert town.bot.memory.gone_before(datetime.now(UTC) + timedelta(days=31)) == [1]


async def test_a_bot_that_is_in_none_of_its_servers_says_so_loudly(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    town.env.backend.remove_guild(town.guild.id)
    await town.env.settle()
    town.bot.memory.note_gone(town.guild.id, None)

    await town.restart()

    assert "in none of the 1 servers where it was: is DISCORD_TOKEN another bot's?" in caplog.text
    assert f"deleted 30 days after it was removed: {town.guild.id}" in caplog.text


async def test_a_server_that_comes_back_in_time_keeps_its_library(town: Town) -> None:
    town.bot.memory.note_gone(town.guild.id, datetime.now(UTC))
    await town.restart()

    await expired(town, timedelta(days=31))

    assert DataFolder(town.data).file_of(str(town.guild.id)).exists()
    assert "Captain Ona Brisk" in text(await town.ask(QUESTION))


async def test_a_removal_while_the_bot_was_away_is_noticed(town: Town) -> None:
    town.bot.memory.set_server(1, town.bot.server(town.guild.id))
    await town.restart()

    assert town.bot.memory.servers() == [town.guild.id]
    assert town.bot.memory.gone_before(datetime.now(UTC) + timedelta(days=1)) == [1]


async def test_in_korean(town: Town) -> None:
    await town.choose("language", "ko")

    assert "36,500일이 지나면 지웁니다" in text(await town.reader.slash(town.general, "privacy"))
