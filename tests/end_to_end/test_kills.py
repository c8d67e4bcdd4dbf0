"""`footnote add` killed at any moment and run again: nothing is lost, nothing is there twice, and it answers."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

import chromadb
import pytest

from index.library import DataFolder
from tests.end_to_end.commands import Footnote, jsonl, plain_environment, quick_data
from tests.library import close

SEED = 20261123
ARTICLES = 300
KILLS = 30
COUNTS = """SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM passages), (SELECT count(*) FROM vectors),
            (SELECT count(*) FROM passages WHERE waiting), (SELECT count(*) FROM outbox)"""
Texts = Mapping[str, str]
Progress = tuple[int, int, int, int, int]
"""Articles, passages, vectors, passages that wait for a vector, changes that Chroma has not seen."""


def texts_of(seed: int) -> dict[str, str]:
    """300 texts of about 300 made-up words each; the name of each article stands in its first sentence only."""
    dice = random.Random(seed)
    syllables = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "el", "or")]
    words = ["".join(dice.choices(syllables, k=dice.randint(1, 3))) for _ in range(3000)]
    texts = {}
    for number in range(ARTICLES):
        lines = (" ".join(dice.choices(words, k=12)).capitalize() + "." for _ in range(25))
        texts[f"article-{number}"] = f"The lighthouse Keel{number:03} was painted in colour {seed}. {' '.join(lines)}"
    return texts


def corpus(path: Path, texts: Texts) -> str:
    return jsonl(path, *({"id": id, "text": text, "language": "en"} for id, text in texts.items()))


def progress(footnote: Footnote) -> Progress:
    """How far a library is, seen from outside; zeros while there is none."""
    path = DataFolder(footnote.data).file_of("default")
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=30)) as sql:
            found: Progress = sql.execute(COUNTS).fetchone()
    except sqlite3.OperationalError:
        return 0, 0, 0, 0, 0
    return found


def add_and_kill(footnote: Footnote, source: str, moment: Callable[[], bool]) -> bool:
    """Start adding and kill it as soon as the moment has come; whether it was still at work then."""
    started = subprocess.Popen(
        footnote.command("add", source), env=plain_environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    while not moment() and started.poll() is None:
        time.sleep(0.002)
    started.kill()
    return started.wait() != 0


def after(seconds: float) -> Callable[[], bool]:
    until = time.monotonic() + seconds
    return lambda: time.monotonic() >= until


def assert_whole(footnote: Footnote, texts: Texts, version: int = 1) -> None:
    """All of the texts, each once, with every vector in SQLite and in Chroma, and a right answer."""
    listed = footnote("articles", "list", "--json", "--text").rows
    articles, passages, vectors, waiting, unseen = progress(footnote)
    client = chromadb.PersistentClient(footnote.data / "chroma")
    in_chroma = [collection.count() for collection in client.list_collections()]
    close(client)

    assert {row["article_id"]: row["text"] for row in listed} == texts
    assert (len(listed), articles) == (len(texts), len(texts))
    assert {row["version"] for row in listed} == {version}
    assert (waiting, unseen) == (0, 0)
    assert in_chroma == [vectors] == [passages]
    answer = footnote.ask("What colour was the lighthouse Keel123 painted in?")
    assert answer["citations"][0]["article_id"] == "article-123"
    assert answer["citations"][0]["quote"] in texts["article-123"]


def whole_run(footnote: Footnote, source: str) -> float:
    """Add without a kill; how many seconds it took."""
    began = time.monotonic()
    done = footnote.process("add", source)
    assert done.status == 0, done.err
    return time.monotonic() - began


MOMENTS: dict[str, Callable[[Progress], bool]] = {
    "while articles come in": lambda seen: seen[0] >= 64,
    "while vectors come in": lambda seen: seen[2] >= 256,
    "while Chroma comes after": lambda seen: seen[1] > 0 and seen[3] == 0 and seen[4] > 0,
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_adding_that_was_killed_is_whole_when_run_again(tmp_path: Path, moment: str) -> None:
    footnote, texts = Footnote(quick_data(tmp_path / "data")), texts_of(1)
    source = corpus(tmp_path / "corpus.jsonl", texts)

    add_and_kill(footnote, source, lambda: MOMENTS[moment](progress(footnote)))
    whole_run(footnote, source)

    assert_whole(footnote, texts)


def test_an_article_is_of_the_old_or_of_the_new_version_after_a_kill(tmp_path: Path) -> None:
    footnote, old, new = Footnote(quick_data(tmp_path / "data")), texts_of(1), texts_of(2)
    whole_run(footnote, corpus(tmp_path / "old.jsonl", old))
    source = corpus(tmp_path / "new.jsonl", new)

    add_and_kill(footnote, source, lambda: progress(footnote)[3] >= 64)
    between = footnote("articles", "list", "--json", "--text").rows
    whole_run(footnote, source)

    assert len(between) == ARTICLES
    assert all(row["text"] == (old, new)[row["version"] - 1][row["article_id"]] for row in between)
    assert {row["version"] for row in between} >= {2}
    assert_whole(footnote, new, version=2)


@pytest.mark.slow
@pytest.mark.parametrize("again", [False, True], ids=["a new corpus", "a changed corpus"])
def test_thirty_kills_at_random_moments_lose_nothing(tmp_path: Path, again: bool) -> None:
    texts, old = texts_of(2), corpus(tmp_path / "old.jsonl", texts_of(1))
    source, dice, working, seen = corpus(tmp_path / "new.jsonl", texts), random.Random(SEED), 0, set[Progress]()
    for number in range(-1, KILLS):
        footnote = Footnote(quick_data(tmp_path / f"data-{number}"))
        if again:
            whole_run(footnote, old)
        if number < 0:
            seconds = whole_run(footnote, source)
            continue
        moment = seconds * (number + dice.random()) / KILLS

        working += add_and_kill(footnote, source, after(moment))
        seen.add(left := progress(footnote))
        print(f"seed {SEED}, kill {number} after {moment:.3f} of {seconds:.3f} s: {left}")
        whole_run(footnote, source)

        assert_whole(footnote, texts, version=2 if again else 1)
    assert working > KILLS / 2
    assert len(seen) > 5
