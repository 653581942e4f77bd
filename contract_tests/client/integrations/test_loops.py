"""Tests of event loops other than asyncio's own, and of loops one after another."""

import asyncio
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest

from client.keeping_server import CALL, KeepingServer, keeping
from retell_web_call_client import AuthenticatedClient, errors
from retell_web_call_client.api.calls import create_web_call
from retell_web_call_client.models import CreateWebCallRequest, WebCall

DESCRIPTORS = Path("/proc/self/fd")
BODY = CreateWebCallRequest(agent_id="a")


async def make(client: AuthenticatedClient) -> WebCall:
    return await create_web_call.asyncio(client=client, body=BODY)


@pytest.mark.skipif(not DESCRIPTORS.exists(), reason="the system does not list descriptors")
def test_uvloop_after_uvloop_leaves_no_descriptor(client: AuthenticatedClient) -> None:
    uvloop = pytest.importorskip("uvloop", reason="uvloop is not installed: `make test-integrations` has it")

    def run() -> None:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(make(client))

    leaves_no_descriptor(run)


@pytest.mark.skipif(not DESCRIPTORS.exists(), reason="the system does not list descriptors")
def test_async_to_sync_leaves_no_descriptor(client: AuthenticatedClient) -> None:
    asgiref = pytest.importorskip("asgiref.sync", reason="asgiref is not installed: `make test-integrations` has it")
    leaves_no_descriptor(lambda: asgiref.async_to_sync(make)(client))


def leaves_no_descriptor(run: Any) -> None:
    run()
    before = len(list(DESCRIPTORS.iterdir()))
    for _ in range(100):
        run()
    # The server's side of a connection is in this process too, and is closed a moment later.
    assert len(list(DESCRIPTORS.iterdir())) - before < 60


@pytest.fixture
def trio() -> Any:
    """Return the library."""
    return pytest.importorskip("trio", reason="trio is not installed: `make test-integrations` has it")


def test_trio_keeps_a_connection_and_closes_it_with_the_run(
    trio: Any, client: AuthenticatedClient, server: KeepingServer
) -> None:
    held: list[httpx.AsyncClient] = []

    async def run() -> None:
        for _ in range(3):
            await make(client)
        held.append(client.get_async_httpx_client())

    trio.run(run)
    trio.run(run)
    assert server.connections == 2
    assert [one.is_closed for one in held] == [True, True]


def test_trio_retries(trio: Any) -> None:
    responses = iter([httpx.Response(503), httpx.Response(201, json={**CALL, "agent_id": "a"})])
    transport = httpx.MockTransport(lambda _: next(responses))
    client = AuthenticatedClient(token="key", httpx_args={"transport": transport})
    assert trio.run(make, client).agent_id == "a"


def test_trio_keeps_the_deadline(trio: Any) -> None:
    with keeping(delay=1) as server:
        client = AuthenticatedClient(server.url, "key", deadline=0.2)
        with pytest.raises(errors.TimedOut, match="within the deadline"):
            trio.run(make, client)


def test_trio_s_cancellation_is_trio_s(trio: Any) -> None:
    async def run(client: AuthenticatedClient) -> None:
        with trio.move_on_after(0.2) as scope:
            await make(client)
        assert scope.cancelled_caught

    with keeping(delay=1) as server:
        trio.run(partial(run, AuthenticatedClient(server.url, "key")))
