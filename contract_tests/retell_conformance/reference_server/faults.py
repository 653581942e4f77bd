"""Faults that a test requests: the next requests fail, are delayed, or lose their connection."""

import asyncio
from collections import deque

from attrs import define, field, frozen

from retell_conformance.reference_server.responses import Rejection

MESSAGES = {
    400: "The request is malformed",
    401: "The API key is not valid",
    402: "Add a payment method to go on",
    404: "Not Found",
    422: "Cannot find requested asset under given api key",
    429: "Too many requests, slow down",
    500: "Something went wrong on our side",
    503: "The service is not available",
}


class Dropped(Exception):
    """The connection is to be closed without a response."""


@frozen
class Fault:
    """A fault of one request. Without a status the usual response follows after the delay, unless it is dropped."""

    status: int | None = None
    retry_after: str | None = None
    seconds: float = 0
    drops: bool = False


@define
class Faults:
    """The pending faults, one for each of the next requests."""

    _next: deque[Fault] = field(factory=deque, init=False)

    def add(self, fault: Fault, times: int = 1) -> None:
        """Add a fault for this many requests."""
        self._next.extend([fault] * times)

    def clear(self) -> None:
        """Remove the pending faults."""
        self._next.clear()

    async def happen(self) -> None:
        """Apply the next fault to a request. Raise `Rejection` or `Dropped`."""
        if not self._next:
            return
        fault = self._next.popleft()
        await asyncio.sleep(fault.seconds)
        if fault.drops:
            raise Dropped
        if fault.status is not None:
            raise failing(fault.status, fault.retry_after)


def failing(status: int, retry_after: str | None = None) -> Rejection:
    """Return a rejection with this status."""
    headers = None if retry_after is None else {"Retry-After": retry_after}
    return Rejection(status, MESSAGES.get(status, f"The server was asked to respond with {status}"), headers)
