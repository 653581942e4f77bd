"""The time of a reference server, which a test may advance."""

from collections.abc import Callable

from attrs import define


@define
class Clock:
    """A clock in seconds since the epoch, that a test can set ahead."""

    source: Callable[[], float]
    ahead: float = 0

    def __call__(self) -> float:
        """Return the time."""
        return self.source() + self.ahead
