"""A library as a LangChain retriever, and the README's example of it."""

from __future__ import annotations

import asyncio
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from langchain_core.runnables import RunnableLambda

from index.errors import LibraryProblem
from index.retriever import FootnoteRetriever
from tests.end_to_end.commands import ROOT, Footnote, jsonl
from tests.library import BRIDGE, FERRY, LANTERNS

SOLD = "How much was the harbour ferry sold for?"
ROWS = [
    {
        "id": "ferry",
        "text": FERRY,
        "title": "Ferry",
        "published": "2026-03-01",
        "source": "Gazette",
        "url": "https://g.example/f",
    },
    {"id": "bridge", "text": BRIDGE, "title": "Bridge", "published": "2026-09-01T10:00:00+09:00"},
    {"id": "lanterns", "text": LANTERNS, "language": "ko"},
]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    footnote = Footnote(folder / "data")
    assert footnote("add", jsonl(folder / "a.jsonl", *ROWS)).status == 0
    return footnote.data


def test_documents_carry_what_a_citation_needs(data: Path) -> None:
    [first, *_] = FootnoteRetriever(data=data).invoke(SOLD)

    assert first.page_content == FERRY
    assert first.metadata.pop("score") > 0.5
    assert first.metadata == {
        "article_id": "ferry",
        "version": 1,
        "url": "https://g.example/f",
        "title": "Ferry",
        "publisher": "Gazette",
        "published": "2026-03-01",
        "start": 0,
        "end": len(FERRY),
    }


def test_each_document_is_the_slice_of_its_article_that_it_says(data: Path) -> None:
    texts = {str(row["id"]): str(row["text"]) for row in ROWS}

    for document in FootnoteRetriever(data=data, k=20).invoke("등불 축제 ferry bridge"):
        about = document.metadata
        assert texts[about["article_id"]][about["start"] : about["end"]] == document.page_content


def test_k_and_the_filters_narrow_the_choice(data: Path) -> None:
    def ids(**options: object) -> list[str]:
        retriever = FootnoteRetriever(data=data, **options)  # type: ignore[arg-type]
        return [one.metadata["article_id"] for one in retriever.invoke("ferry bridge 축제")]

    assert len(ids(k=1)) == 1
    assert ids(since=datetime(2026, 8, 1, tzinfo=UTC)) == ["bridge"]
    assert ids(publisher="gazette") == ["ferry"]
    assert ids(language="ko") == ["lanterns"]


def test_it_works_in_chains_in_batches_and_in_an_event_loop(data: Path) -> None:
    retriever = FootnoteRetriever(data=data)
    chain = retriever | RunnableLambda(lambda found: found[0].metadata["article_id"])

    assert chain.batch([SOLD, "Why was the bridge closed?"] * 5) == ["ferry", "bridge"] * 5
    assert asyncio.run(chain.ainvoke(SOLD)) == "ferry"


@pytest.mark.parametrize("library", ["default", "nothing"])
def test_a_library_there_is_not_is_told_and_not_made(tmp_path: Path, data: Path, library: str) -> None:
    where = tmp_path / "no" if library == "default" else data

    with pytest.raises(LibraryProblem, match=f"There is no library '{library}'"):
        FootnoteRetriever(data=where, library=library).invoke(SOLD)

    assert not (tmp_path / "no").exists()


def test_the_readme_s_example_runs(data: Path, nowhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    [example] = re.findall(
        r"```python\n(.*?FootnoteRetriever.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL
    )

    exec(example.replace("footnote-data", str(data)), {})

    assert len(example.strip().splitlines()) == 5
    assert "Bridge" in capsys.readouterr().out
