"""A damaged file of a large Chroma index: Chroma may end the process on it, but never the next one."""

from __future__ import annotations

import shutil
from pathlib import Path

import chromadb
import pytest

from tests.end_to_end.commands import Footnote, jsonl, quick_data
from tests.library import Place, close

QUESTION = '{"question": "Where does Word4321 stand?"}\n'
ARTICLES = 6000
"""Enough for Chroma to write its index to files of its own."""


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large")
    rows = [{"id": f"{at}", "text": f"Word{at} stands beside a harbour.", "language": "en"} for at in range(ARTICLES)]
    assert Footnote(quick_data(folder / "data")).process("add", jsonl(folder / "large.jsonl", *rows)).status == 0
    return folder / "data"


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["data_level0.bin", "header.bin", "length.bin", "link_lists.bin", "index_metadata.pickle"]
)
@pytest.mark.parametrize("share", [0, 2], ids=["emptied", "halved"])
def test_a_damaged_file_is_mended_by_the_next_start(tmp_path: Path, large: Path, name: str, share: int) -> None:
    footnote = Footnote(tmp_path / "data")
    shutil.copytree(large, footnote.data)
    [path] = (footnote.data / "chroma").rglob(name)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // share if share else 0])

    first, second = (footnote.process("ask", "--jsonl", stdin=QUESTION) for _ in range(2))
    footnote.process("ask", "Where does Word4321 stand?")

    assert first.status in (0, -11)
    assert second.status == 0
    assert second.rows[0]["articles"][0]["article_id"] == "4321"
    assert _in_chroma(Place(footnote.data)) == ARTICLES


def _in_chroma(place: Place) -> int:
    with place.open() as library:
        library.catch_up(60)
    client = chromadb.PersistentClient(place.chroma)
    try:
        return sum(collection.count() for collection in client.list_collections())
    finally:
        close(client)
