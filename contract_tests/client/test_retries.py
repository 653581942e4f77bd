"""Tests of retries, on a real socket: a request is repeated as the vendor's SDK does, and errors count the attempts."""

import asyncio
import json
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import httpx
import pytest

from client.bodies import MINIMAL
from client.conftest import KEY, REQUEST, Caller, DetailedCaller, client_for
from client.scripted_server import DROP, HANG, TRUNCATE, answer, serving
from retell_web_call_client import AuthenticatedClient, errors
from retell_web_call_client.api.calls import create_web_call

CALL = answer(201, json.dumps(MINIMAL).encode())
ERROR = b'{"status": "error", "message": "Later"}'
BUSY = answer(503, ERROR)


def client_of(url: str, **options: Any) -> AuthenticatedClient:
    return AuthenticatedClient(url, KEY, **options)


def test_a_call_after_two_503_is_returned(call_detailed: DetailedCaller, pauses: list[float]) -> None:
    with serving(BUSY, BUSY, CALL) as server:
        response = call_detailed(client_of(server.url))
    assert response.status_code == 201
    assert response.attempts == 3
    assert len(server.requests) == 3
    assert len({request.split(b"\r\n\r\n")[1] for request in server.requests}) == 1
    assert 0.375 <= pauses[0] <= 0.5
    assert 0.75 <= pauses[1] <= 1


def test_the_client_waits_between_attempts(call: Caller) -> None:
    with serving(BUSY, CALL) as server:
        started = time.monotonic()
        call(client_of(server.url))
    assert 0.375 <= time.monotonic() - started < 5


@pytest.mark.parametrize("status", [408, 409, 429, 500, 502, 503, 504, 529, 599])
def test_temporary_statuses_are_retried(status: int, call: Caller, pauses: list[float]) -> None:
    answers = iter([status, 201])
    call(client_for(lambda _: httpx.Response(next(answers), json=MINIMAL), max_retries=2))
    assert len(pauses) == 1


@pytest.mark.parametrize("status", [200, 400, 401, 402, 403, 404, 410, 422, 451])
def test_other_statuses_are_not_retried(status: int, call: Caller, pauses: list[float]) -> None:
    with pytest.raises(errors.StatusError) as caught:
        call(client_for(lambda _: httpx.Response(status, content=ERROR), max_retries=2))
    assert caught.value.attempts == 1
    assert pauses == []


def test_after_the_last_retry_the_error_is_that_of_the_last_response(call: Caller, pauses: list[float]) -> None:
    with (
        serving(BUSY, DROP, answer(429, ERROR, Retry_After="3")) as server,
        pytest.raises(errors.TooManyRequests) as caught,
    ):
        call(client_of(server.url))
    assert caught.value.attempts == 3
    assert caught.value.retry_after == 3
    assert "after 3 attempts: Later." in str(caught.value)
    assert len(pauses) == 2


def test_detailed_returns_the_status_of_the_last_response(call_detailed: DetailedCaller, pauses: list[float]) -> None:
    with serving(BUSY, answer(500, ERROR), answer(500, ERROR)) as server:
        response = call_detailed(client_of(server.url))
    assert (response.status_code, response.attempts) == (500, 3)
    assert len(pauses) == 2


def test_dropped_connections_are_retried(call_detailed: DetailedCaller, pauses: list[float]) -> None:
    with serving(DROP, DROP, CALL) as server:
        assert call_detailed(client_of(server.url)).attempts == 3
    assert len(pauses) == 2


def test_connections_that_are_always_dropped_are_a_failed_connection(call: Caller, pauses: list[float]) -> None:
    with serving(DROP, DROP, DROP) as server, pytest.raises(errors.ConnectionFailed, match=r"127\.0\.0\.1") as caught:
        call(client_of(server.url))
    assert caught.value.attempts == 3
    assert isinstance(caught.value.__cause__, httpx.RemoteProtocolError)
    assert len(pauses) == 2


def test_a_server_that_hangs_is_timed_out_after_retries(call: Caller, pauses: list[float]) -> None:
    with serving(HANG, HANG) as server, pytest.raises(errors.TimedOut, match="ReadTimeout") as caught:
        call(client_of(server.url, timeout=0.5, max_retries=1))
    assert caught.value.attempts == 2
    assert len(server.requests) == 2
    assert len(pauses) == 1


def test_a_truncated_call_is_not_retried_since_it_is_registered(call: Caller, pauses: list[float]) -> None:
    with serving(TRUNCATE, CALL) as server, pytest.raises(errors.ConnectionFailed):
        call(client_of(server.url))
    assert len(server.requests) == 1
    assert pauses == []


@pytest.mark.parametrize(
    ("retry_after", "least", "most"),
    [
        ("2", 2, 2),
        ("1.5", 1.5, 1.5),
        ("60", 60, 60),
        ("in 20 seconds", 15, 20),
        ("yesterday", 0.375, 0.5),
        ("0", 0.375, 0.5),
        ("soon", 0.375, 0.5),
    ],
)
def test_retry_after_is_honoured_in_seconds_and_as_a_date(
    retry_after: str, least: float, most: float, call: Caller, pauses: list[float]
) -> None:
    days = {"in 20 seconds": timedelta(seconds=20), "yesterday": timedelta(days=-1)}
    if retry_after in days:
        retry_after = in_http(datetime.now(UTC) + days[retry_after])
    with serving(answer(429, ERROR, Retry_After=retry_after), CALL) as server:
        call(client_of(server.url))
    assert len(pauses) == 1
    assert least <= pauses[0] <= most


@pytest.mark.parametrize("retry_after", ["61", "3600", "in an hour"])
def test_the_client_does_not_wait_longer_than_a_minute(retry_after: str, call: Caller, pauses: list[float]) -> None:
    if retry_after == "in an hour":
        retry_after = in_http(datetime.now(UTC) + timedelta(hours=1))
    with (
        serving(answer(429, ERROR, Retry_After=retry_after), CALL) as server,
        pytest.raises(errors.TooManyRequests) as caught,
    ):
        call(client_of(server.url))
    assert (caught.value.attempts, caught.value.sent) == (1, True)
    assert caught.value.retry_after is not None
    assert caught.value.retry_after > 60
    assert pauses == []


def test_the_client_does_not_wait_longer_than_the_deadline(call: Caller, pauses: list[float]) -> None:
    with (
        serving(answer(429, ERROR, Retry_After="30"), CALL) as server,
        pytest.raises(errors.TooManyRequests) as caught,
    ):
        call(client_of(server.url, deadline=20))
    assert caught.value.retry_after == 30
    assert pauses == []


@pytest.mark.parametrize("hours", [-1, 1])
def test_a_date_in_retry_after_is_compared_with_the_servers_clock(
    hours: int, call: Caller, pauses: list[float]
) -> None:
    now = datetime.now(UTC) + timedelta(hours=hours)
    busy = answer(429, ERROR, Date=in_http(now), Retry_After=in_http(now + timedelta(seconds=3)))
    with serving(busy, CALL) as server:
        call(client_of(server.url))
    assert pauses == [3]


def test_a_date_in_retry_after_is_compared_with_our_clock_if_there_is_no_date_header(
    call: Caller, pauses: list[float]
) -> None:
    busy = answer(429, ERROR, Date="today", Retry_After=in_http(datetime.now(UTC) + timedelta(seconds=20)))
    with serving(busy, CALL) as server:
        call(client_of(server.url))
    assert 18 <= pauses[0] <= 20


def in_http(date: datetime) -> str:
    return format_datetime(date, usegmt=True)


def test_without_retries_a_request_is_sent_once(call: Caller, pauses: list[float]) -> None:
    for step, expected in ((BUSY, errors.UnexpectedStatus), (DROP, errors.ConnectionFailed)):
        with serving(step, CALL) as server, pytest.raises(expected) as caught:
            call(client_of(server.url, max_retries=0))
        assert caught.value.attempts == 1
        assert len(server.requests) == 1
    assert pauses == []


def test_pauses_grow_to_at_most_eight_seconds(call: Caller, pauses: list[float]) -> None:
    with pytest.raises(errors.UnexpectedStatus) as caught:
        call(client_for(lambda _: httpx.Response(503), max_retries=9))
    assert caught.value.attempts == 10
    assert max(pauses) <= 8
    assert pauses[-1] >= 6


def test_a_task_can_be_cancelled_while_it_waits() -> None:
    async def run() -> None:
        async with client_for(lambda _: httpx.Response(503), max_retries=9) as client:
            await asyncio.wait_for(create_web_call.asyncio(client=client, body=REQUEST), 0.1)

    with pytest.raises(TimeoutError):
        asyncio.run(run())
