"""A process to its end, with what it took: time, peak memory, disk. Only the standard library, as in bench.py."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.question_sets import EMBEDDING

MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Run:
    """What a process took and wrote."""

    seconds: float
    peak: float
    output: bytes

    @property
    def figures(self) -> dict[str, float]:
        """What a step wrote."""
        found: dict[str, float] = json.loads(self.output)
        return found


def run(*command: str, lines: bytes = b"") -> Run:
    """Run a command to its end, with its peak memory in MB; ends the program where it fails."""
    with tempfile.TemporaryFile() as given:
        given.write(lines)
        given.seek(0)
        began = time.perf_counter()
        environment = os.environ | {"EMBED_SECONDS": "86400", "EMBEDDING": EMBEDDING}
        process = subprocess.Popen(command, stdin=given, stdout=subprocess.PIPE, env=environment)
        assert process.stdout is not None
        with process.stdout as written:
            output = written.read()
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} failed with {process.returncode}.")
    per_unit = 1 if sys.platform == "darwin" else 1024
    return Run(time.perf_counter() - began, usage.ru_maxrss * per_unit / MB, output)


def size(folder: Path) -> float:
    """The bytes of all files of a folder, in MB."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / MB
