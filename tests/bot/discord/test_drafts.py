"""Previews: editing, cancelling and adding them, whose they are, how long they live, and what other editors hear."""

from __future__ import annotations

import re
import sqlite3
from datetime import timedelta

import pytest

from bot.app import App
from bot.discord.memory import DRAFTS_LIVE
from bot.settings import Settings
from tests.bot.discord.adding import (
    DATED,
    STORY,
    a_file,
    added,
    double_clicked,
    edited,
    json_lines,
    only,
    previewed,
    shown,
    submitted,
)
from tests.bot.discord.town import Said, Town, components, custom_id, key, labels, plain, said, text

pytestmark = pytest.mark.asyncio
GONE = "not open any more"


# Editing


async def test_the_form_shows_what_is_known(town: Town) -> None:
    preview = await previewed(town, a_file())

    form = await town.editor.click(said(preview), label="Edit details")

    assert shown(form) == {
        "title": "Lighthouse painted",
        "publisher": "Merrow Mail",
        "published": "2026-11-20",
        "author": "Jo Pike",
        "url": "",
    }


async def test_every_detail_can_be_changed(empty_town: Town) -> None:
    preview = await previewed(empty_town, a_file())
    url = "https://herald.example/red"
    await edited(empty_town, preview, title="Red", publisher="Herald", published="2026-11-21", author="Al", url=url)
    assert "### Red\n-# Herald · Al · 21 Nov 2026" in plain(preview)
    await empty_town.editor.click(said(preview), label="Add")

    article = only(empty_town)
    assert (article.title, article.publisher, article.author, article.url) == ("Red", "Herald", "Al", url)
    assert str(article.published) == "2026-11-21"
    assert article.text == STORY


@pytest.mark.parametrize("cleared", ["title", "publisher", "published", "author", "url"])
async def test_every_detail_can_be_cleared_and_the_others_stay(empty_town: Town, cleared: str) -> None:
    preview = await previewed(empty_town, a_file(DATED.replace("author:", "url: https://merrow.example/x\nauthor:")))
    before = shown(await empty_town.editor.click(said(preview), label="Edit details"))
    await edited(empty_town, preview, **{cleared: ""})
    await empty_town.editor.click(said(preview), label="Add")

    article = only(empty_town)
    after = {name: str(getattr(article, name) or "") for name in before}
    assert after == before | {cleared: ""}


async def test_details_that_are_left_as_they_are_change_nothing(empty_town: Town) -> None:
    exact = DATED.replace("2026-11-20", "2026-11-20T09:30:00+09:00")
    preview = await previewed(empty_town, a_file(exact))
    before = text(preview)

    await edited(empty_town, preview)

    assert text(preview) == before
    await empty_town.editor.click(said(preview), label="Add")
    assert str(only(empty_town).published) == "2026-11-20T00:30:00+00:00"


async def test_a_date_that_is_none_is_told_and_all_other_details_are_taken(empty_town: Town) -> None:
    preview = await previewed(empty_town, a_file())

    await edited(empty_town, preview, published="soon", title="Red", author="")

    assert "soon: this is not a date" in text(preview)
    assert "### Red" in text(preview)
    assert "20 Nov 2026" in plain(preview)
    await empty_town.editor.click(said(preview), label="Add")
    article = only(empty_town)
    assert (article.title, article.author, str(article.published)) == ("Red", "", "2026-11-20")


@pytest.mark.parametrize("address", ["the front page", "https://", "javascript:alert(1)"])
async def test_an_address_that_is_none_is_told_and_not_taken(empty_town: Town, address: str) -> None:
    preview = await previewed(empty_town, a_file())

    await edited(empty_town, preview, url=address, title="Red")

    assert address in text(preview).replace("\\", "")
    assert "### Red" in text(preview)
    await empty_town.editor.click(said(preview), label="Add")
    assert only(empty_town).url == ""


async def test_what_was_mended_is_not_warned_of_any_more(town: Town) -> None:
    preview = await submitted(town, text=STORY)
    assert text(preview).count("⚠") == 3

    await edited(town, preview, title="Red", publisher="Herald", published="2026-11-20")

    assert "⚠" not in text(preview)


async def test_editing_twice_goes_on_from_what_was_edited(town: Town) -> None:
    preview = await previewed(town, a_file())
    await edited(town, preview, title="Red")

    await edited(town, preview, publisher="Herald")

    assert "### Red\n-# Herald" in text(preview)


async def test_what_was_refused_beside_it_is_still_told_after_editing(town: Town) -> None:
    preview = await previewed(town, a_file(), ("empty.txt", b""))

    await edited(town, preview, title="Red")

    assert "empty.txt: it is empty" in text(preview)


# Cancelling and adding


async def test_a_cancelled_preview_adds_nothing(empty_town: Town) -> None:
    preview = await previewed(empty_town, a_file())

    await empty_town.editor.click(said(preview), label="Cancel")

    assert "Nothing was changed" in text(preview)
    assert labels(preview) == []
    assert empty_town.articles() == []


@pytest.mark.parametrize("second", [DATED, DATED.replace("ninety", "eighty")])
async def test_a_preview_counts_as_adding_then_does(empty_town: Town, second: str) -> None:
    preview = await previewed(empty_town, a_file(), a_file(second, "again.md"))
    before = text(preview)
    await empty_town.editor.click(said(preview), label="Add")

    assert re.findall(r"\d+ (?:changed|known)", before) == re.findall(r"\d+ (?:changed|known)", text(preview))


async def test_a_preview_is_added_once(empty_town: Town) -> None:
    await empty_town.choose("log", empty_town.desk)
    preview = await previewed(empty_town, a_file())
    before = components(preview)
    await empty_town.editor.click(said(preview), label="Add")
    empty_town.plant(preview, before)

    again = await empty_town.editor.click(said(preview), label="Add")

    assert GONE in text(again)
    assert len(empty_town.articles()) == 1
    assert len(empty_town.desk.history()) == 1


async def test_a_double_click_adds_once_and_says_so(empty_town: Town) -> None:
    await empty_town.choose("log", empty_town.desk)
    preview = await previewed(empty_town, a_file())

    await double_clicked(empty_town, preview, custom_id(preview, "draft-add"))

    assert "1 added" in text(preview)
    assert len(empty_town.desk.history()) == 1


async def test_a_cancelled_preview_cannot_be_added(empty_town: Town) -> None:
    preview = await previewed(empty_town, a_file())
    before = components(preview)
    await empty_town.editor.click(said(preview), label="Cancel")
    empty_town.plant(preview, before)

    assert GONE in text(await empty_town.editor.click(said(preview), label="Add"))
    assert empty_town.articles() == []


async def test_a_preview_can_be_added_again_after_a_failure(empty_town: Town) -> None:
    preview = await previewed(empty_town, a_file())
    file = App(Settings(data_dir=empty_town.data)).folder.file_of(str(empty_town.guild.id))
    with sqlite3.connect(file) as library:
        library.execute("ALTER TABLE passages RENAME TO elsewhere")

    failed = await empty_town.editor.click(said(preview), label="Add")
    library.execute("ALTER TABLE elsewhere RENAME TO passages")
    library.close()

    assert "went wrong" in text(failed.followups[-1])
    assert "Add" in labels(preview)
    await empty_town.editor.click(said(preview), label="Add")
    assert "1 added" in text(preview)


# Whose it is, and how long it lives


async def test_a_preview_belongs_to_its_editor(empty_town: Town) -> None:
    preview = await previewed(empty_town, a_file())
    other = await previewed(empty_town, a_file(STORY, "b.txt"), by=empty_town.owner)
    empty_town.plant(other, components(preview))

    for act in ("draft-add", "draft-edit", "draft-cancel"):
        assert GONE in text(await empty_town.owner.click(said(other), custom_id=custom_id(preview, act)))
    assert empty_town.articles() == []
    assert empty_town.bot.memory.draft(key(preview))


async def test_a_preview_belongs_to_its_server(empty_town: Town) -> None:
    preview = await previewed(empty_town, a_file(), by=empty_town.owner)
    elsewhere = empty_town.env.create_guild("Inland", owner=empty_town.owner.user)
    square = elsewhere.create_text_channel("square")
    there = elsewhere.add_member(empty_town.owner.user)
    other = await there.slash(square, "article add", file=a_file(STORY, "b.txt"))
    empty_town.plant(other, components(preview))

    assert GONE in text(await there.click(said(other), label="Add"))


async def test_every_part_of_a_preview_works_after_a_restart(empty_town: Town) -> None:
    cancelled, preview = await previewed(empty_town, a_file()), await previewed(empty_town, a_file())
    await empty_town.restart()

    await empty_town.editor.click(said(cancelled), label="Cancel")
    await edited(empty_town, preview, title="Red")
    await empty_town.editor.click(said(preview), label="Add")

    assert "Nothing was changed" in text(cancelled)
    assert "1 added" in text(preview)
    assert only(empty_town).title == "Red"


def age(town: Town, preview: Said, by: timedelta) -> None:
    """Let a preview have been made so long ago."""
    memory = sqlite3.connect(town.data / "bot.db")
    with memory:
        memory.execute("UPDATE drafts SET made = made - ? WHERE key = ?", [int(by.total_seconds()), key(preview)])
    memory.close()


@pytest.mark.parametrize("label", ["Add", "Edit details", "Cancel"])
async def test_a_preview_expires_after_a_day(empty_town: Town, label: str) -> None:
    preview = await previewed(empty_town, a_file())
    age(empty_town, preview, DRAFTS_LIVE + timedelta(minutes=1))

    told = await empty_town.editor.click(said(preview), label=label)

    assert told.modal is None
    assert GONE in text(told)
    assert "not open any more" in text(told)
    assert empty_town.articles() == []


async def test_a_preview_is_still_open_after_half_a_day(empty_town: Town) -> None:
    preview = await previewed(empty_town, a_file())
    age(empty_town, preview, DRAFTS_LIVE / 2)

    await empty_town.editor.click(said(preview), label="Add")

    assert "1 added" in text(preview)


async def test_a_preview_that_is_edited_lives_on(empty_town: Town) -> None:
    preview = await previewed(empty_town, a_file())
    age(empty_town, preview, DRAFTS_LIVE / 2)
    await edited(empty_town, preview, title="Red")
    age(empty_town, preview, DRAFTS_LIVE * 0.75)

    await empty_town.editor.click(said(preview), label="Add")

    assert "1 added" in text(preview)


async def test_a_form_whose_preview_was_added_meanwhile_says_so(empty_town: Town) -> None:
    preview = await previewed(empty_town, a_file())
    form = await empty_town.editor.click(said(preview), label="Edit details")
    await empty_town.editor.click(said(preview), label="Add")

    assert GONE in text(await empty_town.editor.submit_modal(form, shown(form) | {"title": "Red"}))
    assert only(empty_town).title == "Lighthouse painted"


@pytest.mark.parametrize("label", ["Add", "Edit details", "Cancel"])
async def test_who_is_no_editor_any_more_can_do_nothing_with_a_preview(empty_town: Town, label: str) -> None:
    preview = await previewed(empty_town, a_file())
    empty_town.no_editor(empty_town.editor)

    assert "Only editors of this server" in text(await empty_town.editor.click(said(preview), label=label))
    assert empty_town.articles() == []


async def test_who_is_no_editor_any_more_edits_nothing(empty_town: Town) -> None:
    preview = await previewed(empty_town, a_file())
    form = await empty_town.editor.click(said(preview), label="Edit details")
    empty_town.no_editor(empty_town.editor)

    refused = await empty_town.editor.submit_modal(form, shown(form) | {"title": "Red"})

    assert "Only editors of this server" in text(refused)
    assert "### Lighthouse painted" in text(preview)


# What other editors hear


async def test_the_editors_channel_hears_who_added_what(empty_town: Town) -> None:
    await empty_town.choose("log", empty_town.desk)
    await added(empty_town, a_file())

    told = text(empty_town.last(empty_town.desk))
    assert "ed added" in told
    assert "Merrow Mail · Lighthouse painted" in told
    assert len(empty_town.desk.history()) == 1


async def test_the_editors_channel_hears_what_was_changed(empty_town: Town) -> None:
    await added(empty_town, a_file())
    await empty_town.choose("log", empty_town.desk)
    await added(empty_town, a_file(DATED.replace("ninety", "eighty")))

    told = text(empty_town.last(empty_town.desk))
    assert "changed" in told
    assert "Lighthouse painted" in told


async def test_the_editors_channel_hears_nothing_where_nothing_changed(empty_town: Town) -> None:
    await added(empty_town, a_file())
    await empty_town.choose("log", empty_town.desk)
    preview = await added(empty_town, a_file())

    assert "1 known already" in text(preview)
    assert empty_town.desk.history() == []


async def test_the_editors_channel_is_named_only_what_is_new_or_changed(empty_town: Town) -> None:
    old, new = ({"text": f"{STORY} {name}", "title": name} for name in ("The old one", "The new one"))
    await added(empty_town, json_lines(old))
    await empty_town.choose("log", empty_town.desk)
    await added(empty_town, json_lines(old, new))

    told = text(empty_town.last(empty_town.desk))
    assert "The new one" in told
    assert "The old one" not in told


async def test_the_editors_channel_speaks_the_language_of_the_server(empty_town: Town) -> None:
    await empty_town.choose("log", empty_town.desk)
    await empty_town.choose("language", "ko")
    preview = await previewed(empty_town, a_file())
    await empty_town.editor.click(said(preview), label="추가")

    assert "기사" in text(empty_town.last(empty_town.desk))


async def test_an_editors_channel_that_cannot_be_written_to_keeps_nobody_from_adding(empty_town: Town) -> None:
    await empty_town.choose("log", empty_town.desk)
    empty_town.env.inject_error("POST", f"/channels/{empty_town.desk.id}/messages", status=403, times=None)

    assert "1 added" in text(await added(empty_town, a_file()))


async def test_nobody_is_pinged_by_what_was_added(empty_town: Town) -> None:
    await empty_town.choose("log", empty_town.desk)
    await added(empty_town, a_file(DATED.replace("Lighthouse painted", "'@everyone <@1>'")))

    assert "@everyone" not in text(empty_town.last(empty_town.desk))
    bodies = [one.json for one in empty_town.env.http_requests if isinstance(one.json, dict)]
    assert all(body.get("allowed_mentions", {"parse": []})["parse"] == [] for body in bodies)


# Forged parts


@pytest.mark.parametrize("act", ["draft-add", "draft-edit"])
async def test_a_removal_is_neither_added_nor_edited(town: Town, act: str) -> None:
    asked = await town.editor.slash(town.general, "article remove", article="ferry")
    forged = components(asked)
    id = custom_id(asked, "remove").replace("remove", act)
    forged[-1]["components"][0]["custom_id"] = id
    town.plant(asked, forged)

    refused = await town.editor.click(said(asked), custom_id=id)

    assert "does not work any more, or not here" in text(refused)
    assert town.article("ferry")


async def test_progress_that_cannot_be_shown_does_not_stop_the_adding(empty_town: Town) -> None:
    preview = await previewed(empty_town, a_file())
    empty_town.env.inject_error("PATCH", "/webhooks/*", status=403, times=None)

    await empty_town.editor.click(said(preview), label="Add")

    assert only(empty_town).title == "Lighthouse painted"
