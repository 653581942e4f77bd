"""Tests of `scripts/conformance` against failing servers: no verdict, a broken check, or a note."""

import asyncio
import contextlib
import itertools
import json
import re
import socket
import socketserver
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from retell_conformance.reference_server.app import create_app
from retell_conformance.reference_server.behaviour import Behaviour
from retell_conformance.reference_server.server_settings import Settings
from retell_conformance.tests.conftest import Conformance, only_line, reference

SERVER = Settings()


def answering(app: ASGIApp, response: Callable[[Scope, int], Response | None]) -> ASGIApp:
    """Return the application, with another response if a function of the request and its number returns one."""
    seen: list[Scope] = []

    async def answered(scope: Scope, receive: Receive, send: Send) -> None:
        other = None
        if scope["type"] == "http":
            seen.append(scope)
            other = response(scope, len(seen))
        await (app if other is None else other)(scope, receive, send)

    return answered


def failing(response: Response, fails: Callable[[int], bool]) -> ASGIApp:
    """Return a reference server with this response to the requests of some numbers."""
    return answering(create_app(SERVER), lambda _, number: response if fails(number) else None)


DOWN = Response(status_code=502)
QUOTA = Response(b'{"status": "error", "message": "Daily quota"}', 429, {"Retry-After": "0"}, "application/json")


def test_an_exhausted_quota_leads_to_no_verdict(conformance: Conformance) -> None:
    run = conformance("--profile", "smoke", on=failing(QUOTA, lambda number: number > 30))
    assert run.returncode == 2
    assert "0 failed" in run.stdout
    assert "the server responds with 429, try again later" in run.stderr


@pytest.mark.parametrize("status", [401, 402, 403])
def test_a_server_that_refuses_everything_from_some_moment_on_leads_to_no_verdict(
    conformance: Conformance, status: int
) -> None:
    refused = Response(b"<html>no</html>", status, media_type="text/html")
    run = conformance("--profile", "smoke", on=failing(refused, lambda number: number > 30))
    assert run.returncode == 2
    assert "0 failed" in run.stdout
    assert f"the server responds with {status} also to a request that it accepted before" in run.stderr


def test_a_server_that_fails_and_then_stops_responding_breaks_no_check_by_that(conformance: Conformance) -> None:
    def failed(number: int) -> Response | None:
        return Response(b"{}", 500, media_type="application/json") if number < 8 else DOWN

    run = conformance("--profile", "smoke", "--wait", "1", on=answering(create_app(SERVER), lambda _, n: failed(n)))
    assert run.returncode == 1
    assert "the server stopped responding, and did not return within 1 s" in run.stdout
    assert "got status 502" not in run.stdout


def test_a_server_that_never_responds_leads_to_no_verdict_on_reading_calls_either(conformance: Conformance) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = "http://127.0.0.1:{1}".format(*silent.getsockname())
        run = conformance("--base-url", url, "--profile", "smoke", "--operation", "getCall", "--timeout", "1")
    assert "accepts connections, but sends no response within 1 s" in only_line(run)


def test_the_suite_waits_for_a_gateway_that_is_down_for_a_moment(conformance: Conformance) -> None:
    run = conformance("--profile", "smoke", on=failing(DOWN, lambda number: 30 < number < 35))
    assert run.returncode == 0, run.stdout
    assert "  trouble   the server stopped responding once" in run.stdout


def test_a_gateway_that_stays_down_leads_to_no_verdict(conformance: Conformance) -> None:
    run = conformance("--profile", "smoke", "--wait", "1", on=failing(DOWN, lambda number: number > 30))
    assert run.returncode == 2
    assert "the server stopped responding, and did not return within 1 s" in run.stderr
    assert "0 failed" in run.stdout


def test_every_other_request_that_fails_is_one_cause(conformance: Conformance) -> None:
    run = conformance("--profile", "smoke", on=failing(DOWN, lambda number: number % 2 == 0))
    assert run.returncode == 1
    assert "\n1 cause\n" in run.stdout
    assert re.search(r"got status 502 intermittently: \d+ of \d+ requests, each answered when repeated", run.stdout)


def test_an_intermittent_fault_is_counted(conformance: Conformance) -> None:
    calls = itertools.count()

    def register(*arguments: Any) -> dict[str, Any]:
        call = Behaviour().register(*arguments)
        return call if next(calls) % 2 else {name: value for name, value in call.items() if name != "access_token"}

    run = conformance("--profile", "smoke", "--operation", "createWebCall", on=reference(register=register))
    assert run.returncode == 1
    counts = re.search(r"why +(\d+) of (\d+) responses of createWebCall with status 201", run.stdout)
    assert counts is not None, run.stdout
    assert 0 < int(counts[1]) < int(counts[2])


@contextlib.contextmanager
def writing(write: Callable[[socket.socket], None]) -> Iterator[str]:
    """Serve on a port, where a function writes the response to each request; yield the base URL."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            """Read a request, have the response written, and close."""
            self.request.recv(65_536)
            write(self.request)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.mark.parametrize(
    "written",
    [b"", b"SSH-2.0-OpenSSH_9.6\r\n", b"\x15\x03\x01\x00\x02\x02\x0a", b"421 the body has more than I read\r\n\r\n"],
    ids=["nothing", "ssh", "tls", "smtp"],
)
def test_a_port_without_http_leads_to_no_verdict(conformance: Conformance, written: bytes) -> None:
    with writing(lambda connection: connection.sendall(written)) as base_url:
        line = only_line(conformance("--base-url", base_url))
    assert "accepts connections, but does not speak HTTP/1.1" in line


CREATED = b"HTTP/1.1 201 Created\r\nContent-Type: application/json\r\n"


def test_a_response_without_an_end_leads_to_no_verdict(conformance: Conformance) -> None:
    def endless(connection: socket.socket) -> None:
        connection.sendall(CREATED + b"\r\n")
        with contextlib.suppress(OSError):
            while True:
                connection.sendall(bytes(65_536))

    with writing(endless) as base_url:
        line = only_line(conformance("--base-url", base_url))
    assert "sends a response that does not end: the body has more than 50,000,000 bytes" in line


def test_a_content_length_beyond_the_body_is_a_broken_check(conformance: Conformance) -> None:
    too_large = CREATED + b"Content-Length: 7\r\n\r\n{}"
    with writing(lambda connection: connection.sendall(too_large)) as base_url:
        run = conformance("--base-url", base_url, "--profile", "smoke")
    assert run.returncode == 1
    assert "without sending complete message body" in run.stdout


def test_the_rejection_of_a_valid_request_is_reported_with_the_servers_message(conformance: Conformance) -> None:
    words = b'{"status": "error", "message": "\'type\' must be equal to one of the allowed values: agent"}'
    app = answering(create_app(SERVER), lambda *_: Response(words, 400, media_type="application/json"))
    run = conformance("--profile", "smoke", "-k", "a_valid_request_is_served", on=app)
    assert run.returncode == 1
    assert "  rejected  the smallest valid request: status 400: " in run.stdout
    assert "must be equal to one of the allowed values" in run.stdout
    assert "RETELL_AGENT_ID" not in run.stdout + run.stderr


@pytest.mark.parametrize(
    ("status", "message"),
    [
        (404, "Item not found from agent"),
        (422, "Cannot find requested asset under given api key"),
        (400, "The agent was not found"),
    ],
)
def test_an_unknown_agent_leads_to_no_verdict(conformance: Conformance, status: int, message: str) -> None:
    body = json.dumps({"status": "error", "message": message}).encode()

    def refused(scope: Scope, _: int) -> Response | None:
        registering = scope["path"].endswith("create-web-call")
        return Response(body, status, media_type="application/json") if registering else None

    said = only_line(conformance(on=answering(create_app(SERVER), refused)))
    assert "check RETELL_AGENT_ID; the server said: " in said
    assert f"status {status}: " in said
    assert message in said


def test_a_proxy_that_does_not_respond_is_named_instead_of_the_server(conformance: Conformance) -> None:
    said = only_line(conformance("--base-url", "http://api.example.com", HTTP_PROXY="http://user:word@127.0.0.1:9"))
    assert said.startswith("conformance: the proxy 127.0.0.1:9 in front of http://api.example.com does not respond: ")
    assert "word" not in said


def test_a_server_that_implements_nothing_offers_nothing(conformance: Conformance) -> None:
    app = answering(create_app(SERVER), lambda scope, _: Response(f"no {scope['path']}", 501))
    assert "responds with 501, not implemented, to /v" in only_line(conformance(on=app))


def test_an_empty_id_does_not_hide_that_calls_can_be_read(conformance: Conformance) -> None:
    def without_id(*arguments: Any) -> dict[str, Any]:
        return {**Behaviour().register(*arguments), "call_id": ""}

    run = conformance(
        "--profile", "smoke", "-k", "every_body_has_the_documented_schema", on=reference(register=without_id)
    )
    assert "checked   createWebCall, createWebCallV3, getCall\n" in run.stdout


def test_max_time_is_obeyed(conformance: Conformance, tmp_path: Path) -> None:
    async def slow(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await asyncio.sleep(0.2)
        await create_app(SERVER)(scope, receive, send)

    run = conformance("--max-time", "3", "--profile", "smoke", on=slow)
    assert run.returncode == 2
    assert "the limit MAX_TIME=3 is reached" in run.stderr
    seconds = float(ElementTree.parse(tmp_path / "reports" / "junit.xml").getroot()[0].attrib["time"])
    assert seconds < 12, "not counting the start of the program, on a busy machine too"


@pytest.mark.parametrize(
    ("read", "status", "words"),
    [
        (lambda text: text.replace("NaN", "1").replace("Infinity", "1"), 0, "1 note, for information"),
        (lambda text: text or json.dumps({"agent_id": SERVER.agent_id}), 1, "1 cause"),
    ],
    ids=["numbers-beyond-json", "an-empty-body"],
)
def test_a_parser_extension_of_json_is_a_note(
    conformance: Conformance, tmp_path: Path, read: Callable[[str], str], status: int, words: str
) -> None:
    def mended(content: bytes) -> Any:
        return Behaviour().read_json(read(content.decode("utf-8", "replace")).encode())

    rules = "a_number_that_is_not_json or a_request_without_a_body"
    run = conformance("-k", rules, on=reference(read_json=mended))
    assert run.returncode == status, run.stdout
    assert f"\n{words}\n" in run.stdout
    noted = "RFC 8259, section 9: a JSON parser may accept extensions"
    outputs = [run.stdout, *((tmp_path / "reports" / name).read_text() for name in ("report.html", "junit.xml"))]
    assert [noted in text for text in outputs] == [status == 0] * 3


def test_a_selected_check_does_not_send_the_generated_requests(conformance: Conformance) -> None:
    def mended(content: bytes) -> Any:
        return Behaviour().read_json(content or json.dumps({"agent_id": SERVER.agent_id}).encode())

    run = conformance("-k", "a_request_without_a_body", on=reference(read_json=mended))
    assert run.returncode == 1
    [sent] = re.findall(r"requests +([0-9,]+) in", run.stdout)
    assert int(sent.replace(",", "")) < 100
