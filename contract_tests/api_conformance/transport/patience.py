"""The time limit of a response, without pauses of this machine.

A busy CI host may suspend a virtual machine for half a minute, which does not make the server late.
"""

import time

import httpcore
from attrs import define, field

BYTES_AT_ONCE = 65_536
SECONDS_AT_ONCE = 1.0
"""Maximum length of one read. A pause shows in a read that takes longer than its timeout."""
LEAST_PAUSE = 1.0
"""Number of seconds beyond its timeout from which a read shows that this machine or process was paused."""


@define
class Patience:
    """The time limit of one response, from now on."""

    seconds: float
    paused: float = field(default=0, init=False)
    """Number of seconds that this machine was paused."""
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
