"""A library: versions, removal, the vector queue, and what it refuses to open."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import chromadb
import pytest

from index.article import Article
from index.embed import embedding_model
from index.errors import EmbeddingProblem, LibraryProblem, VectorsProblem
from index.library import DataFolder, Library
from index.query import EVERYTHING
from tests.end_to_end.commands import Footnote, jsonl
from tests.library import (
    BRIDGE,
    FERRY,
    LANTERNS,
    NOW,
    OTHERS,
    Place,
    add,
    add_whole,
    an_article,
    close,
    found_ids,
)

SENTENCES = [f"In chapter {number} the keeper of the light tells of wreck number {number * 7}." for number in range(60)]
LONG = an_article("long", " ".join(SENTENCES), title="Wrecks")
SOLD = "How much was the harbour ferry sold for?"


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path / "data")


def in_sqlite(place: Place, statement: str) -> None:
    """Change a library's file behind its back."""
    with closing(sqlite3.connect(DataFolder(place.path).file_of("default"))) as sql, sql:
        sql.executescript(statement)


def test_an_article_answers_as_soon_as_it_is_written_and_before_its_vector(place: Place) -> None:
    with place.open() as library:
        add(library, an_article("ferry", FERRY), an_article("bridge", BRIDGE))

        assert library.left().waiting == 2
        assert found_ids(library, SOLD) == ["ferry"]


def test_a_failing_embedding_model_leaves_the_queue_and_full_text_answers(place: Place) -> None:
    with place.open() as library:
        add(library, an_article("ferry", FERRY), an_article("bridge", BRIDGE))
        place.embeddings.broken = True

        with pytest.raises(EmbeddingProblem, match="the model is away"):
            library.work_off(60)

        assert library.left().waiting == 2
        assert found_ids(library, SOLD) == ["ferry"]


def test_the_queue_is_worked_off_when_the_model_works_again(place: Place) -> None:
    place.embeddings.broken = True
    with place.open() as library, pytest.raises(EmbeddingProblem):
        add_whole(library, an_article("ferry", FERRY))
    place.embeddings.broken = False

    with place.open() as library:
        left = library.work_off(math.inf)

    assert (left.waiting, left.unseen) == (0, 0)
    assert len(place.embeddings.texts) == 1


def test_no_time_means_nothing_embedded_and_all_of_it_left(place: Place) -> None:
    with place.open() as library:
        add(library, an_article("ferry", FERRY))

        left = library.work_off(0)

    assert left.waiting == 1
    assert place.embeddings.texts == []


def test_a_passage_whose_vector_is_still_to_come_loses_no_rank(place: Place) -> None:
    weaker = an_article("weaker", "A ferry was sold, they say, somewhere beyond the harbour of another town.")
    with place.open() as library:
        add_whole(library, weaker, *(an_article(f"other {at}", text) for at, text in enumerate(OTHERS)))
        add(library, an_article("ferry", FERRY))

        early = found_ids(library, SOLD)
        library.work_off(math.inf)

        assert early[:2] == found_ids(library, SOLD)[:2] == ["ferry", "weaker"]


def test_a_language_that_the_model_does_not_know_gets_no_vector(place: Place) -> None:
    with place.open() as library:
        add_whole(library, an_article("lanterns", LANTERNS, language="ko"), an_article("ferry", FERRY))

        assert library.database.counts().items() >= {"passages": 2, "vectors": 1, "waiting": 0}.items()
        assert found_ids(library, "등불 축제에는 몇 명이 다녀갔나요?") == ["lanterns"]


def test_changing_one_sentence_embeds_only_the_passage_it_is_in(place: Place) -> None:
    with place.open() as library:
        add_whole(library, LONG)
        passages = len(place.embeddings.texts)
        add_whole(library, replace(LONG, text=LONG.text.replace(SENTENCES[-1], "The keeper rests.")))

        assert passages > 3
        assert len(place.embeddings.texts) == passages + 1
        assert library.database.counts()["vectors"] == passages
        assert found_ids(library, "Who rests?") == ["long"]


def test_new_metadata_makes_a_version_without_a_new_embedding(place: Place) -> None:
    with place.open() as library:
        add_whole(library, LONG)
        passages = len(place.embeddings.texts)

        add_whole(library, replace(LONG, publisher="Gull Rock Gazette", url="https://gazette.example/wrecks"))

        stored = library.database.article("long")
        assert stored
        assert (stored.version, stored.article.publisher) == (2, "Gull Rock Gazette")
        assert len(place.embeddings.texts) == passages


def test_a_new_title_is_embedded_as_it_is_a_part_of_every_passage(place: Place) -> None:
    with place.open() as library:
        add_whole(library, LONG)
        passages = len(place.embeddings.texts)

        add_whole(library, replace(LONG, title="The book of wrecks"))

    assert len(place.embeddings.texts) == 2 * passages
    assert place.embeddings.texts[-1].startswith("The book of wrecks\n")


def test_adding_the_same_again_changes_nothing(place: Place) -> None:
    with place.open() as library:
        add_whole(library, LONG)
        before = library.database.article("long"), library.database.counts()

        report = add_whole(library, LONG)

        assert report.counts() == {"added": 0, "changed": 0, "unchanged": 1, "refused": 0}
        assert (library.database.article("long"), library.database.counts()) == before


def test_copies_are_known_and_each_names_the_first(place: Place) -> None:
    folded = an_article("reprint", FERRY.upper().replace(". ", ".\n"))
    with place.open() as library:
        add(library, an_article("ferry", FERRY), an_article("bridge", BRIDGE))

        report = add(library, folded)

        assert [entry.copy_of for entry in report.entries] == ["ferry"]
        copies = {one.article.id: one.copy_of for one in library.database.articles()}
        assert copies == {"ferry": None, "bridge": None, "reprint": "ferry"}


def test_a_removed_article_leaves_no_vector_and_no_hit(place: Place) -> None:
    with place.open() as library:
        add_whole(library, an_article("ferry", FERRY), an_article("bridge", BRIDGE))

        assert library.database.remove("ferry", NOW)
        library.work_off(60)

        assert found_ids(library, SOLD) == ["bridge"]  # by its vector; no word of the question is in it
        assert library.database.counts().items() >= {"articles": 1, "vectors": 1, "outbox": 0}.items()
        assert not library.database.remove("ferry", NOW)


def test_old_versions_stay_readable(place: Place) -> None:
    versions = [an_article("ferry", FERRY.replace("4,200", price)) for price in ("1", "2", "3")]
    with place.open() as library:
        for version in versions:
            add(library, version)

        stored = [library.database.article("ferry", number) for number in (1, 2, 3)]

        assert [one and one.article for one in stored] == versions
        assert [one and one.newest for one in stored] == [3, 3, 3]
        assert library.database.article("ferry", 4) is None


def test_passages_are_derived_again_after_a_change_of_the_splitter(place: Place) -> None:
    with place.open() as library:
        add_whole(library, LONG, an_article("ferry", FERRY))
        embedded, before = len(place.embeddings.texts), library.database.counts()
        library.database.set_meta("splitter", "0")
    in_sqlite(place, "UPDATE full_text SET body = 'made otherwise'")

    with place.open() as library:
        assert found_ids(library, "Who bought it at an auction in Tollmere?")[0] == "ferry"
        library.work_off(60)
        assert library.database.counts() == before

    assert len(place.embeddings.texts) == embedded


def test_passages_that_a_new_splitter_cuts_otherwise_are_embedded_again(place: Place) -> None:
    with place.open() as library:
        add_whole(library, LONG)
        before, embedded = library.database.counts(), len(place.embeddings.texts)
        library.database.set_meta("splitter", "0")
    in_sqlite(place, "UPDATE passages SET key = 'otherwise' WHERE number = 2")

    with place.open() as library:
        library.work_off(60)
        assert library.database.counts() == before

    assert len(place.embeddings.texts) == embedded + 1


@pytest.mark.parametrize(
    "newer",
    ["PRAGMA user_version = 99", "UPDATE meta SET value = '99' WHERE key = 'splitter'"],
    ids=["schema", "splitter"],
)
def test_a_library_of_a_newer_footnote_is_refused_and_left_alone(place: Place, newer: str) -> None:
    DataFolder(place.path).open("default").close()
    in_sqlite(place, newer)
    before = DataFolder(place.path).file_of("default").read_bytes()

    with pytest.raises(LibraryProblem, match="newer Footnote"):
        DataFolder(place.path).open("default")

    assert DataFolder(place.path).file_of("default").read_bytes() == before


def test_a_library_of_the_first_schema_is_brought_up_to_date(place: Place) -> None:
    with place.open() as library:
        add_whole(library, an_article("ferry", FERRY), an_article("lanterns", LANTERNS, language="ko"))
        before = library.database.counts()
    in_sqlite(
        place,
        """DROP INDEX versions_as_listed; DROP TABLE coming_vectors; DROP TABLE spellings; DROP TABLE quick_vectors;
        ALTER TABLE articles DROP COLUMN sentences; DELETE FROM meta WHERE key = 'splitter';
        DELETE FROM meta WHERE key IN ('languages', 'dimensions', 'chroma', 'stamp', 'heard', 'quick');
        PRAGMA user_version = 1""",
    )

    with place.open() as library:
        assert found_ids(library, SOLD)[0] == "ferry"
        add_whole(library, an_article("bridge", BRIDGE))
        assert library.database.counts() == before | {"articles": 3, "passages": 3, "vectors": 2}
        assert library.database.meta("dimensions") == "64"


def test_a_library_from_before_spellings_were_noted_gets_them(place: Place) -> None:
    with place.open() as library:
        add_whole(library, an_article("ferry", FERRY), an_article("bridge", BRIDGE))
    in_sqlite(
        place,
        """DROP INDEX versions_as_listed; DROP TABLE spellings; DROP TABLE quick_vectors;
        DELETE FROM meta WHERE key = 'heard';
        ALTER TABLE articles DROP COLUMN sentences; DELETE FROM meta WHERE key = 'splitter'; PRAGMA user_version = 2""",
    )

    with place.open() as library:
        assert library.is_behind()
        library.work_off(60)

        assert not library.is_behind()
        assert found_ids(library, "Which captian bought it?")[0] == "ferry"


def test_another_embedding_model_than_the_library_s_is_refused(place: Place) -> None:
    with place.open() as library:
        add_whole(library, an_article("ferry", FERRY))
        library.database.set_meta("embedding", "another")

    with pytest.raises(LibraryProblem, match="was made with the embedding model 'another'"):
        DataFolder(place.path).open("default", "wordllama")
    with pytest.raises(EmbeddingProblem, match="There is no embedding model 'another'"):
        DataFolder(place.path).open("default")


def test_an_unset_embedding_means_the_model_the_library_was_made_with(place: Place) -> None:
    DataFolder(place.path).open("default", "wordllama").close()

    library = DataFolder(place.path).open("default")

    assert library.embedding.name == "wordllama"
    library.close()


def test_what_another_process_adds_is_answered_here_and_taken_into_our_chroma(tmp_path: Path) -> None:
    place, beside = Place(tmp_path / "data", embedding_model("wordllama")), Footnote(tmp_path / "data")
    source = jsonl(tmp_path / "a.jsonl", {"id": "ferry", "text": FERRY}, {"id": "bridge", "text": BRIDGE})
    with place.open() as owner:
        assert owner.owns_chroma

        added = beside.process("add", source)
        asked = beside.process("ask", SOLD, "--json")

        assert (added.status, asked.status) == (0, 0), added.err + asked.err
        assert asked.rows[0]["citations"][0]["article_id"] == "ferry"
        assert owner.left().unseen == 2
        assert found_ids(owner, SOLD)[0] == "ferry"
        assert owner.left().unseen == 0


@pytest.mark.parametrize("name", ["", "default", "../default", "기사", "a\nb", "x" * 10_000])
def test_each_name_has_a_file_of_its_own_inside_the_folder(tmp_path: Path, name: str) -> None:
    folder = DataFolder(tmp_path / "data")

    path = folder.file_of(name)

    assert path.parent == tmp_path / "data" / "libraries"
    assert path != folder.file_of(f"{name} ")


def two_libraries(place: Place, act: Callable[[Library, Library], None]) -> None:
    with place.open() as one, place.open() as other:
        act(one, other)


def test_two_writers_of_one_library_lose_nothing(place: Place) -> None:
    def act(one: Library, other: Library) -> None:
        for number in range(20):
            add(one, an_article(f"one {number}", f"{OTHERS[number % 5]} {number}"))
            add_whole(other, an_article(f"other {number}", f"{OTHERS[number % 5]} {number + 100}"))
        one.work_off(60)
        assert one.database.counts() == {"articles": 40, "passages": 40, "vectors": 40, "waiting": 0, "outbox": 0}

    two_libraries(place, act)


def test_a_text_that_repeats_itself_is_kept_whole(place: Place) -> None:
    article = Article("same", "The bell rang twice in the night. " * 200, language="en")
    with place.open() as library:
        add_whole(library, article)

        counts = library.database.counts()
        assert counts["passages"] == counts["vectors"] > 3
        assert found_ids(library, "When did the bell ring?") == ["same"]


def test_whether_vectors_are_to_be_made_or_indexed_is_told_without_opening_the_library(place: Place) -> None:
    folder = DataFolder(place.path)
    assert not folder.is_behind("default")
    assert not folder.file_of("default").exists()

    with place.open() as library:
        add(library, an_article("ferry", FERRY))
        assert library.is_behind()
        assert folder.is_behind("default")
        library.work_off(60)
        assert not library.is_behind()

    assert not folder.is_behind("default")


def test_a_file_that_is_no_library_is_a_problem_also_for_who_only_looks_into_it(place: Place) -> None:
    folder = DataFolder(place.path)
    folder.file_of("default").write_bytes(b"no library " * 100)

    with pytest.raises(LibraryProblem, match="cannot be read"):
        folder.is_behind("default")


def test_libraries_share_one_loaded_embedding_model(place: Place) -> None:
    folder = DataFolder(place.path)
    one, other = folder.open("one"), folder.open("other")

    assert one.embedding is other.embedding
    one.close()
    other.close()


def test_chroma_holds_the_vectors_of_few_libraries_at_a_time_and_finds_all(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "data", most_loaded=2)
    libraries = [folder.open(name) for name in "abcde"]
    for library, text in zip(libraries, OTHERS, strict=True):
        add_whole(library, an_article("only", text))

    for library, text in zip([*libraries, *libraries], [*OTHERS, *OTHERS], strict=True):
        vector = library.embedding.question(text)
        assert library.begin_nearest(vector, 1, EVERYTHING)().keys() == {1}
        assert folder.chroma is not None
        assert len(folder.chroma.used) <= 2

    for library in libraries:
        library.close()
    folder.close()


def test_a_dry_run_of_many_batches_tells_new_changed_and_known_as_writing_would(tmp_path: Path) -> None:
    articles = [an_article(f"{number % 100}", f"{FERRY} {number // 150}") for number in range(300)]
    with Place(tmp_path).open() as library:
        dry = replace(library.ingest, dry_run=True).run(articles, NOW)
        written = library.ingest.run(articles, NOW)

    assert dry.counts() == written.counts()
    assert [(one.kind, one.version) for one in dry.entries] == [(one.kind, one.version) for one in written.entries]


def test_a_library_that_is_deleted_leaves_nothing_and_the_others_stay(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "data")
    for name, text in (("gone", FERRY), ("stays", BRIDGE)):
        library = folder.open(name)
        add_whole(library, an_article("only", text))
        library.close()

    folder.delete("gone")
    folder.delete("never was")

    assert [path.name for path in (folder.path / "libraries").iterdir()] == [folder.file_of("stays").name]
    folder.close()
    client = chromadb.PersistentClient(folder.chroma_path)
    assert [one.count() for one in client.list_collections()] == [1]
    close(client)
    begun_anew = folder.open("gone")
    assert begun_anew.database.count_articles() == 0
    begun_anew.close()


def test_a_library_whose_vectors_another_process_owns_is_not_deleted(tmp_path: Path) -> None:
    ours, theirs = DataFolder(tmp_path / "data"), DataFolder(tmp_path / "data")
    library = ours.open("default")
    add_whole(library, an_article("ferry", FERRY))
    library.close()

    with pytest.raises(VectorsProblem, match="Another process owns Chroma"):
        theirs.delete("default")

    assert theirs.file_of("default").exists()
    ours.close()
    theirs.close()


def test_growth_tells_that_articles_came_and_that_their_vectors_are_made(place: Place) -> None:
    with place.open() as library:
        seen = [library.database.growth()]
        add(library, an_article("ferry", FERRY))
        seen.append(library.database.growth())
        library.work_off(math.inf)
        seen.append(library.database.growth())
        library.database.remove("ferry", NOW)
        library.work_off(math.inf)
        seen.append(library.database.growth())

    assert seen[0] < seen[1] < seen[2] == seen[3]


def test_the_size_of_a_library_counts_what_sqlite_keeps_beside_its_file(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    library = folder.open("default")
    add(library, an_article("ferry", FERRY))

    beside = sum(path.stat().st_size for path in (tmp_path / "libraries").iterdir())
    assert folder.size_of("default") == beside > folder.file_of("default").stat().st_size
    assert folder.size_of("another") == 0
    library.close()
