"""Tests of running an application on a socket for the length of a block."""

import asyncio
import socket
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from retell_conformance.reference_server.running import running


def app_that(answer: object) -> Starlette:
    return Starlette(routes=[Route("/", answer)])  # type: ignore[arg-type]


async def greet(_: Request) -> Response:
    return PlainTextResponse("hello")


def test_it_responds_only_inside_the_block() -> None:
    with running(app_that(greet)) as base_url:
        assert httpx.get(base_url).text == "hello"
    with pytest.raises(httpx.ConnectError):
        httpx.get(base_url)


def test_it_stops_when_the_test_fails() -> None:
    before = threading.active_count()
    with pytest.raises(ZeroDivisionError), running(app_that(greet)):
        _ = 1 / 0
    assert threading.active_count() == before


def test_it_stops_even_if_a_request_is_waiting() -> None:
    reached = threading.Event()

    async def wait(_: Request) -> Response:
        reached.set()
        await asyncio.sleep(60)
        return Response()

    before = threading.active_count()
    with running(app_that(wait)) as base_url:
        address = httpx.URL(base_url)
        connection = socket.create_connection((address.host, address.port))
        connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        assert reached.wait(5)
    connection.close()
    assert threading.active_count() == before


def test_it_stops_even_if_a_connection_is_open() -> None:
    before = threading.active_count()
    with httpx.Client() as client, running(app_that(greet)) as base_url:
        client.get(base_url)
    assert threading.active_count() == before


def test_servers_do_not_disturb_each_other() -> None:
    with running(app_that(greet)) as one, running(app_that(greet)) as other:
        assert one != other
        assert httpx.get(one).text == httpx.get(other).text == "hello"


def test_an_application_that_does_not_start_is_an_error() -> None:
    @asynccontextmanager
    async def fails(_: Starlette) -> AsyncIterator[None]:
        raise ValueError("no database")
        yield

    with pytest.raises(RuntimeError, match="did not start"), running(Starlette(lifespan=fails)):
        pytest.fail("it was said to run")


def test_an_invalid_application_is_an_error() -> None:
    with pytest.raises(RuntimeError, match="did not start"), running("no_such_module:app"):
        pytest.fail("it was said to run")
