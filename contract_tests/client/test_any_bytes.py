"""Tests with any bytes: each response leads to a call or a RetellError."""

import json
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import httpx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from client import bodies
from client.bodies import EXAMPLE, MINIMAL
from client.conftest import (
    Caller,
    answering_bytes,
    call_in_task,
    call_in_thread,
    call_in_thread_detailed,
    client_for,
    repeatably,
)
from retell_web_call_client import AuthenticatedClient, errors
from retell_web_call_client.models import WebCall
from retell_web_call_client.types import Response

COMPLETE = json.dumps(EXAMPLE).encode()

# Dates that Python's own parser of dates fails on with an OverflowError.
ODD_DATES = ("Mon, 01 Jan 99999999999999999999 00:00:00 GMT", "Mon, 01 Jan 2024 00:00:00 +9999999999999999999999")

odd_contents = st.sampled_from(
    [
        b"",
        b"null",
        b"<html><h1>502 Bad Gateway</h1></html>",
        b'{"status": "error", "message": "no"}',
        b'{"message": {"deep": []}}',
        b'{"message": "' + b"x" * 10_000 + b'"}',
        b"[" * 10_000,
        b'{"metadata": ' + b'{"a":' * 50_000,
        b'{"agent_version": ' + b"9" * 5000 + b"}",
        b"\xff\xfe\x00",
        b"\x1f\x8b\x08",
        b'{"a": "\\ud800"}',
        b"NaN",
        COMPLETE,
    ]
)
contents = (
    odd_contents
    | st.binary(max_size=50)
    | st.integers(0, len(COMPLETE)).map(lambda length: COMPLETE[:length])
    | bodies.anything.map(lambda value: json.dumps(value).encode())
    | bodies.surprising_calls().map(lambda drawn: json.dumps(drawn[0]).encode())
)
header_sets = st.fixed_dictionaries(
    {},
    optional={
        "Content-Type": st.sampled_from(["application/json", "text/html; charset=klingon", "", ";;;", "a/b; charset="]),
        "Content-Encoding": st.sampled_from(["gzip", "deflate", "br", "zstd", "identity", "unheard-of", "gzip, gzip"]),
        "Content-Length": st.sampled_from(["0", "1", "99999", "-1", "many"]),
        "Retry-After": st.sampled_from(["", "-1", "1.5", "soon", "9" * 400, *ODD_DATES]),
        "Set-Cookie": st.sampled_from(["", "a=b", "=;=;", "a=b; Expires=never; Path=\x7f"]),
    },
)


def outcome(caller: Callable[[AuthenticatedClient], WebCall | Response[Any]], client: AuthenticatedClient) -> Any:
    """Return the result of a call; any exception except a RetellError fails the test."""
    try:
        return caller(client)
    except errors.RetellError as error:
        return error


@pytest.mark.slow
@repeatably
@given(
    st.sampled_from([200, 201, 202, 204, 304, 400, 401, 402, 404, 422, 429, 500, 502, 599, 999]), contents, header_sets
)
@example(201, b"[" * 10_000, {})
@example(201, b'{"agent_version": ' + b"9" * 5000 + b"}", {})
@example(201, b"\xff\xfe\x00", {})
@example(201, b"\x1f\x8b\x08", {"Content-Encoding": "gzip"})
@example(429, b"\x1f\x8b\x08", {"Content-Encoding": "gzip"})
@example(304, b"\x1f\x8b\x08", {"Content-Encoding": "gzip"})
@example(999, b"\x1f\x8b\x08", {"Content-Encoding": "gzip"})
def test_any_response_is_a_call_or_an_error(status: int, content: bytes, headers: dict[str, str]) -> None:
    for caller in (call_in_thread, call_in_thread_detailed):
        found = outcome(caller, answering_bytes(content, status, headers))
        if isinstance(found, errors.StatusError):
            assert found.status_code == status != 201
            assert len(str(found)) < 700
        elif isinstance(found, errors.MalformedResponse):
            assert 200 <= status < 300
        else:
            assert isinstance(found, WebCall) or found.status_code == status


@pytest.mark.slow
@repeatably
@given(contents, header_sets)
def test_any_response_is_a_call_or_an_error_in_tasks_too(content: bytes, headers: dict[str, str]) -> None:
    assert isinstance(outcome(call_in_task, answering_bytes(content, 201, headers)), WebCall | errors.MalformedResponse)


@pytest.mark.parametrize("retry_after", ["", "-1", "1e3", "soon", "9" * 400, *ODD_DATES, "\t"])
def test_an_odd_retry_after_prevents_neither_the_retry_nor_the_error(
    retry_after: str, call: Caller, pauses: list[float]
) -> None:
    client = answering_bytes(b"", 429, {"Retry-After": retry_after}, max_retries=1)
    with pytest.raises(errors.TooManyRequests) as caught:
        call(client)
    assert caught.value.attempts == 2
    assert caught.value.retry_after is None
    assert len(pauses) == 1


@pytest.mark.parametrize(
    ("failure", "sent"),
    [
        (httpx.ConnectError("refused"), False),
        (httpx.ConnectTimeout("slow"), False),
        (httpx.ProxyError("403"), False),
        (httpx.ReadTimeout("slow"), True),
        (httpx.WriteTimeout("slow"), True),
        (httpx.WriteError("broken"), True),
        (httpx.ReadError("reset"), True),
        (httpx.RemoteProtocolError("nonsense"), True),
        (httpx.TooManyRedirects("loop"), True),
        (httpx.InvalidURL("odd"), True),
        (httpx.LocalProtocolError("odd"), True),
        (OSError("no network"), True),
        (RuntimeError("closed"), True),
        (OverflowError("too large"), True),
        (UnicodeError("odd"), True),
    ],
    ids=lambda value: type(value).__name__,
)
def test_any_failure_of_the_transport_is_an_error_that_says_whether_the_server_may_have_acted(
    failure: Exception, sent: bool, call: Caller
) -> None:
    def answer(_: httpx.Request) -> httpx.Response:
        raise failure

    timed_out = isinstance(failure, httpx.TimeoutException)
    expected, words = (errors.TimedOut, "in time") if timed_out else (errors.ConnectionFailed, "api.retellai.com")
    with pytest.raises(expected, match=words) as caught:
        call(client_for(answer))
    assert caught.value.__cause__ is failure
    assert caught.value.sent is sent


def test_a_full_pool_is_named_and_not_retried(call: Caller, pauses: list[float]) -> None:
    def answer(_: httpx.Request) -> httpx.Response:
        raise httpx.PoolTimeout("")

    with pytest.raises(errors.ConnectionFailed, match="All connections are in use") as caught:
        call(client_for(answer, max_retries=2))
    assert (caught.value.attempts, caught.value.sent, pauses) == (0, False, [])


class BrokenBody(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body that ends with a broken connection."""

    def __init__(self, failure: Exception) -> None:
        self.failure = failure
        self.closed = False

    def __iter__(self) -> Iterator[bytes]:
        yield COMPLETE[:100]
        raise self.failure

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield COMPLETE[:100]
        raise self.failure

    def close(self) -> None:
        self.closed = True

    async def aclose(self) -> None:
        self.closed = True


@pytest.mark.parametrize(
    ("failure", "expected"),
    [
        (httpx.RemoteProtocolError("incomplete"), errors.ConnectionFailed),
        (httpx.ReadError("reset"), errors.ConnectionFailed),
        (httpx.ReadTimeout("slow"), errors.TimedOut),
    ],
    ids=repr,
)
def test_a_success_with_a_truncated_body_is_not_retried(
    failure: Exception, expected: type[errors.RetellError], call: Caller
) -> None:
    body = BrokenBody(failure)
    with pytest.raises(expected) as caught:
        call(client_for(lambda _: httpx.Response(201, stream=body), max_retries=2))
    assert caught.value.attempts == 1
    assert body.closed


def test_an_error_with_a_truncated_body_keeps_its_status(call: Caller) -> None:
    body = BrokenBody(httpx.ReadError("reset"))
    with pytest.raises(errors.TooManyRequests) as caught:
        call(client_for(lambda _: httpx.Response(429, headers={"Retry-After": "7"}, stream=body)))
    assert caught.value.retry_after == 7
    assert caught.value.message == "Too Many Requests"
    assert caught.value.response.content == b""
    assert body.closed


def test_a_call_is_read_in_spite_of_strange_headers() -> None:
    headers = {"Content-Type": ";;;", "Set-Cookie": "=;=;", "Retry-After": "soon"}
    assert call_in_thread(answering_bytes(json.dumps(MINIMAL).encode(), 201, headers)).to_dict() == MINIMAL
