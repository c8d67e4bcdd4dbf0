"""Undo: what was added, changed or removed is taken back for ten minutes, once, where nobody has changed it since."""

from __future__ import annotations

import sqlite3
from datetime import timedelta

import pytest

from tests.bot.discord.adding import DATED, STORY, a_file, added, json_lines, only, pressed_at_once, previewed
from tests.bot.discord.town import Said, Town, components, custom_id, labels, said, text, told
from tests.library import an_article

pytestmark = pytest.mark.asyncio
LATER = DATED.replace("ninety", "eighty")
TOO_LATE = "ten minutes only"
TITLE = "Lighthouse painted"


async def removed(town: Town, name: str) -> Said:
    """An article that the editor has removed."""
    asked = await town.editor.slash(town.general, "article remove", article=name)
    await town.editor.click(said(asked), label="Remove")
    return asked


async def undone(town: Town, shown: Said) -> str:
    """What the editor is told when they press Undo."""
    return told(await town.editor.click(said(shown), label="Undo"))


def version(town: Town) -> int:
    """How many versions the one article has."""
    [(newest,)] = library(town).execute("SELECT version FROM articles").fetchall()
    return int(newest)


def library(town: Town) -> sqlite3.Connection:
    return sqlite3.connect(town.bot.app.folder.file_of(str(town.guild.id)))


def age(town: Town, by: timedelta) -> None:
    """Let every change have been made so long ago."""
    memory = sqlite3.connect(town.data / "bot.db")
    with memory:
        memory.execute("UPDATE changes SET made = made - ?", [int(by.total_seconds())])
    memory.close()


# What is taken back


async def test_an_article_that_was_added_goes_again(empty_town: Town) -> None:
    preview = await added(empty_town, a_file())

    heard = await undone(empty_town, preview)

    assert "ed undid a change to an article" in heard
    assert TITLE in heard
    assert empty_town.articles() == []
    assert "1 added" in text(preview)
    assert labels(preview) == []


async def test_a_changed_article_gets_its_earlier_text_back_as_a_new_version(empty_town: Town) -> None:
    await added(empty_town, a_file())
    preview = await added(empty_town, a_file(LATER))

    await undone(empty_town, preview)

    assert only(empty_town).text == STORY
    assert version(empty_town) == 3
    assert "ninety buckets" in text(await empty_town.ask("How many buckets of paint did keeper Ilse Brandt use?"))


async def test_a_removed_article_is_back_as_it_was(empty_town: Town) -> None:
    await added(empty_town, a_file())
    before = only(empty_town)
    asked = await removed(empty_town, TITLE)
    assert empty_town.articles() == []

    await undone(empty_town, asked)

    assert only(empty_town) == before
    assert version(empty_town) == 1
    assert "ninety buckets" in text(await empty_town.ask("How many buckets of paint did keeper Ilse Brandt use?"))


async def test_an_article_that_was_removed_and_added_anew_goes_again(empty_town: Town) -> None:
    await added(empty_town, a_file())
    await removed(empty_town, TITLE)
    preview = await added(empty_town, a_file(LATER))

    await undone(empty_town, preview)

    assert empty_town.articles() == []


async def test_what_was_known_already_has_nothing_to_undo(empty_town: Town) -> None:
    await added(empty_town, a_file())

    assert labels(await added(empty_town, a_file())) == []


async def test_an_article_that_came_twice_in_one_upload_is_undone_as_a_whole(empty_town: Town) -> None:
    preview = await added(empty_town, a_file(), a_file(LATER, "again.md"))
    assert "1 added, 1 changed" in text(preview)

    await undone(empty_town, preview)

    assert empty_town.articles() == []


async def test_hundreds_of_articles_are_taken_back_each_as_it_was(empty_town: Town) -> None:
    lines = [{"id": f"a{n}", "text": f"{STORY} {n}", "title": f"T{n}"} for n in range(150)]
    empty_town.fill(an_article("a3", "It was calm.", title="T3"), an_article("kept", "Gulls.", title="Kept"))
    preview = await added(empty_town, json_lines(*lines))

    heard = await undone(empty_town, preview)

    assert "150 articles" in heard
    assert "and 142 more" in heard
    assert {one.id: one.text for one in empty_town.articles()} == {"a3": "It was calm.", "kept": "Gulls."}


async def test_many_with_the_longest_names_still_fit_into_a_message(empty_town: Town) -> None:
    name = "*_~|[" * 60
    preview = await added(
        empty_town, json_lines(*({"text": f"{STORY} {n}", "title": name, "publisher": f"{name}{n}"} for n in range(20)))
    )

    assert len(await undone(empty_town, preview)) <= 4000


# Only what nobody has changed since


async def test_an_article_that_was_changed_since_is_left_and_told(empty_town: Town) -> None:
    first = await added(empty_town, a_file())
    await added(empty_town, a_file(LATER))

    heard = await undone(empty_town, first)

    assert "Nothing was undone" in heard
    assert "somebody has changed them since" in heard
    assert TITLE in heard
    assert "eighty" in only(empty_town).text


async def test_of_several_articles_only_those_that_nobody_changed_are_undone(empty_town: Town) -> None:
    one, other = ({"id": id, "text": f"{STORY} {id}", "title": id} for id in ("one", "other"))
    preview = await added(empty_town, json_lines(one, other))
    empty_town.fill(an_article("other", "Another text.", title="other"))

    heard = await undone(empty_town, preview)

    assert "undid a change to an article" in heard
    assert "other" in heard.partition("somebody has changed")[2]
    assert [one.id for one in empty_town.articles()] == ["other"]


async def test_an_article_that_was_removed_since_is_left(empty_town: Town) -> None:
    await added(empty_town, a_file())
    preview = await added(empty_town, a_file(LATER))
    await removed(empty_town, TITLE)

    assert "Nothing was undone" in await undone(empty_town, preview)
    assert empty_town.articles() == []


async def test_an_article_that_others_removed_and_added_again_unchanged_is_left(empty_town: Town) -> None:
    first = await added(empty_town, a_file())
    await removed(empty_town, TITLE)
    await added(empty_town, a_file())

    assert "Nothing was undone" in await undone(empty_town, first)
    assert only(empty_town).title == TITLE


async def test_changes_are_undone_one_after_the_other_from_the_last(empty_town: Town) -> None:
    first = await added(empty_town, a_file())
    asked = await removed(empty_town, TITLE)

    await undone(empty_town, asked)
    await undone(empty_town, first)

    assert empty_town.articles() == []


async def test_a_library_that_does_not_hold_the_article_any_more_breaks_nothing(empty_town: Town) -> None:
    preview = await added(empty_town, a_file())
    with library(empty_town) as file:
        file.execute("DELETE FROM articles")

    assert "Nothing was undone" in await undone(empty_town, preview)


# Once, and for ten minutes


async def test_after_eleven_minutes_it_is_too_late_and_says_what_to_do(empty_town: Town) -> None:
    preview = await added(empty_town, a_file())
    age(empty_town, timedelta(minutes=11))

    heard = await undone(empty_town, preview)

    assert TOO_LATE in heard
    assert "`/article remove`" in heard
    assert only(empty_town).title == TITLE


async def test_after_nine_minutes_and_a_restart_it_still_works(empty_town: Town) -> None:
    preview = await added(empty_town, a_file())
    age(empty_town, timedelta(minutes=9))
    await empty_town.restart()

    await undone(empty_town, preview)

    assert empty_town.articles() == []


async def test_a_change_is_undone_once(empty_town: Town) -> None:
    preview = await added(empty_town, a_file())
    before = components(preview)
    await undone(empty_town, preview)
    await added(empty_town, a_file())
    empty_town.plant(preview, before)

    assert "undone already" in await undone(empty_town, preview)
    assert only(empty_town).title == TITLE


async def test_two_presses_at_once_undo_once(empty_town: Town) -> None:
    await empty_town.choose("log", empty_town.desk)
    await added(empty_town, a_file())
    logged = empty_town.last(empty_town.desk)

    await pressed_at_once(empty_town, logged, custom_id(logged, "undo"), empty_town.editor, empty_town.owner)

    assert len(empty_town.desk.history()) == 2
    assert empty_town.articles() == []


async def test_an_undo_that_fails_can_be_tried_again(empty_town: Town) -> None:
    preview = await added(empty_town, a_file())
    with library(empty_town) as file:
        file.execute("ALTER TABLE passages RENAME TO elsewhere")
    assert "went wrong" in await undone(empty_town, preview)
    file.execute("ALTER TABLE elsewhere RENAME TO passages")
    file.close()

    await undone(empty_town, preview)

    assert empty_town.articles() == []


# The editors' channel, and who may


async def test_the_editors_channel_has_the_button_too_and_hears_of_the_undoing(empty_town: Town) -> None:
    await empty_town.choose("log", empty_town.desk)
    await added(empty_town, a_file())
    logged = empty_town.last(empty_town.desk)

    await empty_town.owner.click(logged, label="Undo")

    assert empty_town.articles() == []
    heard = text(empty_town.last(empty_town.desk))
    assert "olga undid a change to an article" in heard
    assert TITLE in heard
    assert [labels(one) for one in empty_town.desk.history()] == [[], []]


async def test_a_removal_is_undone_from_the_editors_channel(town: Town) -> None:
    await town.choose("log", town.desk)
    await removed(town, "ferry")

    await town.owner.click(town.last(town.desk), label="Undo")

    assert town.article("ferry")


async def test_an_undoing_of_which_nothing_came_is_told_to_its_editor_only(empty_town: Town) -> None:
    await empty_town.choose("log", empty_town.desk)
    first = await added(empty_town, a_file())
    await added(empty_town, a_file(LATER))

    await undone(empty_town, first)

    assert len(empty_town.desk.history()) == 2
    assert labels(first) == ["Undo"]


async def test_only_editors_undo(empty_town: Town) -> None:
    await empty_town.choose("log", empty_town.desk)
    await added(empty_town, a_file())

    refused = await empty_town.reader.click(empty_town.last(empty_town.desk), label="Undo")

    assert "Only editors of this server" in text(refused)
    assert only(empty_town).title == TITLE


async def test_who_is_no_editor_any_more_undoes_nothing(empty_town: Town) -> None:
    preview = await added(empty_town, a_file())
    empty_town.no_editor(empty_town.editor)

    assert "Only editors of this server" in await undone(empty_town, preview)
    assert only(empty_town).title == TITLE


async def test_an_editor_of_another_server_undoes_nothing_by_a_forged_button(empty_town: Town) -> None:
    preview = await added(empty_town, a_file())
    elsewhere = empty_town.env.create_guild("Inland", owner=empty_town.reader.user)
    square = elsewhere.create_text_channel("square")
    there = elsewhere.add_member(empty_town.reader.user)
    other = await there.slash(square, "article add", file=a_file())
    empty_town.plant(other, components(preview))

    assert "not here" in text(await there.click(said(other), label="Undo"))
    assert only(empty_town).title == TITLE


async def test_a_forged_key_is_too_late(empty_town: Town) -> None:
    preview = await previewed(empty_town, a_file())
    button = {"type": 2, "style": 2, "label": "Forged", "custom_id": "fn:undo:nothing:0:0"}
    empty_town.plant(preview, [{"type": 1, "components": [button]}])

    assert TOO_LATE in text(await empty_town.editor.click(said(preview), label="Forged"))


async def test_a_korean_server_is_spoken_to_in_korean(empty_town: Town) -> None:
    await empty_town.choose("log", empty_town.desk)
    await empty_town.choose("language", "ko")
    preview = await previewed(empty_town, a_file())
    await empty_town.editor.click(said(preview), label="추가")

    heard = told(await empty_town.editor.click(said(preview), label="되돌리기"))

    assert "ed 님이 기사 1건의 변경을 되돌렸습니다" in heard
    assert "되돌렸습니다" in text(empty_town.last(empty_town.desk))
    assert empty_town.articles() == []


async def test_nobody_is_pinged_by_an_undoing(empty_town: Town) -> None:
    await empty_town.choose("log", empty_town.desk)
    preview = await added(empty_town, a_file(DATED.replace(TITLE, "'@everyone <@1>'")))

    await undone(empty_town, preview)

    assert "@everyone" not in text(empty_town.last(empty_town.desk))
    bodies = [one.json for one in empty_town.env.http_requests if isinstance(one.json, dict)]
    assert all(body.get("allowed_mentions", {"parse": []})["parse"] == [] for body in bodies)


async def test_a_button_that_cannot_be_taken_away_does_not_keep_the_others_from_hearing(empty_town: Town) -> None:
    await empty_town.choose("log", empty_town.desk)
    preview = await added(empty_town, a_file())
    empty_town.env.inject_error("PATCH", "/webhooks/*", status=403, times=None)

    await empty_town.editor.click(said(preview), label="Undo")

    assert "undid" in text(empty_town.last(empty_town.desk))
