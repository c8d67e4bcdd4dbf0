"""Checking: the card behind a number, what has become of its article, reports, and whole articles for editors."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.discord.view import Colour
from index.article import Article
from index.published import parse_published
from tests.bot.discord.answered import an_answer
from tests.bot.discord.town import (
    Said,
    Town,
    colour,
    components,
    custom_id,
    key,
    labels,
    links,
    parts,
    plain,
    said,
    text,
)
from tests.library import an_article

pytestmark = pytest.mark.asyncio
QUESTION = "Who bought the harbour ferry?"
BEFORE = ["The first of it is left out.", "A gale blew all night.", "Nobody slept.", "The ferry broke loose."]
QUOTE = "Captain Ona Brisk bought the harbour ferry for 4,200 crowns."
AFTER = ["She paid in coins.", "The mayor smiled.", "Gulls watched.", "The last of it is left out."]
STORY = Article(
    "story",
    " ".join([*BEFORE, QUOTE, *AFTER]),
    title="Ferry sold",
    publisher="Harbour Courier",
    author="Nell Quay",
    published=parse_published("2026-11-20"),
    url="https://courier.example/ferry-sold",
    language="en",
)


@pytest.fixture
def told(empty_town: Town) -> Town:
    """A town that has the story."""
    empty_town.fill(STORY)
    return empty_town


async def checked(town: Town) -> tuple[Said, Said]:
    """An answer, and the card of its first citation."""
    answer = await town.ask(QUESTION)
    return answer, await town.reader.click(said(answer), label="Check [1]")


async def test_the_card_shows_the_quote_in_bold_between_three_sentences_either_side(told: Town) -> None:
    _, card = await checked(told)

    assert f"> … {' '.join(BEFORE[1:])} **{QUOTE}** {' '.join(AFTER[:3])} …" in text(card)
    assert said(card).flags.ephemeral


async def test_the_card_says_what_is_known_of_the_article(told: Town) -> None:
    _, card = await checked(told)

    assert "### [1] Ferry sold" in text(card)
    assert "Harbour Courier · Nell Quay" in text(card)
    assert "Published 20 Nov 2026 · indexed 23 Nov 2026 12:00 · version 1" in plain(card)
    assert "The statement is this quote, word for word." in text(card)
    assert links(card)[0].startswith("https://courier.example/ferry-sold#:~:text=Captain")


async def test_the_card_says_that_the_article_has_changed_and_whether_the_quote_still_stands(told: Town) -> None:
    answer = said(await told.ask(QUESTION))
    told.fill(replace(STORY, text=STORY.text.replace("coins", "notes")))
    still = await told.reader.click(answer, label="Check [1]")
    told.fill(replace(STORY, text=STORY.text.replace("4,200", "4,700")))
    no_more = await told.reader.click(answer, label="Check [1]")

    assert "The article has changed since this answer: version 2" in text(still)
    assert "The quote still stands in it" in text(still)
    assert "version 3" in text(no_more)
    assert "The quote no longer stands in it" in text(no_more)
    assert "4,200 crowns" in text(no_more)


async def test_the_card_says_that_the_article_was_removed(told: Town) -> None:
    answer = said(await told.ask(QUESTION))
    removal = await told.editor.slash(told.general, "article remove", article="story")
    await told.editor.click(said(removal), label="Remove")

    card = await told.reader.click(answer, label="Check [1]")

    assert "was removed from the library" in text(card)
    assert QUOTE in text(card)


async def test_every_part_of_an_answer_works_after_a_restart_a_month_later(told: Town) -> None:
    answer = said(await told.ask(QUESTION))
    long = await an_answer(told, statements=40, words=40)
    await told.unlooked()
    await told.env.advance_time(30 * 24 * 3600)
    await told.restart()

    card = await told.reader.click(answer, label="Check [1]")
    assert QUOTE in text(card)
    assert "reports a citation" not in text(await told.reader.click(said(card), label="Report wrong"))
    assert "### [5]" in text(await told.reader.select(long, ["5"], custom_id=custom_id(long, "check")))
    assert "home13" in text(await told.reader.click(long, label="Read on"))
    await told.reader.click(answer, label="Delete")
    assert answer.id not in [one.id for one in told.general.history()]


async def test_a_report_reaches_the_editors_channel_once(told: Town) -> None:
    await told.choose("log", told.desk)
    answer, card = await checked(told)

    thanks = await told.reader.click(said(card), label="Report wrong")
    again = await told.reader.click(said(card), label="Report wrong")

    assert "The editors were told" in text(thanks)
    assert "reported this citation before" in text(again)
    report = told.last(told.desk)
    assert "ona reports citation [1] as wrong" in text(report)
    assert QUOTE in text(report)
    assert links(report) == [
        f"https://discord.com/channels/{told.guild.id}/{told.general.id}/{said(answer).id}",
    ]
    assert len(told.desk.history()) == 1


async def test_a_report_that_no_channel_takes_says_so(told: Town) -> None:
    _, card = await checked(told)

    assert "has no editors’ channel" in text(await told.reader.click(said(card), label="Report wrong"))


async def test_whole_articles_are_for_editors_unless_the_server_wants_otherwise(told: Town) -> None:
    answer, card = await checked(told)
    assert "Show the article as indexed" not in labels(card)

    for_editor = await told.editor.click(said(answer), label="Check [1]")
    assert STORY.text in text(await told.editor.click(said(for_editor), label="Show the article as indexed"))

    panel = await told.owner.slash(told.general, "setup")
    await told.owner.click(said(panel), label="Let everyone")
    for_all = await told.reader.click(said(answer), label="Check [1]")
    shown = await told.reader.click(said(for_all), label="Show the article as indexed")
    assert STORY.text in text(shown)
    assert said(shown).flags.ephemeral


async def test_a_forged_button_shows_no_whole_article_to_a_reader(told: Town) -> None:
    _, card = await checked(told)
    forged = components(card)
    forged[-1]["components"][-1]["custom_id"] = custom_id(card, "report").replace("report", "article")
    told.plant(card, forged)

    refused = await told.reader.click(said(card), custom_id=forged[-1]["components"][-1]["custom_id"])

    assert "Only editors can read whole articles" in text(refused.followups[-1])


async def test_a_long_article_is_read_page_by_page(told: Town) -> None:
    told.fill(replace(STORY, text=STORY.text + "\n\n" + "\n\n".join(f"Line {n}. {'word ' * 30}" for n in range(60))))
    answer = await told.ask(QUESTION)
    card = await told.editor.click(said(answer), label="Check [1]")

    page: Said = await told.editor.click(said(card), label="Show the article as indexed")
    seen = [text(page)]
    while not next(one for one in parts(page) if one.get("label") == "Next")["disabled"]:
        await told.editor.click(said(page), label="Next")
        seen.append(text(page))

    assert f"Page 1 of {len(seen)}" in seen[0]
    assert len(seen) > 2
    for number in range(60):
        assert sum(f"Line {number}. " in one for one in seen) == 1


async def test_a_private_answer_is_checked_by_its_asker_only(told: Town) -> None:
    private, public = await told.ask(QUESTION, private=True), await told.ask(QUESTION)
    forged = components(public)
    forged[-1]["components"][0]["custom_id"] = custom_id(private, "check")
    told.plant(public, forged)

    refused = await told.editor.click(said(public), custom_id=custom_id(private, "check"))

    assert "This answer is not yours" in text(refused)


async def test_a_button_of_another_channel_is_told_to_be_stale(told: Town) -> None:
    answer = await told.ask(QUESTION)
    elsewhere = await told.reader.slash(told.desk, "ask", question=QUESTION)
    forged = components(elsewhere)
    forged[-1]["components"][0]["custom_id"] = custom_id(answer, "check")
    told.plant(elsewhere, forged)

    refused = await told.reader.click(said(elsewhere), custom_id=custom_id(answer, "check"))

    assert "does not work any more, or not here" in text(refused)


@pytest.mark.parametrize("forged", ["fn:check:nonsense:1:0", "fn:check:{key}:99:0", "fn:nothing", "fn:open", "other:x"])
async def test_a_forged_button_is_answered_in_words(told: Town, forged: str) -> None:
    answer = await told.ask(QUESTION)
    id = forged.format(key=key(answer))
    planted = components(answer)
    planted[-1]["components"][0]["custom_id"] = id
    told.plant(answer, planted)

    refused = await told.reader.click(said(answer), custom_id=id)

    assert "does not work any more, or not here" in text(refused)
    assert colour(refused) == Colour.CAUTION
    assert refused.ephemeral


async def test_a_button_of_a_deleted_answer_is_told_to_be_stale(told: Town) -> None:
    answer = await told.ask(QUESTION)
    card = await told.reader.click(said(answer), label="Check [1]")
    await told.reader.click(said(answer), label="Delete")

    assert "does not work any more" in text(await told.reader.click(said(card), label="Report wrong"))


async def test_a_link_is_no_button_where_an_article_has_no_address(empty_town: Town) -> None:
    empty_town.fill(an_article("plain", QUOTE, "2026-11-20", title="Ferry"))
    _, card = await checked(empty_town)

    assert links(card) == []
