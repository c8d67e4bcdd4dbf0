"""Ports of servers that tests start."""

from __future__ import annotations

import socket
import time
from contextlib import closing

STARTS_WITHIN = 60


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on."""
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def wait_for(port: int) -> None:
    """Wait until somebody listens there."""
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until:
        with closing(socket.socket()) as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(f"nobody listens on port {port}")
