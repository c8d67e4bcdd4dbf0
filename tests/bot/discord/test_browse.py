"""Looking through a library: passages that are searched for, lists of articles, and the cards of both."""

from __future__ import annotations

from dataclasses import replace

import pytest
from simcord.actors import MemberActor
from simcord.results import InteractionResult

from bot.discord.records import Search
from bot.discord.view import Colour
from index.article import Article
from index.published import parse_published
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
    values,
)
from tests.library import BRIDGE, FERRY, LANTERNS, LIBRARY_KOREAN, an_article
from tests.wire.footnote import NEWS

pytestmark = pytest.mark.asyncio
STALE = "does not work any more, or not here"
WHOLE = "Show the article as indexed"
MANY = [
    an_article(
        f"a{n:02}", f"Boat {n} left the harbour. {'It sailed on. ' * 3}", f"2026-11-{n:02}", title=f"Boat {n:02}"
    )
    for n in range(1, 13)
]
LONG = "*_~|[" * 60
STORY = Article(
    "story",
    f"The night was calm. {FERRY} {BRIDGE} " + "Nothing else happened that week in the bay. " * 20,
    title="A week in the bay",
    publisher="Harbour Courier",
    author="Nell Quay",
    published=parse_published("2026-11-19"),
    url="https://courier.example/week",
    language="en",
)
KOREAN = (
    replace(an_article("lanterns", LANTERNS, "2026-10-12", "ko", "누리포 등불 축제"), publisher="누리포일보"),
    replace(an_article("library", LIBRARY_KOREAN, "2026-11-04", "ko", "달빛시 새 도서관"), publisher="달빛신문"),
)


@pytest.fixture
def harbour(empty_town: Town) -> Town:
    """A town whose library has twelve boats."""
    empty_town.fill(*MANY)
    return empty_town


@pytest.fixture
def told(empty_town: Town) -> Town:
    """A town that has a long story and two Korean ones."""
    empty_town.fill(STORY, *KOREAN)
    return empty_town


async def searched(town: Town, words: str, **options: object) -> InteractionResult:
    return await town.reader.slash(town.general, "search", words=words, **options)


async def listed(town: Town, **options: object) -> InteractionResult:
    return await town.reader.slash(town.general, "articles", **options)


async def opened(town: Town, shown: Said, act: str, value: str, *, by_editor: bool = False) -> InteractionResult:
    """The card of what is chosen in a select."""
    who = town.editor if by_editor else town.reader
    return await who.select(said(shown), [value], custom_id=custom_id(shown, act))


def is_off(shown: Said, label: str) -> bool:
    return next(bool(part.get("disabled")) for part in parts(shown) if part.get("label") == label)


async def pressed(town: Town, shown: Said, id: str, by: MemberActor | None = None) -> InteractionResult:
    """What comes of a part that somebody forged into a message, below one of its own."""
    ids = (id, "fn:list::0:1")
    buttons = [{"type": 2, "style": 2, "label": id[:80], "custom_id": id} for id in ids]
    town.plant(shown, [{"type": 1, "components": buttons}])
    return await (by or town.reader).click(said(shown), custom_id=id)


# Searching


async def test_a_search_shows_passages_with_where_they_stand_and_no_answer(told: Town) -> None:
    shown = await searched(told, "captain auction")

    assert "### Search: “captain auction”" in text(shown)
    assert "> … Captain Ona Brisk bought it at an auction in Tollmere." in text(shown)
    assert "Harbour Courier · [A week in the bay](<https://courier.example/week#:~:text=Captain" in text(shown)
    assert "19 Nov 2026" in plain(shown)
    assert shown.ephemeral


async def test_a_search_may_be_shown_to_all(told: Town) -> None:
    assert not (await searched(told, "captain", private=False)).ephemeral


async def test_korean_words_find_korean_passages_and_are_answered_in_korean(told: Town) -> None:
    await told.choose("language", "ko")

    shown = await searched(told, "등불 축제 주차장")
    card = await opened(told, shown, "spot", "1")

    assert "### 검색: “등불 축제 주차장”" in text(shown)
    assert "누리포일보 · 누리포 등불 축제 · 2026. 10. 12." in plain(shown)
    assert "시는 내년에 주차장을 네 곳으로 늘리기로 했다" in text(shown)
    assert "**누리포 등불 축제에 사흘간 4만 2천 명이 다녀갔다.** 시는 내년에" in text(card)
    assert "게시 2026. 10. 12. · 등록 2026. 11. 23. 21:00 · 버전 1" in plain(card)


async def test_a_search_is_read_page_by_page_to_both_ends(harbour: Town) -> None:
    shown = await searched(harbour, "boat harbour")
    seen = [text(shown)]
    assert is_off(shown, "Back")
    while not is_off(shown, "Next"):
        await harbour.reader.click(said(shown), label="Next")
        seen.append(text(shown))

    assert "12 articles fit." in seen[0]
    assert "Page 3 of 3" in seen[2]
    assert [sum(f"Boat {n:02}" in page for page in seen) for n in range(1, 13)] == [1] * 12
    await harbour.reader.click(said(shown), label="Back")
    assert text(shown) == seen[1]


async def test_a_search_goes_on_after_a_restart(harbour: Town) -> None:
    shown = await searched(harbour, "boat harbour")
    await harbour.restart()

    await harbour.reader.click(said(shown), label="Next")
    assert "Page 2 of 3" in text(shown)
    assert "**Boat" in text(await opened(harbour, shown, "spot", "6"))


async def test_pages_stay_as_they_were_while_articles_come(harbour: Town) -> None:
    shown = await searched(harbour, "boat harbour")
    harbour.fill(*(replace(one, id=f"new-{one.id}", text=f"{one.text} Again.") for one in MANY))

    await harbour.reader.click(said(shown), label="Next")

    assert "Page 2 of 3" in text(shown)


async def test_an_article_is_shown_once_with_how_many_more_of_its_passages_fit(empty_town: Town) -> None:
    empty_town.fill(replace(STORY, text="\n\n".join(f"{FERRY} It was day {n}. " * 12 for n in range(4))))

    shown = text(await searched(empty_town, "ferry auction"))

    assert "One article fits." in shown
    assert "more passages in this article" in shown


async def test_copies_do_not_fill_the_page(empty_town: Town) -> None:
    empty_town.fill(*(replace(STORY, id=name, publisher=name, url="") for name in ("Courier", "Herald", "Post")))

    shown = text(await searched(empty_town, "captain auction"))

    assert shown.count("Captain Ona Brisk") == 1
    assert "also in Herald, Post" in shown


async def test_a_search_can_be_narrowed_and_says_to_what(told: Town) -> None:
    shown = await searched(told, "도서관", since="2026-11-01", until="2026-11-30", publisher="달빛신문")
    before = await searched(told, "도서관", until="2026-10-31")

    assert "달빛 도서관" not in text(before)
    assert "달빛시는 지난 3일 새 도서관을 열었다" in text(shown)
    assert "-# 달빛신문 · 1–30 Nov 2026" in plain(shown)


async def test_filters_that_leave_nothing_are_told(told: Town) -> None:
    shown = await searched(told, "ferry", publisher="Zeppelin Post")

    assert "Nothing was found** for “ferry”" in text(shown)
    assert "There are no articles of “Zeppelin Post” here" in text(shown)


async def test_words_that_no_article_has_are_told(town: Town) -> None:
    shown = text(await searched(town, "qwxyzzy"))

    assert "No article here has these words" in shown or "Nothing was found" in shown


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ({"since": "soon"}, "“soon” is not a date"),
        ({"since": "2026-11-02", "until": "2026-11-01"}, "Nothing lies between"),
    ],
)
async def test_dates_are_read_as_those_of_a_question(town: Town, options: dict[str, str], complaint: str) -> None:
    for shown in (await searched(town, "ferry", **options), await listed(town, **options)):
        assert complaint in text(shown)
        assert shown.ephemeral


async def test_an_empty_library_says_so_and_editors_how_to_begin(empty_town: Town) -> None:
    for command, options in (("search", {"words": "ferry"}), ("articles", {}), ("article list", {})):
        assert "no articles here yet" in text(await empty_town.reader.slash(empty_town.general, command, **options))
        for_editor = await empty_town.editor.slash(empty_town.general, command, **options)
        assert labels(for_editor) == ["Add the first article"]


@pytest.mark.settings(user_questions_per_minute=2)
async def test_searches_count_as_questions_and_pages_do_not(harbour: Town) -> None:
    await searched(harbour, "boat")
    shown = await searched(harbour, "harbour")
    await harbour.reader.click(said(shown), label="Next")

    refused = await harbour.ask("Which boat left?")

    assert "Page 2 of 3" in text(shown)
    assert "asked a lot in this minute" in text(refused)


async def test_the_longest_titles_and_addresses_fit_into_a_page(empty_town: Town) -> None:
    url = f"https://courier.example/{'a' * 470}"
    empty_town.fill(
        *(
            replace(MANY[n], title=LONG + str(n), publisher=LONG, url=url + str(n), text=f"Ferry {n} {LONG} {LONG}")
            for n in range(12)
        )
    )

    found, all_of_them = await searched(empty_town, f"ferry {LONG}"), await listed(empty_town)

    for shown in (found, all_of_them):
        assert len(text(shown)) <= 4000
        assert len(list(parts(shown))) <= 40
    for act, shown in (("spot", found), ("entry", all_of_them)):
        assert len(text(await opened(empty_town, shown, act, values(shown)[0]))) <= 4000


async def test_words_late_in_a_long_sentence_are_shown(empty_town: Town) -> None:
    empty_town.fill(an_article("long", f"{'The sea was calm and ' * 40} the quixwort bloomed."))

    assert "quixwort bloomed" in text(await searched(empty_town, "quixwort"))


async def test_what_others_pressed_on_a_public_search_is_theirs_alone(harbour: Town) -> None:
    shown = await searched(harbour, "boat harbour", private=False)

    theirs = await harbour.member("otto").click(said(shown), label="Next")

    assert "Page 1 of 3" in text(shown)
    assert "Page 2 of 3" in text(theirs)
    assert theirs.ephemeral


async def test_a_passage_opens_in_its_context(told: Town) -> None:
    shown = await searched(told, "captain auction")

    card = await opened(told, shown, "spot", values(shown)[0])

    assert "**Captain Ona Brisk bought it at an auction in Tollmere.** Engineers closed" in text(card)
    assert "Harbour Courier · Nell Quay" in text(card)
    assert "Published 19 Nov 2026 · indexed 23 Nov 2026 12:00 · version 1" in plain(card)
    assert links(card)[0].startswith("https://courier.example/week#:~:text=Captain")
    assert labels(card) == ["Open at the sentence"]
    assert card.ephemeral


async def test_a_passage_of_an_article_that_changed_says_so(told: Town) -> None:
    shown = await searched(told, "captain auction")
    told.fill(replace(STORY, text=STORY.text.replace("Captain", "Skipper")))

    card = await opened(told, shown, "spot", "1")

    assert "The quote no longer stands in it" in text(card)
    assert colour(card) == Colour.CAUTION


async def test_an_article_that_was_removed_since_is_shown_no_more(told: Town) -> None:
    shown = await searched(told, "captain auction", private=False)
    removal = await told.editor.slash(told.general, "article remove", article="story")
    await told.editor.click(said(removal), label="Remove")

    assert "not in the library any more" in text(await opened(told, shown, "spot", "1"))


async def test_a_removed_article_leaves_its_place_on_the_page_empty(harbour: Town) -> None:
    shown = await searched(harbour, "boat harbour")
    for article in MANY:
        removal = await harbour.editor.slash(harbour.general, "article remove", article=article.id)
        await harbour.editor.click(said(removal), label="Remove")

    await harbour.reader.click(said(shown), label="Next")

    assert text(shown).count("not in the library any more") == 5
    assert values(shown) == []


# The list


async def test_articles_are_listed_as_article_list_does(harbour: Town) -> None:
    one, other = await listed(harbour), await harbour.reader.slash(harbour.general, "article list")

    assert text(one) == text(other)
    assert components(one) == components(other)
    assert "12 articles" in text(one)
    assert "Page 1 of 2" in text(one)
    assert one.ephemeral


@pytest.mark.parametrize(
    ("options", "first"),
    [({}, "Boat 12"), ({"by": "newest"}, "Boat 12"), ({"by": "oldest"}, "Boat 01"), ({"by": "added"}, "Late")],
)
async def test_articles_are_listed_in_the_order_that_was_chosen(
    harbour: Town, options: dict[str, str], first: str
) -> None:
    harbour.fill(an_article("late", FERRY, "2026-11-05", title="Late"))

    shown = await listed(harbour, **options)

    assert text(shown).split("- ")[1].startswith(first)


async def test_a_list_is_narrowed_on_all_its_pages_also_after_a_restart(harbour: Town) -> None:
    harbour.fill(*KOREAN, STORY)
    shown = await listed(harbour, language="en", since="2026-11-02", by="oldest")
    first = text(shown)
    await harbour.restart()

    await harbour.reader.click(said(shown), label="Next")

    assert "12 articles" in first
    assert "-# English · 2 Nov 2026 or later · oldest first" in plain(shown)
    assert "Page 2 of 2" in text(shown)
    assert first.index("Boat 02") < first.index("Boat 09")
    assert "Boat 12" in text(shown)
    assert "도서관" not in first + text(shown)
    assert is_off(shown, "Next")


async def test_a_language_can_be_typed_or_chosen_and_one_that_there_is_not_is_told(told: Town) -> None:
    offered = await told.reader.autocomplete(told.general, "articles", "language", "kor")

    assert [(one["name"], one["value"]) for one in offered] == [("Korean", "ko")]
    for typed in ("ko", "korean"):
        assert "2 articles" in text(await listed(told, language=typed))
    assert "no articles in “Klingon” here" in text(await listed(told, language="Klingon"))


async def test_languages_and_orders_have_korean_names_for_koreans(told: Town) -> None:
    await told.choose("language", "ko")

    offered = await told.reader.autocomplete(told.general, "articles", "language", "")
    shown = await listed(told, language="한국어", by="oldest")

    assert {one["name"] for one in offered} == {"한국어", "영어"}
    assert "기사 2건" in text(shown)
    assert "한국어 · 오래된순" in text(shown)


async def test_publishers_of_this_server_only_are_offered(told: Town) -> None:
    elsewhere = told.env.create_guild("Inland")
    told.fill(replace(STORY, publisher="Inland Courier"), guild=elsewhere)

    for command in ("search", "articles"):
        offered = await told.reader.autocomplete(told.general, command, "publisher", "courier")
        assert [one["value"] for one in offered] == ["Harbour Courier"]


async def test_filters_that_no_article_passes_are_told_with_what_they_left_out(town: Town) -> None:
    town.fill(an_article("undated", FERRY + "."))

    shown = await listed(town, since="2030-01-01")

    assert "No article fits" in text(shown)
    assert "One undated article was left out" in text(shown)


async def test_an_article_opens_with_what_is_known_of_it_and_its_beginning(told: Town) -> None:
    shown = await listed(told, publisher="Harbour Courier")

    card = await opened(told, shown, "entry", values(shown)[0])

    assert "### A week in the bay" in text(card)
    assert "Harbour Courier · Nell Quay" in text(card)
    assert "Published 19 Nov 2026 · indexed 23 Nov 2026 12:00 · version 1" in plain(card)
    assert f"English · {len(STORY.text.split())} words" in text(card)
    assert "The night was calm. The harbour ferry" in text(card)
    assert STORY.text not in text(card)
    assert links(card) == ["https://courier.example/week"]
    assert labels(card) == ["Open the article"]


async def test_whole_articles_are_for_editors_and_read_page_by_page(told: Town) -> None:
    told.fill(replace(STORY, text=STORY.text + "\n\n" + "\n\n".join(f"Line {n}. {'word ' * 30}" for n in range(60))))
    shown = await listed(told, publisher="Harbour Courier")
    for_editor = await told.editor.slash(told.general, "articles", publisher="Harbour Courier")

    assert WHOLE not in labels(await opened(told, shown, "entry", values(shown)[0]))
    card = await opened(told, for_editor, "entry", values(shown)[0], by_editor=True)
    whole = await told.editor.click(said(card), label=WHOLE)
    assert "Page 1 of" in text(whole)
    await told.restart()
    await told.editor.click(said(whole), label="Next")
    assert "Page 2 of" in text(whole)
    assert "Line 30." in text(whole)


async def test_whole_articles_are_for_all_where_the_server_wants_that(told: Town) -> None:
    panel = await told.owner.slash(told.general, "setup")
    await told.owner.click(said(panel), label="Let everyone")

    found = await opened(told, await searched(told, "captain auction"), "spot", "1")

    assert STORY.text.strip() in text(await told.reader.click(said(found), label=WHOLE))


async def test_an_editor_removes_an_article_from_its_card_after_confirming(told: Town) -> None:
    shown = await told.editor.slash(told.general, "articles", publisher="Harbour Courier")
    card = await opened(told, shown, "entry", values(shown)[0], by_editor=True)

    asked = await told.editor.click(said(card), label="Remove")
    assert "Remove this article from all answers?" in text(asked)
    assert told.article("story")
    await told.editor.click(said(asked), label="Remove")

    assert told.article("story") is None
    assert "removed before" in text(await told.editor.click(said(card), label="Remove"))
    assert "not in the library any more" in text(await opened(told, shown, "entry", values(shown)[0], by_editor=True))


# What nobody may


async def test_a_search_of_another_server_is_stale_here(harbour: Town) -> None:
    theirs = await searched(harbour, "boat harbour", private=False)
    narrowed = await listed(harbour, by="oldest")
    elsewhere = harbour.env.create_guild("Inland")
    square, there = elsewhere.create_text_channel("square"), elsewhere.add_member(harbour.reader.user)
    harbour.fill(*NEWS, guild=elsewhere)
    shown = await there.slash(square, "search", words="ferry")

    for id in (custom_id(theirs, "found"), f"fn:spot:{key(theirs)}:1:0", custom_id(narrowed, "list")):
        assert STALE in text(await pressed(harbour, shown, id, there))


async def test_an_article_s_number_means_one_of_the_server_it_is_pressed_in(harbour: Town) -> None:
    elsewhere = harbour.env.create_guild("Inland", owner=harbour.reader.user)
    square, there = elsewhere.create_text_channel("square"), elsewhere.add_member(harbour.reader.user)
    harbour.fill(an_article("inland", "A ferry sails inland.", title="Ferry inland"), guild=elsewhere)
    shown = await there.slash(square, "articles")

    for number, expected in ((1, "A ferry sails inland."), (7, "not in the library any more")):
        assert expected in text(await pressed(harbour, shown, f"fn:whole::{number}:0", there))


async def test_a_private_search_is_stale_for_anybody_else(harbour: Town) -> None:
    private = key(await searched(harbour, "boat harbour"))
    public = await harbour.editor.slash(harbour.general, "search", words="boat harbour", private=False)

    for act in ("found", "spot"):
        id = f"fn:{act}:{private}:1:1"
        assert STALE in text(await pressed(harbour, public, id, harbour.editor))


@pytest.mark.parametrize(
    "forged",
    [
        "fn:found:nonsense:0:1",
        "fn:spot:nonsense:1:0",
        "fn:spot:{key}:99:0",
        "fn:spot:{key}:0:0",
        "fn:list:nonsense:0:2",
    ],
)
async def test_a_forged_part_is_stale(harbour: Town, forged: str) -> None:
    shown = await searched(harbour, "boat harbour")

    assert STALE in text(await pressed(harbour, shown, forged.format(key=key(shown))))


async def test_a_page_beyond_the_last_is_the_last(harbour: Town) -> None:
    found, shown = await searched(harbour, "boat harbour"), await listed(harbour)

    for one, id in ((found, f"fn:found:{key(found)}:0:999999999"), (shown, "fn:list::0:99999999999999999999")):
        last = await pressed(harbour, one, id)
        assert "Page 3 of 3" in text(one) + text(last) or "Page 2 of 2" in text(one) + text(last)


@pytest.mark.parametrize(("act", "refusal"), [("whole", "Only editors can read"), ("remove-ask", "Only editors of")])
async def test_what_is_for_editors_is_refused_to_readers_who_forge_it(harbour: Town, act: str, refusal: str) -> None:
    shown = await listed(harbour)

    assert refusal in text(await pressed(harbour, shown, f"fn:{act}::1:0"))
    assert len(harbour.articles()) == 12


async def test_a_search_that_has_expired_is_stale(harbour: Town) -> None:
    shown = await searched(harbour, "boat harbour")
    harbour.bot.memory._sql.execute("UPDATE searches SET made = 0")
    harbour.bot.memory.keep_search(Search(harbour.guild.id, harbour.reader.id))

    assert STALE in text(await harbour.reader.click(said(shown), label="Next"))


async def test_neither_is_offered_in_direct_messages(town: Town) -> None:
    assert not {"search", "articles"} & set(town.reader.user.available_commands())


async def test_a_word_for_news_is_a_word_like_any_other_in_a_search(harbour: Town) -> None:
    harbour.fill(an_article("news", "The news stand at the pier was painted.", "2026-01-01"))

    assert text(await searched(harbour, "news")).index("news stand") < 200


async def test_where_more_may_fit_than_was_looked_at_the_search_says_so(empty_town: Town) -> None:
    empty_town.fill(*(an_article(f"b{n}", f"Boat {n} left. Its captain was number {n * 7}.") for n in range(25)))

    assert "The 20 articles that fit best; more may fit." in text(await searched(empty_town, "boat captain"))
