"""No key and no access token is in any repr, log line, exception text or pickle."""

import copy
import json
import logging
import pickle
import traceback
from typing import Any

import httpx
import pytest

from client.bodies import EXAMPLE, MINIMAL
from client.conftest import KEY, Caller, DetailedCaller, answering, answering_bytes, client_for
from client.scripted_server import DROP, answer, serving
from retell_web_call_client import AuthenticatedClient, errors
from retell_web_call_client.models import UnknownVariant, WebCall

TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJ2aWRlbyI6eyJyb29tSm9pbiI6dHJ1ZX19.c2lnbmF0dXJl"
LEAKY = {
    **EXAMPLE,
    "access_token": TOKEN,
    "refresh": {"access_token": TOKEN},
    "agent_name": [TOKEN],
    "transcript_with_tool_calls": [{"role": "livekit", "token": TOKEN}, TOKEN],
}


def assert_clean(*texts: str) -> None:
    """Assert that no text holds a secret, nor the start of one."""
    for text in texts:
        for secret in (KEY, TOKEN, KEY[4:], TOKEN[:15], TOKEN[-10:]):
            assert secret not in text


@pytest.fixture(autouse=True)
def logs_are_clean(caplog: pytest.LogCaptureFixture) -> Any:
    """Whatever a test does, nothing that any library logs at any level has a secret."""
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
    "nested too deep": answering_bytes(json.dumps(LEAKY).encode()[:-1] + b',"a":' + b"[" * 100_000),
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
