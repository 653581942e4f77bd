"""Ends work in this thread that sends nothing, and so does not look at the time itself, such as generating requests."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from api_conformance.finding import Prevented


@contextmanager
def ended_after(seconds: float | None, reason: str) -> Iterator[None]:
    """Raise `Prevented` within the block after so many seconds; None for no limit.

    It takes the alarm of the process, which the main thread alone has; elsewhere there is no limit.
    """
    if seconds is None or threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(_signal: int, _frame: FrameType | None) -> None:
        raise Prevented(reason)

    before = signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, max(seconds, 0.001))
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
