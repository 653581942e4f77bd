"""How often a request is tried, how long to wait in between, and when to stop."""

from __future__ import annotations

import logging
import math
import random
import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import httpx

RETRIED_STATUSES = frozenset((408, 409, 429, *range(500, 600)))
RETRIED_FAILURES = (httpx.TimeoutException, httpx.NetworkError, httpx.RemoteProtocolError)
NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError, httpx.UnsupportedProtocol)
"""Failures before the server had any of the request."""
LONGEST_WAIT = 60
"""The most seconds to wait before a retry, whatever `Retry-After` says."""
LONGEST_BACKOFF = 8
"""The most seconds to wait before a retry if no `Retry-After` says how long."""

_logger = logging.getLogger(f"{__name__.split('.')[-2]}.retries")


class Attempts:
    """The attempts at one request."""

    def __init__(self, request: httpx.Request, max_retries: int, deadline: float | None) -> None:
        self.request = request
        self.count = 0
        """How many were made."""
        self.sent = False
        """Whether the server may have received the request."""
        self.under_way = False
        self._most = max_retries + 1
        self._end = None if deadline is None else time.monotonic() + deadline

    @property
    def remaining(self) -> float | None:
        """The seconds until the deadline; None if there is none."""
        return None if self._end is None else max(0.0, self._end - time.monotonic())

    def begin(self) -> None:
        """Count another attempt, which may not take longer than what remains. Raises httpx.TimeoutException."""
        remaining = self.remaining
        if remaining is not None:
            if remaining == 0:
                raise DeadlinePassed("deadline", request=self.request)
            timeouts: dict[str, float | None] = self.request.extensions.get("timeout") or {}
            steps = {step: timeouts.get(step) for step in ("connect", "read", "write", "pool")}
            bounded = {step: remaining if most is None else min(most, remaining) for step, most in steps.items()}
            self.request.extensions = {**self.request.extensions, "timeout": bounded}
        self.count += 1
        self.under_way = True

    def pause_after_failure(self, failure: Exception) -> float | None:
        """Return how many seconds to wait before the next attempt; None if there is none."""
        self.under_way = False
        if isinstance(failure, httpx.PoolTimeout):
            self.count -= 1  # nothing went out, and another attempt would wait in the same queue
            return None
        self.sent = self.sent or not isinstance(failure, NOT_SENT) or self._was_redirected(failure)
        return self._pause(type(failure).__name__) if isinstance(failure, RETRIED_FAILURES) else None

    def pause_after_response(self, response: httpx.Response) -> float | None:
        """Return how many seconds to wait before the next attempt; None if the response stands."""
        self.sent, self.under_way = True, False
        if response.status_code not in RETRIED_STATUSES:
            return None
        return self._pause(str(response.status_code), seconds_until(response.headers.get("Retry-After", "")))

    def _pause(self, why: str, asked: float | None = None) -> float | None:
        if self.count >= self._most:
            return None
        # 0.5 seconds, then 1, 2 and so on, each less up to a quarter of it by chance.
        backoff = min(0.5 * 2 ** (self.count - 1), LONGEST_BACKOFF) * random.uniform(0.75, 1)
        pause = min(asked, LONGEST_WAIT) if asked else backoff
        remaining = self.remaining
        if remaining is not None and pause >= remaining:
            return None
        _logger.info("%s %s: attempt %d in %.2f s", self.request.method, why, self.count + 1, pause)
        return pause

    def _was_redirected(self, failure: Exception) -> bool:
        try:
            return isinstance(failure, httpx.RequestError) and failure.request.url != self.request.url
        except RuntimeError:  # it does not know of which request it is
            return False


class DeadlinePassed(httpx.ReadTimeout):
    """The deadline of the client passed."""


class BoundedStream(httpx.SyncByteStream):
    """The body of a response, for as long as the deadline allows."""

    def __init__(self, stream: httpx.SyncByteStream, attempts: Attempts) -> None:
        self._stream = stream
        self._attempts = attempts

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._stream:
            if self._attempts.remaining == 0:
                raise DeadlinePassed("deadline", request=self._attempts.request)
            yield chunk

    def close(self) -> None:
        self._stream.close()


def seconds_until(retry_after: str) -> float | None:
    """Return what a `Retry-After` says, in seconds; None if it says nothing that can be understood."""
    try:
        if re.fullmatch(r"\s*[0-9]+(\.[0-9]+)?\s*", retry_after):
            seconds = float(retry_after)
        else:
            from email.utils import parsedate_to_datetime  # imported late: it is seldom needed

            date = parsedate_to_datetime(retry_after)
            seconds = (date if date.tzinfo else date.replace(tzinfo=UTC)).timestamp() - datetime.now(UTC).timestamp()
    except (TypeError, ValueError, ArithmeticError, LookupError):
        return None
    return max(0.0, seconds) if math.isfinite(seconds) else None
