"""Waiting for somebody else: who waits may go away at any time."""

from __future__ import annotations

import asyncio
import threading

import pytest

from index.daemon import in_daemon


def test_what_is_done_or_raised_reaches_who_waits() -> None:
    assert in_daemon(lambda: 7).result(5) == 7
    with pytest.raises(ZeroDivisionError):
        in_daemon(lambda: 1 / 0).result(5)


@pytest.mark.asyncio
async def test_who_goes_away_breaks_nothing() -> None:
    may_end, ended = threading.Event(), threading.Event()
    work = in_daemon(lambda: may_end.wait(5))
    work.add_done_callback(lambda _: ended.set())
    waiting = asyncio.wrap_future(work)

    waiting.cancel()
    await asyncio.sleep(0)
    may_end.set()

    assert await asyncio.to_thread(ended.wait, 5)
    assert work.result(5) is True
