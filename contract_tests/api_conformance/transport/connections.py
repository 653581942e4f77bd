"""HTTP/1.1 over sockets, for every request of a run. It sends requests unchanged, and reuses connections.

An HTTP client does things that a suite must not do, such as redirects and cookies, and hides bytes after a response.
This takes a third of the time.
"""

import base64
import contextlib
import socket
from functools import lru_cache, partial

import h11
import httpcore
import httpx
from attrs import define, field, frozen

from api_conformance.transport.network import Network
from api_conformance.transport.patience import BYTES_AT_ONCE, Patience

Stream = httpcore.NetworkStream

LONGEST_HEAD = 100 * 1024
"""Maximum size of the headers of a response, in bytes."""
LONGEST_BODY = 50_000_000
"""Maximum size of the body of a response, in bytes, since a body without an end would fill the memory."""
SECONDS_FOR_MORE = 1.0
NEW = "new_connection"
"""The extension of a request that is sent on a connection of its own."""
PAUSED = "paused"
"""The extension of a response with the number of seconds that this machine was paused during it."""
PORTS = {"http": 80, "https": 443}
QUICK_ACK: int | None = getattr(socket, "TCP_QUICKACK", None)
"""The option of a TCP socket; None except on Linux."""


class EndlessBody(httpx.RemoteProtocolError):
    """The body of a response is longer than any that is read."""


@frozen
class Line:
    """A connection to the server, or to a proxy in front of it."""

    stream: Stream
    proxied: bool = False
    """True if a proxy reads the requests, which then contain the whole URL."""
    headers: tuple[tuple[bytes, bytes], ...] = ()
    """Headers that the proxy requires."""


@define(eq=False)
class Connections(httpx.BaseTransport):
    """Connections to one server, opened as needed, by any number of threads."""

    network: Network
    keep_alive: bool = True
    """True if connections are reused."""
    _idle: list[Line] = field(factory=list, init=False, repr=False)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request on an open connection, or on a new one if there is none, or on its own if it has `NEW`.

        Raises `httpx.RequestError`.
        """
        return self._send_as_httpx(request, request.content, alone=False)[0]

    def send_alone(self, request: httpx.Request, content: bytes) -> tuple[httpx.Response, bytes]:
        """Send a request with this body on a new connection; return the response, and the bytes after it.

        Raises `httpx.RequestError` if the connection fails, or if the response is not HTTP or ends before its length.
        """
        return self._send_as_httpx(request, content, alone=True)

    def close(self) -> None:
        """Close the idle connections."""
        while self._idle:
            self._idle.pop().stream.close()

    def _send_as_httpx(self, request: httpx.Request, content: bytes, *, alone: bool) -> tuple[httpx.Response, bytes]:
        try:
            return self._send(request, content, request.extensions["timeout"]["read"], alone=alone)
        except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProxyError) as error:
            # Both libraries use the same names for their exceptions.
            raise getattr(httpx, type(error).__name__)(str(error), request=request) from error
        except h11.RemoteProtocolError as error:
            raise httpx.RemoteProtocolError(str(error), request=request) from error

    def _send(
        self, request: httpx.Request, content: bytes, seconds: float, *, alone: bool
    ) -> tuple[httpx.Response, bytes]:
        patience = Patience(seconds)
        is_new = alone or NEW in request.extensions
        line = None if is_new else self._waiting()
        if line is None:
            line = connect(request.url, patience, self.network)
        target = str(request.url).encode("ascii") if line.proxied else request.url.raw_path
        head = b"".join(b"%s: %s\r\n" % header for header in (*request.headers.raw, *line.headers))
        kept = False
        try:
            # A server may respond and close the connection before it has read everything; its response counts.
            with contextlib.suppress(httpcore.WriteError):
                text = b"%s %s HTTP/1.1\r\n%s\r\n%s" % (request.method.encode(), target, head, content)
                patience.write(line.stream, text)
            reading = _parser_for(request.method)
            patience.wait()
            response = _read(reading, line.stream, request, patience)
            surplus = reading.trailing_data[0]
            if alone:
                surplus += _rest(line.stream)
            kept = self.keep_alive and not is_new and not surplus and reading.their_state is h11.DONE
            return response, surplus
        finally:
            if kept:
                self._idle.append(line)
            else:
                line.stream.close()

    def _waiting(self) -> Line | None:
        """Return an idle connection that is still open."""
        with contextlib.suppress(IndexError):
            while True:
                line = self._idle.pop()
                if not line.stream.get_extra_info("is_readable"):
                    return line
                line.stream.close()
        return None


@lru_cache(maxsize=64)
def _bare_request(method: str) -> h11.Request:
    return h11.Request(method=method, target="/", headers=[("Host", "any")])


def _parser_for(method: str) -> h11.Connection:
    """Return a parser for the response to a request with this method."""
    connection = h11.Connection(h11.CLIENT, LONGEST_HEAD)
    connection.send(_bare_request(method))
    connection.send(h11.EndOfMessage())
    return connection


def _read(connection: h11.Connection, stream: Stream, request: httpx.Request, patience: Patience) -> httpx.Response:
    """Read a response to its end."""
    head, parts, size = None, [], 0
    while True:
        event = connection.next_event()
        if event is h11.NEED_DATA:
            _acknowledge_at_once(stream)
            data = patience.read(stream)
            if not data and head is None:
                raise httpx.RemoteProtocolError("the connection was closed without a response", request=request)
            connection.receive_data(data)
        elif isinstance(event, h11.Data):
            parts.append(bytes(event.data))
            size += len(event.data)
            if size > LONGEST_BODY:
                raise EndlessBody(f"the body has more than {LONGEST_BODY:,} bytes", request=request)
        elif isinstance(event, h11.Response):
            head = event
        elif not isinstance(event, h11.InformationalResponse):
            break
    if head is None:
        raise httpx.RemoteProtocolError("the connection was closed without a response", request=request)
    response = httpx.Response(
        head.status_code,
        headers=head.headers.raw_items(),
        stream=httpx.ByteStream(b"".join(parts)),  # with `content`, httpx would add headers
        request=request,
        extensions={
            "http_version": b"HTTP/" + head.http_version,
            "reason_phrase": bytes(head.reason),
            PAUSED: patience.paused,
        },
    )
    response.read()
    return response


def _acknowledge_at_once(stream: Stream) -> None:
    """Acknowledge the next bytes at once, where the system can.

    Many servers send the body only when the head is acknowledged, which otherwise takes 40 ms.
    """
    tcp = stream.get_extra_info("socket")
    if QUICK_ACK is not None and tcp is not None:
        with contextlib.suppress(OSError):  # it is closed, as reading shows
            tcp.setsockopt(socket.IPPROTO_TCP, QUICK_ACK, 1)


def _rest(stream: Stream) -> bytes:
    """Return the bytes until the server closes the connection."""
    try:
        return stream.read(BYTES_AT_ONCE, SECONDS_FOR_MORE)
    except (httpcore.NetworkError, httpcore.TimeoutException):
        return b""


def connect(url: httpx.URL, patience: Patience, network: Network) -> Line:
    """Open a connection to a server, through a proxy if there is one. Raises exceptions of httpcore."""
    proxy = network.proxy(str(url))
    if proxy is None:
        stream = _open(url, patience)
    else:
        stream = _open(proxy, patience)
        if proxy.scheme == "https":
            stream = _secured(stream, proxy, patience, network)
        password = _proxy_authorization(proxy)
        if url.scheme == "http":
            return Line(stream, True, password)
        _open_tunnel(stream, url, password, patience)
    return Line(_secured(stream, url, patience, network) if url.scheme == "https" else stream)


def _open(url: httpx.URL, patience: Patience) -> Stream:
    return patience.step(partial(httpcore.SyncBackend().connect_tcp, _host(url), _port(url)))


def _secured(stream: Stream, url: httpx.URL, patience: Patience, network: Network) -> Stream:
    return patience.step(partial(stream.start_tls, network.tls, _host(url)))


def _host(url: httpx.URL) -> str:
    return url.raw_host.decode("ascii")


def _port(url: httpx.URL) -> int:
    return url.port or PORTS[url.scheme]


def _open_tunnel(stream: Stream, url: httpx.URL, password: tuple[tuple[bytes, bytes], ...], patience: Patience) -> None:
    host = _host(url)
    where = f"[{host}]:{_port(url)}" if ":" in host else f"{host}:{_port(url)}"
    connection = h11.Connection(h11.CLIENT)
    tunnel_request = h11.Request(method="CONNECT", target=where, headers=[(b"Host", where.encode()), *password])
    text = (connection.send(tunnel_request) or b"") + (connection.send(h11.EndOfMessage()) or b"")
    patience.write(stream, text)
    while (event := connection.next_event()) is h11.NEED_DATA or isinstance(event, h11.InformationalResponse):
        if event is h11.NEED_DATA:
            connection.receive_data(patience.step(partial(stream.read, BYTES_AT_ONCE)))
    if not isinstance(event, h11.Response):
        raise httpcore.ProxyError("it closed the connection")
    if not 200 <= event.status_code < 300:
        raise httpcore.ProxyError(f"{event.status_code} {bytes(event.reason).decode('latin-1')}".strip())


def _proxy_authorization(proxy: httpx.URL) -> tuple[tuple[bytes, bytes], ...]:
    if not proxy.userinfo:
        return ()
    encoded = base64.b64encode(f"{proxy.username}:{proxy.password}".encode())
    return ((b"Proxy-Authorization", b"Basic " + encoded),)
