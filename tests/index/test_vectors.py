"""Chroma is derived: whatever happens to it, the answers stay right and it is whole again without a new embedding."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import chromadb
import pytest
from chromadb.api import ClientAPI

from index.database import Database
from index.library import DataFolder, Library
from index.query import EVERYTHING
from tests.library import BAKERY, BRIDGE, FERRY, OTHERS, Place, a_model, add, add_whole, an_article, close, found_ids

TEXTS = [FERRY, BRIDGE, BAKERY, *OTHERS]
SOLD = "How much was the harbour ferry sold for?"
Damage = Callable[[Path], None]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A data directory with eight articles, their vectors in SQLite and in Chroma."""
    place = Place(tmp_path / "data")
    with place.open() as library:
        add_whole(library, *(an_article(f"article {number}", text) for number, text in enumerate(TEXTS)))
    return place


def with_client(chroma: Path, act: Callable[[ClientAPI], int]) -> int:
    """Do something with Chroma behind the library's back."""
    client = chromadb.PersistentClient(chroma)
    try:
        return act(client)
    finally:
        close(client)


def in_chroma(place: Place) -> int:
    """How many vectors Chroma holds in all its collections."""

    def act(client: ClientAPI) -> int:
        collections = client.list_collections()
        assert {one.configuration_json["hnsw"]["space"] for one in collections} == {"cosine"}
        return sum(one.count() for one in collections)

    return with_client(place.chroma, act)


def _delete_folder(chroma: Path) -> None:
    shutil.rmtree(chroma)


def _truncate(chroma: Path) -> None:
    path = chroma / "chroma.sqlite3"
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _empty_file(chroma: Path) -> None:
    (chroma / "chroma.sqlite3").write_bytes(b"")


def _overwrite(chroma: Path) -> None:
    path = chroma / "chroma.sqlite3"
    path.write_bytes(b"rubbish!" * (path.stat().st_size // 8))


def _delete_collection(chroma: Path) -> None:
    def act(client: ClientAPI) -> int:
        client.delete_collection(client.list_collections()[0].name)
        return 0

    with_client(chroma, act)


def _configure_otherwise(chroma: Path) -> None:
    def act(client: ClientAPI) -> int:
        name = client.list_collections()[0].name
        kept = client.get_collection(name).get(include=["embeddings"])
        client.delete_collection(name)
        client.create_collection(name).add(ids=kept["ids"], embeddings=kept["embeddings"])
        return 0

    with_client(chroma, act)


def _delete_some(chroma: Path) -> None:
    def act(client: ClientAPI) -> int:
        [collection] = client.list_collections()
        collection.delete(ids=collection.get(include=[])["ids"][:3])
        return 0

    with_client(chroma, act)


@pytest.mark.parametrize(
    "damage",
    [
        _delete_folder,
        _truncate,
        _empty_file,
        _overwrite,
        _delete_collection,
        _configure_otherwise,
        _delete_some,
    ],
)
def test_damage_to_chroma_is_mended_from_sqlite_and_answers_stay_right(place: Place, damage: Damage) -> None:
    embedded = list(place.embeddings.texts)

    damage(place.chroma)
    with place.open() as library:
        assert found_ids(library, SOLD)[0] == "article 0"
        library.catch_up(60)

    assert in_chroma(place) == len(TEXTS)
    assert place.embeddings.texts == embedded


class Killed(Database):
    """A database whose process dies between Chroma's writing and its own noting of that."""

    def clear_outbox(self, through: int) -> None:
        raise KeyboardInterrupt


def test_a_kill_between_writing_to_chroma_and_noting_it_does_no_harm(place: Place) -> None:
    folder = DataFolder(place.path, models=lambda _: a_model(place.embeddings))
    library = Library(Killed(folder.file_of("default"), "default"), folder)
    library.database.remove("article 1", datetime.now(UTC))
    add(library, an_article("new", "The lighthouse keeper of Gull Rock retired after forty years."))
    with pytest.raises(KeyboardInterrupt):
        library.work_off(60)
    library.close()
    assert folder.chroma
    close(folder.chroma.client())
    folder.lock.release()

    with place.open() as again:
        assert found_ids(again, "Who retired from the lighthouse of Gull Rock?")[0] == "new"
        assert again.left().unseen == 0

    assert in_chroma(place) == len(TEXTS)


def test_a_library_that_lost_its_chroma_embeds_nothing_but_what_is_new(place: Place) -> None:
    _delete_folder(place.chroma)

    with place.open() as library:
        add_whole(library, an_article("new", "The lighthouse keeper of Gull Rock retired after forty years."))

    assert len(place.embeddings.texts) == len(TEXTS) + 1
    assert in_chroma(place) == len(TEXTS) + 1


def test_two_libraries_share_a_data_directory_and_nothing_else(place: Place) -> None:
    with place.open("other") as other:
        add_whole(other, an_article("only", "The other library has one article about a lighthouse."))
        assert found_ids(other, SOLD) == ["only"]
        assert found_ids(other, "Which library has a lighthouse?") == ["only"]

    with place.open() as library:
        assert "only" not in found_ids(library, "Which library has a lighthouse?")
    assert in_chroma(place) == len(TEXTS) + 1


def test_where_chroma_is_another_process_s_vectors_are_compared_exactly(place: Place) -> None:
    question = "What did a captain buy?"
    with place.open() as owner:
        owned = found_ids(owner, question)

        with place.open() as beside:
            assert found_ids(beside, question) == owned
            add_whole(beside, an_article("new", "The captain of the lifeboat did buy a brass bell."))
            assert beside.left().unseen == 1
            assert found_ids(beside, question)[0] == "new"

        assert found_ids(owner, question)[0] == "new"
        assert owner.left().unseen == 0
    assert in_chroma(place) == len(TEXTS) + 1


def test_chroma_finds_what_an_exact_search_finds(place: Place) -> None:
    with place.open() as owner, place.open() as beside:
        for text in TEXTS:
            vector = owner.embedding.question(text)

            approximate, exact = (one.begin_nearest(vector, 5, EVERYTHING)() for one in (owner, beside))

            assert approximate == pytest.approx(exact, abs=1e-4)
