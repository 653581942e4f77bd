"""The connection pool for plain functions."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from typing import Any, Self

import httpcore
import httpx

from ._deadlines import DeadlineBackend, remaining_of
from ._pools import OPENED, OpenConnections, PooledConnection, SendingNote, pool_timeout


class Pool:
    """Pool of an httpx.HTTPTransport, in place of an httpcore.ConnectionPool."""

    def __init__(self, pool: httpcore.ConnectionPool, limits: httpx.Limits, *, http2: bool) -> None:
        inner: Any = pool
        inner._network_backend = DeadlineBackend(inner._network_backend, OPENED)
        self._open = OpenConnections(pool.create_connection, limits, shares=http2)
        self._lock = threading.Lock()
        most = limits.max_connections
        self._slots = None if most is None else threading.Semaphore(most)
        self._http2 = http2

    @property
    def connections(self) -> list[httpcore.ConnectionInterface]:
        """The open connections, as httpcore.ConnectionPool has them."""
        with self._lock:
            return self._open.connections

    def handle_request(self, request: httpcore.Request) -> httpcore.Response:
        """Wait for a slot, send a request, and keep the slot until the response is closed."""
        note = SendingNote(request, http2=self._http2)
        if self._slots is not None:
            timeout = remaining_of(pool_timeout(request))
            if not self._slots.acquire(timeout=timeout):
                raise httpcore.PoolTimeout
        try:
            note.begins()
            response: Any  # its extensions are of no known type
            held, response = self._respond(request)
        except BaseException:
            self._release()
            raise
        body = Body(response.stream, held, self)
        return httpcore.Response(
            response.status, headers=response.headers, content=body, extensions=response.extensions
        )

    def _respond(self, request: httpcore.Request) -> tuple[PooledConnection[Any], httpcore.Response]:
        while True:
            with self._lock:
                held, closing = self._open.take(request.url.origin)
            OPENED.set(held.streams)
            try:
                _close(closing)
                response = held.connection.handle_request(request)
            except httpcore.ConnectionNotAvailable:  # the connection was closed, or is no longer shared
                self._give_back(held)
            except BaseException:
                self._give_back(held, early=True)
                raise
            else:
                held.is_set_up = True
                return held, response

    def _give_back(self, held: PooledConnection[Any], *, early: bool = False) -> None:
        with self._lock:
            closing = self._open.give_back(held, early=early)
        _close(closing)

    def _release(self) -> None:
        if self._slots is not None:
            self._slots.release()

    def end(self, held: PooledConnection[Any], *, early: bool) -> None:
        """Release the connection and the slot of a call."""
        try:
            self._give_back(held, early=early)
        finally:
            self._release()

    def close(self) -> None:
        """Close all connections."""
        with self._lock:
            closing = self._open.clear()
        _close(closing)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Body:
    """The body of a response. Closing it releases the connection and the slot."""

    def __init__(self, stream: Any, held: PooledConnection[Any], pool: Pool) -> None:
        self._stream = stream
        self._held = held
        self._pool: Pool | None = pool
        self._is_whole = False

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream
        self._is_whole = True

    def close(self) -> None:
        """Close the body."""
        pool, self._pool = self._pool, None
        if pool is not None:
            try:
                self._stream.close()
            finally:
                pool.end(self._held, early=not self._is_whole)


def _close(closing: list[PooledConnection[Any]]) -> None:
    for held in closing:
        for each in (held.connection, *held.streams):
            with contextlib.suppress(Exception):  # it is closed already
                each.close()
