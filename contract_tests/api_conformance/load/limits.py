"""Limits of one process of a load test: its share of MAX_REQUESTS and of RATE_LIMIT."""

from collections.abc import Sequence
from threading import Event

from attrs import define, evolve, field

from api_conformance.transport.pacing import Pace


@define
class Share:
    """A share of the limits of a load test."""

    requests: int = 0
    """Number of requests that may still be sent."""
    pace: Pace | None = None
    stop: Event = field(factory=Event, repr=False)
    """Set to end the waits for the pace."""

    def take(self) -> bool:
        """Wait until the rate limit allows a request; return False if no more may be sent."""
        if self.requests <= 0 or self.stop.is_set():
            return False
        self.requests -= 1
        if self.pace is not None:
            self.pace.wait(self.stop)
        return not self.stop.is_set()


def shares(most: int, workers: Sequence[str]) -> dict[str, int]:
    """Return the number of requests that each worker may send, with this total."""
    least, rest = divmod(most, max(len(workers), 1))
    return {worker: least + (number < rest) for number, worker in enumerate(workers)}


def pace_of_one(pace: Pace | None, workers: int) -> Pace | None:
    """Return the pace of one of this many workers, which together keep the pace."""
    return None if pace is None else evolve(pace, interval=pace.interval * max(workers, 1))
