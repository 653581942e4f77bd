"""The open connections of one of our httpx clients, with a maximum number of calls at a time.

httpcore opens connections and speaks HTTP over them, but its own pool is not used: it can give a connection to a call
that was cancelled while it waited, loses connections whose set-up behind a proxy was interrupted, and checks every
connection twice for each call. Here a call waits for a slot before it gets a connection, and a connection that no call
uses is either idle or closed. This module only keeps the lists; `_plain_pool` and `_async_pool` wait, send and close.
"""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator
from contextvars import ContextVar
from typing import Any, Generic, TypeVar

import httpcore
import httpx

from ._attempts import CALL

C = TypeVar("C", bound=httpcore.ConnectionInterface | httpcore.AsyncConnectionInterface)

OPENED: ContextVar[list[Any]] = ContextVar("OPENED")
"""The network streams of the connection in use, to which its new streams are added."""


class PooledConnection(Generic[C]):
    """A connection, with the number of calls that use it: more than one only over HTTP/2."""

    def __init__(self, connection: C) -> None:
        self.connection = connection
        self.calls = 0
        self.is_set_up = False
        """True after the first response. Before it the set-up may fail, so calls over HTTP/2 do not share it yet."""
        self.is_sound = True
        """False if a call ended early: over HTTP/2 that leaves a stream open, and the number of streams is limited."""
        self.streams: list[Any] = []
        """The network streams that it opened, with those that it lost when its set-up was interrupted."""


class OpenConnections(Generic[C]):
    """The connections in use and idle. Its methods never wait; they return the connections that must be closed."""

    def __init__(self, create: Callable[[httpcore.Origin], C], limits: httpx.Limits, *, shares: bool) -> None:
        self.in_use: set[PooledConnection[C]] = set()
        self.idle: deque[PooledConnection[C]] = deque()
        """The idle connections, the longest idle first."""
        self._create = create
        self.shares = shares
        """True if calls may share a connection, as they do over HTTP/2."""
        self._most = or_infinite(limits.max_connections)
        self._most_idle = min(self._most, or_infinite(limits.max_keepalive_connections))

    def take(self, origin: httpcore.Origin) -> tuple[PooledConnection[C], list[PooledConnection[C]]]:
        """Return a connection for a call to a server, and the connections to close."""
        closing: list[PooledConnection[C]] = []
        while self.idle and self.idle[0].connection.has_expired():
            closing.append(self.idle.popleft())
        held = self._shared(origin) or self._waiting(origin, closing)
        if held is None:
            held = PooledConnection(self._create(origin))
            if self.idle and len(self.in_use) + len(self.idle) >= self._most:
                closing.append(self.idle.popleft())
        held.calls += 1
        self.in_use.add(held)
        return held, closing

    def _shared(self, origin: httpcore.Origin) -> PooledConnection[C] | None:
        if self.shares:
            for held in self.in_use:
                usable = held.is_set_up and held.is_sound and held.connection.is_available()
                if usable and held.connection.can_handle_request(origin):
                    return held
        return None

    def _waiting(self, origin: httpcore.Origin, closing: list[PooledConnection[C]]) -> PooledConnection[C] | None:
        for held in [*reversed(self.idle)] if self.idle else ():
            if held.connection.can_handle_request(origin):
                self.idle.remove(held)
                if not held.connection.has_expired():
                    return held
                closing.append(held)
        return None

    def give_back(self, held: PooledConnection[C], *, early: bool = False) -> list[PooledConnection[C]]:
        """Return the connections to close after a call, which may have ended early, no longer needs its connection."""
        held.calls -= 1
        held.is_sound = held.is_sound and not (early and self.shares)
        if held.calls:
            return []
        if held not in self.in_use:  # all were closed meanwhile
            return [held]
        self.in_use.remove(held)
        if not (held.is_sound and held.connection.is_idle() and held.connection.is_available()):
            return [held]
        self.idle.append(held)
        return [self.idle.popleft()] if len(self.idle) > self._most_idle else []

    def clear(self) -> list[PooledConnection[C]]:
        """Remove all connections. Return them."""
        found = [*self.in_use, *self.idle]
        self.in_use.clear()
        self.idle.clear()
        return found

    @property
    def connections(self) -> list[C]:
        """All connections."""
        return [held.connection for held in (*self.in_use, *self.idle)]


class SendingNote:
    """A recorder, in the attempts of a call, of whether the server may have received the request."""

    def __init__(self, request: httpcore.Request, *, http2: bool) -> None:
        self._call = CALL.get()
        self._http2 = http2
        if self._call is not None:
            self._call.under_way = False
            self._stream: Any = request.stream
            request.stream = self

    def begins(self) -> None:
        """Note that the request has a slot. Over HTTP/2, sending a request without a body cannot be observed."""
        if self._call is not None:
            self._call.under_way = self._http2

    def _sends(self) -> None:
        assert self._call is not None
        self._call.under_way = True

    # The body is written after the headers.

    def __iter__(self) -> Iterator[bytes]:
        self._sends()
        found: Iterator[bytes] = iter(self._stream)
        return found

    def __aiter__(self) -> AsyncIterator[bytes]:
        self._sends()
        if not hasattr(self._stream, "__iter__"):
            found: AsyncIterator[bytes] = self._stream.__aiter__()
            return found
        self._chunks: Iterator[bytes] = iter(self._stream)
        return self

    # Not an asynchronous generator: trio warns about one that a cancellation leaves unfinished.

    async def __anext__(self) -> bytes:
        for chunk in self._chunks:
            return chunk
        raise StopAsyncIteration


def pool_timeout(request: httpcore.Request) -> float | None:
    found: Any = request
    timeout: float | None = found.extensions.get("timeout", {}).get("pool")
    return timeout


def or_infinite(limit: int | None) -> float:
    return float("inf") if limit is None else limit
