"""The time limit of a response, without pauses of this machine.

A busy CI host may suspend a virtual machine for half a minute, which does not make the server late.
"""

import time
from collections.abc import Callable
from functools import partial
from typing import TypeVar

import httpcore
from attrs import define, field

T = TypeVar("T")

BYTES_AT_ONCE = 65_536
SECONDS_AT_ONCE = 1.0
"""Maximum length of one read. A pause shows in a step that takes longer than its timeout."""
LEAST_PAUSE = 1.0
"""Number of seconds beyond its timeout from which a step shows that this machine or process was paused."""


@define
class Patience:
    """The time limit of each step of an exchange: of connecting, of sending, and of the whole response."""

    seconds: float
    paused: float = field(default=0, init=False)
    """Number of seconds that this machine was paused."""
    _until: float = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.wait()

    def wait(self) -> None:
        """Begin to wait for the response."""
        self._until = time.monotonic() + self.seconds

    def step(self, action: Callable[[float], T], seconds: float | None = None) -> T:
        """Return the result of an action, which is given its timeout, and note a pause during it."""
        timeout, began = self.seconds if seconds is None else seconds, time.monotonic()
        try:
            return action(timeout)
        finally:
            over = time.monotonic() - began - timeout
            if over > LEAST_PAUSE:
                self.paused += over
                self._until += over

    def write(self, stream: httpcore.NetworkStream, content: bytes) -> None:
        """Send bytes. Raises exceptions of httpcore."""
        for start in range(0, len(content), BYTES_AT_ONCE):
            self.step(partial(stream.write, content[start : start + BYTES_AT_ONCE]))

    def read(self, stream: httpcore.NetworkStream) -> bytes:
        """Return the next bytes. Raises exceptions of httpcore."""
        while (left := self._until - time.monotonic()) > 0:
            try:
                return self.step(partial(stream.read, BYTES_AT_ONCE), min(left, SECONDS_AT_ONCE))
            except httpcore.ReadTimeout:
                continue
        raise httpcore.ReadTimeout("timed out")
