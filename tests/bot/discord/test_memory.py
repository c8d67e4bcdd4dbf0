"""What the bot remembers: it outlives the process, and a file that is not ours is told in words."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.answering.model import Statement
from bot.answering.searching import Spot
from bot.discord.memory import DRAFTS_LIVE, SEARCHES_LIVE, Memory
from bot.discord.records import Allowance, Changed, Cited, Draft, Given, Search, ServerSettings, Suggestion, Usage
from bot.errors import Problem
from bot.undoing import Step
from index.published import parse_published
from index.query import Filter, Order
from index.sources import Refusal
from tests.library import FERRY, an_article

GIVEN = Given(
    guild=1 << 62,
    place=2,
    asker=3,
    asked=datetime(2026, 11, 23, 12, tzinfo=UTC),
    private=True,
    language="ko",
    question="누가 샀나요?",
    confidence=0.5,
    statements=(Statement("Captain Ona Brisk bought it.", (1,), 0.75),),
    cited=(Cited("ferry", 1, 0, 10, ("Tollmere Post",)),),
    nearest=("bridge",),
    notes=("One undated article was left out.",),
)
DRAFT = Draft(
    1,
    2,
    (replace(an_article("ferry", FERRY, title="Ferry sold"), published=parse_published("2026-11-20", guessed=True)),),
    (Refusal("b.pdf", "this kind of file is not read"),),
)
SUGGESTION = Suggestion(1, 2, "ona", "ko", DRAFT.incoming, DRAFT.refused)
STEPS = Step("ferry", 2, 1), Step("bridge", 1, 0)


@pytest.fixture
def again(tmp_path: Path) -> Iterator[Callable[[], Memory]]:
    """Opens the memory; each call is a process anew."""
    opened: list[Memory] = []

    def open_again() -> Memory:
        for one in opened:
            one.close()
        opened.append(Memory(tmp_path / "bot.db"))
        return opened[-1]

    yield open_again
    opened[-1].close()


@pytest.fixture
def memory(again: Callable[[], Memory]) -> Memory:
    return again()


def test_a_server_s_settings_outlive_the_process(again: Callable[[], Memory]) -> None:
    chosen = ServerSettings((1, 2), 3, 4, private=True, language="ko", time_zone="Asia/Seoul", everyone_reads=True)
    chosen = replace(chosen, suggestions=False, limits=Allowance(2, 0, 3))
    assert again().server(9) is None
    again().set_server(9, chosen)

    assert again().server(9) == chosen
    assert again().server(8) is None


def test_settings_that_are_changed_back_count_at_once(memory: Memory) -> None:
    memory.set_server(9, ServerSettings(private=True))
    memory.set_server(9, ServerSettings())

    assert memory.server(9) == ServerSettings()


def test_readers_are_remembered_with_the_servers_they_asked_in(again: Callable[[], Memory]) -> None:
    memory = again()
    for guild in (7, 8, 7):
        memory.note_reader(1, guild)
    memory.note_reader(2, 9)
    memory.forget_reader(1, 8)

    assert again().servers_of(1) == [7]
    assert again().servers_of(2) == [9]
    assert again().servers_of(3) == []


def test_the_server_where_somebody_asked_last_comes_first(memory: Memory) -> None:
    for guild in (9, 8, 7):
        memory.note_reader(1, guild)
    memory._sql.execute("UPDATE readers SET last = last - guild")
    memory.note_reader(1, 8)

    assert memory.servers_of(1)[0] == 8


def test_an_answer_is_kept_whole_until_it_is_deleted(again: Callable[[], Memory]) -> None:
    key = again().keep_answer(GIVEN)

    assert again().answer(key) == GIVEN
    assert again().answer("another") is None
    again().forget_answer(key)
    assert again().answer(key) is None


def test_an_answer_from_before_copies_were_named_can_still_be_checked(memory: Memory, tmp_path: Path) -> None:
    key = memory.keep_answer(GIVEN)
    with closing(sqlite3.connect(tmp_path / "bot.db")) as file, file:
        file.execute("UPDATE answers SET content = json_remove(content, '$.cited[0].elsewhere')")

    assert memory.answer(key) == replace(GIVEN, cited=(Cited("ferry", 1, 0, 10),))


def test_the_last_answer_of_a_place_is_one_that_its_asker_may_see(memory: Memory) -> None:
    def told(
        question: str, minute: int, *, place: int = 5, asker: int = 1, private: bool = False, guild: int = 9
    ) -> None:
        asked = datetime(2026, 11, 23, 12, minute, tzinfo=UTC)
        memory.keep_answer(
            replace(GIVEN, guild=guild, place=place, asker=asker, asked=asked, private=private, question=question)
        )

    told("first", 1)
    told("latest", 2, asker=2)
    told("private", 3, asker=2, private=True)
    told("elsewhere", 4, place=6)
    told("direct", 5, place=0, private=True)

    def last(guild: int, place: int, asker: int) -> str | None:
        found = memory.last_in(guild, place, asker)
        return found.question if found else None

    assert last(9, 5, 1) == "latest"
    assert last(9, 5, 2) == "private"
    assert last(8, 5, 1) is None
    assert last(0, 0, 1) == "direct"
    assert last(0, 0, 2) is None


BEFORE_SUGGESTIONS = """DROP TABLE suggestions; DROP TABLE changes; DROP TABLE steps; DROP TABLE searches;
                        DROP TABLE gaps; DROP TABLE ratings; DROP TABLE wishes; DROP INDEX answers_by_guild;
                        ALTER TABLE answers DROP COLUMN found; ALTER TABLE servers DROP COLUMN gone;
                        ALTER TABLE servers DROP COLUMN summed; PRAGMA user_version = 2;"""
BEFORE_FOLLOW_UPS = f"""{BEFORE_SUGGESTIONS} DROP INDEX answers_by_place; ALTER TABLE answers DROP COLUMN place;
                        PRAGMA user_version = 1"""


def made_older(path: Path, script: str, *answers: Given) -> list[str]:
    """A memory as an earlier Footnote left it, and the keys of its answers."""
    with closing(Memory(path)) as older:
        keys = [older.keep_answer(given) for given in answers]
    with closing(sqlite3.connect(path)) as file:
        file.executescript(script)
    return keys


def test_answers_of_a_memory_from_before_follow_ups_know_their_place(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    [key] = made_older(path, BEFORE_FOLLOW_UPS, replace(GIVEN, guild=9, place=5, private=False))

    with closing(Memory(path)) as newer:
        assert newer.last_in(9, 5, 1) == newer.answer(key)


@pytest.mark.parametrize("script", [BEFORE_FOLLOW_UPS, BEFORE_SUGGESTIONS])
def test_answers_of_an_older_memory_are_counted_and_its_desk_is_empty(tmp_path: Path, script: str) -> None:
    path = tmp_path / "bot.db"
    made_older(path, script, replace(GIVEN, guild=9), replace(GIVEN, guild=9, statements=(), cited=()))

    with closing(Memory(path)) as newer:
        assert newer.usage(9, GIVEN.asked) == Usage(2, 1, 1)
        assert newer.desk.open_suggestions(9, 3) == 0
        assert newer.desk.change(newer.desk.keep_change(9, STEPS)) == Changed(9, STEPS)


def test_a_memory_that_was_upgraded_is_laid_out_as_a_new_one(tmp_path: Path) -> None:
    def layout(path: Path) -> set[tuple[str, ...]]:
        with closing(Memory(path)), closing(sqlite3.connect(path)) as file:
            tables = [row[0] for row in file.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
            columns = {(one, *row[1:3]) for one in tables for row in file.execute(f"PRAGMA table_info({one})")}
            return columns | set(file.execute("SELECT name FROM sqlite_schema WHERE type = 'index'"))

    made_older(tmp_path / "old.db", BEFORE_FOLLOW_UPS)

    assert layout(tmp_path / "old.db") == layout(tmp_path / "new.db")


# How much was asked


def test_usage_counts_questions_answers_and_people_of_one_server_since_a_moment(memory: Memory) -> None:
    nothing = replace(GIVEN, statements=(), cited=())
    for given in (GIVEN, GIVEN, replace(nothing, asker=4), replace(GIVEN, guild=8), replace(GIVEN, place=0)):
        memory.keep_answer(given)
    memory.keep_answer(replace(GIVEN, asked=GIVEN.asked - timedelta(seconds=1), asker=5))

    usage = memory.usage(GIVEN.guild, GIVEN.asked)

    assert (usage.questions, usage.answered, usage.abstained, usage.people) == (3, 2, 1, 2)
    assert memory.usage(7, GIVEN.asked) == Usage(0, 0, 0)


# What lies on the editors' desks


def aged(memory: Memory, table: str, by: timedelta) -> None:
    memory._sql.execute(f"UPDATE {table} SET made = made - ?", [int(by.total_seconds())])


def test_a_suggestion_is_kept_whole_until_an_editor_has_decided(again: Callable[[], Memory]) -> None:
    key = again().desk.keep_suggestion(SUGGESTION)

    assert again().desk.suggestion(key) == SUGGESTION
    assert again().desk.open_suggestions(1, 2) == 1
    again().desk.update_suggestion(key, replace(SUGGESTION, versions=(2,)))
    assert again().desk.open_suggestions(1, 2) == 1
    again().desk.update_suggestion(key, SUGGESTION.decided("ed"))
    assert again().desk.suggestion(key) == replace(SUGGESTION, incoming=(), refused=(), decided_by="ed")
    assert again().desk.open_suggestions(1, 2) == 0


def test_open_suggestions_are_counted_by_server_and_member(memory: Memory) -> None:
    for suggestion in (SUGGESTION, SUGGESTION, replace(SUGGESTION, guild=9), replace(SUGGESTION, member=3)):
        memory.desk.keep_suggestion(suggestion)

    assert memory.desk.open_suggestions(1, 2) == 2
    assert memory.desk.open_suggestions(1, 4) == 0


def test_a_suggestion_lives_for_thirty_days_and_then_leaves_the_file(memory: Memory) -> None:
    key = memory.desk.keep_suggestion(SUGGESTION)
    aged(memory, "suggestions", timedelta(days=29))
    assert memory.desk.suggestion(key) == SUGGESTION

    aged(memory, "suggestions", timedelta(days=2))

    assert memory.desk.suggestion(key) is None
    assert memory.desk.open_suggestions(1, 2) == 0
    memory.desk.keep_suggestion(SUGGESTION)
    assert memory._sql.execute("SELECT count(*) FROM suggestions").fetchone() == (1,)


def test_a_change_can_be_taken_back_for_ten_minutes_also_by_the_next_process(again: Callable[[], Memory]) -> None:
    key = again().desk.keep_change(9, STEPS)
    aged(again(), "changes", timedelta(minutes=9))
    assert again().desk.change(key) == Changed(9, STEPS)

    aged(again(), "changes", timedelta(minutes=2))

    assert again().desk.change(key) is None
    assert again().desk.change("another") is None


def test_a_change_that_was_taken_back_is_known_as_that_for_a_day(memory: Memory) -> None:
    key = memory.desk.keep_change(9, STEPS)
    memory.desk.note_undone(key)
    aged(memory, "changes", timedelta(hours=23))
    assert memory.desk.change(key) == Changed(9, STEPS, undone=True)

    aged(memory, "changes", timedelta(hours=2))
    memory.desk.keep_change(9, STEPS[:1])

    assert memory.desk.change(key) is None
    assert memory._sql.execute("SELECT count(*) FROM steps").fetchone() == (1,)


def test_articles_that_a_later_change_has_touched_are_told_unless_that_was_taken_back(memory: Memory) -> None:
    first = memory.desk.keep_change(9, STEPS)
    memory.desk.keep_change(8, STEPS)
    second = memory.desk.keep_change(9, STEPS[1:])

    assert memory.desk.changed_later(first) == {"bridge"}
    assert memory.desk.changed_later(second) == set()
    memory.desk.note_undone(second)
    assert memory.desk.changed_later(first) == set()


def test_an_answer_that_was_shared_keeps_its_key(memory: Memory) -> None:
    key = memory.keep_answer(GIVEN)

    assert memory.keep_answer(replace(GIVEN, shared=True), key) == key
    assert memory.answer(key) == replace(GIVEN, shared=True)


def test_every_answer_has_a_key_that_cannot_be_guessed_and_fits_into_a_custom_id(memory: Memory) -> None:
    keys = {memory.keep_answer(GIVEN) for _ in range(50)}

    assert len(keys) == 50
    assert {len(key) for key in keys} == {16}


def test_a_reader_reports_a_citation_once_and_others_may_too(again: Callable[[], Memory]) -> None:
    assert again().report("key", 1, 5)
    assert not again().report("key", 1, 5)
    assert again().report("key", 2, 5)
    assert again().report("key", 1, 6)


def test_a_draft_is_kept_whole_until_it_is_dropped(again: Callable[[], Memory]) -> None:
    key = again().keep_draft(DRAFT)

    assert again().draft(key) == DRAFT
    assert again().forget_draft(key)
    assert not again().forget_draft(key)
    assert again().draft(key) is None


def test_a_draft_that_was_edited_keeps_its_key(memory: Memory) -> None:
    key = memory.keep_draft(DRAFT)

    assert memory.keep_draft(replace(DRAFT, refused=()), key) == key
    assert memory.draft(key) == replace(DRAFT, refused=())


def made_before(memory: Memory, age: timedelta) -> str:
    """A draft of that age."""
    key = memory.keep_draft(DRAFT)
    memory._sql.execute("UPDATE drafts SET made = made - ? WHERE key = ?", [int(age.total_seconds()), key])
    return key


def test_a_draft_lives_for_a_day(memory: Memory) -> None:
    young, old = made_before(memory, DRAFTS_LIVE / 2), made_before(memory, DRAFTS_LIVE * 2)

    assert memory.draft(young) == DRAFT
    assert memory.draft(old) is None


def test_expired_drafts_leave_the_file(memory: Memory) -> None:
    made_before(memory, DRAFTS_LIVE * 2)
    memory.keep_draft(DRAFT)

    assert memory._sql.execute("SELECT count(*) FROM drafts").fetchone() == (1,)


SEARCH = Search(
    1 << 62,
    2,
    Filter(datetime(2026, 9, 1, tzinfo=UTC), publisher="Tollmere Post", language="ko"),
    Order.ADDED,
    words="여객선",
    limited=True,
    spots=(Spot("ferry", 1, 0, 54, 12, 2, ("Courier",), worded=False),),
    notes=("One undated article was left out.",),
    private=False,
)


def test_a_search_is_kept_whole_for_a_month(again: Callable[[], Memory]) -> None:
    key, old = again().keep_search(SEARCH), again().keep_search(SEARCH)
    memory = again()
    memory._sql.execute("UPDATE searches SET made = made - ? WHERE key = ?", [SEARCHES_LIVE.total_seconds() + 1, old])
    memory.keep_search(SEARCH)

    assert memory.search(key) == SEARCH
    assert memory.search(old) is None


def test_a_memory_of_a_newer_footnote_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    Memory(path).close()
    newer = sqlite3.connect(path)
    newer.execute("PRAGMA user_version = 99")
    newer.close()

    with pytest.raises(Problem, match="made by a newer Footnote"):
        Memory(path)


@pytest.mark.parametrize("content", [b"a letter to the editor" * 100, b"SQLite format 3\0" * 500])
def test_a_file_that_is_no_memory_is_told_in_words(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bot.db"
    path.write_bytes(content)

    with pytest.raises(Problem, match=r"bot\.db.*cannot be opened.*Restore or remove it"):
        Memory(path)
    assert path.read_bytes() == content


def test_a_place_that_cannot_be_written_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="cannot be opened"):
        Memory(tmp_path)
