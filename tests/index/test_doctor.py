"""The doctor finds every fault that is planted, says what to do, and finds nothing wrong where nothing is."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import chromadb
import numpy as np
import pytest
from chromadb.api import ClientAPI
from chromadb.api.models.Collection import Collection

from index.doctor import Finding, State, examine
from index.library import DataFolder
from index.owner import OwnerLock
from index.probe import probe
from index.rebuild import rebuild
from tests.library import (
    BAKERY,
    BRIDGE,
    FERRY,
    LANTERNS,
    OTHERS,
    CountingEmbeddings,
    Place,
    a_model,
    add_whole,
    an_article,
    close,
    found_ids,
)


class Elsewhere(CountingEmbeddings):
    """Another model: its vectors point elsewhere."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [vector[::-1] for vector in super().embed_documents(texts)]


TEXTS = [FERRY, BRIDGE, BAKERY, *OTHERS]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    place = Place(tmp_path / "data")
    with place.open() as library:
        articles = (an_article(f"article {number}", text, title="News") for number, text in enumerate(TEXTS))
        add_whole(library, *articles, an_article("lanterns", LANTERNS, language="ko"))
        library.database.remove("article 7", library.database.articles()[0].indexed)
        library.work_off(60)
    return place


def look(place: Place, embedding: str = "") -> list[Finding]:
    """What the doctor finds in the library `default`."""
    folder = place.folder()
    try:
        return list(examine(folder, folder.file_of("default"), "", embedding, probe=probe, patience=0.2))
    finally:
        folder.close()


def faults(place: Place) -> list[str]:
    return [f"{one.check}: {one.said}" for one in look(place) if one.state is State.FAULT]


@contextmanager
def owned(place: Place) -> Iterator[None]:
    """Another process owns Chroma, so that nobody looks into it, which takes seconds."""
    lock = OwnerLock(place.path)
    assert lock.take()
    try:
        yield
    finally:
        lock.release()


def in_sqlite(place: Place, *statements: str) -> None:
    with closing(sqlite3.connect(place.folder().file_of("default"))) as sql, sql:
        for statement in statements:
            sql.execute(statement)


def test_nothing_is_wrong_with_a_library_as_it_should_be(place: Place) -> None:
    found = look(place)

    assert {one.state for one in found} == {State.OK}
    assert found[-1].said == "it holds 7 vectors; 7 of 7 are found"


@pytest.mark.parametrize(
    ("planted", "said"),
    [
        ("DELETE FROM passages WHERE number = 2", "passages are missing in 1 articles (such as 'article 1')"),
        ("DELETE FROM passages WHERE number = 2", "1 vectors belong to no article"),
        ("DELETE FROM passages WHERE number = 2", "1 rows of full text belong to no article"),
        ("DELETE FROM full_text WHERE rowid = 2", "passages are lost to full text in 1 articles"),
        ("UPDATE full_text SET body = 'else' WHERE rowid = 2", "passages are lost to full text in 1 articles"),
        ("DELETE FROM vectors WHERE passage = 2", "passages have no vector and wait for none in 1 articles"),
        ('UPDATE passages SET "start" = 3 WHERE number = 2', "passages have wrong offsets in 1 articles"),
        ('UPDATE passages SET "end" = 9999 WHERE number = 2', "passages have wrong offsets in 1 articles"),
        ("UPDATE articles SET sentences = x'' WHERE number = 2", "sentences have wrong offsets in 1 articles"),
        ("INSERT INTO passages VALUES (99, 'x', 1, 0, 9, 0)", "passages are in no text in 1 articles"),
        ("INSERT INTO passages VALUES (99, 'x', 77, 0, 9, 0)", "1 passages belong to no article"),
        ("UPDATE versions SET text = text || ' Not so.' WHERE article = 2", "1 articles were changed behind"),
        ("UPDATE versions SET title = 'Lies' WHERE article = 2", "1 articles were changed behind"),
        ("DELETE FROM versions WHERE article = 2", "1 articles have lost their newest version (such as 'article 1')"),
        ("UPDATE vectors SET vector = x'0000803f' WHERE passage = 2", "1 vectors are of a wrong size"),
        ("UPDATE vectors SET vector = x'0102030405' WHERE passage = 2", "1 vectors are of a wrong size"),
        ("UPDATE vectors SET vector = 'text' WHERE passage = 2", "1 vectors are of a wrong size"),
        ("UPDATE meta SET value = '100' WHERE key = 'dimensions'", "7 vectors are of a wrong size"),
        ("UPDATE meta SET value = 'abc' WHERE key = 'dimensions'", "it cannot be checked"),
        ("DELETE FROM meta WHERE key = 'languages'", "the fact 'languages'"),
        ("DROP TABLE coming_vectors", "lacks what every library has: coming_vectors"),
        ("DROP INDEX passages_waiting", "lacks what every library has: passages_waiting"),
        (
            "CREATE TRIGGER mine AFTER DELETE ON outbox BEGIN INSERT INTO outbox (key) VALUES (old.key); END",
            "no trigger mine",
        ),
        ("UPDATE vectors SET vector = zeroblob(256) WHERE passage = 2", "1 vectors are of a wrong size or no unit"),
        ("UPDATE meta SET value = 'gone' WHERE key = 'embedding'", "other vectors now than those in the library"),
        ("DELETE FROM full_text_data WHERE id > 10", "the full text does not match its own index"),
        ("UPDATE meta SET value = '99' WHERE key = 'splitter'", "made by a newer Footnote"),
        ("PRAGMA user_version = 99", "made by a newer Footnote"),
    ],
)
def test_what_is_changed_in_the_file_by_hand_is_found(place: Place, planted: str, said: str) -> None:
    in_sqlite(place, planted)
    if "gone" in planted:
        place.knows(a_model(Elsewhere(), "gone"))

    with owned(place):
        assert said in "\n".join(faults(place))


def test_vectors_that_another_model_made_are_found(place: Place) -> None:
    numbers = np.random.default_rng(0).normal(size=64).astype("<f4")
    unit = (numbers / np.linalg.norm(numbers)).tobytes().hex()
    in_sqlite(place, f"UPDATE vectors SET vector = x'{unit}'")

    with owned(place):
        assert "makes other vectors now" in "\n".join(faults(place))


def test_a_setting_that_names_another_embedding_model_is_found(place: Place) -> None:
    with owned(place):
        [found] = [one for one in look(place, embedding="e5") if one.state is State.FAULT]

    assert "EMBEDDING is 'e5', but the library was made with 'counting'" in found.said
    assert found.todo == "unset it, or: footnote rebuild --library default --embedding e5"


def test_an_embedding_model_that_fails_is_found(place: Place) -> None:
    place.embeddings.broken = True

    with owned(place):
        assert "the model is away" in "\n".join(faults(place))


@pytest.mark.parametrize("left", [0, 100, 5000])
def test_a_file_that_was_cut_off_is_found(place: Place, left: int) -> None:
    in_sqlite(place, "PRAGMA wal_checkpoint(TRUNCATE)")
    file = place.folder().file_of("default")
    file.write_bytes(file.read_bytes()[:left])

    with owned(place):
        found = [one for one in look(place) if one.state is State.FAULT]

    assert found
    assert "restore" in found[0].said.lower()


def test_a_rebuild_that_was_left_unfinished_is_told(place: Place) -> None:
    in_sqlite(place, "INSERT OR REPLACE INTO meta VALUES ('coming', 'e5')")

    with owned(place):
        [found] = [one for one in look(place) if "unfinished" in one.said]

    assert found.state is State.NOTE
    assert "--embedding e5" in found.todo


def test_an_owner_that_takes_nothing_in_is_found(place: Place) -> None:
    in_sqlite(place, "INSERT INTO outbox (key, passage) SELECT key, number FROM passages WHERE number < 4")

    with owned(place):
        assert "Chroma: 3 changes wait for Chroma, and process " in "\n".join(faults(place))


# Chroma itself


def _delete_folder(chroma: Path) -> None:
    shutil.rmtree(chroma)


def _truncate(chroma: Path) -> None:
    path = chroma / "chroma.sqlite3"
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _in_collection(act: Callable[[ClientAPI, Collection], object]) -> Callable[[Path], None]:
    def planted(chroma: Path) -> None:
        client = chromadb.PersistentClient(chroma)
        [collection] = client.list_collections()
        act(client, collection)
        close(client)

    return planted


def _configure_otherwise(client: ClientAPI, collection: Collection) -> None:
    kept = collection.get(include=["embeddings"])
    client.delete_collection(collection.name)
    again = client.create_collection(collection.name, metadata=collection.metadata)
    again.add(ids=kept["ids"], embeddings=kept["embeddings"])


def _exchange_vectors(client: ClientAPI, collection: Collection) -> None:
    kept = collection.get(include=["embeddings"])
    assert kept["embeddings"] is not None
    reversed_vectors = np.asarray(kept["embeddings"], np.float32)[::-1] * -1
    collection.update(ids=kept["ids"], embeddings=np.ascontiguousarray(reversed_vectors))


def _roll_vectors(client: ClientAPI, collection: Collection) -> None:
    kept = collection.get(include=["embeddings"])
    collection.update(ids=kept["ids"], embeddings=np.roll(np.asarray(kept["embeddings"], np.float32), 3, axis=0))


@pytest.mark.parametrize(
    ("plant", "said"),
    [
        (_delete_folder, "its folder is missing"),
        (_truncate, "Chroma failed"),
        (_in_collection(lambda client, one: client.delete_collection(one.name)), "does not exist"),
        (_in_collection(_configure_otherwise), "configured otherwise"),
        (_in_collection(lambda _, one: one.modify(metadata={"stamp": "another"})), "belongs to a copy"),
        (_in_collection(lambda _, one: one.delete(ids=one.get()["ids"][:2])), "2 vectors are missing in it"),
        (
            _in_collection(lambda _, one: one.add(ids=["stray"], embeddings=np.ones((1, 64), np.float32))),
            "1 of its vectors belong to nothing",
        ),
        (_in_collection(_exchange_vectors), "7 of its vectors are not those of the library"),
        (_in_collection(_roll_vectors), "7 of its vectors are not those of the library"),
    ],
)
def test_what_is_done_to_chroma_is_found_and_mended_by_a_rebuild(
    place: Place, plant: Callable[[Path], None], said: str
) -> None:
    plant(place.chroma)

    assert said in "\n".join(faults(place))

    mend(place)
    assert faults(place) == []


def mend(place: Place) -> None:
    with place.open() as library:
        rebuild(place.opened, library, "", lambda *_: None)


def test_an_outbox_that_chroma_refuses_is_found_and_mended_by_a_rebuild(place: Place) -> None:
    in_sqlite(
        place,
        "UPDATE vectors SET vector = x'0000803f' WHERE passage = 2",
        "INSERT INTO outbox (key, passage) SELECT key || 'new', number FROM passages WHERE number = 2",
    )

    found = "\n".join(faults(place))

    assert "1 changes wait for Chroma, and it takes none in" in found
    assert "1 vectors are of a wrong size" in found
    mend(place)
    assert faults(place) == []


def test_what_a_rebuild_can_mend_in_the_file_it_mends(place: Place) -> None:
    in_sqlite(
        place,
        "DELETE FROM passages WHERE number = 2",
        "DELETE FROM full_text WHERE rowid = 3",
        "UPDATE full_text SET body = 'else' WHERE rowid = 4",
        "DELETE FROM vectors WHERE passage = 5",
        'UPDATE passages SET "start" = 3 WHERE number = 6',
        "UPDATE vectors SET vector = zeroblob(256) WHERE passage = 7",
        "UPDATE vectors SET vector = x'0000c07f' || zeroblob(252) WHERE passage = 1",
        "INSERT INTO passages VALUES (99, 'x', 77, 0, 9, 0)",
    )

    mend(place)

    assert faults(place) == []
    with place.open() as library:
        assert found_ids(library, "Which bridge did engineers close?")[0] == "article 1"


def test_an_article_that_was_changed_by_hand_is_mended_by_removing_and_adding_it(place: Place) -> None:
    in_sqlite(place, "UPDATE versions SET text = text || ' Not so.' WHERE article = 2")

    with place.open() as library:
        library.database.remove("article 1", library.database.articles()[0].indexed)
        add_whole(library, an_article("article 1", BRIDGE, title="News"))
        stored = library.database.article("article 1")

    assert stored
    assert stored.article.text == BRIDGE
    with owned(place):
        assert faults(place) == []


def test_a_folder_without_libraries_can_be_looked_at(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "data")
    missing = folder.file_of("nothing")

    [found] = examine(folder, missing, "", "")

    assert found.state is State.FAULT
    assert not missing.exists()
