"""Sends a request over a connection of its own and reads to the end, to see what an HTTP client hides."""

import base64
import time
from collections.abc import Iterator
from datetime import timedelta

import h11
import httpcore
import httpx

from contract_tests.conformance.network import Network

MOST_AT_ONCE = 65_536
SECONDS_FOR_MORE = 1.0


def send(request: httpx.Request, content: bytes, seconds: float, network: Network) -> tuple[httpx.Response, bytes]:
    """Return the response, and the bytes behind it. `Connection: close` is among the request's headers.

    Raises `httpx.RequestError` if the connection fails, or if the response is not HTTP or ends before its own length.
    """
    try:
        return _send(request, content, seconds, network)
    except httpcore.TimeoutException as error:
        raise httpx.ReadTimeout(str(error) or "no response in time", request=request) from error
    except httpcore.ConnectError as error:
        raise httpx.ConnectError(str(error), request=request) from error
    except (httpcore.NetworkError, OSError) as error:
        raise httpx.ReadError(str(error), request=request) from error


def _send(request: httpx.Request, content: bytes, seconds: float, network: Network) -> tuple[httpx.Response, bytes]:
    connection = h11.Connection(our_role=h11.CLIENT)
    extra = [(name.encode(), value.encode()) for name, value in network.headers.items()]
    line, target, more = _connect(request.url, seconds, network)
    headers = [*request.headers.raw, *extra, *more]
    head = b"\r\n".join(b"%s: %s" % header for header in headers)
    # h11 learns what was sent, so that it knows what kind of response to expect.
    connection.send(h11.Request(method=request.method, target=target, headers=headers))
    parts, start = [], time.monotonic()
    response: h11.Response | None = None
    try:
        line.write(b"%s %s HTTP/1.1\r\n%s\r\n\r\n%s" % (request.method.encode(), target, head, content), seconds)
        try:
            for event in _events(connection, line, seconds):
                if isinstance(event, h11.Response):
                    response = event
                elif isinstance(event, h11.Data):
                    parts.append(bytes(event.data))
        except h11.RemoteProtocolError as error:
            raise httpx.RemoteProtocolError(str(error), request=request) from error
        surplus = connection.trailing_data[0] + _rest(line)
    finally:
        line.close()
    if response is None:
        raise httpx.RemoteProtocolError("the connection was closed without a response", request=request)
    answer = httpx.Response(
        response.status_code, headers=list(response.headers), content=b"".join(parts), request=request
    )
    answer.elapsed = timedelta(seconds=time.monotonic() - start)
    return answer, surplus


def _connect(
    url: httpx.URL, seconds: float, network: Network
) -> tuple[httpcore.NetworkStream, bytes, list[tuple[bytes, bytes]]]:
    """Return the connection, what is asked for on it, and the headers that a proxy on the way wants."""
    backend = httpcore.SyncBackend()
    proxy = network.proxy(str(url))
    port = url.port or (443 if url.scheme == "https" else 80)
    if proxy is None:
        line = backend.connect_tcp(url.host, port, timeout=seconds)
    else:
        line = backend.connect_tcp(proxy.host, proxy.port or (443 if proxy.scheme == "https" else 80), timeout=seconds)
        if proxy.scheme == "https":
            line = line.start_tls(network.tls, proxy.host, seconds)
        password = _proxy_authorization(proxy)
        if url.scheme == "http":
            return line, str(url).encode("ascii"), password
        _open_tunnel(line, url.host, port, password, seconds)
    if url.scheme == "https":
        line = line.start_tls(network.tls, url.host, seconds)
    return line, url.raw_path, []


def _open_tunnel(
    line: httpcore.NetworkStream, host: str, port: int, password: list[tuple[bytes, bytes]], seconds: float
) -> None:
    where = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    connection = h11.Connection(our_role=h11.CLIENT)
    asked = h11.Request(method="CONNECT", target=where, headers=[(b"Host", where.encode()), *password])
    line.write((connection.send(asked) or b"") + (connection.send(h11.EndOfMessage()) or b""), seconds)
    for event in _events(connection, line, seconds):
        if isinstance(event, h11.Response):
            if not 200 <= event.status_code < 300:
                raise httpcore.ConnectError(f"the proxy refuses to connect: {event.status_code}")
            return
    raise httpcore.ConnectError("the proxy closed the connection")


def _proxy_authorization(proxy: httpx.URL) -> list[tuple[bytes, bytes]]:
    if not proxy.userinfo:
        return []
    encoded = base64.b64encode(f"{proxy.username}:{proxy.password}".encode())
    return [(b"Proxy-Authorization", b"Basic " + encoded)]


def _events(connection: h11.Connection, line: httpcore.NetworkStream, seconds: float) -> Iterator[h11.Event]:
    """Yield what the server sends, up to the end of the response."""
    while True:
        event = connection.next_event()
        if event is h11.NEED_DATA:
            connection.receive_data(line.read(MOST_AT_ONCE, seconds))
        elif event is h11.PAUSED or isinstance(event, h11.EndOfMessage | h11.ConnectionClosed):
            return
        else:
            assert not isinstance(event, type)
            yield event


def _rest(line: httpcore.NetworkStream) -> bytes:
    """Return what else comes until the server closes the connection."""
    try:
        return line.read(MOST_AT_ONCE, SECONDS_FOR_MORE)
    except (httpcore.NetworkError, httpcore.TimeoutException):
        return b""
