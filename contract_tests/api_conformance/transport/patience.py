"""The wait for a response, from which pauses of this machine are left out.

A virtual machine that is suspended for half a minute, as on a busy CI host, would else find the server late.
"""

import time

import httpcore
from attrs import define, field

BYTES_AT_ONCE = 65_536
SECONDS_AT_ONCE = 1.0
"""Length of a part of the wait."""
LEAST_PAUSE = 1.0
"""If a part takes longer than it may by so many seconds, this machine or process was paused."""


@define
class Patience:
    """The time that a response may still take."""

    seconds: float
    paused: float = field(default=0, init=False)
    """The seconds in which this machine was paused."""
    _until: float = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._until = time.monotonic() + self.seconds

    def read(self, stream: httpcore.NetworkStream) -> bytes:
        """Return the next bytes. Raises exceptions of httpcore."""
        while True:
            began = time.monotonic()
            part = min(self._until - began, SECONDS_AT_ONCE)
            if part <= 0:
                raise httpcore.ReadTimeout("timed out")
            try:
                return stream.read(BYTES_AT_ONCE, part)
            except httpcore.ReadTimeout:
                continue
            finally:
                over = time.monotonic() - began - part
                if over > LEAST_PAUSE:
                    self.paused += over
                    self._until += over
