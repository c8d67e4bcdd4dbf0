"""Knowledge gaps: what the articles do not say is grouped and listed, and who wished to hear is told."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from simcord.actors import MemberActor
from simcord.results import InteractionResult

from bot.answering.answerer import Told
from bot.answering.model import Abstention, Answer
from bot.community import Community
from bot.discord.filled import AT_ONCE, Filled
from bot.discord.gaps import MOST_WISHES
from bot.discord.records import Given
from index.errors import IndexProblem
from index.query import Query
from tests.bot.discord.town import Town, custom_id, key, labels, plain, said, text, values
from tests.library import an_article

pytestmark = pytest.mark.asyncio
STRIKE, STRIKE_TOO = "Why did the bus drivers go on strike?", "Why are the bus drivers on strike?"
OTTERS = "How many otters live in Amberdale?"
ANSWER = "The bus drivers went on strike because their pay was cut by a tenth."
NEWS = an_article("strike", f"{ANSWER} The city council meets on Monday.", "2026-11-22", title="Bus drivers on strike")


async def gaps(town: Town, by: MemberActor | None = None) -> InteractionResult:
    return await (by or town.editor).slash(town.desk, "gaps")


async def looked_again(town: Town) -> None:
    """What happens every few seconds."""
    cog: Any = town.bot.get_cog("Filled")
    assert isinstance(cog, Filled)
    await cog.ask_again(town.guild.id)


def unanswered(town: Town, question: str) -> Given:
    """An abstention as it is kept."""
    ids = town.guild.id, town.general.id, town.reader.id
    return Given(*ids, datetime(2026, 1, 1, tzinfo=UTC), False, "en", question, 0.1, (), (), ())


async def test_questions_that_ask_the_same_are_one_gap_with_counts(town: Town) -> None:
    await town.ask(OTTERS)
    await town.ask(STRIKE)
    await town.ask(STRIKE_TOO, by=town.owner)

    told = plain(await gaps(town))

    assert "2 gaps: 3 questions without an answer" in told
    assert f"**{STRIKE_TOO}**\n-# asked 2 times by 2 readers, last on" in told
    assert told.index(STRIKE_TOO) < told.index(OTTERS)


async def test_what_was_answered_is_no_gap(town: Town) -> None:
    await town.ask("Who bought the harbour ferry?")

    assert "No open questions" in text(await gaps(town))


async def test_a_gap_shows_how_it_was_asked(town: Town) -> None:
    await town.ask(STRIKE)
    await town.ask(STRIKE_TOO)
    listed = await gaps(town)

    card = await town.editor.select(said(listed), [values(listed)[0]], custom_id=custom_id(listed, "gap"))

    assert f"- {STRIKE}" in text(card)
    assert labels(card) == ["Add an article about this", "Put aside", "Back to the list"]


async def test_new_articles_make_it_answerable_and_the_list_says_so(town: Town) -> None:
    await town.ask(STRIKE)
    await town.ask(OTTERS)
    town.fill(NEWS)

    await looked_again(town)

    listed = await gaps(town)
    assert "One of them can be answered by now" in text(listed)
    assert plain(listed).index(OTTERS) < plain(listed).index(STRIKE)
    card = await town.editor.select(said(listed), [values(listed)[1]], custom_id=custom_id(listed, "gap"))
    shown = await town.editor.click(said(card), label="Show the answer")
    assert ANSWER in text(shown)
    assert shown.ephemeral


async def test_it_is_asked_again_of_those_articles_only_that_were_chosen(town: Town) -> None:
    town.fill(NEWS)
    answer = await town.ask(STRIKE, since="2026-11-23")
    await town.reader.click(said(answer), label="Tell me when they do")

    await looked_again(town)

    assert "can be answered by now" not in text(await gaps(town))
    assert town.reader.user.dm_channel.last_message is None


async def test_who_wished_is_told_in_person_with_the_answer_and_only_once(town: Town) -> None:
    answer = await town.ask(STRIKE)
    noted = await town.reader.click(said(answer), label="Tell me when they do")
    town.fill(NEWS)

    await looked_again(town)
    town.fill(an_article("more", "The bus drivers' union met on Tuesday in Tollmere.", "2026-11-23"))
    await looked_again(town)

    assert "I will tell you" in text(noted)
    told = town.reader.user.dm_channel.history()
    assert len(told) == 1
    assert ANSWER in text(told[0])
    assert "You asked this on" in plain(told[0])


async def test_the_buttons_below_what_was_told_work(town: Town) -> None:
    await town.reader.click(said(await town.ask(STRIKE)), label="Tell me when they do")
    town.fill(NEWS)
    await looked_again(town)
    await town.restart()

    card = await town.reader.user.click(town.last(town.reader.user.dm_channel), label="Check [1]")

    assert ANSWER in text(card)


async def test_others_may_wish_too_and_who_did_not_is_left_alone(town: Town) -> None:
    answer = await town.ask(STRIKE)
    await town.owner.click(said(answer), label="Tell me when they do")
    town.fill(NEWS)

    await looked_again(town)

    assert ANSWER in text(town.last(town.owner.user.dm_channel))
    assert town.reader.user.dm_channel.last_message is None


async def test_who_only_wished_is_not_told_that_they_asked(town: Town) -> None:
    await town.owner.click(said(await town.ask(STRIKE)), label="Tell me when they do")
    town.fill(NEWS)

    await looked_again(town)

    told = plain(town.last(town.owner.user.dm_channel))
    assert "This was asked on" in told
    assert "You asked" not in told


async def test_who_cannot_be_told_now_is_told_at_the_next_look(town: Town) -> None:
    await town.reader.click(said(await town.ask(STRIKE)), label="Tell me when they do")
    town.fill(NEWS)
    town.bot.forget_member(town.reader.id)
    before = town.general.last_message
    path = f"/guilds/{town.guild.id}/members/{town.reader.id}"
    town.env.inject_error("GET", path, status=403, code=50001)
    await looked_again(town)
    town.env.inject_error("POST", f"/channels/{town.reader.user.dm_channel.id}/messages", status=400, code=40003)
    await looked_again(town)
    assert town.reader.user.dm_channel.last_message is None

    await looked_again(town)

    assert ANSWER in text(town.last(town.reader.user.dm_channel))
    assert town.general.last_message == before


async def test_very_many_are_told_bit_by_bit_and_each_once(town: Town) -> None:
    answer = key(await town.ask(STRIKE))
    crowd = [town.member(f"reader{at}") for at in range(AT_ONCE + 3)]
    for member in crowd:
        town.bot.memory.gaps.wish(answer, member.id)
    town.fill(NEWS)

    told = []
    for _ in range(3):
        await looked_again(town)
        told.append(sum(len(member.user.dm_channel.history()) for member in crowd))

    assert told == [AT_ONCE, AT_ONCE + 3, AT_ONCE + 3]


async def test_nobody_waits_for_more_answers_than_they_could_read(town: Town) -> None:
    for at in range(MOST_WISHES):
        town.bot.memory.gaps.wish(f"key{at}", town.reader.id)
    answer = await town.ask(STRIKE)

    refused = await town.reader.click(said(answer), label="Tell me when they do")

    assert f"waiting for {MOST_WISHES} answers already" in text(refused)
    assert town.bot.memory.gaps.wishing(key(answer)) == []


class Stubborn(Community):
    """A library that cannot be asked one question."""

    async def quote(self, question: Query) -> Answer | Abstention:
        if question.text == STRIKE:
            raise IndexProblem("It does not work.")
        return await super().quote(question)


async def test_a_question_that_cannot_be_asked_does_not_keep_the_others_back(town: Town) -> None:
    await town.reader.click(said(await town.ask(STRIKE)), label="Tell me when they do")
    await town.ask(OTTERS)
    town.fill(an_article("otters", "Forty otters live in Amberdale.", "2026-11-22", title="Otters in Amberdale"))
    town.bot._communities[town.guild.id] = Stubborn(town.bot.app, str(town.guild.id))

    with pytest.raises(IndexProblem):
        await looked_again(town)
    await looked_again(town)

    assert [one.given.question for one in town.bot.memory.gaps.of(town.guild.id) if one.filled] == [OTTERS]


class Counting(Community):
    """A library that counts what it is asked."""

    asked = 0

    async def ask(self, question: Query, told: Told | None = None) -> Answer | Abstention:
        self.asked += 1
        return await super().ask(question, told)

    async def quote(self, question: Query) -> Answer | Abstention:
        self.asked += 1
        return await super().quote(question)


async def test_what_was_just_asked_is_asked_again_only_once_the_library_has_grown(town: Town) -> None:
    library = town.bot._communities[town.guild.id] = Counting(town.bot.app, str(town.guild.id))
    await town.ask(STRIKE)

    await looked_again(town)
    before = library.asked
    town.fill(NEWS)
    await looked_again(town)

    assert (before, library.asked) == (1, 2)


async def test_while_articles_come_in_nothing_is_asked_again(town: Town) -> None:
    await town.ask(STRIKE)
    town.fill(NEWS)
    cog: Any = town.bot.get_cog("Filled")

    filled = []
    for _ in range(2):
        await cog.look()
        filled.append([bool(one.filled) for one in town.bot.memory.gaps.of(town.guild.id)])

    assert filled == [[False], [True]]


async def test_what_an_article_answered_that_is_gone_is_open_again(town: Town) -> None:
    await town.ask(STRIKE)
    town.fill(NEWS)
    await looked_again(town)

    asked = await town.editor.slash(town.desk, "article remove", article="strike")
    await town.editor.click(said(asked), label="Remove")
    await looked_again(town)

    assert "can be answered by now" not in text(await gaps(town))


async def test_where_no_direct_message_can_be_had_it_is_told_where_it_was_asked(town: Town) -> None:
    await town.reader.click(said(await town.ask(STRIKE)), label="Tell me when they do")
    town.env.inject_error("POST", f"/channels/{town.reader.user.dm_channel.id}/messages", status=403, code=50007)
    town.fill(NEWS)

    await looked_again(town)

    assert ANSWER in text(town.last())
    assert "<@" not in text(town.last())


async def test_a_private_question_is_told_to_nobody_else(town: Town) -> None:
    await town.reader.click(said(await town.ask(STRIKE, private=True)), label="Tell me when they do")
    town.env.inject_error("POST", f"/channels/{town.reader.user.dm_channel.id}/messages", status=403, code=50007)
    before = town.general.last_message
    town.fill(NEWS)

    await looked_again(town)

    assert town.general.last_message == before


async def test_who_has_left_the_server_hears_nothing(town: Town) -> None:
    await town.reader.click(said(await town.ask(STRIKE)), label="Tell me when they do")
    town.env.backend.remove_member(town.guild.id, town.reader.id)
    town.bot.forget_member(town.reader.id)
    town.fill(NEWS)

    await looked_again(town)

    assert town.reader.user.dm_channel.last_message is None


async def test_questions_asked_privately_or_in_person_are_not_shown_to_editors(town: Town) -> None:
    await town.ask(STRIKE, private=True)
    await town.ask("Who bought the harbour ferry?")
    await town.reader.send_dm(OTTERS)

    assert "No open questions" in text(await gaps(town))


async def test_a_wish_lets_editors_see_a_private_question(town: Town) -> None:
    await town.reader.click(said(await town.ask(STRIKE, private=True)), label="Tell me when they do")

    assert STRIKE in text(await gaps(town))


async def test_where_all_answers_are_private_questions_are_gaps_all_the_same(town: Town) -> None:
    await town.owner.click(said(await town.owner.slash(town.general, "setup")), custom_id="fn:set:private:0:0")

    await town.ask(STRIKE)

    assert STRIKE in text(await gaps(town))


async def test_a_gap_that_no_article_will_fill_is_put_aside(town: Town) -> None:
    await town.ask(STRIKE)
    await town.ask(OTTERS)
    listed = await gaps(town)
    card = await town.editor.select(said(listed), [values(listed)[0]], custom_id=custom_id(listed, "gap"))

    left = await town.editor.click(said(card), label="Put aside")

    assert "One gap: one question" in text(left)


async def test_an_answer_that_is_deleted_is_no_gap_any_more(town: Town) -> None:
    await town.reader.click(said(await town.ask(STRIKE)), label="Delete")

    assert "No open questions" in text(await gaps(town))


async def test_many_gaps_are_turned_page_by_page_also_after_a_restart(town: Town) -> None:
    things = [
        "otters",
        "zebras",
        "violins",
        "comets",
        "glaciers",
        "tractors",
        "pianos",
        "volcanoes",
        "beetles",
        "kites",
    ]
    for thing in things:
        await town.ask(f"Where are the {thing} kept?")
    listed = await gaps(town)
    await town.restart()

    second = await town.editor.click(said(listed), label="Next")

    assert "Page 2 of 2" in text(second)
    assert "Page 1 of 2" in text(await town.editor.click(said(second), label="Back"))


async def test_questions_full_of_marks_do_not_burst_the_list_or_a_card(town: Town) -> None:
    things = ["otters", "zebras", "violins", "comets", "glaciers", "tractors", "pianos", "volcanoes"]
    keep = [unanswered(town, f"Where are the {thing} kept? {'*' * 900}") for thing in things]
    more = [unanswered(town, f"Where are the otters kept{'?' * at} {'*' * 500} <@5>") for at in range(20)]
    for at, question in enumerate(keep + more):
        town.bot.memory.gaps.keep(f"key{at}", question)

    listed = await gaps(town)
    card = await town.editor.select(said(listed), [values(listed)[0]], custom_id=custom_id(listed, "gap"))

    assert len(text(listed)) <= 4000
    assert len(text(card).splitlines()) > 3
    assert len(text(card)) <= 4000


async def test_only_editors_see_gaps(town: Town) -> None:
    await town.ask(STRIKE)
    listed = await gaps(town)

    assert "Only editors" in text(await gaps(town, town.reader))
    town.no_editor(town.editor)
    refused = await town.editor.select(said(listed), [values(listed)[0]], custom_id=custom_id(listed, "gap"))
    assert STRIKE not in "\n".join(text(one) for one in refused.followups)


async def test_gaps_stay_in_their_server(town: Town) -> None:
    await town.ask(STRIKE)
    elsewhere = town.env.create_guild("Elsewhere", preferred_locale="en-US", owner=town.owner.user)
    square = elsewhere.create_text_channel("square")
    boss = (
        next(iter(elsewhere.members.values()))
        if hasattr(elsewhere, "members")
        else elsewhere.add_member(town.owner.user)
    )

    assert "No open questions" in text(await boss.slash(square, "gaps"))


async def test_in_korean(town: Town) -> None:
    await town.choose("language", "ko")
    await town.ask("버스 기사들은 왜 파업했나요?")

    told = plain(await gaps(town))

    assert "미답변 주제 1개: 질문 1개" in told
    assert "독자 1명이 1번 질문 · 마지막 2026. 1. 1." in told
