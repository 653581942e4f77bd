"""The connection pool of one event loop, for coroutines."""

from __future__ import annotations

import contextlib
import copy
from collections import deque
from collections.abc import AsyncIterator
from typing import Any, Self

import anyio
import httpcore
import httpx

from ._attempts import raised_by_signal_handler
from ._pools import OPENED, OpenConnections, PooledConnection, SendingNote, or_infinite, pool_timeout


class AsyncPool:
    """Pool of an httpx.AsyncHTTPTransport, in place of an httpcore.AsyncConnectionPool."""

    def __init__(self, pool: httpcore.AsyncConnectionPool, limits: httpx.Limits, *, http2: bool) -> None:
        inner: Any = pool
        inner._network_backend = RememberingBackend(inner._network_backend)
        self._open = OpenConnections(pool.create_connection, limits, shares=http2)
        self._slots = Slots(limits.max_connections)
        self._http2 = http2

    @property
    def connections(self) -> list[httpcore.AsyncConnectionInterface]:
        """The open connections, as httpcore.AsyncConnectionPool has them."""
        return self._open.connections

    async def handle_async_request(self, request: httpcore.Request) -> httpcore.Response:
        """Wait for a slot, send a request, and keep the slot until the response is closed."""
        note = SendingNote(request, http2=self._http2)
        if not self._slots.acquire_now():
            await self._slots.acquire(pool_timeout(request))
        try:
            note.begins()
            response: Any  # its extensions are of no known type
            held, response = await self._respond(request)
        except BaseException:
            self._slots.release()
            raise
        body = AsyncBody(response.stream, held, self)
        return httpcore.Response(
            response.status, headers=response.headers, content=body, extensions=response.extensions
        )

    async def _respond(self, request: httpcore.Request) -> tuple[PooledConnection[Any], httpcore.Response]:
        while True:
            held, closing = self._open.take(request.url.origin)
            OPENED.set(held.streams)
            try:
                await _aclose(closing)
                response = await held.connection.handle_async_request(request)
            except httpcore.ConnectionNotAvailable:  # the connection was closed, or is no longer shared
                await _aclose(self._open.give_back(held))
                continue
            except BaseException as error:
                await _aclose(self._open.give_back(held, early=True))
                failure = self.own_failure(error)
                if failure is error:
                    raise
            else:
                held.is_set_up = True
                return held, response
            raise failure

    def own_failure(self, failure: BaseException) -> BaseException:
        """Return the exception that a call raises for a failure.

        Over HTTP/2 the connection raises the same exception in all calls that share it, with the frames of each in its
        traceback. Clearing those would end the coroutines of others, so each call gets a copy without a traceback.
        """
        if not self._http2 or not isinstance(failure, Exception) or raised_by_signal_handler(failure, None):
            return failure
        return copy.copy(failure)

    async def end(self, held: PooledConnection[Any], *, early: bool) -> None:
        """Release the connection and the slot of a call."""
        try:
            await _aclose(self._open.give_back(held, early=early))
        finally:
            self._slots.release()

    async def aclose(self) -> None:
        """Close all connections."""
        await _aclose(self._open.clear())

    def drop_sockets(self) -> None:
        """Close the sockets of an event loop that was closed before its connections, which asyncio can no longer do."""
        for held in self._open.clear():
            for stream in held.streams:
                if (raw := getattr(stream.get_extra_info("socket"), "_sock", None)) is not None:
                    raw.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()


class AsyncBody:
    """The body of a response. Closing it releases the connection and the slot."""

    def __init__(self, stream: Any, held: PooledConnection[Any], pool: AsyncPool) -> None:
        self._stream = stream
        self._held = held
        self._pool: AsyncPool | None = pool
        self._is_whole = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        pool = self._pool
        try:
            async for chunk in self._stream:
                yield chunk
        except BaseException as error:
            failure = error if pool is None else pool.own_failure(error)
            if failure is error:
                raise
        else:
            self._is_whole = True
            return
        raise failure

    async def aclose(self) -> None:
        """Close the body."""
        pool, self._pool = self._pool, None
        if pool is not None:
            try:
                await self._stream.aclose()
            finally:
                await pool.end(self._held, early=not self._is_whole)


class Slots:
    """Slots for connections. Waiting calls get one in order of arrival."""

    def __init__(self, most: int | None) -> None:
        self._free = or_infinite(most)
        self._waiting: deque[anyio.Event] = deque()

    def acquire_now(self) -> bool:
        """Take a slot if one is free. Return whether there was one."""
        if self._free <= 0:
            return False
        self._free -= 1
        return True

    async def acquire(self, timeout: float | None) -> None:
        """Wait for a slot. Raises httpcore.PoolTimeout."""
        given = anyio.Event()
        self._waiting.append(given)
        try:
            with anyio.fail_after(timeout):
                await given.wait()
        except BaseException as failure:
            if given.is_set():
                self.release()
            else:
                self._waiting.remove(given)
            if isinstance(failure, TimeoutError):
                raise httpcore.PoolTimeout from failure
            raise

    def release(self) -> None:
        """Give the slot to the next waiting call."""
        if self._waiting:
            self._waiting.popleft().set()
        else:
            self._free += 1


class RememberingBackend(httpcore.AsyncNetworkBackend):
    """A network backend that records the streams it opens, so that they can be closed."""

    def __init__(self, backend: httpcore.AsyncNetworkBackend) -> None:
        self._backend = backend

    async def connect_tcp(self, *args: Any, **options: Any) -> httpcore.AsyncNetworkStream:
        """Connect to a server or proxy."""
        stream = await self._backend.connect_tcp(*args, **options)
        OPENED.get().append(stream)
        return stream

    async def connect_unix_socket(self, *args: Any, **options: Any) -> httpcore.AsyncNetworkStream:
        """Connect to a socket in the file system."""
        stream = await self._backend.connect_unix_socket(*args, **options)
        OPENED.get().append(stream)
        return stream

    async def sleep(self, seconds: float) -> None:
        """Wait before the next attempt to connect."""
        await self._backend.sleep(seconds)


async def _aclose(closing: list[PooledConnection[Any]]) -> None:
    if not closing:
        return
    with anyio.CancelScope(shield=True):
        for held in closing:
            for each in (held.connection, *held.streams):
                with contextlib.suppress(Exception):  # it is closed already
                    await each.aclose()
