"""Tests of bursts: no deadline, cancellation or burst loses a connection.

Many calls at a time meet their deadline or are cancelled, while all connections are in use and each step of the server
takes a random while. Then nothing is in flight: every connection is idle or gone, the server has as many open as the
client, and as many calls as there may be connections succeed at once. `BURST_CALLS=10000` makes a longer run of it.
"""

import asyncio
import gc
import os
import random
import threading
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest

from client.burst_server import BurstServer, bursting, certificates, speak_http, speak_http2, speak_socks, unverified
from retell_web_call_client import AuthenticatedClient, errors
from retell_web_call_client.api.calls import create_web_call_v3
from retell_web_call_client.models import CreateWebCallRequest

pytestmark = pytest.mark.slow

CALLS = int(os.environ.get("BURST_CALLS", "150"))
AT_A_TIME = 30
CONNECTIONS = 10
LONGEST = 0.02
"""Maximum duration of a step of the server, in seconds."""
PATIENCE = 0.2
"""Maximum time after which a call is cancelled, in seconds."""
BODY = CreateWebCallRequest(agent_id="a")
CLOSED = 30
"""Maximum time in which the server must see that connections were closed, in seconds."""

CALM = httpx.Timeout(10, pool=5)
MOST = [CONNECTIONS, pytest.param(None, marks=pytest.mark.thorough)]
"""Maximum number of connections at a time; without a limit no call waits for one."""

Make = Callable[[BurstServer, Any], AuthenticatedClient]


# ---- ways to the server ----


def limits(most: int | None) -> dict[str, Any]:
    return {"limits": httpx.Limits(max_connections=most, max_keepalive_connections=CONNECTIONS)}


def direct(server: BurstServer, most: int | None) -> AuthenticatedClient:
    return AuthenticatedClient(f"http://127.0.0.1:{server.port}", "key", httpx_args=limits(most), max_retries=1)


def through(scheme: str, proxy: str, server: BurstServer, most: int | None) -> AuthenticatedClient:
    trusted = unverified() if proxy == "https" else None
    args = {**limits(most), "proxy": httpx.Proxy(f"{proxy}://127.0.0.1:{server.port}", ssl_context=trusted)}
    return AuthenticatedClient(f"{scheme}://api.test", "key", verify_ssl=False, httpx_args=args, max_retries=1)


def http2(server: BurstServer, most: int | None) -> AuthenticatedClient:
    args = {**limits(most), "http1": False, "http2": True}
    return AuthenticatedClient(f"http://127.0.0.1:{server.port}", "key", httpx_args=args, max_retries=1)


WAYS: dict[str, tuple[Any, Make]] = {
    "direct": (speak_http, direct),
    "proxy": (speak_http, partial(through, "http", "http")),
    "tunnel": (speak_http, partial(through, "https", "http")),
    "tls over tls": (speak_http, partial(through, "https", "https")),
    "socks": (speak_socks, partial(through, "http", "socks5")),
    "http2": (speak_http2, http2),
}
NEEDS = {"socks": "socksio", "http2": "h2"}


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, BurstServer, Make]]:
    """Return how to call, and the server that is called."""
    name = request.param
    if needed := NEEDS.get(name):
        pytest.importorskip(needed, reason=f"{needed} is not installed: `make test-integrations` has it")
    speak, make = WAYS[name]
    own = certificates(tmp_path) if name in ("tunnel", "tls over tls") else None
    with bursting(speak, LONGEST, own, secure=name == "tls over tls") as server:
        yield name, server, make


# ---- bursts ----


@pytest.mark.parametrize("most", MOST)
def test_asyncio_loses_no_connection(way: tuple[str, BurstServer, Make], most: int | None) -> None:
    _, server, make = way
    asyncio.run(burst_of_tasks(server, make(server, most)))


def test_asyncio_loses_no_connection_of_a_users_httpx_client_without_a_limit() -> None:
    async def run() -> None:
        async with httpx.AsyncClient(**limits(None)) as mine:
            client = AuthenticatedClient(f"http://127.0.0.1:{server.port}", "key", max_retries=1)
            await burst_of_tasks(server, client.set_async_httpx_client(mine), mine)

    with bursting(speak_http, LONGEST) as server:
        asyncio.run(run())


@pytest.mark.parametrize("most", MOST)
def test_trio_loses_no_connection(way: tuple[str, BurstServer, Make], most: int | None) -> None:
    trio = pytest.importorskip("trio", reason="trio is not installed: `make test-integrations` has it")
    _, server, make = way
    trio.run(burst_in_trio, server, make(server, most))


@pytest.mark.parametrize("most", MOST)
def test_threads_lose_no_connection(way: tuple[str, BurstServer, Make], most: int | None) -> None:
    name, server, make = way
    chance = random.Random(5)
    lock = threading.Lock()

    def call(client: AuthenticatedClient) -> str:
        with lock:
            seconds = chance.uniform(0.001, PATIENCE)
        # A deadline cannot be kept there.
        hasty = client.with_timeout(seconds) if name == "http2" else client.with_deadline(seconds)
        try:
            create_web_call_v3.sync(client=hasty, body=BODY)
        except (errors.TimedOut, errors.ConnectionFailed) as error:
            return type(error).__name__
        return "done"

    with make(server, most) as client:
        with ThreadPoolExecutor(AT_A_TIME) as pool:
            print(Counter(pool.map(lambda _: call(client), range(CALLS))))
        server.longest = 0
        for_all_to_see(server, client.get_httpx_client())
        with ThreadPoolExecutor(CONNECTIONS) as pool:
            calm = client.with_timeout(CALM)
            list(pool.map(lambda _: create_web_call_v3.sync(client=calm, body=BODY), range(CONNECTIONS)))
    assert_soon(lambda: server.open == 0)


async def burst_of_tasks(
    server: BurstServer, client: AuthenticatedClient, mine: httpx.AsyncClient | None = None
) -> None:
    chance = random.Random(5)
    outcomes: Counter[str] = Counter()

    async def work(count: int) -> None:
        for _ in range(count):
            seconds = chance.uniform(0.001, PATIENCE)
            how = chance.choice((within_deadline, within_timeout, cancelled_twice))
            try:
                await how(client, seconds)
            except (errors.TimedOut, errors.ConnectionFailed, TimeoutError, asyncio.CancelledError) as error:
                outcomes[type(error).__name__] += 1
            else:
                outcomes["done"] += 1

    await asyncio.gather(*(work(CALLS // AT_A_TIME) for _ in range(AT_A_TIME)))
    print(outcomes)
    server.longest = 0
    await asyncio.to_thread(for_all_to_see, server, client.get_async_httpx_client())
    calm = client.with_timeout(CALM)
    await asyncio.gather(*(create_web_call_v3.asyncio(client=calm, body=BODY) for _ in range(CONNECTIONS)))
    await (mine or client).aclose()
    await asyncio.to_thread(assert_soon, lambda: server.open == 0)


async def within_deadline(client: AuthenticatedClient, seconds: float) -> None:
    await create_web_call_v3.asyncio(client=client.with_deadline(seconds), body=BODY)


async def within_timeout(client: AuthenticatedClient, seconds: float) -> None:
    async with asyncio.timeout(seconds):
        await create_web_call_v3.asyncio(client=client, body=BODY)


async def cancelled_twice(client: AuthenticatedClient, seconds: float) -> None:
    """Cancel again while the first cancellation is still in progress."""
    task = asyncio.create_task(create_web_call_v3.asyncio(client=client, body=BODY))
    await asyncio.sleep(seconds)
    task.cancel()
    await asyncio.sleep(0)
    task.cancel()
    await task


async def burst_in_trio(server: BurstServer, client: AuthenticatedClient) -> None:
    import trio

    chance = random.Random(5)
    outcomes: Counter[str] = Counter()

    async def work(count: int) -> None:
        for _ in range(count):
            seconds = chance.uniform(0.001, PATIENCE)
            try:
                with trio.move_on_after(chance.choice((seconds, 60))) as scope:
                    await within_deadline(client, seconds if scope.deadline - trio.current_time() > 1 else 60)
            except (errors.TimedOut, errors.ConnectionFailed) as error:
                outcomes[type(error).__name__] += 1
            else:
                outcomes["cancelled" if scope.cancelled_caught else "done"] += 1

    async def at_once(call: Callable[[], Awaitable[Any]], count: int) -> None:
        async with trio.open_nursery() as nursery:
            for _ in range(count):
                nursery.start_soon(call)

    await at_once(partial(work, CALLS // AT_A_TIME), AT_A_TIME)
    print(outcomes)
    server.longest = 0
    await trio.to_thread.run_sync(for_all_to_see, server, client.get_async_httpx_client())
    calm = client.with_timeout(CALM)
    await at_once(partial(create_web_call_v3.asyncio, client=calm, body=BODY), CONNECTIONS)
    await client.aclose()
    await trio.to_thread.run_sync(assert_soon, lambda: server.open == 0)


# ---- connections afterwards ----


def for_all_to_see(server: BurstServer, client: Any) -> None:
    """Check that no connection of the client is in use, and that the server has no other connection."""
    pools = [each._pool for each in (client._transport, *client._mounts.values()) if hasattr(each, "_pool")]
    gc.collect()
    known = [connection for pool in pools for connection in pool.connections]
    assert [connection for connection in known if not connection.is_idle()] == []
    assert len(known) <= CONNECTIONS
    assert_soon(lambda: server.open <= len(known))


def assert_soon(holds: Callable[[], bool]) -> None:
    """Wait until something holds, for some seconds."""
    end = time.monotonic() + CLOSED
    while not holds() and time.monotonic() < end:
        time.sleep(0.01)
    assert holds()
