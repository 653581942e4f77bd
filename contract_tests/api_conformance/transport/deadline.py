"""A time limit for work in this thread that sends no requests, such as generating them."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from api_conformance.finding import Prevented

AGAIN_AFTER = 0.5
"""Seconds between two alarms, since a library may catch one, and one may be held back."""

_held_back = threading.local()


@contextmanager
def ended_after(seconds: float | None, reason: str) -> Iterator[None]:
    """Raise `Prevented` within the block after this many seconds; None for no limit.

    It uses the alarm of the process, which only the main thread can; in other threads there is no limit.
    """
    if seconds is None or threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(_signal: int, _frame: FrameType | None) -> None:
        if not getattr(_held_back, "now", False):
            raise Prevented(reason)

    before = signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, max(seconds, 0.001), AGAIN_AFTER)
    try:
        yield
    finally:
        with held_back():
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)


@contextmanager
def held_back() -> Iterator[None]:
    """Delay alarms until the end of the block, for instance while a line of a report is written."""
    before, _held_back.now = getattr(_held_back, "now", False), True
    try:
        yield
    finally:
        _held_back.now = before
