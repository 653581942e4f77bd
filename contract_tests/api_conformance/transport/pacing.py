"""The even spacing of requests for a rate limit."""

import re
import time
from threading import Event, Lock

from attrs import define, field

from api_conformance.no_verdict import NoVerdict

SECONDS = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}


class BadRate(NoVerdict):
    """A rate limit is invalid; the text gives the reason in one line."""


@define
class Pace:
    """A pace of one request in this many seconds, over all threads."""

    interval: float
    _next: float = field(default=0.0, init=False)
    _lock: Lock = field(factory=Lock, init=False, repr=False, eq=False)

    def wait(self, stop: Event, longest: float | None = None) -> None:
        """Wait until the next request may be sent, the run is stopped, or the time is over."""
        with self._lock:
            due = max(self._next, time.monotonic())
            self._next = due + self.interval
        seconds = due - time.monotonic()
        stop.wait(max(seconds if longest is None else min(seconds, longest), 0))


def parse(text: str) -> Pace:
    """Return the pace of a rate limit such as `60/m`, `5/s` or `1000/h`. Raises `BadRate`."""
    match = re.fullmatch(r"([1-9]\d{0,5})/([smhd])", text.strip())
    if match is None:
        raise BadRate(f"RATE_LIMIT must look like 60/m, 5/s or 1000/h, not {text!r}")
    return Pace(SECONDS[match[2]] / int(match[1]))
