"""The vectors of a quick model beside those of a slow one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from index.embed import EVERY, QUICK, EmbeddingModel, embedding_model
from index.library import DataFolder, Library
from index.query import Query
from index.rebuild import rebuild
from index.retrieve import search
from tests.library import BRIDGE, FERRY, LANTERNS, OTHERS, CountingEmbeddings, a_model, add, an_article

NOW = datetime(2026, 11, 24, tzinfo=UTC)


def models(name: str) -> EmbeddingModel:
    slow = replace(a_model(CountingEmbeddings(), "slow"), languages=EVERY, quick=QUICK, batch=2)
    return {"slow": slow, "other": replace(slow, name="other", quick="")}.get(name) or embedding_model(name)


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path, models=models)


@pytest.fixture
def library(folder: DataFolder) -> Iterator[Library]:
    opened = folder.open("default", "slow")
    yield opened
    opened.close()


def quick_vectors(library: Library) -> int:
    return int(library.database._rows("SELECT count(*) FROM quick_vectors")[0][0])


def embed_once(library: Library) -> str:
    """One batch; the name of the model that made it."""
    model, waiting = library.to_embed()
    library.keep(model, waiting, model.passages([words for _, words in waiting]))
    return model.name


def test_the_quick_model_comes_first(library: Library) -> None:
    add(library, an_article("ferry", FERRY), an_article("bridge", BRIDGE))

    assert [embed_once(library), embed_once(library)] == [QUICK, "slow"]
    assert library.to_embed()[1] == []


def test_it_sees_only_the_languages_it_knows_and_each_passage_once(library: Library) -> None:
    add(library, an_article("lanterns", LANTERNS, language="ko"), an_article("ferry", FERRY))
    library.work_off(60)
    assert quick_vectors(library) == 1

    add(library, an_article("more", LANTERNS + LANTERNS, language="ko"))

    assert library.is_behind()
    assert embed_once(library) == "slow"
    assert not library.database.waiting_for_quick(10, "en")


def test_what_it_made_goes_with_the_article(library: Library) -> None:
    add(library, an_article("ferry", FERRY), an_article("bridge", BRIDGE))
    library.work_off(60)

    library.database.remove("ferry", NOW)

    assert quick_vectors(library) == 1
    assert library.database.strays()["quick vectors"] == 0


def test_a_passage_whose_slow_vector_is_still_to_come_is_found_by_its_quick_one(library: Library) -> None:
    add(library, *(an_article(str(number), text) for number, text in enumerate([*OTHERS, FERRY, BRIDGE])))
    embed_once(library)

    hits = search(library, Query("Which boat of the harbour was auctioned?", NOW)).hits

    assert hits[0].passage.article.text == FERRY
    assert hits[0].similarity is None


def test_a_library_of_another_model_gets_quick_vectors_once_it_is_rebuilt_for_a_slow_one(folder: DataFolder) -> None:
    library = folder.open("second", "other")
    add(library, an_article("ferry", FERRY))
    library.work_off(60)
    assert quick_vectors(library) == 0

    rebuild(folder, library, "slow", lambda *_: None)

    assert quick_vectors(library) == 1
    rebuild(folder, library, "other", lambda *_: None)
    assert quick_vectors(library) == 0
    library.close()
