"""A network backend for plain functions, whose steps are limited by the deadline of the call."""

from __future__ import annotations

import contextlib
import queue
import socket
import ssl
import threading
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from functools import partial
from typing import Any, TypeVar

import httpcore

from ._attempts import CALL

T = TypeVar("T")

CHUNK = 16 * 1024
"""Maximum number of bytes that one step writes, or reads of TLS within TLS."""


def remaining_of(timeout: float | None) -> float | None:
    """Return the smaller of a timeout and the time until the deadline of the current call."""
    call = CALL.get()
    remaining = None if call is None else call.remaining
    if remaining is None:
        return timeout
    return remaining if timeout is None else min(timeout, remaining)


class DeadlineBackend(httpcore.NetworkBackend):
    """A network backend that limits each step, and records the streams it opens, so that they can be closed."""

    def __init__(self, backend: httpcore.NetworkBackend, opened: ContextVar[list[Any]]) -> None:
        self._backend = backend
        self._opened = opened

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of a host that accepts a connection."""
        failure: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in _addresses(host, port, _positive(timeout, httpcore.ConnectTimeout)):
            seconds = _positive(timeout, httpcore.ConnectTimeout)
            try:
                stream = self._backend.connect_tcp(address, port, seconds, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                self._opened.get().append(stream)
                return DeadlineStream(stream)
        raise failure

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to a socket in the file system."""
        seconds = _positive(timeout, httpcore.ConnectTimeout)
        stream = self._backend.connect_unix_socket(path, seconds, socket_options)
        self._opened.get().append(stream)
        return DeadlineStream(stream)


class DeadlineStream(httpcore.NetworkStream):
    """A network stream whose steps are limited by the deadline."""

    def __init__(self, stream: httpcore.NetworkStream) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read the bytes that have arrived, or wait for some."""
        return self._stream.read(max_bytes, _positive(timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write all bytes, in chunks, so that a peer that reads slowly cannot exceed the deadline."""
        for start in range(0, len(buffer), CHUNK):
            chunk = buffer[start : start + CHUNK]
            self._stream.write(chunk, _positive(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        """Close the stream."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Return the stream with TLS over it."""
        if self.get_extra_info("ssl_object") is not None:
            return TLSOverTLSStream(self, ssl_context, server_hostname, timeout)
        seconds = _positive(timeout, httpcore.ConnectTimeout)
        return DeadlineStream(self._stream.start_tls(ssl_context, server_hostname, seconds))

    def get_extra_info(self, info: str) -> Any:
        """Return information such as the socket."""
        return self._stream.get_extra_info(info)


class TLSOverTLSStream(httpcore.NetworkStream):
    """TLS to a server within TLS to a proxy. httpcore's own class applies one timeout to many steps."""

    def __init__(
        self, stream: DeadlineStream, context: ssl.SSLContext, server_hostname: str | None, timeout: float | None
    ) -> None:
        self._stream = stream
        self._received, self._written = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._tls = context.wrap_bio(self._received, self._written, server_hostname=server_hostname)
        try:
            self._exchange(self._tls.do_handshake, timeout)
        except httpcore.TimeoutException as error:
            raise httpcore.ConnectTimeout(error) from error
        except (httpcore.NetworkError, ssl.SSLError) as error:
            raise httpcore.ConnectError(error) from error

    def _exchange(self, step: Callable[[], T], timeout: float | None) -> T:
        """Do a step of TLS, with all reading and writing that it requires."""
        while True:
            results: list[T] = []
            with contextlib.suppress(ssl.SSLWantReadError):
                results.append(step())
            if pending := self._written.read():
                self._stream.write(pending, timeout)
            if results:
                return results[0]
            if received := self._stream.read(CHUNK, timeout):
                self._received.write(received)
            else:
                self._received.write_eof()

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read the bytes that have arrived, or wait for some."""
        try:
            return self._exchange(lambda: self._tls.read(max_bytes), timeout)
        except (ssl.SSLZeroReturnError, ssl.SSLEOFError):
            return b""
        except ssl.SSLError as error:
            raise httpcore.ReadError(error) from error

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write all bytes."""
        try:
            while buffer:
                buffer = buffer[self._exchange(partial(self._tls.write, buffer), timeout) :]
        except ssl.SSLError as error:
            raise httpcore.WriteError(error) from error

    def close(self) -> None:
        """Close the stream to the proxy."""
        self._stream.close()

    def get_extra_info(self, info: str) -> Any:
        """Return information such as the socket."""
        return self._tls if info == "ssl_object" else self._stream.get_extra_info(info)


def _positive(timeout: float | None, over: type[httpcore.TimeoutException]) -> float | None:
    """Return the seconds that a step may take. Raise if none remain, since a timeout of 0 would mean not to wait."""
    seconds = remaining_of(timeout)
    if seconds is not None and seconds <= 0:
        raise over("deadline")
    return seconds


def _addresses(host: str, port: int, timeout: float | None) -> list[str]:
    """Return the addresses of a host. The resolver cannot be interrupted: after the timeout its thread is abandoned."""
    found: queue.SimpleQueue[list[str] | BaseException] = queue.SimpleQueue()

    def resolve() -> None:
        try:
            infos = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.put(list(dict.fromkeys(str(info[4][0]) for info in infos)))
        except BaseException as failure:
            found.put(failure)

    if timeout is None or _is_address(host):
        resolve()
    else:
        threading.Thread(target=resolve, name=f"resolve {host}", daemon=True).start()
    try:
        addresses = found.get(timeout=timeout)
    except queue.Empty:
        raise httpcore.ConnectTimeout("name resolution") from None
    if isinstance(addresses, OSError):
        raise httpcore.ConnectError(addresses) from addresses
    if isinstance(addresses, BaseException):
        raise addresses
    return addresses


def _is_address(host: str) -> bool:
    for family in (socket.AF_INET, socket.AF_INET6):
        try:
            socket.inet_pton(family, host)
        except (OSError, ValueError):
            continue
        return True
    return False
