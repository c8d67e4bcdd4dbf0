"""A server: the first message, setting up and what each setting changes, help, and how its library is doing."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

import discord
import pytest
from simcord.actors import MemberActor
from simcord.backend import serializers
from simcord.backend.errors import SetupError
from simcord.builders import ChannelHandle, GuildHandle
from simcord.results import InteractionResult

from bot.discord.records import Allowance, ServerSettings
from tests.bot.discord.adding import a_file, added, previewed
from tests.bot.discord.adding import shown as shown_in
from tests.bot.discord.town import Said, Town, labels, parts, plain, said, text
from tests.library import OTHERS, an_article

pytestmark = pytest.mark.asyncio
QUESTION = "Who bought the harbour ferry?"
BUYER = "Ona Brisk bought it"
MANAGERS_ONLY = "Only those who manage this server"
CLOSED = discord.PermissionOverwrite(send_messages=False)


async def press(town: Town, key: str, by: MemberActor | None = None) -> InteractionResult:
    """A button of the panel, pressed by the owner in a panel of their own."""
    panel = await town.owner.slash(town.general, "setup")
    return await (by or town.owner).click(said(panel), custom_id=f"fn:set:{key}:0:0")


async def panel_text(town: Town) -> str:
    return text(await town.owner.slash(town.general, "setup"))


async def choose_zone(town: Town, name: str) -> InteractionResult:
    panel = await town.owner.slash(town.general, "setup")
    form = await town.owner.click(said(panel), custom_id="fn:zone::0:0")
    return await town.owner.submit_modal(form, {"zone": name})


def chosen(shown: Said, key: str) -> list[str]:
    """What stands chosen in a select of the panel."""
    select = next(part for part in parts(shown) if part.get("custom_id") == f"fn:set:{key}:0:0")
    named = [str(one["id"]) for one in select.get("default_values") or []]
    return named or [one["value"] for one in select.get("options") or [] if one.get("default")]


def a_manager(town: Town) -> MemberActor:
    """Somebody who manages the server by a role."""
    role = town.guild.create_role("managers", permissions=discord.Permissions(manage_guild=True))
    return town.guild.add_member(town.env.create_user("mia"), roles=[role])


def no_manager(town: Town, member: MemberActor) -> None:
    town.env.backend.remove_member_role(town.guild.id, member.id, town.guild.roles["managers"].id)


# Joining


async def joined(town: Town, guild: GuildHandle) -> None:
    """The bot is taken out of a server and invited again, now that its channels are there."""
    backend = town.env.backend
    backend.emit("GUILD_DELETE", {"id": str(guild.id)})
    invited = dict(serializers.guild_create_payload(backend, backend.get_guild(guild.id)))
    invited.pop("unavailable", None)
    backend.emit("GUILD_CREATE", invited)
    await town.env.settle()


async def test_on_joining_it_says_hello_and_how_to_begin(town: Town) -> None:
    guild = town.env.create_guild("Inland")
    square = guild.create_text_channel("square")

    await joined(town, guild)

    assert "I am Footnote" in text(town.last(square))
    assert all(command in text(town.last(square)) for command in ("/setup", "/article add", "/ask"))
    assert labels(town.last(square)) == ["Set up"]
    assert len(square.history()) == 1


async def test_it_says_hello_in_the_first_channel_that_it_may_write_to(town: Town) -> None:
    guild = town.env.create_guild("Inland")
    closed = guild.create_text_channel("rules", overwrites={guild.default_role: CLOSED})
    hidden = discord.PermissionOverwrite(view_channel=False)
    unseen = guild.create_text_channel("staff", overwrites={guild.default_role: hidden})
    square = guild.create_text_channel("square")

    await joined(town, guild)

    assert "I am Footnote" in text(town.last(square))
    assert closed.history() == unseen.history() == []


@pytest.mark.parametrize("open_to_it", [True, False])
async def test_it_says_hello_in_the_channel_for_system_messages_if_it_may(town: Town, open_to_it: bool) -> None:
    guild = town.env.create_guild("Inland")
    square = guild.create_text_channel("square")
    news = guild.create_text_channel("news", overwrites={} if open_to_it else {guild.default_role: CLOSED})
    town.env.backend.edit_guild(guild.id, {"system_channel_id": news.id})

    await joined(town, guild)

    assert "I am Footnote" in text(town.last(news if open_to_it else square))
    assert (square if open_to_it else news).history() == []


async def test_where_it_may_write_nowhere_nothing_breaks(town: Town) -> None:
    guild = town.env.create_guild("Inland", owner=town.owner.user)
    closed = guild.create_text_channel("rules", overwrites={guild.default_role: CLOSED})
    owner = guild.add_member(town.owner.user)

    await joined(town, guild)

    assert closed.history() == []
    assert "Footnote in this server" in text(await owner.slash(closed, "setup"))


async def test_a_first_message_that_is_refused_breaks_nothing(town: Town) -> None:
    guild = town.env.create_guild("Inland")
    square = guild.create_text_channel("square")
    town.env.inject_error("POST", f"/channels/{square.id}/messages", status=403)

    await joined(town, guild)

    assert square.history() == []


async def test_a_korean_server_is_greeted_in_korean_and_lives_in_its_time(town: Town) -> None:
    guild = town.env.create_guild("누리포", preferred_locale="ko")
    square = guild.create_text_channel("광장")

    await joined(town, guild)

    assert "안녕하세요" in text(town.last(square))
    settings = town.bot.memory.server(guild.id)
    assert settings
    assert settings.zone == ZoneInfo("Asia/Seoul")


async def test_a_server_that_takes_it_in_again_keeps_its_settings_and_its_library(town: Town) -> None:
    await press(town, "private")

    await joined(town, town.guild)

    assert (await town.ask(QUESTION)).ephemeral
    assert BUYER in text(await town.ask(QUESTION))


async def test_the_first_message_s_button_is_for_managers_only_and_outlives_a_restart(town: Town) -> None:
    await joined(town, town.guild)
    await town.restart()
    hello = town.last()

    assert MANAGERS_ONLY in text(await town.reader.click(hello, label="Set up"))
    panel = await town.owner.click(hello, label="Set up")
    assert "Footnote in this server" in text(panel)
    assert said(panel).flags.ephemeral


# Help


async def test_help_says_how_to_ask_check_and_add(town: Town) -> None:
    shown = await town.reader.slash(town.general, "help")

    for named in (
        "/ask",
        "/search",
        "/articles",
        "/article add",
        "/setup",
        "/settings",
        "/status",
        "Index this article",
    ):
        assert named in text(shown)
    assert shown.ephemeral


async def test_help_names_the_commands_as_koreans_see_them_and_as_they_are_in_english(town: Town) -> None:
    await town.choose("language", "ko")

    shown = text(await town.reader.slash(town.general, "help"))

    for named in ("`/질문`(`/ask`)", "`/기사 추가`(`/article add`)", "이 기사 추가(Index this article)"):
        assert named in shown


async def test_help_leads_only_managers_to_the_settings(town: Town) -> None:
    assert labels(await town.reader.slash(town.general, "help")) == []
    helped = await town.owner.slash(town.general, "help")
    assert labels(helped) == ["Set up"]
    assert "Footnote in this server" in text(await town.owner.click(said(helped), label="Set up"))


async def test_help_works_in_direct_messages(town: Town) -> None:
    shown = await town.reader.user.slash("help")

    assert "/ask" in text(shown)
    assert labels(shown) == []


async def test_help_is_in_the_language_of_the_server(town: Town) -> None:
    await town.choose("language", "ko")

    assert "질문" in text(await town.reader.slash(town.general, "help"))


# Who may set up


async def test_setup_is_offered_only_to_those_who_manage_the_server(town: Town) -> None:
    assert "setup" not in town.reader.available_commands(town.general)
    assert "setup" in a_manager(town).available_commands(town.general)
    with pytest.raises(SetupError):
        await town.reader.slash(town.general, "setup")


async def test_who_is_let_at_setup_without_managing_the_server_is_refused(town: Town) -> None:
    command = next(one for one in await town.bot.tree.fetch_commands() if one.name == "setup")
    town.guild.set_command_permissions(command, {town.reader: True})

    refused = await town.reader.slash(town.general, "setup")

    assert MANAGERS_ONLY in text(refused)
    assert labels(refused) == []


@pytest.mark.parametrize("key", ["open", "private", "readers"])
async def test_a_part_of_the_panel_that_a_reader_presses_changes_nothing(town: Town, key: str) -> None:
    answer = await town.ask(QUESTION)
    button = {"type": 2, "style": 2, "label": "Forged", "custom_id": f"fn:set:{key}:0:0"}
    town.plant(answer, [{"type": 1, "components": [button]}])
    before = town.bot.server(town.guild.id)

    assert MANAGERS_ONLY in text(await town.reader.click(said(answer), label="Forged"))
    assert town.bot.server(town.guild.id) == before


async def test_who_manages_the_server_no_longer_changes_nothing_in_an_open_panel(town: Town) -> None:
    manager = a_manager(town)
    panel = await manager.slash(town.general, "setup")
    form = await manager.click(said(panel), custom_id="fn:zone::0:0")
    no_manager(town, manager)
    before = town.bot.server(town.guild.id)

    assert MANAGERS_ONLY in text(await manager.click(said(panel), custom_id="fn:set:private:0:0"))
    assert MANAGERS_ONLY in text(await manager.submit_modal(form, {"zone": "Asia/Seoul"}))
    assert town.bot.server(town.guild.id) == before


async def test_a_part_of_the_panel_that_does_not_exist_is_told(town: Town) -> None:
    panel = await town.owner.slash(town.general, "setup")
    button = {"type": 2, "style": 2, "label": "Forged", "custom_id": "fn:set:nothing:0:0"}
    town.plant(panel, [{"type": 1, "components": [button]}])

    assert "does not work any more" in text(await town.owner.click(said(panel), label="Forged"))


async def test_direct_messages_have_no_setup(town: Town) -> None:
    assert not {"setup", "settings", "status"} & set(town.owner.user.available_commands())


# What each setting changes; all of it survives a restart


async def test_mentions_are_answered_only_where_it_was_chosen(town: Town) -> None:
    await town.choose("channels", town.desk)
    await town.restart()

    asked = f"{town.mention} {QUESTION}"
    await town.reader.send(town.general, asked)
    await town.reader.send(town.desk, asked)

    assert town.last().content == asked
    assert BUYER in text(town.last(town.desk))
    panel = await town.owner.slash(town.general, "setup")
    assert chosen(panel, "channels") == [str(town.desk.id)]


async def test_mentions_are_answered_everywhere_again(town: Town) -> None:
    await town.choose("channels", town.desk)
    await town.choose("channels")

    await town.reader.send(town.general, f"{town.mention} {QUESTION}")

    assert BUYER in text(town.last())


async def test_another_role_makes_other_editors(town: Town) -> None:
    scribes = town.guild.create_role("scribes")
    scribe = town.guild.add_member(town.env.create_user("sue"), roles=[scribes])
    await town.choose("role", scribes)
    await town.restart()

    assert "Only editors" in text(await previewed(town, a_file()))
    assert "Lighthouse painted" in text(await previewed(town, a_file(), by=scribe))
    assert chosen(await town.owner.slash(town.general, "setup"), "role") == [str(scribes.id)]


async def test_changes_are_told_in_the_channel_that_was_chosen(town: Town) -> None:
    await town.choose("log", town.desk)
    await town.restart()
    await added(town, a_file())

    assert "Lighthouse painted" in text(town.last(town.desk))
    await town.choose("log")
    await added(town, a_file("Another story.", "b.txt"))
    assert len(town.desk.history()) == 1


async def test_answers_become_private_and_public_again(town: Town) -> None:
    public = await panel_text(town)
    pressed = await press(town, "private")
    assert text(pressed) != public
    await town.restart(user_questions_per_minute=0, server_questions_per_minute=0)

    assert (await town.ask(QUESTION)).ephemeral
    assert await panel_text(town) == text(pressed)
    await press(town, "private")
    assert await panel_text(town) == public
    assert not (await town.ask(QUESTION)).ephemeral


async def test_whole_articles_become_readable_for_everybody(town: Town) -> None:
    answer = await town.ask(QUESTION)
    closed = labels(await town.reader.click(said(answer), label="Check [1]"))
    await press(town, "readers")
    await town.restart()

    opened = labels(await town.reader.click(said(answer), label="Check [1]"))

    assert len(opened) == len(closed) + 1


async def test_the_language_that_was_chosen_is_spoken_to_everybody(town: Town) -> None:
    await town.choose("language", "ko")
    await town.restart()

    assert "이 서버" in await panel_text(town)
    assert "기사" in text(await town.ask(QUESTION))
    await town.choose("language", "auto")
    assert "Footnote in this server" in await panel_text(town)


async def test_choosing_korean_moves_an_untouched_time_zone_to_seoul(town: Town) -> None:
    assert "UTC" in await panel_text(town)
    await town.choose("language", "ko")

    assert "Asia/Seoul" in await panel_text(town)


async def test_choosing_korean_leaves_a_time_zone_that_was_chosen(town: Town) -> None:
    await choose_zone(town, "Europe/London")
    await town.choose("language", "ko")

    assert "Europe/London" in await panel_text(town)


async def test_the_time_zone_is_chosen_in_a_form(town: Town) -> None:
    panel = await choose_zone(town, "America/New_York")
    await town.restart()

    assert "America/New" in text(panel)
    assert town.bot.server(town.guild.id).zone == ZoneInfo("America/New_York")
    assert "America/New" in await panel_text(town)


@pytest.mark.parametrize("name", ["Harbour time", "../../etc/passwd", "/etc/localtime", "Asia", "UTC\n", "a" * 60])
async def test_a_time_zone_that_is_none_is_told_and_nothing_changes(town: Town, name: str) -> None:
    told = await choose_zone(town, name)

    if name.strip() == "UTC":
        assert "UTC" in text(told)
    else:
        assert "is not a time zone" in text(told)
    assert town.bot.server(town.guild.id).time_zone == "UTC"


async def test_dates_are_told_in_the_time_zone_of_the_server(empty_town: Town) -> None:
    empty_town.fill(an_article("late", "The late ferry sails at night.", "2026-11-20T23:30:00+00:00", title="Late"))
    await choose_zone(empty_town, "Asia/Seoul")

    shown = await empty_town.reader.slash(empty_town.general, "article list")

    assert "21 Nov 2026" in plain(shown)


async def test_the_panel_leads_to_the_first_article(empty_town: Town) -> None:
    panel = await empty_town.owner.slash(empty_town.general, "setup")

    form = await empty_town.owner.click(said(panel), custom_id="fn:add-about::0:0")

    assert form.modal


# The settings for everybody


async def test_who_manages_the_server_can_change_its_settings_where_they_see_them(town: Town) -> None:
    shown = await town.owner.slash(town.general, "settings")

    assert text(shown) == await panel_text(town)
    await town.owner.click(said(shown), custom_id="fn:set:private:0:0")
    assert (await town.ask(QUESTION)).ephemeral


async def test_everybody_else_sees_the_settings_without_anything_to_press(town: Town) -> None:
    await town.choose("channels", town.desk)

    shown = await town.reader.slash(town.general, "settings")

    assert not [part for part in parts(shown) if part.get("custom_id")]
    assert town.desk.mention in text(shown)
    assert town.guild.roles["editors"].mention in text(shown)
    assert "UTC" in text(shown)
    assert shown.ephemeral


# What keeps a setting from working


async def test_a_channel_for_mentions_that_is_gone_is_told(town: Town) -> None:
    await town.choose("channels", town.desk, town.general)
    town.env.backend.delete_channel(town.desk.id)

    panel = await town.owner.slash(town.general, "setup")

    assert "chosen for mentions does not exist any more" in text(panel)
    assert chosen(panel, "channels") == [str(town.general.id)]


async def test_where_every_channel_for_mentions_is_gone_none_is_answered(town: Town) -> None:
    await town.choose("channels", town.desk)
    town.env.backend.delete_channel(town.desk.id)

    await town.reader.send(town.general, f"{town.mention} {QUESTION}")

    assert "does not exist any more" in await panel_text(town)
    assert BUYER not in text(town.last())


async def test_a_role_that_is_gone_is_told(town: Town) -> None:
    town.env.backend.delete_role(town.guild.id, town.guild.roles["editors"].id)

    panel = await town.owner.slash(town.general, "setup")

    assert "editors’ role does not exist any more" in text(panel)
    assert chosen(panel, "role") == []


async def test_an_editors_channel_that_is_gone_is_told(town: Town) -> None:
    await town.choose("log", town.desk)
    town.env.backend.delete_channel(town.desk.id)

    panel = await town.owner.slash(town.general, "setup")

    assert "editors’ channel does not exist any more" in text(panel)
    assert chosen(panel, "log") == []


@pytest.mark.parametrize("denied", [CLOSED, discord.PermissionOverwrite(view_channel=False)])
async def test_an_editors_channel_where_it_may_not_write_is_told(
    town: Town, denied: discord.PermissionOverwrite
) -> None:
    mute = town.guild.create_text_channel("mute", overwrites={town.guild.default_role: denied})
    await town.choose("log", mute)

    assert "I may not write in the editors’ channel" in await panel_text(town)


async def test_a_setting_that_works_is_not_warned_of(town: Town) -> None:
    await town.choose("log", town.desk)
    await town.choose("channels", town.desk)

    assert "⚠" not in await panel_text(town)


async def test_what_others_see_of_the_settings_names_no_channel_or_role_that_is_gone(town: Town) -> None:
    await town.choose("channels", town.desk)
    town.env.backend.delete_channel(town.desk.id)
    town.env.backend.delete_role(town.guild.id, town.guild.roles["editors"].id)

    shown = text(await town.reader.slash(town.general, "settings"))

    assert "<#" not in shown
    assert "<@&" not in shown


@pytest.mark.parametrize("language", ["en", "ko"])
async def test_the_panel_with_every_trouble_fits_into_a_message(town: Town, language: str) -> None:
    channels: list[ChannelHandle] = [town.guild.create_text_channel(f"c{number}") for number in range(25)]
    await town.choose("channels", *channels)
    mute = town.guild.create_text_channel("mute", overwrites={town.guild.default_role: CLOSED})
    await town.choose("log", mute)
    await town.choose("language", language)
    for channel in channels[:5]:
        town.env.backend.delete_channel(channel.id)
    town.env.backend.delete_role(town.guild.id, town.guild.roles["editors"].id)

    panel = await town.owner.slash(town.general, "setup")

    assert text(panel).count("⚠") == 3
    assert len(list(parts(panel))) <= 40


# How the library is doing


async def test_the_status_says_how_many_articles_there_are_and_what_waits(town: Town) -> None:
    shown = await town.reader.slash(town.general, "status")

    assert f"{len(OTHERS) + 2} articles" in text(shown)
    assert "Bridge closed" in text(shown)
    assert "wait" in text(shown)
    assert "without a language model" in text(shown)
    assert shown.ephemeral


async def test_the_status_names_the_embedding_model(town: Town) -> None:
    status = await town.bot.community(town.guild.id).status()

    assert status.embedding
    assert status.embedding in text(await town.reader.slash(town.general, "status"))


async def test_the_status_says_when_everything_is_indexed(town: Town) -> None:
    while (await town.bot.community(town.guild.id).work_off(30)).steps:
        pass

    shown = text(await town.reader.slash(town.general, "status"))

    assert "Everything is indexed" in shown
    assert "wait" not in shown


async def test_the_status_of_an_empty_library_is_told_too(empty_town: Town) -> None:
    shown = text(await empty_town.reader.slash(empty_town.general, "status"))

    assert "0 articles" in shown or "no articles" in shown.lower()
    assert "Newest" not in shown


async def test_settings_of_a_server_that_never_chose_any_are_the_defaults(town: Town) -> None:
    guild = town.env.create_guild("Inland")
    await town.env.settle()

    assert town.bot.server(guild.id) == ServerSettings()


# Limits that the server sets itself


async def limited(town: Town, by: MemberActor | None = None, **values: str) -> InteractionResult:
    """The form for limits, filled in by the owner; what is not named stays as the form shows it."""
    member = by or town.owner
    panel = await town.owner.slash(town.general, "setup")
    form = await member.click(said(panel), custom_id="fn:limits::0:0")
    return await member.submit_modal(form, shown_in(form) | values)


@pytest.mark.settings(user_questions_per_minute=6, server_questions_per_minute=60)
async def test_the_panel_says_which_limits_hold(town: Town) -> None:
    assert "**Limits:** 6 a minute for a user, 60 for the server; 20 may wait" in await panel_text(town)

    panel = await limited(town, user="2", queue="5")

    assert "**Limits:** 2 a minute for a user, 60 for the server; 5 may wait" in text(panel)
    assert len(list(parts(panel))) <= 40


@pytest.mark.settings(user_questions_per_minute=6, server_questions_per_minute=60)
async def test_a_server_s_limits_hold_at_once_and_after_a_restart(town: Town) -> None:
    await limited(town, user="1")
    await town.ask(QUESTION)
    assert "asked a lot in this minute" in text(await town.ask(QUESTION))
    await town.restart()
    await town.ask(QUESTION)

    assert "asked a lot in this minute" in text(await town.ask(QUESTION))
    await limited(town, user="")
    assert BUYER in text(await town.ask(QUESTION))


async def test_the_form_for_limits_shows_what_was_chosen_and_what_is_possible(town: Town) -> None:
    await limited(town, server="40", queue="7")
    panel = await town.owner.slash(town.general, "setup")

    form = await town.owner.click(said(panel), custom_id="fn:limits::0:0")

    assert shown_in(form) == {"user": "", "server": "40", "queue": "7"}
    hints = [one["description"] for one in (form.modal or {})["components"]]
    assert hints[0] == "Left empty, there is no limit"
    assert hints[2].startswith("At most 20")


@pytest.mark.parametrize("typed", ["many", "-1", "0", "1.5", "21", "9" * 20, "²"])
async def test_a_limit_that_is_no_number_or_is_looser_is_told_and_given_back(town: Town, typed: str) -> None:
    told = await limited(town, queue=typed, server="40")

    assert f"“{typed}” is not a whole number from 1 to 20" in text(told).replace("\\", "")
    assert "not more generous" in text(told)
    assert "This is what you had written:\n\n40" in text(told)
    assert town.bot.server(town.guild.id).limits == Allowance()


async def test_a_limit_of_what_the_operator_has_not_limited_has_a_highest_number(town: Town) -> None:
    assert "from 1 to 10,000" in text(await limited(town, user="10001"))
    assert "10,000 a minute for a user" in text(await limited(town, user="10000"))


async def test_only_who_manages_the_server_sets_limits(town: Town) -> None:
    manager = a_manager(town)
    panel = await manager.slash(town.general, "setup")
    form = await manager.click(said(panel), custom_id="fn:limits::0:0")
    no_manager(town, manager)

    assert MANAGERS_ONLY in text(await manager.submit_modal(form, {"user": "1"}))
    assert MANAGERS_ONLY in text(await manager.click(said(panel), custom_id="fn:limits::0:0"))
    assert town.bot.server(town.guild.id).limits == Allowance()


async def test_limits_are_told_in_korean(town: Town) -> None:
    await town.choose("language", "ko")

    assert "1분에 사용자당 제한 없음, 서버 전체 제한 없음 · 대기 20개" in await panel_text(town)
    assert "1부터 20까지의 정수가 아닙니다" in text(await limited(town, queue="0"))


# Usage


async def test_who_manages_the_server_sees_its_usage(town: Town) -> None:
    await town.ask(QUESTION)
    await town.ask("Why did the bus drivers of Tollmere and Amberdale strike in June?", town.editor)

    shown = text(await town.owner.slash(town.general, "status"))

    assert "**Today:** 2 questions by 2 people · 1 answered · 1 where the articles do not say" in shown
    assert "**7 days:** 2 questions" in shown
    assert "**30 days:** 2 questions" in shown
    assert "No question is being answered or waits" in shown
    assert "**Limits:**" in shown
    assert "Limits refused 0 questions in the last 24 hours" in shown
    assert re.search(r"takes [\d.]+ MB on the disk", shown)


async def test_others_see_no_usage(town: Town) -> None:
    await town.ask(QUESTION)

    for member in (town.reader, town.editor):
        shown = text(await member.slash(town.general, "status"))
        assert "Usage" not in shown
        assert "MB" not in shown


async def test_direct_messages_and_deleted_answers_are_not_counted_as_usage(town: Town) -> None:
    answer = await town.ask(QUESTION)
    await town.reader.click(said(answer), label="Delete")
    await town.reader.user.slash("ask", question=QUESTION)

    shown = text(await town.owner.slash(town.general, "status"))

    assert "**30 days:** 0 questions by 0 people" in shown
    assert "Direct messages and deleted answers are not counted" in shown


@pytest.mark.settings(user_questions_per_minute=1)
async def test_refused_questions_are_told_and_what_waits(town: Town) -> None:
    await town.ask(QUESTION)
    await town.ask(QUESTION)

    with town.bot.limits.waiting(town.guild.id), town.bot.limits.waiting(town.guild.id):
        shown = text(await town.owner.slash(town.general, "status"))

    assert "2 questions are being answered or wait" in shown
    assert "Limits refused one question in the last 24 hours (counted since I was started" in shown


async def test_usage_is_told_in_korean_with_its_numbers_as_they_are_written_there(town: Town) -> None:
    await town.choose("language", "ko")
    await town.ask(QUESTION)

    shown = text(await town.owner.slash(town.general, "status"))

    assert "**오늘**: 1명이 질문 1개 · 답변 1개 · 기사에 답 없음 0개" in shown
    assert "**30일**:" in shown
    assert "자료실의 디스크 용량" in shown
