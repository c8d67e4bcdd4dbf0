"""Asking: every way in, how answers and abstentions look, who may take them back or show them around."""

from __future__ import annotations

import logging
import re
from dataclasses import replace

import discord
import pytest

from bot.discord.view import Colour
from tests.bot.discord.answered import an_answer
from tests.bot.discord.town import Said, Town, colour, components, custom_id, labels, plain, said, text, values
from tests.library import BRIDGE, FERRY, LANTERNS, an_article
from tests.wire.footnote import NEWS

pytestmark = pytest.mark.asyncio
QUESTION = "Who bought the harbour ferry?"
BUYER = "Ona Brisk bought it"
UNKNOWN = "Why did the bus drivers of Tollmere and Amberdale strike in June?"


def replied_to(message: discord.Message) -> int | None:
    return message.reference.message_id if message.reference else None


async def test_an_answer_has_its_statements_its_sources_and_what_it_rests_on(town: Town) -> None:
    answer = await town.ask(QUESTION)

    assert "Captain Ona Brisk bought it at an auction in Tollmere. [1]" in plain(answer)
    assert "-# [1][2] Ferry sold · 20 Nov 2026" in plain(answer)
    assert "Rests on one article, newest 20 Nov 2026" in plain(answer)
    assert labels(answer) == ["Check [1]", "Check [2]", "Follow up", "👍", "👎", "Delete"]
    assert colour(answer) == Colour.ANSWER


async def test_a_source_is_one_line_with_a_link_to_the_sentence_and_without_a_preview(town: Town) -> None:
    town.fill(replace(NEWS[0], publisher="Harbour Courier", url="https://courier.example/ferry"))

    line = next(line for line in plain(await town.ask(QUESTION)).split("\n") if line.startswith("-# [1]"))

    assert line.startswith("-# [1][2] Harbour Courier · [Ferry sold](<https://courier.example/ferry#:~:text=")
    assert line.endswith(">) · 20 Nov 2026")


@pytest.mark.parametrize(("language", "told"), [("en", "also in Tollmere Post"), ("ko", "같은 기사: Tollmere Post")])
async def test_a_source_tells_who_else_published_its_story(town: Town, language: str, told: str) -> None:
    await town.choose("language", language)
    ferry = replace(NEWS[0], publisher="Harbour Courier")
    town.fill(ferry, replace(ferry, id="copy", publisher="Tollmere Post", text=f"{ferry.text}\n"))

    answer = plain(await town.ask(QUESTION))

    assert len(re.findall(r"^-# \[1\]", answer, re.MULTILINE)) == 1
    assert told in answer or told.replace("Tollmere Post", "Harbour Courier") in answer


async def test_an_answer_from_old_articles_begins_with_that(empty_town: Town) -> None:
    empty_town.fill(an_article("ferry", FERRY, "2021-03-01", title="Ferry sold"))

    shown = text(await empty_town.ask(QUESTION))

    assert shown.index("published") < shown.index(BUYER)
    assert "before you asked" in shown


async def test_a_question_is_acknowledged_before_it_is_answered(town: Town) -> None:
    answer = await town.ask(QUESTION)

    assert answer.acknowledged
    assert [(one.method, one.path.split("/")[1]) for one in town.env.http_requests[-2:]] == [
        ("POST", "interactions"),
        ("PATCH", "webhooks"),
    ]


async def test_an_abstention_looks_different_and_names_the_nearest_articles(town: Town) -> None:
    answer = await town.ask(UNKNOWN)

    assert "The articles do not say." in text(answer)
    assert "Nearest articles" in text(answer)
    assert colour(answer) == Colour.ABSTENTION
    assert labels(answer) == ["Tell me when they do", "Follow up", "👎", "Delete"]


async def test_an_editor_who_hears_that_the_articles_do_not_say_can_add_one(town: Town) -> None:
    answer = await town.ask(UNKNOWN, town.editor)

    assert "Add an article about this" in labels(answer)
    form = await town.editor.click(said(answer), label="Add an article about this")
    assert form.modal


async def test_an_empty_library_says_so_and_tells_an_editor_what_to_do(empty_town: Town) -> None:
    assert "An editor of this server can add some" in text(await empty_town.ask(QUESTION))
    assert labels(await empty_town.ask(QUESTION, empty_town.editor)) == ["Add the first article"]


@pytest.mark.parametrize("private", [True, False])
async def test_a_private_answer_is_for_its_asker_only(town: Town, private: bool) -> None:
    answer = await town.ask(QUESTION, private=private)

    assert answer.ephemeral is private
    assert ("Share in channel" in labels(answer)) is private


async def test_where_answers_are_private_a_public_one_must_be_asked_for(town: Town) -> None:
    panel = await town.owner.slash(town.general, "setup")
    await town.owner.click(said(panel), label="Make private")

    assert (await town.ask(QUESTION)).ephemeral
    assert not (await town.ask(QUESTION, private=False)).ephemeral


async def test_a_private_answer_is_shared_once_and_checked_by_everybody(town: Town) -> None:
    private = await town.ask(QUESTION, private=True)

    shared = await town.reader.click(said(private), label="Share in channel")

    public = town.last()
    assert BUYER in text(public)
    assert not shared.followups[-1].ephemeral
    assert "Share in channel" not in labels(said(private))
    assert BUYER in text(await town.editor.click(public, label="Check [2]"))


async def test_a_share_button_that_still_shows_shares_no_second_time(town: Town) -> None:
    private = await town.ask(QUESTION, private=True)
    message = said(private)
    before = components(message)
    await town.reader.click(message, label="Share in channel")
    told = len(town.general.history())

    town.plant(message, before)
    refused = await town.reader.click(message, label="Share in channel")

    assert "shared this answer already" in text(refused)
    assert len(town.general.history()) == told


async def test_only_articles_of_the_span_and_publisher_that_were_named_answer(town: Town) -> None:
    town.fill(an_article("undated", "The harbour ferry was bought by nobody.", title="No date"))

    within = await town.ask(QUESTION, since="2026-11-20", until="2026-11-20")
    without = await town.ask(QUESTION, since="2026-11-21", private=True)
    elsewhere = await town.ask(QUESTION, publisher="Nobody's Herald")

    assert BUYER in text(within)
    assert "One undated article was left out" in text(within)
    assert BUYER not in text(without)
    assert "do not say" in text(elsewhere)


@pytest.mark.parametrize(
    ("span", "words"),
    [({"since": "the day before"}, "is not a date"), ({"since": "2026-02-01", "until": "2026-01-01"}, "Nothing lies")],
)
async def test_a_date_that_is_none_is_told_to_the_asker_alone(town: Town, span: dict[str, str], words: str) -> None:
    refused = await town.reader.slash(town.general, "ask", question=QUESTION, **span)

    assert words in text(refused)
    assert refused.ephemeral


async def test_publishers_are_offered_while_one_is_typed(town: Town) -> None:
    town.fill(*(replace(NEWS[0], id=name, publisher=name) for name in ("Harbour Courier", "Wexley Herald")))

    offered = await town.reader.autocomplete(town.general, "ask", "publisher", "her", question=QUESTION)

    assert [one["value"] for one in offered] == ["Wexley Herald"]


async def test_a_mention_is_answered_by_a_reply_without_the_question(town: Town) -> None:
    asked = await town.reader.send(town.general, f"{town.mention} {QUESTION}")

    answer = town.last()
    assert replied_to(answer) == asked.id
    assert BUYER in text(answer)
    assert QUESTION not in text(answer)


async def test_a_bare_mention_is_told_what_to_do(town: Town) -> None:
    await town.reader.send(town.general, town.mention)

    assert "mention me and write your question" in text(town.last())


async def test_talk_that_does_not_mention_it_is_left_alone(town: Town) -> None:
    await town.reader.send(town.general, QUESTION)

    assert town.last().content == QUESTION


async def test_another_bot_is_not_answered(town: Town) -> None:
    robot = town.guild.add_member(town.env.create_user("robot", bot=True))
    await robot.send(town.general, f"{town.mention} {QUESTION}")

    assert town.last().author.id == robot.id


async def test_a_reply_to_one_of_its_answers_is_a_question(town: Town) -> None:
    await town.reader.send(town.general, f"{town.mention} What was closed?")
    asked = await town.reader.send(town.general, QUESTION, reply_to=town.last())

    assert replied_to(town.last()) == asked.id
    assert BUYER in text(town.last())


async def test_who_replies_to_a_commands_answer_is_told_once_that_discord_hides_such_replies(town: Town) -> None:
    answer = said(await town.ask(QUESTION))

    await town.reader.send(town.general, "And who sold it?", reply_to=answer)
    assert "Discord does not show me" in text(town.last())
    ignored = await town.reader.send(town.general, "Hello?", reply_to=answer)
    assert town.last().id == ignored.id


async def test_mentions_are_answered_only_in_the_chosen_channels_and_their_threads(town: Town) -> None:
    mention = f"{town.mention} {QUESTION}"
    await town.choose("channels", town.desk)

    await town.reader.send(town.general, mention)
    assert town.last().content == mention
    await town.reader.send(town.desk, mention)
    assert BUYER in text(town.last(town.desk))

    channel = town.bot.get_channel(town.desk.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.create_thread(name="ferry", type=discord.ChannelType.public_thread)
    await town.env.settle()
    inside = town.desk.threads[0]
    await town.reader.send(inside, mention)
    assert BUYER in text(town.last(inside))


async def test_where_it_may_not_speak_it_is_silent_and_nothing_breaks(town: Town) -> None:
    quiet = town.guild.create_text_channel(
        "quiet", overwrites={town.guild.default_role: discord.PermissionOverwrite(send_messages=False)}
    )
    await town.owner.send(quiet, f"{town.mention} {QUESTION}")

    assert town.last(quiet).author.id == town.owner.id


async def test_a_message_is_asked_about_after_its_text_was_edited(town: Town) -> None:
    told = await town.reader.send(town.general, f"<@{town.owner.id}> Who bought the harbour boat?")

    form = await town.reader.context_menu(town.general, "Ask about this", told)
    assert (form.modal or {})["components"][0]["component"]["value"] == "Who bought the harbour boat?"
    answer = await town.reader.submit_modal(form, {"question": QUESTION})

    assert BUYER in text(answer)


async def test_a_direct_message_before_any_question_in_a_server_is_told_what_to_do(town: Town) -> None:
    await town.reader.send_dm(QUESTION)

    assert "Ask me once in a server" in text(town.last(town.reader.user.dm_channel))


async def test_a_direct_message_is_answered_from_the_server_where_its_author_asked(town: Town) -> None:
    await town.ask("What was closed?")
    await town.reader.send_dm(QUESTION)

    answer = town.last(town.reader.user.dm_channel)
    assert BUYER in text(answer)
    assert "From the library of Harbour" in text(answer)
    assert BUYER in text(await town.reader.user.click(answer, label="Check [2]"))


async def test_a_command_in_direct_messages_is_answered_too(town: Town) -> None:
    await town.ask("What was closed?")

    answer = await town.reader.user.slash("ask", question=QUESTION)

    assert BUYER in text(answer)


async def test_who_has_left_a_server_hears_nothing_of_it_any_more(town: Town) -> None:
    await town.ask("What was closed?")
    await town.reader.send_dm(QUESTION)
    answer = town.last(town.reader.user.dm_channel)
    town.guild.remove_member(town.reader)
    await town.env.advance_time(601)

    await town.reader.user.send_dm(QUESTION)
    checked = await town.reader.user.click(answer, label="Check [2]")

    assert "Ask me once in a server" in text(town.last(town.reader.user.dm_channel))
    assert "not in that server any more" in text(checked)


async def test_membership_is_looked_up_for_a_direct_message_at_most_every_ten_minutes(town: Town) -> None:
    await town.ask("What was closed?")

    def looked_up() -> int:
        return sum("/members/" in one.path for one in town.env.http_requests)

    await town.reader.send_dm(QUESTION)
    await town.reader.send_dm(QUESTION)
    assert looked_up() == 1
    await town.env.advance_time(601)
    await town.reader.send_dm(QUESTION)
    assert looked_up() == 2


async def test_membership_that_cannot_be_confirmed_counts_as_none(town: Town) -> None:
    await town.ask("What was closed?")
    town.env.inject_error("GET", "/guilds/*/members/*", status=403, times=None)

    await town.reader.send_dm(QUESTION)

    assert "did not tell me just now" in text(town.last(town.reader.user.dm_channel))


async def test_an_answer_is_deleted_by_its_asker_or_an_editor_and_by_nobody_else(town: Town) -> None:
    first, second = await town.ask(QUESTION), await town.ask(QUESTION)
    stranger = town.member("sam")

    assert "Only the one who asked" in text(await stranger.click(said(first), label="Delete"))
    await town.reader.click(said(first), label="Delete")
    await town.editor.click(said(second), label="Delete")

    assert first.response is None
    assert second.response is None


async def test_a_private_answer_can_be_deleted_too(town: Town) -> None:
    answer = await town.ask(QUESTION, private=True)
    await town.reader.click(said(answer), label="Delete")

    assert answer.response is None


async def test_a_long_answer_is_read_on_and_nothing_of_it_is_lost(town: Town) -> None:
    page: Said = await an_answer(town, statements=40, words=40)
    shown, checkable = [text(page)], values(page)
    while "Read on" in labels(page):
        page = await town.reader.click(said(page), label="Read on")
        shown.append(text(page))
        checkable += values(page)

    assert len(shown) > 2
    assert all(len(one) <= 4000 for one in shown)
    assert all(re.search(r"\n-# \[\d+\]–\[\d+\] The fleet", one) for one in shown)
    assert re.findall(r"home\d+\.\s\[(\d+)\]", "\n".join(shown)) == checkable == [str(n) for n in range(1, 41)]
    assert ["Rests on" in one for one in shown] == [False] * (len(shown) - 1) + [True]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Who bought the harbour ferry in December 2025?", "“in December 2025” was understood as 1–31 Dec 2025."),
        ("Which comet struck Reykjavik in May 2020?", "“in May 2020” was understood as 1–31 May 2020."),
        ("2020년 5월에 누가 이겼나요?", "“2020년 5월”에 해당하는 기간: 2020. 5. 1. ~ 2020. 5. 31."),
    ],
)
async def test_the_time_that_was_understood_is_told_below_an_answer_and_an_abstention(
    town: Town, question: str, told: str
) -> None:
    assert f"-# {told}" in plain(await town.ask(question)).replace("\\", "")


async def test_dates_that_were_chosen_are_told_with_how_many_undated_articles_were_left_out(town: Town) -> None:
    town.fill(an_article("undated", "The harbour ferry was bought by nobody.", title="No date"))

    shown = plain(await town.ask(QUESTION, since="2026-11-20", until="2026-11-21"))

    assert "Only articles dated 20–21 Nov 2026 were searched." in shown
    assert "One undated article was left out" in shown


async def test_today_is_the_day_of_the_server_s_time_zone(town: Town) -> None:
    told = set()
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):  # never the same day
        town.bot.memory.set_server(town.guild.id, replace(town.bot.server(town.guild.id), time_zone=zone))
        told |= set(re.findall("“today” was understood as .*", plain(await town.ask(f"{QUESTION[:-1]} today?"))))

    assert len(told) == 2


@pytest.mark.parametrize("question", ["What's new?", "뉴스 요약"])
async def test_news_is_told_with_a_source_for_each_lead(town: Town, question: str) -> None:
    shown = await town.ask(question)

    assert "Engineers closed the Cutler Bridge after they found rust in two of its cables. [1]" in plain(shown)
    assert values(shown) == ["1", "2", "3", "4", "5"]
    assert "### [2]" in text(await town.reader.select(said(shown), ["2"], custom_id=custom_id(shown, "check")))


async def test_news_is_told_in_a_direct_message_too(town: Town) -> None:
    await town.ask(QUESTION)

    await town.reader.send_dm("What's new?")

    assert "Engineers closed the Cutler Bridge" in text(town.last(town.reader.user.dm_channel))


async def test_the_longest_notes_still_fit_into_a_message(town: Town) -> None:
    long = " ".join(f"Lot_{number}_sold*{'x' * 60}" for number in range(4))
    town.fill(
        *(
            replace(
                an_article(f"long-{n}", f"{BRIDGE} {n} {long}.", title=f"{n} {'_t' * 60}"),
                url=f"https://a.example/{n}/{'u' * 150}",
            )
            for n in range(5)
        ),
        an_article("undated", FERRY),
    )

    shown = await town.ask(f"What's new? {'*_' * 140}"[:200], since="2001-01-01", publisher="_" * 100)
    asked = await town.ask(f"Who closed the Cutler Bridge {'_' * 260} before the {'_' * 90} on 3 May 2031?")

    assert all(len(text(one)) <= 4000 for one in (shown, asked))


async def test_more_citations_than_buttons_are_checked_by_a_select(town: Town) -> None:
    shown = await an_answer(town, statements=6)
    checked = await town.reader.select(shown, ["5"], custom_id=custom_id(shown, "check"))

    assert "### [5]" in text(checked)


async def test_nothing_of_a_question_or_an_article_can_ping_or_format(town: Town) -> None:
    shout = "@everyone <@&1> <@1> bought **all** the last rowing boats of Wexley, `[x](https://evil.example)`."
    town.fill(an_article("shout", shout, "2026-11-22", title="@here # <@1>"))

    answer = await town.ask("@everyone <@1> who bought the last rowing boats of Wexley?")

    shown = text(answer)
    assert "bought" in shown
    assert not re.search(r"@everyone|@here|(?<!\\)<@", shown)
    assert r"\[x\](https://evil.example)" in shown
    for body in (one.json for one in town.env.http_requests if isinstance(one.json, dict)):
        assert body.get("allowed_mentions", {"parse": []})["parse"] == []


async def test_an_error_has_an_id_that_the_log_has_too(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    (town.data / "libraries").rename(town.data / "elsewhere")
    (town.data / "libraries").write_text("no folder")

    with caplog.at_level(logging.ERROR):
        answer = await town.ask(QUESTION)

    found = re.search(r"error `(\w+)`", text(answer))
    assert found
    assert f"error {found[1]}" in caplog.text
    assert "Traceback" not in text(answer)


@pytest.mark.settings(user_questions_per_minute=2)
async def test_who_asks_too_often_is_told_when_to_ask_again(town: Town) -> None:
    await town.ask(QUESTION)
    await town.ask(QUESTION)

    refused = await town.ask(QUESTION)
    assert "Ask again in" in text(refused)
    assert refused.ephemeral
    assert BUYER in text(await town.ask(QUESTION, town.editor))
    await town.env.advance_time(61)
    assert BUYER in text(await town.ask(QUESTION))


@pytest.mark.settings(server_questions_per_minute=2)
async def test_a_server_that_asks_too_much_is_told_so(town: Town) -> None:
    await town.ask(QUESTION)
    await town.ask(QUESTION, town.editor)

    assert "This server has asked a lot" in text(await town.ask(QUESTION, town.owner))


async def test_who_waits_behind_others_is_told_how_many(town: Town) -> None:
    with town.bot.limits.waiting(town.guild.id), town.bot.limits.waiting(town.guild.id):
        await town.ask(QUESTION)

    notes = [str(one.json) for one in town.env.http_requests if one.method == "PATCH"]
    assert "2 questions are before yours" in notes[-2]
    assert BUYER in notes[-1]


@pytest.mark.settings(server_queue=1)
async def test_a_full_queue_refuses(town: Town) -> None:
    with town.bot.limits.waiting(town.guild.id):
        refused = await town.ask(QUESTION)

    assert "waiting here already" in text(refused)


async def test_the_words_around_the_quotes_are_in_the_language_of_the_question(town: Town) -> None:
    town.fill(an_article("lanterns", LANTERNS, "2026-11-22", "ko", title="누리포 등불 축제"))

    answer = await town.ask("누리포 등불 축제에 몇 명이 다녀갔나요?")

    assert "4만 2천 명이 다녀갔다" in text(answer)
    assert "기사 1건에 근거 · 가장 최근 기사 2026. 11. 22." in plain(answer)


async def test_a_server_can_choose_the_language_of_the_words_around_the_quotes(town: Town) -> None:
    await town.choose("language", "ko")

    answer = await town.ask(QUESTION)

    assert BUYER in text(answer)
    assert "기사 1건에 근거" in text(answer)
    assert labels(answer)[0] == "출처 [1]"


async def test_who_asks_while_the_bot_leaves_is_told_so(town: Town) -> None:
    assert not town.bot.unfinished
    town.bot.leaving = True

    refused = await town.ask(QUESTION)

    assert "I am being restarted" in text(refused)
    assert not town.bot.unfinished
    await town.reader.send(town.general, f"{town.mention} {QUESTION}")
    assert "I am being restarted" in text(town.last())


async def test_nothing_stays_unfinished_whatever_came_of_it(town: Town) -> None:
    await town.ask(QUESTION)
    await town.ask(QUESTION, since="never")
    await town.reader.send(town.general, f"{town.mention} {QUESTION}")
    await town.reader.click(said(await town.ask(QUESTION)), label="Check [1]")

    assert not town.bot.unfinished


async def test_a_share_that_discord_refuses_can_be_tried_again(town: Town) -> None:
    private = await town.ask(QUESTION, private=True)
    town.env.inject_error("POST", "/webhooks/*", status=403)

    await town.reader.click(said(private), label="Share in channel")
    assert "Share in channel" in labels(private)
    await town.reader.click(said(private), label="Share in channel")

    assert BUYER in text(town.last())


async def test_an_answer_that_discord_will_not_let_in_is_told_by_a_reply_of_its_own(town: Town) -> None:
    town.env.inject_error("PATCH", "/channels/*/messages/*", status=403)

    await town.reader.send(town.general, f"{town.mention} {QUESTION}")

    assert re.search(r"error `\w+`", text(town.last()))


async def test_no_refusal_repeats_a_mention_or_a_format(town: Town) -> None:
    refused = await town.ask(QUESTION, since="<@123> **x**")

    assert "<@" not in text(refused)
    assert r"\*\*x\*\*" in text(refused)


async def test_a_publisher_that_is_not_in_the_library_is_told_to_be_none(town: Town) -> None:
    assert "no articles of “Nobody's Herald”" in text(await town.ask(QUESTION, publisher="Nobody's Herald"))


async def test_a_direct_message_passes_over_servers_without_articles(town: Town) -> None:
    await town.ask("What was closed?")
    for number in range(7):
        empty = town.env.create_guild(f"Empty {number}")
        channel = empty.create_text_channel("general")
        await empty.add_member(town.reader.user).slash(channel, "ask", question=QUESTION)

    await town.reader.send_dm(QUESTION)

    assert BUYER in text(town.last(town.reader.user.dm_channel))


async def test_a_korean_server_is_talked_to_in_korean_where_a_message_names_no_language(town: Town) -> None:
    korean = town.env.create_guild("누리포", preferred_locale="ko")
    channel = korean.create_text_channel("general")
    await korean.add_member(town.reader.user).send(channel, town.mention)

    assert "물어보세요" in text(town.last(channel))


async def test_a_direct_message_has_the_days_of_the_server_that_answers(town: Town) -> None:
    await town.choose("language", "ko")
    town.fill(an_article("late", "The lighthouse lamp of Quillon went out.", "2026-11-20T20:00Z", title="Dark"))
    question = "What of the lighthouse lamp of Quillon went out?"
    await town.ask(question)

    await town.reader.send_dm(question)

    answer = town.last(town.reader.user.dm_channel)
    assert "21 Nov 2026" in plain(answer)
    assert "Published 21 Nov 2026" in plain(await town.reader.user.click(answer, label="Check [1]"))


async def test_where_articles_differ_the_answer_says_so(town: Town) -> None:
    night = "About 340 people were evacuated in the flood, the fire chief said. The Mill River rose at Wexley."
    morning = (
        "In all 410 people had to be evacuated when the flood came. Wexley has asked for tents; the Mill River falls."
    )
    town.fill(an_article("night", night, "2026-11-19", title="Night"))
    town.fill(an_article("morning", morning, "2026-11-20", title="Morning"))

    shown = plain(await town.ask("How many people were evacuated in the flood?")).replace("\\", "")

    assert "⚖️ Later: 410 people (Morning, 20 Nov 2026 [2]). Before: About 340 people (Night, 19 Nov 2026 [1])." in shown
