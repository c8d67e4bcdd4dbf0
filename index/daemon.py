"""Waiting for somebody else, a model or a server, no longer than one wants to."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

_Made = TypeVar("_Made")


def in_daemon(work: Callable[[], _Made]) -> Future[_Made]:
    """Do something in a thread that nobody has to wait for, not even the end of the process."""
    future: Future[_Made] = Future()

    def done() -> None:
        try:
            made = work()
        except BaseException as error:
            future.set_exception(error)
        else:
            future.set_result(made)

    future.set_running_or_notify_cancel()  # who waits may go away; the work is done all the same
    threading.Thread(target=done, daemon=True, name="daemon").start()
    return future
