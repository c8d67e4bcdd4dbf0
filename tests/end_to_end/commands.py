"""The command line for tests: called in this process where that will do, or started as a process of its own."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from bot.__main__ import main

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Done:
    """How a command ended and what it wrote."""

    status: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The JSON objects it wrote, one a line."""
        return [json.loads(line) for line in self.out.splitlines()]


@dataclass(frozen=True)
class Footnote:
    """The command `footnote` on one data directory."""

    data: Path

    def __call__(self, *arguments: str, stdin: str = "") -> Done:
        """Run a command through its entry point, in this process."""
        out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
        given = io.TextIOWrapper(io.BytesIO(stdin.encode()), "utf-8")
        status = 0
        with (
            patch.object(sys, "argv", ["footnote", *arguments, "--data", str(self.data)]),
            patch.multiple(sys, stdin=given, stdout=out, stderr=err),
        ):
            try:
                main()
            except SystemExit as end:
                status = _status(end.code)
        return Done(status, *(stream.buffer.getvalue().decode() for stream in (out, err)))

    def process(
        self, *arguments: str, stdin: str = "", cwd: Path | None = None, settings: Mapping[str, str] | None = None
    ) -> Done:
        """Run a command as a process of its own."""
        ended = subprocess.run(
            self.command(*arguments),
            input=stdin.encode(),
            capture_output=True,
            cwd=cwd or self.data.parent,
            env={**plain_environment(), **(settings or {})},
            timeout=120,
        )
        return Done(ended.returncode, ended.stdout.decode(), ended.stderr.decode())

    def begin(self, *arguments: str, settings: Mapping[str, str] | None = None) -> subprocess.Popen[str]:
        """Begin a command as a process of its own."""
        pipe, environment = subprocess.PIPE, {**plain_environment(), **(settings or {})}
        return subprocess.Popen(self.command(*arguments), stdout=pipe, stderr=pipe, text=True, env=environment)

    def command(self, *arguments: str) -> Sequence[str]:
        """What to start for a command."""
        return [sys.executable, "-m", "bot", *arguments, "--data", str(self.data)]

    def ask(self, question: str, *options: str) -> dict[str, Any]:
        """The answer to one question, as JSON."""
        done = self("ask", question, "--json", *options)
        assert done.status == 0, done.err
        return done.rows[0]

    def show(self, id: str, *options: str) -> dict[str, Any]:
        """An article with its stored text."""
        return self("articles", "show", id, "--json", *options).rows[0]


def _status(code: object) -> int:
    """The exit status of SystemExit's code, whose text goes to standard error."""
    if isinstance(code, str):
        sys.stderr.write(code)
        return 1
    return code if isinstance(code, int) else 0


def plain_environment() -> dict[str, str]:
    """The environment without any setting, with buffered output, and with the repository importable from anywhere."""
    settings = {"DATA_DIR", "EMBEDDING", "TIME_ZONE", "EMBED_SECONDS", "ALLOW_PRIVATE_ADDRESSES", "CHROMA_URL"}
    dropped = {*settings, "PYTHONUNBUFFERED"}
    return {name: value for name, value in os.environ.items() if name not in dropped} | {"PYTHONPATH": str(ROOT)}


def quick_data(path: Path) -> Path:
    """A data directory whose settings name the quick embedding model, for tests that are about something else."""
    path.mkdir(mode=0o700, exist_ok=True)
    (path / "footnote.toml").write_text('embedding = "wordllama"\n', "utf-8")
    return path


def jsonl(path: Path, *rows: Mapping[str, object]) -> str:
    """Write rows as a JSONL file and name it."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return str(path)
