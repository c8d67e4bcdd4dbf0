"""Feedback: readers say what they think of an answer, editors take it out as a file."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest
from simcord.results import InteractionResult

from bot.discord.feedback import EVER
from bot.discord.memory.ratings import MOST
from tests.bot.discord.town import Town, custom_id, labels, said, text
from tests.wire.footnote import NEWS

pytestmark = pytest.mark.asyncio
QUESTION = "Who bought the harbour ferry?"
UNANSWERED = "Why did the bus drivers go on strike?"


async def dislike(town: Town, answer: InteractionResult, reason: str, words: str = "") -> InteractionResult:
    form = await town.reader.click(said(answer), label="👎")
    return await town.reader.submit_modal(form, {"reason": [reason], "words": words})


async def exported(town: Town, format: str = "jsonl") -> str:
    told = await town.editor.slash(town.desk, "feedback export", format=format)
    (file,) = said(told).attachments
    return (await file.read()).decode("utf-8-sig")


async def test_a_thumb_up_is_noted_for_the_one_who_gave_it(town: Town) -> None:
    answer = await town.ask(QUESTION)

    thanks = await town.editor.click(said(answer), label="👍")

    assert "Noted, thank you" in text(thanks)
    assert thanks.ephemeral
    assert json.loads(await exported(town))["good"] is True


async def test_a_thumb_down_takes_a_reason_and_words(town: Town) -> None:
    answer = await town.ask(QUESTION)

    await dislike(town, answer, "outdated", "She sold it again.")

    row = json.loads(await exported(town))
    assert (row["good"], row["reason"], row["words"]) == (False, "outdated", "She sold it again.")


async def test_a_thumb_down_counts_also_where_the_form_is_left_open(town: Town) -> None:
    await town.reader.click(said(await town.ask(QUESTION)), label="👎")

    row = json.loads(await exported(town))
    assert (row["good"], row["reason"]) == (False, None)


async def test_the_last_of_a_reader_counts_and_others_count_beside_it(town: Town) -> None:
    answer = await town.ask(QUESTION)

    await dislike(town, answer, "wrong")
    await town.reader.click(said(answer), label="👍")
    await town.editor.click(said(answer), label="👍")

    assert [json.loads(line)["good"] for line in (await exported(town)).splitlines()] == [True, True]


async def test_it_is_kept_with_question_answer_and_the_versions_of_its_sources(town: Town) -> None:
    town.fill(replace(NEWS[0], url="https://courier.example/ferry"))
    await dislike(town, await town.ask(QUESTION), "wrong")
    town.fill(replace(NEWS[0], text=f"Corrected. {NEWS[0].text}", url="https://courier.example/ferry"))

    row = json.loads(await exported(town))

    assert row["question"] == QUESTION
    assert row["answer"].startswith("Captain Ona Brisk bought it")
    cited = row["citations"][0]
    assert (cited["article_id"], cited["version"], cited["url"]) == ("ferry", 2, "https://courier.example/ferry")
    assert cited["quote"] == NEWS[0].text[cited["start"] : cited["end"]]


async def test_it_outlives_a_restart_and_the_answer(town: Town) -> None:
    answer = await town.ask(QUESTION)
    await town.restart()

    await dislike(town, answer, "unsupported")
    await town.reader.click(said(answer), label="Delete")

    assert json.loads(await exported(town))["reason"] == "unsupported"


async def test_of_an_abstention_only_that_articles_say_something_can_be_meant(town: Town) -> None:
    answer = await town.ask(UNANSWERED)

    form = await town.reader.click(said(answer), label="👎")

    assert form.modal is not None
    options = form.modal["components"][0]["component"]["options"]
    assert [one["value"] for one in options] == ["incomplete", "outdated"]
    assert "👍" not in labels(answer)


async def test_a_spreadsheet_gets_one_line_each_and_no_formula(town: Town) -> None:
    await dislike(town, await town.ask(QUESTION), "wrong", '=HYPERLINK("https://evil.example")')

    rows = list(csv.DictReader(io.StringIO(await exported(town, "csv"))))

    assert rows[0]["words"] == '\'=HYPERLINK("https://evil.example")'
    assert (rows[0]["good"], rows[0]["reason"], rows[0]["question"]) == ("bad", "wrong", QUESTION)
    assert rows[0]["sources"].startswith("[1] Ferry sold")


async def test_no_name_leaves_with_the_file(town: Town) -> None:
    await dislike(town, await town.ask(QUESTION), "wrong")

    assert str(town.reader.id) not in await exported(town)


async def test_only_editors_take_it_out_and_without_any_they_are_told(town: Town) -> None:
    assert "Only editors" in text(await town.reader.slash(town.general, "feedback export"))
    assert "There is no feedback yet" in text(await town.editor.slash(town.general, "feedback export"))


async def test_feedback_stays_in_its_server(town: Town) -> None:
    answer = await town.ask(QUESTION)
    elsewhere = town.env.create_guild("Elsewhere", preferred_locale="en-US", owner=town.owner.user)
    square = elsewhere.create_text_channel("square")
    stranger = elsewhere.add_member(town.env.create_user("stray"))
    forged = await stranger.slash(square, "help")
    town.plant(
        forged,
        [{"type": 1, "components": [{"type": 2, "style": 2, "label": "👍", "custom_id": custom_id(answer, "good")}]}],
    )

    told = await stranger.click(said(forged), label="👍")

    assert "does not work any more" in text(told)
    assert "There is no feedback yet" in text(await town.editor.slash(town.general, "feedback export"))


async def test_a_private_answer_is_rated_by_its_asker(town: Town) -> None:
    await dislike(town, await town.ask(QUESTION, private=True), "incomplete")

    assert json.loads(await exported(town))["reason"] == "incomplete"


async def test_in_a_direct_message_too(town: Town) -> None:
    await town.ask(QUESTION)
    await town.reader.send_dm(QUESTION)

    await town.reader.user.click(town.last(town.reader.user.dm_channel), label="👍")

    assert json.loads(await exported(town))["good"] is True


async def test_in_korean(town: Town) -> None:
    await town.choose("language", "ko")

    form = await town.reader.click(said(await town.ask(QUESTION)), label="👎")

    assert form.modal is not None
    assert form.modal["title"] == "이 답변의 어디가 문제인가요?"
    thanks = await town.reader.submit_modal(form, {"reason": ["wrong"]})
    assert "고맙습니다" in text(thanks)


async def test_a_spreadsheet_gets_the_versions_too_and_no_wide_formula(town: Town) -> None:
    await dislike(town, await town.ask(QUESTION), "wrong", "＝HYPERLINK(1)")

    (row,) = csv.DictReader(io.StringIO(await exported(town, "csv")))

    assert row["words"].startswith("'")
    assert row["sources"].startswith("[1] Ferry sold (version 1)")


async def test_very_much_feedback_is_read_beside_the_event_loop_and_what_is_left_out_is_counted(town: Town) -> None:
    await dislike(town, await town.ask(QUESTION), "wrong")
    (one,) = town.bot.memory.ratings.of(town.guild.id, EVER)
    for user in range(MOST + 4):
        town.bot.memory.ratings.keep(replace(one, user=user))

    told = await town.editor.slash(town.desk, "feedback export", format="jsonl")

    (file,) = said(told).attachments
    kept = len((await file.read()).splitlines())
    assert f"{MOST + 5 - kept:,} older ones did not fit" in text(told)


async def test_a_form_that_is_sent_after_the_asker_erased_the_question_keeps_nothing(town: Town) -> None:
    answer = await town.ask("Who bought the harbour ferry?", by=town.owner)
    form = await town.reader.click(said(answer), label="👎")
    town.bot.memory.traces.erase(town.owner.id)

    refused = await town.reader.submit_modal(form, {"reason": ["wrong"], "words": "She sold it."})

    assert "does not work any more" in text(refused)
    assert town.bot.memory.ratings.of(town.guild.id, EVER) == []
