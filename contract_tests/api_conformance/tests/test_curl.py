"""Tests of a finding's curl line, which repeats the request byte for byte, with the key from the environment."""

import shutil
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from api_conformance.checks.keys import OTHER_HEADERS, SCHEMES, WRONG_KEYS
from api_conformance.results.curl import curl
from api_conformance.transport.api_key import KeyDerived, bearer, whole
from api_conformance.transport.target import Target
from api_conformance.transport.traffic import Headers, Traffic

KEY = "key_8d5c1e9a0b7f4263d1"
NAMES = ("authorization", "content-type", "accept", "cookie", "x-api-key", "transfer-encoding", "x-empty")


class Recorder(BaseHTTPRequestHandler):
    """Handler that records the bytes of requests."""

    protocol_version = "HTTP/1.1"
    seen: list[tuple[Any, ...]]

    def handle(self) -> None:
        """Record one request, and respond."""
        self.close_connection = True
        self.raw_requestline = self.rfile.readline(65_537)
        method, target, _ = self.raw_requestline.split(b" ", 2)
        headers: dict[str, bytes] = {}
        while (line := self.rfile.readline(65_537).rstrip(b"\r\n")) != b"":
            name, _, value = line.partition(b":")
            headers[name.decode().lower()] = value.strip()
        if "chunked" in headers.get("transfer-encoding", b"").decode():
            body = b""
            while size := int(self.rfile.readline().strip(), 16):
                body += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
        else:
            body = self.rfile.read(int(headers.get("content-length", b"0")))
        kept = {name: headers.get(name) for name in NAMES}
        self.seen.append((method, target, kept, body))
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n" + b"{}")


@pytest.fixture
def recorder() -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    """Yield the base URL of a server that records requests, and its records."""
    seen: list[tuple[Any, ...]] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Own", (Recorder,), {"seen": seen}))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", seen
    server.shutdown()
    server.server_close()
    thread.join(5)


JSON = {"Content-Type": "application/json"}
Request = tuple[str, str | KeyDerived, bytes | KeyDerived | None, Headers]
REQUESTS: dict[str, Request] = {
    "plain": ("POST", "/calls", b'{"agent_id": "a"}', {**JSON, "Authorization": bearer(KEY)}),
    "quotes": ("POST", "/calls", b'{"a": "it\'s $HOME `id` \\" \\\\ %s"}', JSON),
    "no-utf-8": ("POST", "/calls", b'{"a": "\xff\xfe\x00%"}', JSON),
    "beyond-ascii": ("POST", "/calls", '{"a": "Zoë 🎧"}'.encode(), JSON),
    "line-breaks": ("POST", "/calls", b' \r\n\t{"a":\n1}', JSON),
    "header-bytes": ("POST", "/calls", b"{}", {**JSON, "Authorization": b"Bearer cl\xe9 %d"}),
    "accept": ("POST", "/calls", b"{}", {**JSON, "Accept": "text/html, application/xml"}),
    "empty-header": ("POST", "/calls", b"{}", {**JSON, "X-Empty": ""}),
    "query": ("POST", "/calls?a=%20b&c=d%26", b"{}", JSON),
    "key-in-query": ("POST", "/calls?api_key=" + whole(KEY), b"{}", JSON),
    "key-in-body": ("POST", "/calls", '{"key": "' + whole(KEY) + '"}', JSON),
    "get": ("GET", "/calls", None, {"Authorization": bearer(KEY)}),
    "odd-method": ("PROPFIND", "/calls", None, {}),
    **{f"wrong: {n}": ("POST", "/c", b"{}", {"Authorization": "Bearer " + v(KEY)}) for n, v in WRONG_KEYS.items()},
    **{f"scheme: {n}": ("POST", "/c", b"{}", {"Authorization": v(KEY)}) for n, v in SCHEMES.items()},
    **{f"header: {n}": ("POST", "/c", b"{}", {n: v(KEY)}) for n, v in OTHER_HEADERS.items()},
}


def again(command: str, key: str = KEY) -> None:
    """Run a command line in a shell, as a user does."""
    environment = {"PATH": "/usr/bin:/bin:/usr/local/bin", "RETELL_API_KEY": key}
    subprocess.run(["sh", "-c", command], env=environment, check=True, capture_output=True, timeout=20)


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
@pytest.mark.parametrize("request_sent", REQUESTS.values(), ids=REQUESTS.keys())
def test_the_line_sends_the_same_request(recorder: tuple[str, list[tuple[Any, ...]]], request_sent: Request) -> None:
    url, seen = recorder
    traffic = Traffic(Target(url, KEY, "RETELL_API_KEY"))
    line = curl(traffic.send(*request_sent))
    traffic.close()

    assert KEY not in line
    again(line)
    assert seen[1] == seen[0]


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_a_key_with_brackets_is_sent_in_a_query_string(recorder: tuple[str, list[tuple[Any, ...]]]) -> None:
    url, seen = recorder
    key = "key[3-1]{a,b}$`c"
    traffic = Traffic(Target(url, key, "RETELL_API_KEY"))
    line = curl(traffic.send("GET", "/calls?api_key=" + whole(key), None, {}))
    traffic.close()

    again(line, key)
    assert seen[1] == seen[0]


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_the_line_sends_chunks_if_the_request_did(recorder: tuple[str, list[tuple[Any, ...]]]) -> None:
    url, seen = recorder
    traffic = Traffic(Target(url, KEY, "RETELL_API_KEY"))
    headers = {**JSON, "Transfer-Encoding": "chunked"}
    line = curl(traffic.send_by_hand("POST", "/calls", b"2\r\n{}\r\n0\r\n\r\n", headers))
    traffic.close()

    again(line)
    assert [each[3] for each in seen] == [b"{}", b"{}"]
    assert seen[1][2]["transfer-encoding"] == b"chunked"
