"""Tests of secrets: no key and no access token is in any repr, log line, exception text or pickle."""

import copy
import json
import logging
import os
import pickle
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from client.bodies import EXAMPLE, MINIMAL
from client.conftest import KEY, REQUEST, Caller, DetailedCaller, answering, answering_bytes, call_in_thread, client_for
from client.scripted_server import DROP, answer, serving
from retell_web_call_client import AuthenticatedClient, errors
from retell_web_call_client.api.calls import create_web_call_v3
from retell_web_call_client.models import (
    CreateWebCallRequest,
    IceServer,
    UnknownVariant,
    WebCall,
    WebCallConnection,
)

TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJ2aWRlbyI6eyJyb29tSm9pbiI6dHJ1ZX19.c2lnbmF0dXJl"
LEAKY = {
    **EXAMPLE,
    "access_token": TOKEN,
    "refresh": {"access_token": TOKEN},
    "agent_name": [TOKEN],
    "transcript_with_tool_calls": [{"role": "livekit", "token": TOKEN}, TOKEN],
}


def assert_clean(*texts: str) -> None:
    """Assert that no text contains a secret, or the start of one."""
    for text in texts:
        for secret in (KEY, TOKEN, KEY[4:], TOKEN[:15], TOKEN[-10:]):
            assert secret not in text


@pytest.fixture(autouse=True)
def logs_are_clean(caplog: pytest.LogCaptureFixture) -> Any:
    """Check after each test that no library has logged a secret, at any level."""
    with caplog.at_level(logging.DEBUG):
        yield
    assert_clean(caplog.text, *(repr(vars(record)) for record in caplog.records))


def test_a_client_does_not_show_its_key() -> None:
    client = answering(LEAKY, base_url="https://api.example.com/v1")
    assert_clean(repr(client), str(client), repr(client.get_httpx_client().headers))
    assert "api.example.com" in repr(client)


def test_a_call_does_not_show_its_token(call: Caller) -> None:
    found = call(answering(LEAKY))
    assert found.access_token == TOKEN
    assert_clean(repr(found), str(found), f"{found}", repr(copy.copy(found)), repr([found]))
    assert "access_token=***" in repr(found)
    assert_clean(repr(UnknownVariant(TOKEN)), repr(UnknownVariant({"token": TOKEN})))


def test_a_response_does_not_show_the_token(call_detailed: DetailedCaller) -> None:
    response = call_detailed(answering(LEAKY))
    assert_clean(repr(response), str(response))


FAILURES: dict[str, AuthenticatedClient] = {
    "the key in an error's message": answering({"status": "error", "message": f"Bad key {KEY}"}, 401),
    "a token in an error's message": answering({"status": "error", "message": f"Bad token {TOKEN}"}, 422),
    "a token in an unexpected status": answering({"message": TOKEN, "access_token": TOKEN}, 418),
    "a call without its id": answering({"access_token": TOKEN}),
    "a token of the wrong type": answering({**MINIMAL, "access_token": [TOKEN]}),
    "a surprise, strictly": answering(LEAKY, strict=True),
    "a truncated call": answering_bytes(json.dumps(LEAKY).encode()[:-5]),
    "invalid UTF-8": answering_bytes(json.dumps(LEAKY).encode()[:-1] + b"\xff}"),
    "nested too deep": answering_bytes(json.dumps(LEAKY).encode()[:-1] + b',"a":' + b"[" * 10_000),
    "an unreadable encoding": answering_bytes(TOKEN.encode(), headers={"Content-Encoding": "gzip"}),
}


@pytest.mark.parametrize("client", FAILURES.values(), ids=FAILURES)
def test_an_error_does_not_show_a_secret(client: AuthenticatedClient, call: Caller) -> None:
    with pytest.raises(errors.RetellError) as caught:
        call(client)
    error = caught.value
    assert_clean(str(error), repr(error), "".join(traceback.format_exception(error)), repr(vars(error)))
    response: httpx.Response | None = getattr(error, "response", None)
    if response is not None:
        assert "Authorization" not in response.request.headers
        assert f"Bearer {KEY}".encode() not in pickle.dumps(error)


@pytest.mark.parametrize("quoted", [f"Bad key {KEY}", f"Bad token {TOKEN}"], ids=["the key", "a token"])
def test_a_response_does_not_show_a_secret_that_the_api_quotes(quoted: str, call_detailed: DetailedCaller) -> None:
    response = call_detailed(answering({"status": "error", "message": quoted}, 401))
    assert_clean(repr(response), repr(response.parsed), repr(vars(httpx.Response(401))))
    assert "***" in repr(response.parsed)
    assert quoted.encode() in response.content  # which is unchanged


def values_of(error: BaseException) -> Iterator[object]:
    """Return the local variables in the frames of an error and of its causes, except those of tests."""
    seen: list[BaseException] = []
    waiting: list[BaseException | None] = [error]
    while waiting:
        each = waiting.pop()
        if each is None or each in seen:
            continue
        seen.append(each)
        yield each.args
        for frame, _ in traceback.walk_tb(each.__traceback__):
            if "contract_tests" not in frame.f_code.co_filename:
                yield from frame.f_locals.values()
        waiting += [each.__cause__, each.__context__]


HEAD = b"HTTP/1.1 201 Created\r\nContent-Type: application/json\r\n"
BROKEN: dict[str, bytes] = {
    "a body that breaks off": HEAD + b"Content-Length: 1000\r\n\r\n" + json.dumps(LEAKY).encode()[:900],
    "chunks that break off": HEAD
    + b"Transfer-Encoding: chunked\r\n\r\n5\r\n"
    + TOKEN[:5].encode()
    + b"\r\n400\r\n"
    + TOKEN.encode(),
    "an encoding that is none": HEAD
    + b"Content-Encoding: gzip\r\nContent-Length: 76\r\n\r\n"
    + TOKEN.encode().ljust(76),
    "a head that is none": b"HTTP/1.1 201 Created\r\nX-Token " + TOKEN.encode() + b"\r\n\r\n",
    "no response": b"",
}


@pytest.mark.parametrize("deadline", [None, 20], ids=["", "deadline"])
@pytest.mark.parametrize("sent", BROKEN.values(), ids=BROKEN)
def test_no_frame_of_an_error_contains_a_secret(sent: bytes, deadline: float | None, call: Caller) -> None:
    client: dict[str, Any] = {"headers": {"X-Tenant": TOKEN}, "cookies": {"session": TOKEN}, "deadline": deadline}
    body = CreateWebCallRequest(agent_id="a", metadata={"token": TOKEN})
    with serving(sent) as server, pytest.raises(errors.RetellError) as caught:
        call(AuthenticatedClient(server.url, KEY, max_retries=0, **client).with_cookies({"other": TOKEN}), body)
    body.metadata = {}  # the caller's own
    assert_clean(*map(repr, values_of(caught.value)))
    lines = traceback.format_exception(caught.value)
    assert any("httpx" in line for line in lines)  # the place of the failure is still there


def test_the_users_own_frames_are_unchanged(call: Caller) -> None:
    def fail(_: httpx.Request) -> httpx.Response:
        detail = "of my own"
        raise httpx.ReadError(detail)

    try:
        raise LookupError("being handled")
    except LookupError:
        with pytest.raises(errors.ConnectionFailed) as caught:
            call(client_for(fail))
    cause = caught.value.__cause__
    assert cause is not None
    assert {"detail": "of my own"} in [
        {name: value for name, value in frame.f_locals.items() if name == "detail"}
        for frame, _ in traceback.walk_tb(cause.__traceback__)
    ]


@pytest.mark.parametrize("piece", ["eyJ", "eyJ.", "eyJa.b ", "://", "a@", "://a@", "-_.", "x"])
def test_redaction_takes_time_in_proportion_to_the_message(piece: str) -> None:
    def seconds(length: int) -> float:
        client = answering({"status": "error", "message": piece * (length // len(piece))}, 400)
        began = time.perf_counter()
        with pytest.raises(errors.BadRequest):
            call_in_thread(client)
        return time.perf_counter() - began

    seconds(1000)
    assert seconds(1_000_000) < 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"a {TOKEN} b", "a *** b"),
        (f"token={TOKEN}&x=1", "token=***&x=1"),
        (f"_{TOKEN}", "_***"),
        (f"eyJ{TOKEN}", "***"),
        (f"eyJeyJ {TOKEN}", "eyJeyJ ***"),
        ("eyJ is no token", "eyJ is no token"),
        (f"{TOKEN[:36]}.", "***"),
    ],
)
def test_tokens_are_found_at_any_place(text: str, expected: str) -> None:
    with pytest.raises(errors.BadRequest) as caught:
        call_in_thread(answering({"status": "error", "message": text}, 400))
    assert caught.value.message == expected


def test_an_error_of_the_transport_does_not_show_a_secret(call: Caller) -> None:
    def fail(request: httpx.Request) -> httpx.Response:
        raise httpx.LocalProtocolError(f"Illegal header value b'Bearer {KEY}' near {TOKEN}", request=request)

    with pytest.raises(errors.ConnectionFailed) as caught:
        call(client_for(fail))
    assert_clean(str(caught.value), repr(caught.value))


def test_nothing_on_a_real_socket_shows_a_secret(call: Caller, pauses: list[float]) -> None:
    with serving(DROP, answer(429, b"{}"), answer(201, json.dumps(LEAKY).encode())) as server:
        found = call(AuthenticatedClient(server.url, KEY))
    assert found.to_dict() == LEAKY
    assert all(f"Bearer {KEY}".encode() in request for request in server.requests)
    assert len(pauses) == 2


def test_reading_without_a_client_shows_no_token_either() -> None:
    assert_clean(repr(WebCall.from_dict(LEAKY)))
    with pytest.raises(errors.MalformedResponse) as caught:
        WebCall.from_dict({"access_token": TOKEN})
    assert_clean(str(caught.value), "".join(traceback.format_exception(caught.value)))


# ---- secrets that the contract marks ----

CREDENTIAL = "turn-credential-0123456789"
CONNECTION = {
    "call_id": "call_1",
    "access_token": TOKEN,
    "transport": "gateway",
    "ice_servers": [{"urls": "turn:turn.example.com", "username": "u", "credential": CREDENTIAL}],
    "expires_at": 1790000000000,
}


def test_a_credential_that_the_contract_marks_is_in_no_repr() -> None:
    connection = create_web_call_v3.sync(client=answering(CONNECTION), body=REQUEST)
    detailed = create_web_call_v3.sync_detailed(client=answering(CONNECTION), body=REQUEST)
    [server] = connection.ice_servers
    assert isinstance(server, IceServer)
    assert server.credential == CREDENTIAL
    assert type(server.credential) is str
    for shown in (connection, server, connection.ice_servers, detailed):
        assert CREDENTIAL not in repr(shown) + str(shown) + f"{shown}"
    assert "username='u', credential=***" in repr(server)


def test_a_secret_of_another_shape_is_in_no_repr_either() -> None:
    odd = {**CONNECTION, "ice_servers": [{**CONNECTION, "urls": 7}], "turn": {"credential": CREDENTIAL}}
    connection = create_web_call_v3.sync(client=answering(odd), body=REQUEST)
    assert connection["turn"] == {"credential": CREDENTIAL}
    shown = [connection, connection.ice_servers, connection.additional_properties]
    assert_clean(*map(repr, shown))
    assert CREDENTIAL not in repr(shown)
    assert repr(connection.additional_properties) == "{'turn': ...}"
    assert json.loads(json.dumps(connection.additional_properties)) == {"turn": odd["turn"]}
    for twin in (copy.deepcopy(connection), pickle.loads(pickle.dumps(connection))):
        assert twin == connection
        assert_clean(repr(twin.additional_properties))


def test_a_key_that_the_api_quotes_is_not_in_the_repr_of_a_response() -> None:
    client = answering({"status": "error", "message": f"Bad key {KEY}"}, 401)
    assert_clean(repr(create_web_call_v3.sync_detailed(client=client, body=REQUEST)))


# ---- tracebacks ----


def frames_of(error: BaseException) -> Iterator[tuple[str, str, object]]:
    """Yield the locals of the client's frames in a traceback, as monitors send them by default."""
    seen: BaseException | None = error
    while seen is not None:
        for frame, _ in traceback.walk_tb(seen.__traceback__):
            if "retell_web_call_client" in frame.f_code.co_filename:
                yield from ((frame.f_code.co_name, name, value) for name, value in frame.f_locals.items())
        seen = seen.__cause__ or seen.__context__


def broken_bodies() -> dict[str, Callable[[], object]]:
    """Return ways to read a body that is not a call."""
    without = {name: value for name, value in CONNECTION.items() if name != "expires_at"}
    bodies = {
        "a required property is missing": answering(without),
        "another status, and a required property is missing": answering(without, 200),
        "strict": answering({**CONNECTION, "new": 1}, strict=True),
        "not JSON": answering_bytes(json.dumps(CONNECTION).encode()[:-3]),
        "not UTF-8": answering_bytes(json.dumps(CONNECTION).encode() + b"\xff"),
        "nested too deep": answering_bytes(json.dumps(CONNECTION).encode()[:-1] + b',"a":' + b"[" * 200_000),
        "too many digits and broken": answering_bytes(json.dumps(CONNECTION).encode() + b"1" * 5000),
    }
    ways: dict[str, Callable[[], object]] = {
        name: lambda client=client: create_web_call_v3.sync(client=client, body=REQUEST)  # type: ignore[misc]
        for name, client in bodies.items()
    }
    return {**ways, "from_dict": lambda: WebCallConnection.from_dict(without)}


@pytest.mark.parametrize("name", broken_bodies())
def test_no_frame_of_an_error_contains_the_body(name: str) -> None:
    with pytest.raises(errors.RetellError) as caught:
        broken_bodies()[name]()
    found = list(frames_of(caught.value))
    assert found
    for function, variable, value in found:
        assert TOKEN not in repr(value), f"{variable} in {function}"
        assert CREDENTIAL not in repr(value), f"{variable} in {function}"


def test_a_partly_read_model_has_a_repr() -> None:
    half = WebCallConnection.__new__(WebCallConnection)
    half.access_token = TOKEN
    assert_clean(repr(half))
    assert repr(half) == "WebCallConnection(access_token=***)"


# ---- pytest ----

COMPARISONS = """
from retell_web_call_client.models import CreateWebCallRequest, WebCall, WebCallConnection

def connection(**changes):
    return WebCallConnection.from_dict({**BODY, **changes})

def test_token():
    assert connection() == connection(access_token="other")

def test_server():
    assert connection() == connection(ice_servers=[])

def test_one_server():
    assert connection().ice_servers[0] == connection(ice_servers=[{"urls": "stun:a"}]).ice_servers[0]

def test_lists():
    assert [connection()] == [connection(call_id="call_2")]

def test_rest():
    assert connection(new="NEWVALUE").additional_properties == {}

def test_kind():
    assert connection(call_id="call_2") == connection()
"""


@pytest.mark.slow
def test_a_failing_comparison_of_two_models_shows_no_secret(tmp_path: Path) -> None:
    (tmp_path / "test_models.py").write_text(f"BODY = {CONNECTION!r}\n{COMPARISONS}")
    client = Path(__file__).resolve().parent.parent.parent / "generated"
    command = [sys.executable, "-m", "pytest", "-vv", "--showlocals", "-p", "no:cacheprovider", "--tb=short"]
    ran = subprocess.run(
        [*command, f"--rootdir={tmp_path}", "-c", "/dev/null", tmp_path],
        env={**os.environ, "PYTHONPATH": str(client), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
    )
    assert "6 failed" in ran.stdout
    assert_clean(ran.stdout)
    assert CREDENTIAL not in ran.stdout
    assert "call_id: 'call_2' != 'call_1'" in ran.stdout  # values that are not secret are still compared
