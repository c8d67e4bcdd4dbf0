"""Patience with an embedding provider: its rate limits are kept, and what may pass by itself is tried again."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from langchain_core.embeddings import Embeddings
from langchain_core.rate_limiters import InMemoryRateLimiter
from tenacity import RetryCallState, Retrying, retry_if_exception, stop_after_attempt, stop_after_delay
from tenacity.wait import wait_exponential_jitter

ATTEMPTS, SECONDS = 5, 60
LONGEST_WAIT = 30.0
_WILL_PASS = {408, 409, 425, 429}
_FALL_BACK = wait_exponential_jitter(initial=1, max=LONGEST_WAIT)


class PatientEmbeddings(Embeddings):
    """A provider's model that waits its turn and, for passages, tries again; a question is asked once."""

    def __init__(
        self, inner: Embeddings, requests_per_minute: float = 0, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        """0 requests a minute is no limit."""
        self._inner = inner
        rate = requests_per_minute / 60
        self._limiter = InMemoryRateLimiter(requests_per_second=rate) if rate else None
        self._sleep = sleep

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One request for all of the texts, repeated while that may help; raises what the provider's client raises."""
        again = Retrying(
            retry=retry_if_exception(may_pass),
            wait=_wait,
            stop=stop_after_attempt(ATTEMPTS) | stop_after_delay(SECONDS),
            reraise=True,
            sleep=self._sleep,
        )
        return again(self._once, texts)

    def _once(self, texts: list[str]) -> list[list[float]]:
        if self._limiter:
            self._limiter.acquire()
        return self._inner.embed_documents(texts)

    def embed_query(self, text: str) -> list[float]:
        """One request, whatever the limit is: somebody waits for the answer."""
        return self._inner.embed_query(text)


def may_pass(error: BaseException) -> bool:
    """Whether a provider's error may be gone soon: a limit of rate, its own trouble, or the network's.

    The clients share no base class, but nearly all of their errors carry the HTTP status.
    """
    status = _status(error)
    if status is not None:
        return status in _WILL_PASS or status >= 500
    kinds = {kind.__name__ for kind in type(error).__mro__}
    return isinstance(error, (ConnectionError, TimeoutError)) or any(
        "Connect" in kind or "Timeout" in kind or kind in ("NetworkError", "RemoteProtocolError") for kind in kinds
    )


def _status(error: BaseException) -> int | None:
    response = getattr(error, "response", None)
    for found in (
        getattr(error, "status_code", None),
        getattr(error, "code", None),
        getattr(response, "status_code", None),
    ):
        if isinstance(found, int):
            return found
    return None


def _wait(state: RetryCallState) -> float:
    """As long as the provider says, else longer each time; seconds."""
    error = state.outcome.exception() if state.outcome else None
    return min((retry_after(error) if error else None) or _FALL_BACK(state), LONGEST_WAIT)


def retry_after(error: BaseException) -> float | None:
    """How many seconds a provider's error says to wait, in its Retry-After header; None if it does not."""
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    stated = str(headers.get("retry-after", ""))
    try:
        seconds = float(stated)
        return seconds if 0 <= seconds < math.inf else None
    except ValueError:
        pass
    try:
        return max(0.0, (parsedate_to_datetime(stated) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None
