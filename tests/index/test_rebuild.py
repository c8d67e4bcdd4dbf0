"""A rebuild: questions are answered all the while, what comes meanwhile is not lost, and half of one goes on."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import pytest

from index.embed import EVERY, EmbeddingModel, embedding_model
from index.errors import EmbeddingProblem, LibraryProblem
from index.ingest import derived
from index.library import Library
from index.owner import OwnerLock
from index.query import EVERYTHING
from index.rebuild import rebuild
from tests.end_to_end.commands import Footnote, jsonl
from tests.library import (
    BAKERY,
    BRIDGE,
    FERRY,
    LANTERNS,
    NOW,
    OTHERS,
    CountingEmbeddings,
    Place,
    add,
    add_whole,
    an_article,
    found_ids,
    search,
)

TEXTS = [FERRY, BRIDGE, BAKERY, *OTHERS]
SOLD = "How much was the harbour ferry sold for?"


class Wider(CountingEmbeddings):
    """Another model, whose vectors are twice as long; `meanwhile` happens while it embeds."""

    def __init__(self) -> None:
        super().__init__()
        self.meanwhile: Callable[[], None] = lambda: None

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.meanwhile()
        return [[*vector, *vector] for vector in super().embed_documents(texts)]

    def embed_query(self, text: str) -> list[float]:
        vector = super().embed_query(text)
        return [*vector, *vector]


@pytest.fixture
def wider() -> Wider:
    return Wider()


@pytest.fixture
def place(tmp_path: Path, wider: Wider) -> Place:
    place = Place(tmp_path / "data")
    place.knows(EmbeddingModel("wider", EVERY, 0.3, lambda: wider, batch=3))
    with place.open() as library:
        add_whole(library, *(an_article(f"article {number}", text) for number, text in enumerate(TEXTS)))
        add(library, an_article("lanterns", LANTERNS, language="ko"))
    return place


def rebuilt(place: Place, embedding: str = "") -> None:
    with place.open() as library:
        rebuild(place.opened, library, embedding, lambda *_: None)


def is_whole(library: Library, vectors: int) -> bool:
    """Whether every passage has its vector, in SQLite and in Chroma, and Chroma finds each."""
    counts, left = library.database.counts(), library.left()
    numbers, stored = library.database.vectors()
    found = all(
        int(number) in library.begin_nearest(one, 3, EVERYTHING)() for number, one in zip(numbers, stored, strict=True)
    )
    in_chroma = library._chroma is not None and len(library._chroma.keys())
    return found and (counts["vectors"], left.steps, in_chroma) == (vectors, 0, vectors)


def test_a_library_changes_to_another_embedding_model(place: Place, wider: Wider) -> None:
    rebuilt(place, "wider")

    with place.open() as library:
        assert library.embedding.name == "wider"
        assert found_ids(library, SOLD)[0] == "article 0"
        assert is_whole(library, len(TEXTS) + 1)  # the wider model knows Korean too
    assert len(wider.texts) == len(TEXTS) + 1


def test_without_a_model_nothing_is_embedded_again(place: Place) -> None:
    before = list(place.embeddings.texts)

    rebuilt(place)

    assert place.embeddings.texts == before
    with place.open() as library:
        assert library.embedding.name == "counting"
        assert is_whole(library, len(TEXTS))


def test_the_same_model_by_name_embeds_everything_again(place: Place) -> None:
    rebuilt(place, "counting")

    assert len(place.embeddings.texts) == 2 * len(TEXTS)


def test_questions_are_answered_by_the_old_model_until_the_new_one_is_complete(place: Place, wider: Wider) -> None:
    with place.open() as reader:
        used: list[str] = []

        def ask() -> None:
            used.append(reader.embedding.name)
            assert found_ids(reader, SOLD)[0] == "article 0"

        wider.meanwhile = ask
        ask()
        place_of_the_lock(place, reader)
        rebuilt(place, "wider")
        ask()

    assert used == ["counting"] * (len(used) - 1) + ["wider"]
    assert len(used) == 5


def place_of_the_lock(place: Place, reader: Library) -> None:
    """Let go of Chroma, as a process does that ended; the library stays open and compares exactly."""
    reader._folder.close()


def test_what_is_added_changed_and_removed_meanwhile_is_right_afterwards(place: Place, wider: Wider) -> None:
    def change() -> None:
        wider.meanwhile = lambda: None
        with place.open() as beside:
            add_whole(beside, an_article("new", "The lighthouse keeper of Gull Rock retired after forty years."))
            add_whole(beside, an_article("article 1", "The Cutler Bridge was blown up on purpose."))
            beside.database.remove("article 0", NOW)

    wider.meanwhile = change
    rebuilt(place, "wider")

    with place.open() as library:
        library.work_off(math.inf)
        assert is_whole(library, len(TEXTS) + 1)
        assert found_ids(library, "Who retired from the lighthouse of Gull Rock?")[0] == "new"
        assert found_ids(library, "What was blown up?")[0] == "article 1"
        assert "article 0" not in found_ids(library, SOLD)


def test_a_model_that_fails_half_way_changes_nothing_and_goes_on_next_time(place: Place, wider: Wider) -> None:
    calls: list[int] = []

    def fail() -> None:
        calls.append(1)
        if len(calls) == 2:
            raise ConnectionError("the model is away")

    wider.meanwhile = fail
    with pytest.raises(EmbeddingProblem, match="the model is away"):
        rebuilt(place, "wider")
    with place.open() as library:
        assert library.embedding.name == "counting"
        assert is_whole(library, len(TEXTS))

    rebuilt(place, "wider")

    assert len(wider.texts) == len(TEXTS) + 1
    with place.open() as library:
        assert is_whole(library, len(TEXTS) + 1)


def test_a_model_there_is_not_forgets_nothing_that_another_has_made(place: Place, wider: Wider) -> None:
    def stop() -> None:
        if wider.texts:
            raise KeyboardInterrupt

    wider.meanwhile = stop
    with pytest.raises(KeyboardInterrupt):
        rebuilt(place, "wider")
    broken = CountingEmbeddings()
    broken.broken = True
    place.knows(EmbeddingModel("broken", EVERY, 0.3, lambda: broken))

    with pytest.raises(EmbeddingProblem):
        rebuilt(place, "broken")

    with place.open() as library:
        assert library.database.meta("coming") == "wider"
        assert library.database.count_vectors(coming=True) == 3


def test_an_article_that_changes_while_passages_are_made_anew_keeps_its_new_ones(place: Place) -> None:
    with place.open() as library, place.open() as beside:
        stale = library.database.articles_after(0, 1)
        add_whole(beside, an_article("article 0", "A new beginning. " + FERRY))

        library.database.rewrite((one, derived(one.article)) for one in stale)

        [hit, *_] = search(library, SOLD).hits
        assert hit.passage.text == "A new beginning. " + FERRY


def test_dropped_collections_leave_nothing_on_the_disk(place: Place) -> None:
    for _ in range(3):
        rebuilt(place)

    folders = [one for one in place.chroma.iterdir() if one.is_dir()]
    assert len(folders) <= 1


def test_half_of_one_rebuild_is_forgotten_by_another(place: Place, wider: Wider) -> None:
    def stop() -> None:
        if wider.texts:
            raise KeyboardInterrupt

    wider.meanwhile = stop
    with pytest.raises(KeyboardInterrupt):
        rebuilt(place, "wider")

    rebuilt(place)

    with place.open() as library:
        assert library.database.count_vectors(coming=True) == 0
        assert not library.database.meta("coming")
        assert is_whole(library, len(TEXTS))


def test_to_no_vectors_at_all_and_back(place: Place) -> None:
    place.knows(embedding_model("none"))

    rebuilt(place, "none")
    with place.open() as library:
        assert library.database.counts()["vectors"] == library.left().steps == 0
        assert found_ids(library, SOLD)[0] == "article 0"
        add(library, an_article("new", "The lighthouse keeper of Gull Rock retired after forty years."))
        assert library.left().steps == 0
    rebuilt(place, "counting")

    with place.open() as library:
        assert is_whole(library, len(TEXTS) + 1)


def test_a_library_whose_model_is_not_there_any_more_can_be_rebuilt(tmp_path: Path) -> None:
    footnote = Footnote(tmp_path / "data")
    with Place(footnote.data, embedding_model("wordllama")).open() as library:
        add_whole(library, an_article("ferry", FERRY), an_article("bridge", BRIDGE))
        library.database.set_meta("embedding", "word2vec")

    assert "There is no embedding model 'word2vec'" in footnote("ask", SOLD).err
    done = footnote("rebuild", "--embedding", "wordllama")

    assert done.status == 0, done.err
    assert "2 articles, 2 passages, 2 vectors of wordllama" in done.out
    assert footnote("ask", SOLD).status == 0


def test_while_another_process_owns_chroma_a_rebuild_is_refused_with_the_way_out(place: Place) -> None:
    lock = OwnerLock(place.path)
    assert lock.take()

    with pytest.raises(LibraryProblem, match=r"process \d+ .* Stop that"):
        rebuilt(place, "wider")

    lock.release()
    with place.open() as library:
        assert library.embedding.name == "counting"


def test_the_setting_that_names_the_old_model_is_told(tmp_path: Path) -> None:
    footnote = Footnote(tmp_path / "data")
    with Place(footnote.data, embedding_model("wordllama")).open() as library:
        add_whole(library, an_article("ferry", FERRY))
    (footnote.data / "footnote.toml").write_text('embedding = "wordllama"\n')

    done = footnote("rebuild", "--embedding", "none")

    assert done.status == 0, done.err
    assert "The setting EMBEDDING is still 'wordllama': make it 'none', or unset it." in done.err
    (footnote.data / "footnote.toml").unlink()
    assert footnote("ask", SOLD).status == 0


def test_questions_go_on_in_other_processes_while_a_library_is_rebuilt(tmp_path: Path) -> None:
    footnote = Footnote(tmp_path / "data")
    rows = ({"id": f"{number}", "text": f"{OTHERS[number % 5]} {number}."} for number in range(5))
    source = jsonl(tmp_path / "a.jsonl", {"id": "ferry", "text": FERRY}, *rows)
    assert footnote.process("add", source).status == 0

    rebuilding = footnote.begin("rebuild", "--embedding", "e5")
    answers = [footnote("ask", SOLD, "--json")]
    while rebuilding.poll() is None:
        answers.append(footnote("ask", SOLD, "--json"))
    out, err = rebuilding.communicate()

    assert rebuilding.returncode == 0, err
    assert "6 vectors of e5" in out
    assert {one.rows[0]["citations"][0]["article_id"] for one in answers} == {"ferry"}
    assert len(answers) > 2
