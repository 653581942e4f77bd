"""Tests of connections: they are reused as long as that is safe, and errors say what happened."""

import socketserver
import threading
from collections.abc import Callable, Iterator
from typing import Any

import httpcore
import httpx
import pytest

from api_conformance.transport import connections
from api_conformance.transport.connections import Connections
from api_conformance.transport.network import Network

RESPONSE = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
ENDLESS = b"HTTP/1.1 200 OK\r\n\r\n"
"""The head of a response whose body does not end."""
Serve = Callable[[bytes], tuple[str, list[int]]]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Return a function that starts a server, which writes given bytes for each request, and returns its URL and the
    requests of each connection."""
    servers: list[socketserver.ThreadingTCPServer] = []

    def start(written: bytes) -> tuple[str, list[int]]:
        requests: list[int] = []

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                """Write the bytes at the end of each head."""
                place = len(requests)
                requests.append(0)
                for line in self.rfile:
                    if line == b"\r\n":
                        requests[place] += 1
                        self.wfile.write(written)
                        while written == ENDLESS:
                            try:
                                self.wfile.write(bytes(1_000))
                            except OSError:
                                return
                        if not written:
                            return

        server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        servers.append(server)
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        return f"http://127.0.0.1:{server.server_address[1]}/", requests

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


class InParts(httpcore.NetworkStream):
    """A connection with a response in several parts, which is its own socket."""

    def __init__(self, *parts: bytes) -> None:
        self.parts = [*parts]
        self.steps: list[str] = []

    def read(self, *_: Any) -> bytes:
        self.steps.append("read")
        return self.parts.pop(0)

    def write(self, *_: Any) -> None:
        pass

    def close(self) -> None:
        pass

    def get_extra_info(self, *_: Any) -> "InParts":
        return self

    def setsockopt(self, *_: int) -> None:
        self.steps.append("acknowledge")


def request(url: str, seconds: float = 10) -> httpx.Request:
    """Return a request with a timeout."""
    return httpx.Request("GET", url, extensions={"timeout": {"read": seconds}})


@pytest.mark.parametrize(
    ("written", "connections"),
    [
        (RESPONSE, 1),
        (RESPONSE + b"HTTP/1.1 200 OK\r\n\r\n", 3),
        (RESPONSE.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"), 3),
    ],
    ids=["a-sound-response", "bytes-behind-it", "the-server-closes"],
)
def test_a_connection_is_reused_unless_the_response_forbids_it(serve: Serve, written: bytes, connections: int) -> None:
    url, requests = serve(written)
    line = Connections(Network())
    contents = [line.handle_request(request(url)).content for _ in range(3)]
    line.close()

    assert contents == [b"{}"] * 3
    assert len(requests) == connections
    assert sum(requests) == 3


@pytest.mark.skipif(connections.QUICK_ACK is None, reason="only Linux can acknowledge at once")
def test_each_part_of_a_response_is_acknowledged_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = InParts(RESPONSE[:-2], RESPONSE[-2:])
    monkeypatch.setattr(connections, "_open", lambda *_: stream)
    response = Connections(Network()).handle_request(request("http://127.0.0.1/"))

    assert response.content == b"{}"
    assert stream.steps == ["acknowledge", "read", "acknowledge", "read"]


def test_bytes_after_a_response_are_reported(serve: Serve) -> None:
    url, _ = serve(RESPONSE + b"more")
    response, surplus = Connections(Network()).send_alone(request(url), b"")

    assert (response.content, surplus) == (b"{}", b"more")


def test_a_body_that_does_not_end_is_an_error(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "LONGEST_BODY", 100_000)
    url, _ = serve(ENDLESS)

    with pytest.raises(httpx.RemoteProtocolError, match="the body has more than 100,000 bytes"):
        Connections(Network()).handle_request(request(url))


def test_a_body_that_does_not_end_takes_no_longer_than_any_other(serve: Serve) -> None:
    url, _ = serve(ENDLESS)

    with pytest.raises(httpx.ReadTimeout):
        Connections(Network()).handle_request(request(url, 0.05))


def test_a_connection_that_ends_without_a_response_is_an_error(serve: Serve) -> None:
    url, _ = serve(b"")
    with pytest.raises(httpx.RemoteProtocolError, match="closed without a response"):
        Connections(Network()).handle_request(request(url))


@pytest.mark.parametrize(
    ("host", "no_proxy", "proxied"),
    [
        ("10.1.2.3", "localhost, 10.0.0.0/8", False),
        ("11.1.2.3", "10.0.0.0/8", True),
        ("[::1]", "[::1]", False),
        ("[fd00::7]", "fd00::/8", False),
        ("[fe80::7]", "fd00::/8", True),
        ("10.1.2.3", "10.1.2.3", False),
        ("api.example.com", "10.0.0.0/8,.example.com", False),
        ("api.example.com", "10.0.0.0/8", True),
        ("10.1.2.3", "10.0.0.0/99, nonsense/8", True),
    ],
)
def test_networks_in_no_proxy_are_read(
    host: str, no_proxy: str, proxied: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("http_proxy", "http://proxy.example.com:3128")
    monkeypatch.setenv("no_proxy", no_proxy)

    assert (Network(proxied=True).proxy(f"http://{host}:8080") is not None) == proxied
