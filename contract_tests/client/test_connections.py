"""Tests of connections: calls wait for one in order, and release it."""

import asyncio
import multiprocessing
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from traceback import walk_tb
from typing import Any

import httpcore
import httpx
import pytest

from client.conftest import KEY, REQUEST
from client.keeping_server import KeepingServer, keeping
from retell_web_call_client import AuthenticatedClient, errors
from retell_web_call_client._async_pool import AsyncPool
from retell_web_call_client.api.calls import create_web_call
from retell_web_call_client.models import CreateWebCallRequest

ONE = {"limits": httpx.Limits(max_connections=1)}


@pytest.fixture
def server() -> Iterator[KeepingServer]:
    """Serve on connections that stay open."""
    with keeping(delay=0.02) as found:
        yield found


def make_now(client: AuthenticatedClient, agent: str = "a") -> Any:
    return create_web_call.sync(client=client, body=CreateWebCallRequest(agent_id=agent))


async def make(client: AuthenticatedClient, agent: str = "a") -> Any:
    return await create_web_call.asyncio(client=client, body=CreateWebCallRequest(agent_id=agent))


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 5
    while not holds() and time.monotonic() < end:
        time.sleep(0.005)
    assert holds()


# ---- slots ----


def test_threads_share_the_permitted_number_of_connections(server: KeepingServer) -> None:
    args = {"limits": httpx.Limits(max_connections=3)}
    with AuthenticatedClient(server.url, KEY, httpx_args=args) as client, ThreadPoolExecutor(12) as pool:
        list(pool.map(lambda number: make_now(client, str(number)), range(24)))
    assert server.connections == 3
    assert len(server.requests) == 24


def test_tasks_share_the_permitted_number_of_connections_in_order(
    server: KeepingServer,
) -> None:
    async def run() -> None:
        async with AuthenticatedClient(server.url, KEY, httpx_args=ONE) as client:
            await asyncio.gather(*(make(client, str(number)) for number in range(12)))

    asyncio.run(run())
    assert server.connections == 1
    assert [request["agent_id"] for request in server.requests] == [str(number) for number in range(12)]


def test_without_a_limit_every_call_has_a_connection(server: KeepingServer) -> None:
    args = {"limits": httpx.Limits(max_connections=None, max_keepalive_connections=2)}

    async def run() -> int:
        async with AuthenticatedClient(server.url, KEY, httpx_args=args) as client:
            await asyncio.gather(*(make(client, str(number)) for number in range(12)))
            return len(connections_of(client.get_async_httpx_client()))

    kept = asyncio.run(run())
    assert server.connections == 12
    assert kept == 2


def test_a_slot_is_taken_until_the_response_is_closed(server: KeepingServer) -> None:
    with AuthenticatedClient(server.url, KEY, httpx_args=ONE) as client:
        mine = client.get_httpx_client()
        with mine.stream("POST", "/v3/create-web-call", json={"agent_id": "a"}) as response:
            with pytest.raises(httpx.PoolTimeout):
                mine.post("/v3/create-web-call", json={"agent_id": "b"}, timeout=httpx.Timeout(5, pool=0.05))
            response.read()
        assert mine.post("/v3/create-web-call", json={"agent_id": "c"}).status_code == 201
    assert [request["agent_id"] for request in server.requests] == ["a", "c"]


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system does not fork")
def test_a_forked_worker_has_all_slots_even_if_its_parent_uses_them() -> None:
    with keeping(delay=1) as server, AuthenticatedClient(server.url, KEY, httpx_args=ONE) as client:
        busy = threading.Thread(target=make_now, args=(client, "parent"))
        busy.start()
        until(lambda: len(server.requests) == 1)
        context = multiprocessing.get_context("fork")
        results = context.Queue()
        worker = context.Process(target=lambda: results.put(make_now(client.with_deadline(5), "child").agent_id))
        worker.start()
        try:
            assert results.get(timeout=10) == "child"
        finally:
            worker.join(5)
            worker.kill()
            results.close()
        busy.join()


# ---- cancellation ----


def test_a_cancelled_call_is_cancelled_and_leaves_no_task() -> None:
    async def run(url: str) -> set[str]:
        async with AuthenticatedClient(url, KEY) as client:
            task = asyncio.create_task(make(client))
            await asyncio.sleep(0.1)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.1):
                    await make(client)
            assert connections_of(client.get_async_httpx_client()) == []
            return {str(each) for each in asyncio.all_tasks() - {asyncio.current_task()}}

    with keeping(delay=1) as server:
        assert asyncio.run(run(server.url)) == set()


@pytest.mark.parametrize("turns", range(8))
def test_a_call_that_is_cancelled_at_once_uses_no_slot(turns: int, server: KeepingServer) -> None:
    async def run() -> None:
        async with AuthenticatedClient(server.url, KEY, httpx_args=ONE) as client:
            task = asyncio.create_task(make(client))
            for _ in range(turns):
                await asyncio.sleep(0)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert await make(client.with_deadline(5))

    asyncio.run(run())


def test_context_variables_of_a_task_reach_the_hooks_of_its_call(server: KeepingServer) -> None:
    from contextvars import ContextVar

    known: ContextVar[str] = ContextVar("known", default="nothing")
    found: list[str] = []

    async def note(_: httpx.Request) -> None:
        found.append(known.get())

    async def run() -> None:
        known.set("the id of a request")
        async with AuthenticatedClient(server.url, KEY, httpx_args={"event_hooks": {"request": [note]}}) as client:
            await make(client)

    asyncio.run(run())
    assert found == ["the id of a request"]


# ---- sent, or not ----


def test_a_call_that_waited_or_never_connected_was_not_sent() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:  # accepts, and never responds
        url = f"https://127.0.0.1:{listener.getsockname()[1]}"
        client = AuthenticatedClient(url, KEY, deadline=0.3)

        async def run() -> None:
            async with client:
                await make(client)

        with client, pytest.raises(errors.TimedOut) as caught:
            make_now(client)
        assert not caught.value.sent
        with pytest.raises(errors.TimedOut) as caught:
            asyncio.run(run())
        assert not caught.value.sent


def test_a_call_whose_bytes_were_written_was_sent() -> None:
    async def run(url: str) -> None:
        async with AuthenticatedClient(url, KEY, deadline=1) as client:
            await create_web_call.asyncio(client=client, body=REQUEST)

    with keeping(delay=2) as server:
        with pytest.raises(errors.TimedOut) as caught:
            make_now(AuthenticatedClient(server.url, KEY, deadline=1))
        assert caught.value.sent
        with pytest.raises(errors.TimedOut) as caught:
            asyncio.run(run(server.url))
        assert caught.value.sent


def connections_of(client: Any) -> list[Any]:
    return list(client._transport._pool.connections)


# ---- failures of a connection that calls share ----


class BrokenConnection(httpcore.AsyncConnectionInterface):
    """A broken connection over HTTP/2, which raises the same exception object in all its calls, as httpcore's does."""

    def __init__(self) -> None:
        self.failure = httpcore.ReadError("broken")

    async def handle_async_request(self, _: httpcore.Request) -> httpcore.Response:
        """Raise the same exception."""
        raise self.failure


def test_calls_that_share_a_broken_connection_share_no_frames() -> None:
    connection = BrokenConnection()

    async def failures() -> list[BaseException]:
        async with httpx.AsyncHTTPTransport() as transport:
            inner: Any = transport
            inner._pool.create_connection = lambda _: connection
            pool = AsyncPool(inner._pool, httpx.Limits(), http2=True)
            requests = [httpcore.Request("GET", "http://127.0.0.1/") for _ in range(2)]
            found = await asyncio.gather(*map(pool.handle_async_request, requests), return_exceptions=True)
            return [each for each in found if isinstance(each, BaseException)]

    first, second = asyncio.run(failures())
    assert (type(first), str(first)) == (type(second), str(second)) == (httpcore.ReadError, "broken")
    assert first is not second
    assert first.__context__ is second.__context__ is None
    assert not {frame for frame, _ in walk_tb(first.__traceback__)} & {
        frame for frame, _ in walk_tb(second.__traceback__)
    }
