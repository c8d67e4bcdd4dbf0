"""The articles that there are: the list for everybody, and taking one out of all answers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.bot.discord.town import Said, Town, components, labels, said, text
from tests.library import FERRY, an_article
from tests.wire.footnote import NEWS

pytestmark = pytest.mark.asyncio
QUESTION = "Who bought the harbour ferry?"
MANY = [an_article(f"a{n:02}", f"Boat {n} sails.", f"2026-11-{n:02}", title=f"Boat {n:02}") for n in range(1, 21)]


async def offered(town: Town, typed: str) -> dict[str, str]:
    """What the option of `/article remove` offers while something is typed: values by their names."""
    choices = await town.editor.autocomplete(town.general, "article remove", "article", typed)
    return {choice["name"]: choice["value"] for choice in choices}


async def removal(town: Town, article: str) -> Said:
    return await town.editor.slash(town.general, "article remove", article=article)


async def removed(town: Town, article: str) -> Said:
    asked = await removal(town, article)
    await town.editor.click(said(asked), label="Remove")
    return asked


# Removing


async def test_an_article_is_removed_after_it_was_confirmed(town: Town) -> None:
    asked = await removal(town, "ferry")
    assert "Ferry sold" in text(asked)
    assert labels(asked) == ["Remove", "Cancel"]
    assert town.article("ferry")

    await town.editor.click(said(asked), label="Remove")

    assert "Removed" in text(asked)
    assert labels(asked) == ["Undo"]
    assert town.article("ferry") is None
    assert "Ona Brisk" not in text(await town.ask(QUESTION))


async def test_a_cancelled_removal_removes_nothing(town: Town) -> None:
    asked = await removal(town, "ferry")

    await town.editor.click(said(asked), label="Cancel")

    assert "Nothing was changed" in text(asked)
    assert town.article("ferry")


async def test_a_part_of_a_title_is_enough(town: Town) -> None:
    assert "Bridge closed" in text(await removal(town, "bridge cl"))


async def test_an_unknown_title_is_told(town: Town) -> None:
    asked = await removal(town, "Zeppelin *sold*")

    assert "No article here has" in text(asked)
    assert labels(asked) == []


async def test_several_articles_of_a_title_are_told(town: Town) -> None:
    town.fill(replace(NEWS[0], id="ferry-2", publisher="Herald"))

    assert "Several articles have" in text(await removal(town, "Ferry sold"))


async def test_an_article_that_was_removed_meanwhile_is_told(town: Town) -> None:
    first, second = await removal(town, "ferry"), await removal(town, "ferry")
    await town.editor.click(said(first), label="Remove")

    await town.editor.click(said(second), label="Remove")

    assert "was removed before" in text(second)
    assert labels(second) == []


async def test_a_removal_that_is_not_open_any_more_says_how_to_begin_again(town: Town) -> None:
    asked = await removal(town, "ferry")
    before = components(asked)
    await town.editor.click(said(asked), label="Cancel")
    town.plant(asked, before)

    told = text(await town.editor.click(said(asked), label="Remove"))

    assert "not open any more" in told
    assert "/article add" not in told


async def test_a_removed_article_is_no_longer_found_to_be_removed(town: Town) -> None:
    await removed(town, "ferry")

    assert "No article here has" in text(await removal(town, "ferry"))
    assert await offered(town, "ferry") == {}


async def test_a_removed_article_comes_back_when_it_is_added_again(town: Town) -> None:
    await removed(town, "ferry")
    town.fill(NEWS[0])

    assert "Ona Brisk" in text(await town.ask(QUESTION))


async def test_a_removal_works_after_a_restart(town: Town) -> None:
    asked = await removal(town, "ferry")
    await town.restart()

    await town.editor.click(said(asked), label="Remove")

    assert "Removed" in text(asked)


async def test_who_is_no_editor_any_more_removes_nothing(town: Town) -> None:
    asked = await removal(town, "ferry")
    town.no_editor(town.editor)

    assert "Only editors of this server" in text(await town.editor.click(said(asked), label="Remove"))
    assert town.article("ferry")


async def test_the_editors_channel_hears_who_removed_what(town: Town) -> None:
    await town.choose("log", town.desk)
    await removed(town, "ferry")

    assert "ed removed" in text(town.last(town.desk))
    assert "Ferry sold" in text(town.last(town.desk))


# What is offered while a title is typed


async def test_titles_of_this_server_only_are_offered(town: Town) -> None:
    elsewhere = town.env.create_guild("Inland")
    town.fill(an_article("inland", "A ferry sails inland.", title="Ferry inland"), guild=elsewhere)

    assert await offered(town, "ferry") == {"Ferry sold": "ferry"}


async def test_everything_is_offered_as_long_as_nothing_is_typed(town: Town) -> None:
    assert len(await offered(town, "")) == len(NEWS)


async def test_of_very_many_titles_the_newest_are_offered(empty_town: Town) -> None:
    empty_town.fill(*MANY, *(replace(one, id=f"b{one.id}", title=f"Late {one.title}") for one in MANY))

    names = list(await offered(empty_town, "boat"))

    assert len(names) == 25
    assert {"Boat 20", "Late Boat 20"} <= set(names)


@pytest.mark.parametrize("title", ["", "x" * 300, "가" * 300])
async def test_whatever_an_article_is_called_it_can_be_chosen(empty_town: Town, title: str) -> None:
    empty_town.fill(an_article("one", FERRY, title=title))

    [(name, value)] = (await offered(empty_town, "")).items()

    assert 1 <= len(name) <= 100
    await removed(empty_town, value)
    assert empty_town.articles() == []


async def test_articles_of_one_title_are_offered_each(empty_town: Town) -> None:
    empty_town.fill(*(an_article(f"a{n}", f"{FERRY} {n}", f"2026-11-0{n}", title="Weather") for n in (1, 2, 3)))

    choices = await empty_town.editor.autocomplete(empty_town.general, "article remove", "article", "weather")

    assert [one["value"] for one in choices] == ["a3", "a2", "a1"]
    await removed(empty_town, "a2")
    assert sorted(article.id for article in empty_town.articles()) == ["a1", "a3"]


async def test_an_article_with_a_very_long_address_can_be_chosen(empty_town: Town) -> None:
    ids = [f"https://courier.example/{n}/{'a' * 150}" for n in (1, 2)]
    empty_town.fill(*(an_article(id, FERRY, title=f"Ferry {n}") for n, id in enumerate(ids, start=1)))

    await removed(empty_town, (await offered(empty_town, "Ferry 2"))["Ferry 2"])

    assert [article.id for article in empty_town.articles()] == ids[:1]


# The list


async def test_everybody_may_see_what_there_is_the_newest_first(town: Town) -> None:
    shown = await town.reader.slash(town.general, "article list")

    assert f"{len(NEWS)} articles" in text(shown)
    assert text(shown).index("Bridge closed") < text(shown).index("Ferry sold")
    assert shown.ephemeral
    assert labels(shown) == []


async def test_an_article_without_a_date_comes_last(town: Town) -> None:
    town.fill(an_article("undated", FERRY + ".", title="No date"))

    shown = text(await town.reader.slash(town.general, "article list"))

    assert shown.index("No date") > shown.index("Ferry sold")
    assert "undated" in shown


async def test_a_long_list_is_read_page_by_page(empty_town: Town) -> None:
    empty_town.fill(*MANY)
    shown = await empty_town.reader.slash(empty_town.general, "article list")
    seen = [text(shown)]
    while not next(one for one in components(shown)[-1]["components"] if one["label"] == "Next").get("disabled"):
        await empty_town.reader.click(said(shown), label="Next")
        seen.append(text(shown))

    found = "\n".join(seen)
    assert "Page 1 of 3" in seen[0]
    assert "Page 3 of 3" in seen[-1]
    assert [found.count(article.title) for article in MANY] == [1] * 20
    assert found.index("Boat 20") < found.index("Boat 12") < found.index("Boat 01")
    await empty_town.reader.click(said(shown), label="Back")
    assert text(shown) == seen[1]


async def test_the_list_turns_after_a_restart(empty_town: Town) -> None:
    empty_town.fill(*MANY)
    shown = await empty_town.reader.slash(empty_town.general, "article list")
    await empty_town.restart()

    await empty_town.reader.click(said(shown), label="Next")

    assert "Page 2 of 3" in text(shown)


async def test_a_page_that_is_gone_meanwhile_is_the_last_one(empty_town: Town) -> None:
    empty_town.fill(*MANY[:9])
    shown = await empty_town.reader.slash(empty_town.general, "article list")
    await removed(empty_town, "a01")

    await empty_town.reader.click(said(shown), label="Next")

    assert "Boat 02" in text(shown)


async def test_an_empty_library_says_so(empty_town: Town) -> None:
    assert "no articles here yet" in text(await empty_town.reader.slash(empty_town.general, "article list"))


async def test_titles_in_the_list_do_nothing(town: Town) -> None:
    town.fill(an_article("shout", FERRY + "!", "2026-11-22", title="@everyone **<@1>** [x](https://evil.example)"))

    shown = text(await town.reader.slash(town.general, "article list"))

    assert "@everyone" not in shown
    assert r"\[x\](https://evil.example)" in shown
