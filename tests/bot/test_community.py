"""A library called from an event loop: whatever takes long keeps no question waiting."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

import pytest

from bot.answering.model import Answer
from bot.app import App
from bot.community import BATCH, Community
from bot.settings import Settings
from bot.undoing import Step, steps_of
from index.embed import EVERY, EmbeddingModel
from index.errors import EmbeddingProblem
from index.library import DataFolder
from index.query import Query
from tests.library import BRIDGE, FERRY, CountingEmbeddings, an_article

pytestmark = pytest.mark.asyncio
SOLD = "How much was the harbour ferry sold for?"


class Slow(CountingEmbeddings):
    """Takes its time, for passages and for questions."""

    def __init__(self) -> None:
        super().__init__()
        self.passage_seconds = self.question_seconds = 0.0

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        time.sleep(self.passage_seconds)
        return super().embed_documents(texts)

    def embed_query(self, text: str) -> list[float]:
        time.sleep(self.question_seconds)
        return super().embed_query(text)


@dataclass(frozen=True)
class SlowApp(App):
    """An app whose embedding model is slow."""

    embeddings: Slow

    @cached_property
    def folder(self) -> DataFolder:
        model = EmbeddingModel("wordllama", EVERY, 0.3, lambda: self.embeddings, batch=2, remote=True, patience=0.3)
        return DataFolder(self.settings.data_dir, models=lambda _: model)


@pytest.fixture
def slow() -> Slow:
    return Slow()


@pytest.fixture
def community(tmp_path: Path, slow: Slow) -> Community:
    return Community(SlowApp(Settings(data_dir=tmp_path / "data"), slow), "1")


async def add(community: Community) -> None:
    async def told(_: int) -> None:
        pass

    await community.add([an_article("ferry", FERRY), an_article("bridge", BRIDGE)], told)


async def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    await work()  # type: ignore[misc]
    return time.perf_counter() - began


async def ask(community: Community) -> None:
    answer = await community.ask(Query(SOLD, datetime.now(UTC)))
    assert isinstance(answer, Answer)
    assert answer.citations[0].article.id == "ferry"


async def test_a_question_does_not_wait_while_passages_are_embedded(community: Community, slow: Slow) -> None:
    await add(community)
    slow.passage_seconds = 2.0
    embedding = asyncio.create_task(community.work_off(0.25))
    await asyncio.sleep(0.1)

    assert await timed(lambda: ask(community)) < 1.0

    assert not embedding.done()
    assert (await embedding).steps == 0


async def test_a_question_does_not_wait_for_a_model_that_hangs_nor_keeps_others_waiting(
    community: Community, slow: Slow
) -> None:
    await add(community)
    await community.work_off(0.25)
    slow.question_seconds = 3.0
    asking = asyncio.create_task(ask(community))
    await asyncio.sleep(0.05)

    assert await timed(community.count) < 0.25  # other work goes on while the question waits for its vector
    await asyncio.wait_for(asking, 1.5)


async def test_a_model_that_fails_leaves_the_queue_as_it_is(community: Community, slow: Slow) -> None:
    await add(community)
    slow.broken = True

    with pytest.raises(EmbeddingProblem, match="the model is away"):
        await community.work_off(0.25)

    assert (await community.left()).waiting == 2
    slow.broken = False
    assert (await community.work_off(0.25)).steps == 0


async def test_what_was_added_by_hundreds_is_undone_in_batches_between_which_others_come(community: Community) -> None:
    async def told(_: int) -> None:
        pass

    report = await community.add([an_article(f"a{n}", f"{FERRY} {n}") for n in range(3 * BATCH)], told)
    community.stirred = False
    undoing = asyncio.create_task(community.undo(steps_of(report.entries)))
    await asyncio.sleep(0)

    between = await community.count()

    assert 0 < between < 3 * BATCH
    assert len([one for one in await undoing if not one.left]) == 3 * BATCH
    assert await community.count() == 0
    assert community.stirred


async def test_what_is_undone_leaves_the_articles_that_others_have_touched(community: Community) -> None:
    await add(community)

    undone = await community.undo([Step("ferry", 1, 0), Step("bridge", 1, 0), Step("unknown", 1, 0)], {"bridge"})

    assert [(one.article.id, one.left) for one in undone] == [("ferry", False), ("bridge", True), ("unknown", True)]
    assert await community.count() == 1


async def test_how_far_a_library_has_grown_is_told_without_opening_it(tmp_path: Path) -> None:
    library = App(Settings(data_dir=tmp_path)).library("one", exact=True)
    library.ingest.run([an_article("ferry", FERRY)], datetime.now(UTC))
    grown = library.database.growth()
    library.close()
    app = App(Settings(data_dir=tmp_path))

    assert await Community(app, "one").growth() == grown
    assert await Community(app, "none").growth() == 0
    assert app.libraries.get("one") is None
    assert not app.folder.file_of("none").exists()
