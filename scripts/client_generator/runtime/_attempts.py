"""Attempts at a request: how many, how long to wait in between, when to stop."""

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
"""Failures before the server had any of the request."""
BAD_REDIRECT = "Invalid URL in location header"
"""Part of what httpx says of a response whose redirect goes nowhere. It is a response, and would come again."""
LONGEST_WAIT = 60
"""The most seconds to wait before a retry. A server that asks for more, with `Retry-After`, is not asked again."""
TIMER_GRAIN = 0.005
"""Seconds before its deadline at which a call counts as late, since a step may end a little early."""
LONGEST_BACKOFF = 8
"""The most seconds to wait before a retry if no `Retry-After` says how long."""

_logger = logging.getLogger(f"{__name__.split('.')[-2]}.retries")


class Attempts:
    """The attempts at one request."""

    request: httpx.Request
    """The request, which is written after the clock of the deadline has started."""
    arguments: Mapping[str, Any]
    """Arguments of the request, kept here since tools show the locals of frames, and the body may be secret."""

    def __init__(self, max_retries: int, deadline: float | None) -> None:
        self.count = 0
        """Attempts made so far."""
        self.sent = False
        """True if the server may have received the request in an attempt that is over."""
        self.under_way = False
        """True if the server may have received the request in this attempt. Our own connections tell exactly."""
        self._handled = sys.exception()  # what the caller is handling, which is no part of a failure
        self._most = max_retries + 1
        self._end = None if deadline is None else time.monotonic() + deadline

    @property
    def remaining(self) -> float | None:
        """The seconds until the deadline; None if there is none."""
        return None if self._end is None else max(0.0, self._end - time.monotonic())

    @property
    def is_late(self) -> bool:
        """True if the deadline has passed, but for the grain of timers."""
        return self._end is not None and self._end - time.monotonic() < TIMER_GRAIN

    def raised_by_signal_handler(self, failure: BaseException) -> BaseException | None:
        """Return what a signal handler of the user's raised, if that is why an attempt failed; None if it is not."""
        return raised_by_signal_handler(failure, self._handled)

    def begin(self) -> None:
        """Count another attempt. Raises httpx.TimeoutException if there is no time for it."""
        if self._end is not None:
            if self.remaining == 0:
                raise DeadlinePassed("deadline", request=self.request)
            self.bound(self.request)
        self.count += 1
        self.under_way = True

    def bound(self, request: httpx.Request) -> None:
        """Let no step of a request take longer than what remains. Our own connections look again before each step."""
        remaining = self.remaining
        if remaining is not None:
            timeouts: dict[str, float | None] = request.extensions.get("timeout") or {}
            steps = {step: timeouts.get(step) for step in ("connect", "read", "write", "pool")}
            bounded = {step: remaining if most is None else min(most, remaining) for step, most in steps.items()}
            request.extensions = {**request.extensions, "timeout": bounded}

    def pause_after_failure(self, failure: Exception) -> float | None:
        """Return how many seconds to wait before the next attempt; None if there is none."""
        self.sent = self.sent or (self.under_way and not isinstance(failure, NOT_SENT))
        self.under_way = False
        if isinstance(failure, httpx.PoolTimeout):
            self.count -= 1  # nothing went out, and another attempt would wait in the same queue
            return None
        if not isinstance(failure, RETRIED_FAILURES) or BAD_REDIRECT in str(failure):
            return None
        return self._pause(type(failure).__name__)

    def pause_after_response(self, response: httpx.Response) -> float | None:
        """Return how many seconds to wait before the next attempt; None if the response stands."""
        self.sent, self.under_way = True, False
        if response.status_code not in RETRIED_STATUSES:
            return None
        return self._pause(str(response.status_code), retry_after(response.headers))

    def _pause(self, why: str, asked: float | None = None) -> float | None:
        if self.count >= self._most:
            return None
        # 0.5 seconds, then 1, 2 and so on, each shortened at random by up to a quarter.
        backoff = min(0.5 * 2 ** (self.count - 1), LONGEST_BACKOFF) * random.uniform(0.75, 1)
        pause = asked or backoff
        remaining = self.remaining
        if pause > LONGEST_WAIT or (remaining is not None and pause >= remaining):
            return None
        _logger.info("%s %s: attempt %d in %.2f s", self.request.method, why, self.count + 1, pause)
        return pause


CALL: ContextVar[Attempts | None] = ContextVar("CALL", default=None)
"""The attempts of the call that this thread or task is making."""


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


def retry_after(headers: httpx.Headers) -> float | None:
    """Return how many seconds a response asks to wait; None if it does not say, or nothing that can be understood.

    A date counts from the response's own `Date`, since the server's clock and ours may differ.
    """
    asked = headers.get("Retry-After", "")
    if re.fullmatch(r"\s*[0-9]+(\.[0-9]+)?\s*", asked):
        seconds = float(asked)
    else:
        until = _timestamp(asked)
        if until is None:
            return None
        now = _timestamp(headers.get("Date", ""))
        seconds = until - (datetime.now(UTC).timestamp() if now is None else now)
    return max(0.0, seconds) if math.isfinite(seconds) else None


def _timestamp(date: str) -> float | None:
    from email.utils import parsedate_to_datetime  # imported late: it is seldom needed

    try:
        parsed = parsedate_to_datetime(date)
        return (parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)).timestamp()
    except (TypeError, ValueError, ArithmeticError, LookupError):
        return None


# ---- signals ----


def raised_by_signal_handler(failure: BaseException, handled: BaseException | None) -> BaseException | None:
    """Return what a signal handler of the user's raised if that is why a call failed; None if it is not.

    httpx and httpcore take a TimeoutError or another OSError for one of the network's, and raise their own instead.

    Args:
        failure: What ended an attempt.
        handled: What the caller was handling when the call began, which is no part of the failure.
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
