"""Sends a request over a socket of its own and reads to the end, to see what an HTTP client hides."""

import socket
import ssl
import time
from collections.abc import Iterator
from datetime import timedelta

import h11
import httpx

MOST_AT_ONCE = 65_536


def send(request: httpx.Request, content: bytes, seconds: float) -> tuple[httpx.Response, bytes]:
    """The answer, and the bytes behind it. The request is sent as it is, with `Connection: close` among its headers.

    Raises `OSError` where the connection fails, and `httpx.RemoteProtocolError` where the answer is not HTTP or ends
    before its own length.
    """
    connection = h11.Connection(our_role=h11.CLIENT)
    head = b"\r\n".join(b"%s: %s" % header for header in request.headers.raw)
    target = request.url.raw_path
    # h11 learns what was sent, so that it knows what kind of answer to expect.
    connection.send(h11.Request(method=request.method, target=target, headers=request.headers.raw))
    parts, start = [], time.monotonic()
    response: h11.Response | None = None
    with _connect(request.url, seconds) as line:
        line.sendall(b"%s %s HTTP/1.1\r\n%s\r\n\r\n%s" % (request.method.encode(), target, head, content))
        try:
            for event in _events(connection, line):
                if isinstance(event, h11.Response):
                    response = event
                elif isinstance(event, h11.Data):
                    parts.append(bytes(event.data))
        except h11.RemoteProtocolError as error:
            raise httpx.RemoteProtocolError(str(error), request=request) from error
        surplus = connection.trailing_data[0] + _rest(line)
    if response is None:
        raise httpx.RemoteProtocolError("the connection was closed without an answer", request=request)
    answer = httpx.Response(
        response.status_code, headers=list(response.headers), content=b"".join(parts), request=request
    )
    answer.elapsed = timedelta(seconds=time.monotonic() - start)
    return answer, surplus


def _connect(url: httpx.URL, seconds: float) -> socket.socket:
    port = url.port or (443 if url.scheme == "https" else 80)
    line = socket.create_connection((url.host, port), timeout=seconds)
    if url.scheme == "https":
        return ssl.create_default_context().wrap_socket(line, server_hostname=url.host)
    return line


def _events(connection: h11.Connection, line: socket.socket) -> Iterator[h11.Event]:
    """What the server sends, up to the end of the answer."""
    while True:
        event = connection.next_event()
        if event is h11.NEED_DATA:
            connection.receive_data(line.recv(MOST_AT_ONCE))
        elif event is h11.PAUSED or isinstance(event, h11.EndOfMessage | h11.ConnectionClosed):
            return
        else:
            assert not isinstance(event, type)
            yield event


def _rest(line: socket.socket) -> bytes:
    """What else comes until the server closes the connection."""
    try:
        return line.recv(MOST_AT_ONCE)
    except OSError:
        return b""
