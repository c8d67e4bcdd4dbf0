"""The command `footnote doctor`: settings, data directory and every library, what is wrong and what to do."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bot.app import LEDGER, App
from bot.errors import Problem
from bot.settings import lend_to_providers, load_settings
from index.database import name_of
from index.doctor import Finding, State, examine, fault, note, ok
from index.errors import IndexProblem

MB = 1_000_000
LEAST_FREE = 200 * MB
_MARKS = {State.OK: "ok   ", State.NOTE: "note ", State.FAULT: "FAULT"}


def examined(data: Path | None, library: str | None) -> Iterator[tuple[str, Finding]]:
    """Library ("" for what belongs to all) and finding, one by one; raises Problem for a library that there is not."""
    try:
        app = App(load_settings(data))
        lend_to_providers()
    except Problem as problem:
        yield "", fault("settings", str(problem), "correct the environment, .env or footnote.toml")
        return
    yield "", ok("settings", "all are known and well-formed")
    path = app.settings.data_dir
    if not path.is_dir():
        yield "", fault("data directory", f"there is none at {path}", "name another with --data, or add articles first")
        return
    for finding in _whole(app):
        yield "", finding
    for name, file in _libraries(app, library):
        for finding in examine(app.folder, file, str(app.settings.chroma_url or ""), app.settings.embedding):
            yield name, finding


def _whole(app: App) -> Iterator[Finding]:
    """The data directory, the disk, who owns Chroma, the bot's own memory, the chat model's account."""
    path = app.settings.data_dir
    others = path.stat().st_mode & 0o077
    if others:
        yield note("data directory", f"{path} can be read by other users of this machine", f"chmod 700 {path}")
    else:
        yield ok("data directory", str(path))
    free, used = shutil.disk_usage(path).free, sum(one.stat().st_size for one in path.rglob("*") if one.is_file())
    said = f"{free / MB:,.0f} MB free, {used / MB:,.0f} MB used by Footnote"
    if free < LEAST_FREE:
        yield fault("disk", said, "make room: nothing can be added to a full disk")
    elif free < used:
        yield note("disk", f"{said}: too little for `footnote rebuild`, which makes things beside one another")
    else:
        yield ok("disk", said)
    try:
        owner = app.folder.lock.other()
    except IndexProblem as problem:
        yield fault("data directory", str(problem), "give the user that runs Footnote the right to write there")
        return
    yield note("owner", f"Chroma belongs to {owner}") if owner else ok("owner", "no other process is at work here")
    yield from _chat_model(app)
    yield from _sound("bot's memory", path / "bot.db", "the articles stay")
    yield from _sound("model's account", path / LEDGER, "what the chat model took is then not known any more")


def _chat_model(app: App) -> Iterator[Finding]:
    """Whether the chat model answers, if there is to be one."""
    if not app.settings.model:
        return
    try:
        seconds = asyncio.run(app.try_model())
    except Problem as problem:
        todo = "look at its key, MODEL, MODEL_URL and the network; until then answers are made of quotes"
        yield fault("chat model", str(problem), todo)
        return
    yield ok("chat model", f"{app.settings.model} answers, after {seconds:.1f} s")


def _sound(check: str, path: Path, loss: str) -> Iterator[Finding]:
    """Whether a file beside the libraries is sound, if there is one."""
    if not path.exists():
        return
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as sql:
            said = str(sql.execute("PRAGMA quick_check(1)").fetchone()[0])
    except sqlite3.DatabaseError as error:
        said = str(error)
    if said == "ok" and not path.stat().st_size:
        said = "it is empty"
    if said == "ok":
        yield ok(check, f"{path.name} is sound")
    else:
        yield fault(check, f"{path.name} is damaged ({said})", f"restore it from a backup, or remove it: {loss}")


def _libraries(app: App, wanted: str | None) -> list[tuple[str, Path]]:
    if wanted is not None:
        file = app.folder.file_of(wanted)
        if not file.exists():
            raise Problem(f"There is no library {wanted!r} in {app.settings.data_dir}.")
        return [(wanted, file)]
    files = sorted((app.settings.data_dir / "libraries").glob("*.db"))
    return sorted((name_of(file), file) for file in files)


def finding_lines(library: str, finding: Finding) -> Iterator[str]:
    """A finding for people."""
    yield f"{_MARKS[finding.state]}  {f'{library}: ' * bool(library)}{finding.check}: {finding.said}"
    if finding.todo:
        yield f"       -> {finding.todo}"


def finding_json(library: str, finding: Finding) -> dict[str, Any]:
    """A finding for programs."""
    return {"library": library or None, **asdict(finding)}
