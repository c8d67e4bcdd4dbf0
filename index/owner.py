"""Which process may write to Chroma: a lock that the system frees when the process ends, and a note of who it is."""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from index.errors import LibraryProblem


@dataclass(frozen=True, slots=True)
class Owner:
    """A process: its number, its command and when it took the lock (UTC, ISO)."""

    process: int
    command: str
    since: str

    def __str__(self) -> str:
        """In words."""
        if not self.process:
            return "another process"
        return f"process {self.process} (footnote {self.command}, since {self.since})"


UNKNOWN = Owner(0, "?", "?")


class OwnerLock:
    """The lock of a data directory."""

    def __init__(self, folder: Path) -> None:
        """Take nothing yet."""
        self._lock = FileLock(folder / "chroma.lock", thread_local=False)
        self._note = folder / "chroma.owner"

    def take(self) -> bool:
        """Have the lock, once for each `release`; False while another process has it."""
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            return False
        except OSError as error:
            raise LibraryProblem(
                f"The data directory cannot be locked ({error}). Who runs this must own it."
            ) from error
        if self._lock.lock_counter == 1:
            command = " ".join(sys.argv[1:2])
            owner = Owner(os.getpid(), command, datetime.now(UTC).isoformat(timespec="seconds"))
            with suppress(OSError):  # it is for people only
                self._note.write_text(json.dumps(asdict(owner)), "utf-8")
        return True

    def release(self) -> None:
        """Let go, once for each time it was taken."""
        self._lock.release()

    def other(self) -> Owner | None:
        """Another process that has it, or None."""
        if self.take():
            self.release()
            return None
        try:
            return Owner(**json.loads(self._note.read_text("utf-8")))
        except (OSError, ValueError, TypeError):  # it is being written, or was never
            return UNKNOWN
