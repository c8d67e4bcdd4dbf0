"""Suggestions: a member's preview goes to the editors, one of them decides, and the member hears of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import timedelta

import discord
import pytest
import pytest_asyncio
from simcord import interactions
from simcord.actors import MemberActor
from simcord.enums import InteractionType
from simcord.results import InteractionResult

from bot.discord.records import Suggestion
from bot.discord.rights import MOST_OPEN
from bot.discord.suggested import MOST_LETTERS, MOST_SUGGESTED, bounded
from tests.bot.discord.adding import (
    DATED,
    STORY,
    File,
    a_file,
    added,
    json_lines,
    only,
    pressed_at_once,
    previewed,
)
from tests.bot.discord.town import Said, Town, components, custom_id, key, labels, said, text, told
from tests.index.sources.pages import ENGLISH, html
from tests.index.sources.site import Site, page
from tests.library import an_article

pytestmark = pytest.mark.asyncio
EDITORS_ONLY = "Only editors of this server"
TITLE = "Lighthouse painted"
CLOSED = discord.PermissionOverwrite(send_messages=False)


@pytest_asyncio.fixture
async def harbour(empty_town: Town) -> Town:
    """A town with an empty library whose editors have a channel."""
    await empty_town.choose("log", empty_town.desk)
    return empty_town


@pytest.fixture
def site() -> Iterator[Site]:
    with Site({"/ferry": page(html(ENGLISH).encode())}).open() as opened:
        yield opened


async def suggested(town: Town, *files: File, by: MemberActor | None = None) -> discord.Message:
    """Files that the reader suggests, as they stand in the editors' channel."""
    member = by or town.reader
    preview = await previewed(town, *files, by=member)
    await member.click(said(preview), label="Suggest")
    return town.last(town.desk)


async def named_at_once(town: Town, *links: str) -> None:
    """Links that the reader names one after the other, before anything has come of the first."""
    [command] = [one for one in await town.bot.tree.fetch_commands() if one.name == "article"]
    for link in links:
        named = {"type": 1, "name": "add", "options": [{"type": 3, "name": "link", "value": link}]}
        _, payload = interactions.base_payload(
            town.env.backend,
            type=InteractionType.APPLICATION_COMMAND,
            channel_id=town.general.id,
            guild_id=town.guild.id,
            user_id=town.reader.id,
            data={"id": str(command.id), "name": "article", "type": 1, "options": [named]},
        )
        town.env.backend.emit("INTERACTION_CREATE", payload)
    await town.env.settle()


async def declined(town: Town, shown: Said, reason: str = "", by: MemberActor | None = None) -> InteractionResult:
    """A suggestion that an editor declines."""
    form = await (by or town.editor).click(said(shown), label="Decline")
    return await (by or town.editor).submit_modal(form, {"reason": reason})


def heard(town: Town) -> str:
    """What the reader was told last in a direct message."""
    return text(town.last(town.reader.user.dm_channel))


def age(town: Town, by: timedelta) -> None:
    """Let every suggestion have been made so long ago."""
    memory = sqlite3.connect(town.data / "bot.db")
    with memory:
        memory.execute("UPDATE suggestions SET made = made - ?", [int(by.total_seconds())])
    memory.close()


# Suggesting


async def test_a_member_sees_the_same_preview_with_suggest_in_place_of_add(harbour: Town) -> None:
    by_editor = await previewed(harbour, a_file())

    preview = await previewed(harbour, a_file(), by=harbour.reader)

    assert text(preview) == text(by_editor)
    assert labels(preview) == ["Suggest", "Edit details", "Cancel"]
    assert preview.ephemeral


async def test_a_suggestion_goes_to_the_editors_and_adds_nothing_yet(harbour: Town) -> None:
    preview = await previewed(harbour, a_file(STORY, "red.txt"), by=harbour.reader)
    assert harbour.desk.history() == []

    await harbour.reader.click(said(preview), label="Suggest")

    asked = harbour.last(harbour.desk)
    for known in ("**ona** suggests", "### Red", "It names no date", STORY[:100]):
        assert known in text(asked)
    assert labels(asked) == ["Approve", "Decline"]
    assert "the editors have your suggestion" in text(preview)
    assert labels(preview) == []
    assert harbour.articles() == []


async def test_what_was_edited_is_suggested_as_edited(harbour: Town) -> None:
    preview = await previewed(harbour, a_file(), by=harbour.reader)
    form = await harbour.reader.click(said(preview), label="Edit details")
    await harbour.reader.submit_modal(form, {"title": "Red at last", "publisher": "Herald"})
    assert labels(preview) == ["Suggest", "Edit details", "Cancel"]

    await harbour.reader.click(said(preview), label="Suggest")

    assert "### Red at last\n-# Herald" in text(harbour.last(harbour.desk))


async def test_a_cancelled_preview_is_not_suggested(harbour: Town) -> None:
    preview = await previewed(harbour, a_file(), by=harbour.reader)
    before = components(preview)
    await harbour.reader.click(said(preview), label="Cancel")
    harbour.plant(preview, before)

    refused = await harbour.reader.click(said(preview), label="Suggest")

    assert "not open any more" in told(refused)
    assert harbour.desk.history() == []


async def test_the_form_and_a_right_click_lead_to_suggestions_too(harbour: Town) -> None:
    form = await harbour.reader.slash(harbour.general, "article add")
    pasted = await harbour.reader.submit_modal(form, {"text": STORY})
    message = await harbour.editor.send(harbour.general, STORY)
    clicked = await harbour.reader.context_menu(harbour.general, "Index this article", message)

    assert labels(pasted)[0] == labels(clicked)[0] == "Suggest"


async def test_pressing_suggest_twice_at_once_sends_it_once(harbour: Town) -> None:
    preview = await previewed(harbour, a_file(), by=harbour.reader)

    await pressed_at_once(harbour, preview, custom_id(preview, "draft-suggest"), harbour.reader, harbour.reader)

    assert len(harbour.desk.history()) == 1


async def test_what_could_not_be_sent_is_still_open(harbour: Town) -> None:
    preview = await previewed(harbour, a_file(), by=harbour.reader)
    harbour.env.inject_error("POST", f"/channels/{harbour.desk.id}/messages", status=403)
    failed = await harbour.reader.click(said(preview), label="Suggest")
    assert "could not write in the editors’ channel" in told(failed)

    await harbour.reader.click(said(preview), label="Suggest")

    assert "**ona** suggests" in text(harbour.last(harbour.desk))
    assert harbour.bot.memory.desk.open_suggestions(harbour.guild.id, harbour.reader.id) == 1


async def test_many_articles_with_the_longest_names_fit_into_the_editors_message(harbour: Town) -> None:
    name = "*_~|[" * 60
    url = f"https://courier.example/{'a' * 470}"
    lines = [{"text": f"Gulls {n}.", "title": name, "publisher": name, "url": f"{url}{n}"} for n in range(60)]

    asked = await suggested(harbour, json_lines(*lines))

    assert "50 articles" in text(asked)
    assert len(text(asked)) <= 4000
    assert len(text(await approved(harbour, asked))) <= 4000


async def approved(town: Town, asked: discord.Message) -> discord.Message:
    """The message of a suggestion after the editor has approved it."""
    await town.editor.click(asked, label="Approve")
    return town.last(town.desk)


async def test_nobody_is_pinged_by_a_suggestion_or_a_decision(harbour: Town) -> None:
    member = harbour.guild.add_member(harbour.env.create_user("eve", global_name="**@everyone** <@1>"))
    asked = await suggested(harbour, a_file(DATED.replace(TITLE, "'@everyone <@1>'")), by=member)
    assert "@everyone" not in text(asked)
    await declined(harbour, asked, "@everyone <@1> no")

    assert "@everyone" not in text(harbour.last(harbour.desk)) + text(harbour.last(member.user.dm_channel))
    bodies = [one.json for one in harbour.env.http_requests if isinstance(one.json, dict)]
    assert all(body.get("allowed_mentions", {"parse": []})["parse"] == [] for body in bodies)


# Who may, and how much


async def test_without_an_editors_channel_a_member_is_told_at_once_what_to_do(empty_town: Town) -> None:
    for refused in (
        await previewed(empty_town, a_file(), by=empty_town.reader),
        await empty_town.reader.slash(empty_town.general, "article add"),
    ):
        assert EDITORS_ONLY in text(refused)
        assert "editors’ channel in `/setup`" in text(refused)
        assert refused.modal is None


async def test_an_editors_channel_that_cannot_be_written_to_is_told_before_anything_was_done(empty_town: Town) -> None:
    mute = empty_town.guild.create_text_channel("mute", overwrites={empty_town.guild.default_role: CLOSED})
    await empty_town.choose("log", mute)

    assert "that I can write to" in text(await previewed(empty_town, a_file(), by=empty_town.reader))


async def test_where_suggestions_are_switched_off_only_editors_add(harbour: Town) -> None:
    panel = await harbour.owner.slash(harbour.general, "setup")
    pressed = await harbour.owner.click(said(panel), custom_id="fn:set:suggestions:0:0")
    assert "are not taken" in text(pressed)

    refused = await previewed(harbour, a_file(), by=harbour.reader)

    assert EDITORS_ONLY in text(refused)
    assert "/setup" not in text(refused)


async def test_suggestions_that_are_switched_off_meanwhile_are_not_sent(harbour: Town) -> None:
    preview = await previewed(harbour, a_file(), by=harbour.reader)
    panel = await harbour.owner.slash(harbour.general, "setup")
    await harbour.owner.click(said(panel), custom_id="fn:set:suggestions:0:0")

    assert EDITORS_ONLY in told(await harbour.reader.click(said(preview), label="Suggest"))
    assert harbour.desk.history() == []


async def test_members_remove_nothing(harbour: Town) -> None:
    await added(harbour, a_file())

    assert EDITORS_ONLY in text(await harbour.reader.slash(harbour.general, "article remove", article=TITLE))


async def test_a_member_adds_nothing_by_a_forged_button(harbour: Town) -> None:
    preview = await previewed(harbour, a_file(), by=harbour.reader)
    forged = f"fn:draft-add:{key(preview)}:0:0"
    button = {"type": 2, "style": 3, "label": "Forged", "custom_id": forged}
    harbour.plant(preview, [{"type": 1, "components": [button]}])

    assert EDITORS_ONLY in text(await harbour.reader.click(said(preview), label="Forged"))
    assert harbour.articles() == []


async def test_only_so_many_suggestions_of_a_member_wait_at_a_time(harbour: Town) -> None:
    for number in range(MOST_OPEN):
        asked = await suggested(harbour, a_file(f"{STORY} {number}", f"n{number}.txt"))

    refused = await previewed(harbour, a_file(), by=harbour.reader)
    assert f"{MOST_OPEN} of your suggestions are waiting" in text(refused)
    assert labels(await previewed(harbour, a_file(), by=harbour.owner))[0] == "Add"
    await declined(harbour, asked)
    assert labels(await previewed(harbour, a_file(), by=harbour.reader))[0] == "Suggest"


async def test_a_preview_that_was_open_before_does_not_pass_that_limit(harbour: Town) -> None:
    preview = await previewed(harbour, a_file(), by=harbour.reader)
    for number in range(MOST_OPEN):
        given = Suggestion(harbour.guild.id, harbour.reader.id, "ona", "en", (an_article(f"a{number}", STORY),))
        harbour.bot.memory.desk.keep_suggestion(given)

    assert "are waiting for the editors already" in told(await harbour.reader.click(said(preview), label="Suggest"))


@pytest.mark.settings(user_questions_per_minute=2, allow_private_addresses=True)
async def test_pages_are_read_for_a_member_as_often_as_they_may_ask(harbour: Town, site: Site) -> None:
    link = f"http://127.0.0.1:{site.port}/ferry"
    for _ in range(2):
        await previewed(harbour, link=link, by=harbour.reader)

    refused = await previewed(harbour, link=link, by=harbour.reader)

    assert "asked a lot" in text(refused)
    assert len(site.asked) == 2
    assert labels(await previewed(harbour, link=link))[0] == "Add"


@pytest.mark.settings(allow_private_addresses=True)
async def test_a_member_s_pages_are_read_one_after_the_other(harbour: Town, site: Site) -> None:
    link = f"http://127.0.0.1:{site.port}/ferry"

    await named_at_once(harbour, link, link)

    seen = [text(one) for one in harbour.general.history(viewer=harbour.reader)]
    assert sum("still reading" in one for one in seen) == 1
    assert len(site.asked) == 1
    assert labels(await previewed(harbour, link=link, by=harbour.reader))[0] == "Suggest"


async def test_the_editors_see_who_it_was_also_under_a_borrowed_name(harbour: Town) -> None:
    borrowed = harbour.guild.add_member(harbour.env.create_user("eve", global_name="olga"))

    assert "**olga (eve)** suggests" in text(await suggested(harbour, a_file(), by=borrowed))


async def test_a_member_s_next_preview_takes_the_place_of_the_one_before(harbour: Town) -> None:
    first = await previewed(harbour, a_file(), by=harbour.reader)
    second = await previewed(harbour, a_file(STORY, "b.txt"), by=harbour.reader)

    assert "not open any more" in told(await harbour.reader.click(said(first), label="Suggest"))
    await harbour.reader.click(said(second), label="Suggest")
    assert len(harbour.desk.history()) == 1


async def test_a_suggestion_holds_so_many_articles_and_letters_and_names_what_is_left_out() -> None:
    many = [an_article(f"a{n}", "Gulls.", title=f"T{n}") for n in range(MOST_SUGGESTED + 2)]

    kept, left_out = bounded(many, "en")
    assert kept == tuple(many[:MOST_SUGGESTED])
    assert [one.source for one in left_out] == ["T50", "T51"]
    assert "at most 50 articles and 1,000,000 characters" in left_out[0].reason
    assert bounded([an_article("a", "a" * (MOST_LETTERS + 1), title="Long")], "ko")[0] == ()


# Approving


async def test_an_approved_suggestion_is_added_and_answers_at_once(harbour: Town) -> None:
    asked = await suggested(harbour, a_file())

    await harbour.editor.click(asked, label="Approve")

    shown = harbour.last(harbour.desk)
    assert "ed approved what ona suggested: 1 added, 0 changed" in text(shown)
    assert TITLE in text(shown)
    assert labels(shown) == ["Undo"]
    assert len(harbour.desk.history()) == 1
    assert only(harbour).text == STORY
    assert "Ilse Brandt used ninety buckets" in text(await harbour.ask("Who used ninety buckets of paint?"))


async def test_the_member_hears_that_it_was_approved(harbour: Town) -> None:
    asked = await suggested(harbour, a_file())

    await harbour.editor.click(asked, label="Approve")

    assert "Your suggestion was approved" in heard(harbour)
    assert "Harbour" in heard(harbour)
    assert TITLE in heard(harbour)
    assert "ed approved" not in heard(harbour)


async def test_a_suggestion_that_was_approved_can_be_undone(harbour: Town) -> None:
    asked = await suggested(harbour, a_file())
    await harbour.editor.click(asked, label="Approve")

    await harbour.owner.click(harbour.last(harbour.desk), label="Undo")

    assert harbour.articles() == []
    assert "olga undid" in text(harbour.last(harbour.desk))


async def test_a_change_that_a_member_suggests_becomes_a_new_version(harbour: Town) -> None:
    await added(harbour, a_file())
    asked = await suggested(harbour, a_file(DATED.replace("ninety", "eighty")))
    assert "this becomes version 2" in text(asked)

    await harbour.editor.click(asked, label="Approve")

    assert "0 added, 1 changed" in text(harbour.last(harbour.desk))
    assert "eighty" in only(harbour).text


async def test_what_was_added_meanwhile_is_approved_without_anything_to_undo(harbour: Town) -> None:
    asked = await suggested(harbour, a_file())
    await added(harbour, a_file())

    await harbour.editor.click(asked, label="Approve")

    assert "0 added, 0 changed" in text(harbour.desk.history()[0])
    assert labels(harbour.desk.history()[0]) == []


async def test_a_suggestion_whose_article_was_changed_since_is_shown_anew_before_it_is_approved(harbour: Town) -> None:
    asked = await suggested(harbour, a_file())
    await added(harbour, a_file(DATED.replace("ninety", "eighty")))

    first = await harbour.editor.click(asked, label="Approve")
    assert "Somebody has changed these articles" in told(first)
    shown = harbour.desk.history()[0]
    assert "this becomes version 2" in text(shown)
    assert "eighty" in only(harbour).text
    await harbour.editor.click(shown, label="Approve")

    assert "0 added, 1 changed" in text(harbour.desk.history()[0])
    assert "ninety" in only(harbour).text


async def test_many_articles_are_approved_together(harbour: Town) -> None:
    asked = await suggested(harbour, json_lines(*({"text": f"{STORY} {n}", "title": f"T{n}"} for n in range(40))))

    await harbour.editor.click(asked, label="Approve")

    assert len(harbour.articles()) == 40
    assert "40 added" in text(harbour.last(harbour.desk))


async def test_an_approval_that_fails_can_be_tried_again(harbour: Town) -> None:
    asked = await suggested(harbour, a_file())
    file = sqlite3.connect(harbour.bot.app.folder.file_of(str(harbour.guild.id)))
    file.execute("ALTER TABLE passages RENAME TO elsewhere")
    assert "went wrong" in told(await harbour.editor.click(asked, label="Approve"))
    file.execute("ALTER TABLE elsewhere RENAME TO passages")
    file.close()

    await harbour.editor.click(asked, label="Approve")

    assert "1 added" in text(harbour.last(harbour.desk))


# Declining


async def test_a_declined_suggestion_is_not_added_and_everybody_hears_why(harbour: Town) -> None:
    asked = await suggested(harbour, a_file())

    await declined(harbour, asked, "Known *already*")

    shown = harbour.last(harbour.desk)
    assert "ed declined what ona suggested" in text(shown)
    assert "Reason: Known \\*already\\*" in text(shown)
    assert labels(shown) == []
    assert "Your suggestion was declined" in heard(harbour)
    assert "Reason: Known \\*already\\*" in heard(harbour)
    assert TITLE in heard(harbour)
    assert harbour.articles() == []


async def test_a_suggestion_is_declined_without_a_reason(harbour: Town) -> None:
    asked = await suggested(harbour, a_file())

    await declined(harbour, asked)

    assert "ed declined" in text(harbour.last(harbour.desk))
    assert "Reason" not in text(harbour.last(harbour.desk)) + heard(harbour)


# A member who takes no direct messages


@pytest.mark.parametrize("label", ["Approve", "Decline"])
async def test_a_member_who_takes_no_direct_messages_stops_nothing_and_editors_hear_of_it(
    harbour: Town, label: str
) -> None:
    asked = await suggested(harbour, a_file())
    direct = harbour.reader.user.dm_channel
    harbour.env.inject_error("POST", f"/channels/{direct.id}/messages", status=403, code=50007, times=None)

    await (harbour.editor.click(asked, label=label) if label == "Approve" else declined(harbour, asked, "No"))

    assert "ona could not be sent a direct message, and was not told" in text(harbour.last(harbour.desk))
    assert direct.history() == []
    assert not [one for one in harbour.general.history() if not one.flags.ephemeral]
    assert bool(harbour.articles()) == (label == "Approve")


# Who decides, once, and for how long


@pytest.mark.parametrize("act", ["approve", "decline"])
async def test_a_member_decides_nothing_by_a_forged_button(harbour: Town, act: str) -> None:
    asked = await suggested(harbour, a_file())
    answer = await previewed(harbour, a_file(STORY, "b.txt"), by=harbour.reader)
    button = {"type": 2, "style": 2, "label": "Forged", "custom_id": custom_id(asked, act)}
    harbour.plant(answer, [{"type": 1, "components": [button]}])

    refused = await harbour.reader.click(said(answer), label="Forged")

    assert EDITORS_ONLY in told(refused)
    assert refused.modal is None
    assert EDITORS_ONLY in told(await harbour.reader.click(asked, label=act.title()))
    assert harbour.articles() == []


@pytest.mark.parametrize("act", ["approve", "decline"])
async def test_an_editor_of_another_server_decides_nothing(harbour: Town, act: str) -> None:
    asked = await suggested(harbour, a_file())
    elsewhere = harbour.env.create_guild("Inland", owner=harbour.reader.user)
    square = elsewhere.create_text_channel("square")
    there = elsewhere.add_member(harbour.reader.user)
    other = await there.slash(square, "article add", file=a_file())
    button = {"type": 2, "style": 2, "label": "Forged", "custom_id": custom_id(asked, act)}
    harbour.plant(other, [{"type": 1, "components": [button]}])

    refused = await there.click(said(other), label="Forged")

    assert "not here" in told(refused)
    assert refused.modal is None
    assert harbour.articles() == []


async def test_who_is_no_editor_any_more_decides_nothing(harbour: Town) -> None:
    asked = await suggested(harbour, a_file())
    form = await harbour.editor.click(asked, label="Decline")
    harbour.no_editor(harbour.editor)

    assert EDITORS_ONLY in told(await harbour.editor.click(asked, label="Approve"))
    assert EDITORS_ONLY in told(await harbour.editor.submit_modal(form, {"reason": "No"}))
    assert labels(harbour.last(harbour.desk)) == ["Approve", "Decline"]


async def test_of_two_editors_who_press_at_once_the_first_decides(harbour: Town) -> None:
    asked = await suggested(harbour, a_file())

    await pressed_at_once(harbour, asked, custom_id(asked, "approve"), harbour.editor, harbour.owner)

    [shown] = harbour.desk.history(viewer=harbour.editor)
    assert "ed approved" in text(shown)
    assert "Another editor is deciding" in text(harbour.desk.history(viewer=harbour.owner)[-1])
    assert len(harbour.reader.user.dm_channel.history()) == 1
    assert len(harbour.articles()) == 1


async def test_the_second_editor_is_told_who_was_first_and_keeps_what_they_had_typed(harbour: Town) -> None:
    asked = await suggested(harbour, a_file())
    before = components(asked)
    form = await harbour.owner.click(asked, label="Decline")
    await harbour.editor.click(asked, label="Approve")
    harbour.plant(asked, before)

    assert "ed has decided on this already" in told(await harbour.owner.click(asked, label="Approve"))
    lost = told(await harbour.owner.submit_modal(form, {"reason": "Known already"}))
    assert "ed has decided on this already" in lost
    assert "Known already" in lost
    assert len(harbour.reader.user.dm_channel.history()) == 1


@pytest.mark.parametrize("label", ["Approve", "Decline"])
async def test_a_suggestion_is_decided_after_a_restart_and_a_month(harbour: Town, label: str) -> None:
    asked = await suggested(harbour, a_file())
    age(harbour, timedelta(days=29))
    await harbour.restart()

    await (harbour.editor.click(asked, label=label) if label == "Approve" else declined(harbour, asked, "No"))

    assert "ed " + ("approved" if label == "Approve" else "declined") in text(harbour.last(harbour.desk))
    assert f"Your suggestion was {label.lower()}d" in heard(harbour)


@pytest.mark.parametrize("label", ["Approve", "Decline"])
async def test_a_suggestion_expires_after_thirty_days_and_says_so(harbour: Town, label: str) -> None:
    asked = await suggested(harbour, a_file())
    age(harbour, timedelta(days=31))

    refused = await harbour.editor.click(asked, label=label)

    assert "kept for 30 days" in told(refused)
    assert refused.modal is None
    assert harbour.articles() == []


async def test_a_member_who_became_an_editor_adds_from_the_next_preview_on(harbour: Town) -> None:
    preview = await previewed(harbour, a_file(), by=harbour.reader)
    harbour.env.backend.add_member_role(harbour.guild.id, harbour.reader.id, harbour.guild.roles["editors"].id)

    await harbour.reader.click(said(preview), label="Suggest")

    assert labels(harbour.last(harbour.desk)) == ["Approve", "Decline"]
    assert labels(await previewed(harbour, a_file(), by=harbour.reader))[0] == "Add"


# In Korean


async def test_a_korean_server_is_spoken_to_in_korean(harbour: Town) -> None:
    await harbour.choose("language", "ko")
    preview = await previewed(harbour, a_file(), by=harbour.reader)
    await harbour.reader.click(said(preview), label="제안")
    assert "제안을 편집자에게 전했습니다" in text(preview)
    asked = harbour.last(harbour.desk)
    assert "**ona** 님의 제안" in text(asked)

    form = await harbour.editor.click(asked, label="거절")
    await harbour.editor.submit_modal(form, {"reason": "이미 있는 기사입니다"})

    assert "ed 님이 ona 님의 제안을 거절했습니다" in text(harbour.last(harbour.desk))
    assert "제안을 거절했습니다" in heard(harbour)
    assert "이유: 이미 있는 기사입니다" in heard(harbour)
