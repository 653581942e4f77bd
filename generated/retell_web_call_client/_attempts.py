"""The attempts at a request: their number, the pauses between them, and when to stop."""

from __future__ import annotations

import logging
import math
import random
import re
import sys
import time
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from datetime import UTC, datetime
from types import CodeType
from typing import Any

import httpx

RETRIED_STATUSES = frozenset((408, 409, 429, *range(500, 600)))
RETRIED_FAILURES = (httpx.TimeoutException, httpx.NetworkError, httpx.RemoteProtocolError)
NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError, httpx.UnsupportedProtocol)
"""Failures before the server received any of the request."""
BAD_REDIRECT = "Invalid URL in location header"
"""Part of the message of httpx for an invalid redirect, which a retry would only repeat."""
LONGEST_WAIT = 60
"""Maximum seconds to wait before a retry. If `Retry-After` asks for more, there is no retry."""
TIMER_GRAIN = 0.005
"""Seconds before the deadline from which a call counts as late, since a timer may end a step a little early."""
LONGEST_BACKOFF = 8
"""Maximum seconds to wait before a retry without `Retry-After`."""

_logger = logging.getLogger(f"{__name__.split('.')[-2]}.retries")


class Attempts:
    """The attempts at one request."""

    request: httpx.Request
    """The request, which is built after the deadline has started."""
    arguments: Mapping[str, Any]
    """Arguments of the request, kept here since the body may be secret, and tools show the locals of frames."""

    def __init__(self, max_retries: int, deadline: float | None) -> None:
        self.count = 0
        """Attempts made so far."""
        self.sent = False
        """True if the server may have received the request in an earlier attempt."""
        self.under_way = False
        """True if the server may have received the request in this attempt; exact with our own connections."""
        self._handled = sys.exception()  # the exception that the caller is handling, which is not part of a failure
        self._most = max_retries + 1
        self._end = None if deadline is None else time.monotonic() + deadline

    @property
    def remaining(self) -> float | None:
        """Seconds until the deadline; None if there is none."""
        return None if self._end is None else max(0.0, self._end - time.monotonic())

    @property
    def is_late(self) -> bool:
        """True if the deadline has passed, within the precision of timers."""
        return self._end is not None and self._end - time.monotonic() < TIMER_GRAIN

    def raised_by_signal_handler(self, failure: BaseException) -> BaseException | None:
        """Return the exception of a user's signal handler, if it made an attempt fail, else None."""
        return raised_by_signal_handler(failure, self._handled)

    def begin(self) -> None:
        """Count another attempt. Raise httpx.TimeoutException if the deadline has passed."""
        if self._end is not None:
            if self.remaining == 0:
                raise DeadlinePassed("deadline", request=self.request)
            self.bound(self.request)
        self.count += 1
        self.under_way = True

    def bound(self, request: httpx.Request) -> None:
        """Limit the timeouts of a request to the time that remains. Our own connections do so before each step."""
        remaining = self.remaining
        if remaining is not None:
            timeouts: dict[str, float | None] = request.extensions.get("timeout") or {}
            steps = {step: timeouts.get(step) for step in ("connect", "read", "write", "pool")}
            bounded = {step: remaining if most is None else min(most, remaining) for step, most in steps.items()}
            request.extensions = {**request.extensions, "timeout": bounded}

    def pause_after_failure(self, failure: Exception) -> float | None:
        """Return the seconds to wait before the next attempt; None if there is to be none."""
        self.sent = self.sent or (self.under_way and not isinstance(failure, NOT_SENT))
        self.under_way = False
        if isinstance(failure, httpx.PoolTimeout):
            self.count -= 1  # nothing was sent, and another attempt would wait in the same queue
            return None
        if not isinstance(failure, RETRIED_FAILURES) or BAD_REDIRECT in str(failure):
            return None
        return self._pause(type(failure).__name__)

    def pause_after_response(self, response: httpx.Response) -> float | None:
        """Return the seconds to wait before the next attempt; None if the response is final."""
        self.sent, self.under_way = True, False
        if response.status_code not in RETRIED_STATUSES:
            return None
        return self._pause(str(response.status_code), retry_after(response.headers))

    def _pause(self, why: str, requested: float | None = None) -> float | None:
        if self.count >= self._most:
            return None
        # 0.5 seconds, then 1, 2 and so on, each shortened at random by up to a quarter.
        backoff = min(0.5 * 2 ** (self.count - 1), LONGEST_BACKOFF) * random.uniform(0.75, 1)
        pause = requested or backoff
        remaining = self.remaining
        if pause > LONGEST_WAIT or (remaining is not None and pause >= remaining):
            return None
        _logger.info("%s %s: attempt %d in %.2f s", self.request.method, why, self.count + 1, pause)
        return pause


CALL: ContextVar[Attempts | None] = ContextVar("CALL", default=None)
"""The attempts of the current call of this thread or task."""


class DeadlinePassed(httpx.ReadTimeout):
    """The deadline of the call has passed."""


class BoundedStream(httpx.SyncByteStream):
    """The body of a response, read within the deadline."""

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


def retry_after(headers: httpx.Headers) -> float | None:
    """Return the seconds of a response's `Retry-After`; None if it is missing or invalid.

    A date is compared with the response's own `Date`, since the server's clock and ours may differ.
    """
    requested = headers.get("Retry-After", "")
    if re.fullmatch(r"\s*[0-9]+(\.[0-9]+)?\s*", requested):
        seconds = float(requested)
    else:
        until = _timestamp(requested)
        if until is None:
            return None
        now = _timestamp(headers.get("Date", ""))
        seconds = until - (datetime.now(UTC).timestamp() if now is None else now)
    return max(0.0, seconds) if math.isfinite(seconds) else None


def _timestamp(date: str) -> float | None:
    from email.utils import parsedate_to_datetime  # imported late, since it is seldom needed

    try:
        parsed = parsedate_to_datetime(date)
        return (parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)).timestamp()
    except (TypeError, ValueError, ArithmeticError, LookupError):
        return None


# ---- signals ----


def raised_by_signal_handler(failure: BaseException, handled: BaseException | None) -> BaseException | None:
    """Return the exception of a user's signal handler, if it made a call fail, else None.

    httpx and httpcore mistake its TimeoutError or OSError for one of the network, and raise their own instead.

    Args:
        failure: The exception that ended an attempt.
        handled: The exception that the caller was handling when the call began, which is not part of the failure.
    """
    origin: BaseException | None = failure
    while origin is not handled and type(origin).__module__.partition(".")[0] in ("httpx", "httpcore"):
        origin = origin.__context__ if origin is not None else None
    if origin is None or origin is handled:
        return None
    handlers = _code_of_handlers()
    step = origin.__traceback__
    while step is not None:
        if step.tb_frame.f_code in handlers:
            return origin
        step = step.tb_next
    return None


def _code_of_handlers() -> set[CodeType]:
    import signal

    handlers = [signal.getsignal(number) for number in signal.valid_signals()]
    functions: list[Any] = [getattr(handler, "func", handler) for handler in handlers if callable(handler)]
    codes = (getattr(each, "__code__", None) or getattr(type(each).__call__, "__code__", None) for each in functions)
    return {code for code in codes if isinstance(code, CodeType)}
