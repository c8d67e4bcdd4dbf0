"""The command `footnote evaluate`: a question set over its own articles, in a library that is thrown away."""

from __future__ import annotations

import gzip
import json
import math
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.app import App
from bot.asking import ask_lines
from bot.contract import BadLine, line_object
from bot.errors import Problem
from bot.evaluation.figures import Figures, figures
from bot.settings import Settings
from index.library import Library
from index.query import EVERYTHING
from index.sources import Refusal, WebLimits, read

Tell = Callable[[str], None]


def evaluate_folder(settings: Settings, folder: Path, asked: datetime | None, out: Path | None, tell: Tell) -> Figures:
    """Add the corpus, finish the vectors, ask every question; `asked` overrides each question's own date.

    The answers go to the file `out` if one is named. Raises Problem where the folder is not a question set.
    """
    corpus, queries = _file(folder, "corpus"), _file(folder, "queries")
    with tempfile.TemporaryDirectory(prefix="footnote-evaluate-") as scratch:
        app = App(settings.model_copy(update={"data_dir": Path(scratch)}))
        library = app.library("evaluation")
        try:
            _fill(library, corpus, tell)
            lines = list(_lines(queries))
            outputs: list[dict[str, Any]] = []
            ask_lines(app, library, lines, EVERYTHING, asked, outputs.append)
        finally:
            library.close()
            app.ledger.close()
    if out:
        out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in outputs), "utf-8")
    texts = {row["id"]: row["text"] for row in _rows(corpus)}
    return figures(list(_rows(queries)), outputs, texts)


def _fill(library: Library, corpus: Path, tell: Tell) -> None:
    began = time.monotonic()
    report = library.ingest.run(_without_refusals(corpus), datetime.now(UTC))
    tell(f"{len(report.entries)} articles searchable after {time.monotonic() - began:.1f} s")
    began = time.monotonic()
    library.work_off(math.inf)
    tell(f"{library.database.counts()['vectors']} vectors complete after another {time.monotonic() - began:.1f} s")


def _without_refusals(corpus: Path) -> Iterator[Any]:
    for item in read(str(corpus), web=WebLimits()):
        if isinstance(item, Refusal):
            raise Problem(f"{item.source}: {item.reason}")
        yield item


def _file(folder: Path, name: str) -> Path:
    for path in (folder / f"{name}.jsonl", folder / f"{name}.jsonl.gz"):
        if path.is_file():
            return path
    raise Problem(f"{folder} is not a question set: it has no {name}.jsonl or {name}.jsonl.gz.")


def _lines(path: Path) -> Iterator[bytes]:
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as lines:
        yield from (line for line in lines if line.strip())


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(_lines(path), 1):
        try:
            yield line_object(line)
        except BadLine as problem:
            raise Problem(f"{path}:{number}: {problem}") from problem
