"""A command in a real terminal: what it shows, and what is typed."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import subprocess
import termios
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from tests.end_to_end.commands import plain_environment

PROMPT = "\x1b[2C"
"""The cursor stands behind the prompt."""


@dataclass
class Terminal:
    """One with a command in it."""

    process: subprocess.Popen[bytes]
    _ours: int
    _ahead: str = ""

    def type(self, keys: str) -> None:
        """Press these keys."""
        os.write(self._ours, keys.encode())

    def shows(self, wanted: str, seconds: float = 60.0) -> str:
        """What it shows from here until it shows this; AssertionError if it never does."""
        seen, until = self._ahead, time.monotonic() + seconds
        while wanted not in seen:
            assert time.monotonic() < until, f"{wanted!r} never came, but:\n{seen}"
            if _has_more(self._ours):
                seen += os.read(self._ours, 4096).decode(errors="replace")
        before, _, self._ahead = seen.partition(wanted)
        return before + wanted


@contextmanager
def in_terminal(command: Sequence[str], settings: Mapping[str, str] | None = None) -> Iterator[Terminal]:
    """Run a command in a terminal of its own."""
    ours, theirs = pty.openpty()
    environment = plain_environment() | {"TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"} | dict(settings or {})
    process = subprocess.Popen(
        command,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment,
        start_new_session=True,
        preexec_fn=_take_terminal,
    )
    os.close(theirs)
    try:
        yield Terminal(process, ours)
    finally:
        process.kill()
        process.wait(10)
        os.close(ours)


def _has_more(terminal: int) -> bool:
    """Whether it shows more within a tenth of a second; not by select(), which knows the first 1024 files only."""
    waiting = select.poll()
    waiting.register(terminal, select.POLLIN)
    return bool(waiting.poll(100))


def _take_terminal() -> None:
    """So that Ctrl-C is a signal."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
