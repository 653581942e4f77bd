"""Tests of a client's life: event loops, forks, copies and pickles, after which no resource is left."""

import asyncio
import copy
import gc
import multiprocessing
import os
import pickle
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest

from client.bodies import MINIMAL
from client.conftest import KEY, REQUEST, call_in_task, call_in_thread, client_for, recorded
from client.keeping_server import KeepingServer, keeping
from repository import GENERATED
from retell_web_call_client import AuthenticatedClient, errors
from retell_web_call_client.api.calls import create_web_call
from retell_web_call_client.models import CreateWebCallRequest, WebCall

DESCRIPTORS = Path("/proc/self/fd")


@pytest.fixture
def keep() -> Iterator[ExitStack]:
    """Close the client of a test at its end."""
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def client(server: KeepingServer, keep: ExitStack) -> AuthenticatedClient:
    """Return a client of that server."""
    return keep.enter_context(AuthenticatedClient(server.url, KEY))


@pytest.fixture
def server() -> Iterator[KeepingServer]:
    """Serve on connections that stay open."""
    with keeping() as found:
        yield found


async def make(client: AuthenticatedClient, agent: str = "a") -> WebCall:
    return await create_web_call.asyncio(client=client, body=CreateWebCallRequest(agent_id=agent))


def make_now(client: AuthenticatedClient, agent: str = "a") -> WebCall:
    return create_web_call.sync(client=client, body=CreateWebCallRequest(agent_id=agent))


# ---- event loops ----


def run_and_close_without_more(client: AuthenticatedClient) -> None:
    """Run a loop without ending its asynchronous generators."""
    loop = asyncio.new_event_loop()
    loop.run_until_complete(make(client))
    loop.close()


def run_by_asyncio(client: AuthenticatedClient) -> None:
    """Run a loop as asyncio.run, asgiref and Celery tasks do."""
    asyncio.run(make(client))


@pytest.mark.slow
@pytest.mark.skipif(not DESCRIPTORS.exists(), reason="the system does not list descriptors")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # for sockets that asyncio did not close
@pytest.mark.parametrize("run", [run_by_asyncio, run_and_close_without_more])
def test_loops_one_after_another_leave_no_descriptor(run: Any, client: AuthenticatedClient) -> None:
    run(client)
    gc.disable()
    try:
        before = len(list(DESCRIPTORS.iterdir()))
        for _ in range(100):
            run(client)
        client.close()
        after = len(list(DESCRIPTORS.iterdir()))
    finally:
        gc.enable()
        gc.collect()
    # The server's side of the connections is in this process too, and is closed a moment later.
    assert after - before < 60


def test_connections_are_kept_within_a_loop_and_closed_with_it(
    client: AuthenticatedClient, server: KeepingServer
) -> None:
    held: list[httpx.AsyncClient] = []

    async def run() -> None:
        for _ in range(3):
            await make(client)
        held.append(client.get_async_httpx_client())

    asyncio.run(run())
    assert server.connections == 1
    assert held[0].is_closed


def test_loops_in_threads_have_their_own_connections(server: KeepingServer, client: AuthenticatedClient) -> None:
    threads = [threading.Thread(target=asyncio.run, args=(make(client, str(number)),)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(request["agent_id"] for request in server.requests) == [str(number) for number in range(8)]


# ---- closing ----


def test_aclose_closes_the_connections_for_plain_functions_too(server: KeepingServer) -> None:
    async def run() -> tuple[httpx.Client, httpx.AsyncClient]:
        async with AuthenticatedClient(server.url, KEY) as client:
            make_now(client)
            await make(client)
            return client.get_httpx_client(), client.get_async_httpx_client()

    assert [client.is_closed for client in asyncio.run(run())] == [True, True]


def test_close_says_that_connections_of_a_running_loop_stay_open(client: AuthenticatedClient) -> None:
    async def run() -> None:
        await make(client)
        with pytest.warns(ResourceWarning, match="await aclose"):
            client.close()
        await client.aclose()
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            client.close()

    asyncio.run(run())


# ---- forks ----


def call_in_child(client: AuthenticatedClient, agent: str, answers: Any) -> None:
    try:
        answers.put(make_now(client, agent).agent_id)
    except BaseException as error:
        answers.put(f"{type(error).__name__}: {error}")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system does not fork")
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_forked_workers_never_use_the_parents_connections(client: AuthenticatedClient, server: KeepingServer) -> None:
    make_now(client)
    assert server.connections == 1
    answers, workers = in_workers(client, 4)
    assert answers == ["0", "1", "2", "3"]
    assert server.connections == 1 + workers
    make_now(client)
    assert server.connections == 1 + workers  # the parent's connection is still open


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system does not fork")
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_a_fork_while_a_thread_opens_connections_does_not_block(client: AuthenticatedClient) -> None:
    with client._connections._lock:
        answers, _ = in_workers(client, 1)
    assert answers == ["0"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system does not fork")
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
@pytest.mark.parametrize("how", ["client", "transport"])
def test_a_users_transport_that_was_used_before_the_fork_is_rejected_in_a_worker(
    how: str, server: KeepingServer, keep: ExitStack
) -> None:
    if how == "client":
        client = AuthenticatedClient(server.url, KEY).set_httpx_client(keep.enter_context(httpx.Client()))
    else:
        transport = keep.enter_context(httpx.HTTPTransport())
        client = AuthenticatedClient(server.url, KEY, httpx_args={"transport": transport})
    make_now(client)
    [answer], _ = in_workers(client, 1)
    assert answer.startswith("NotConfigured: ")
    assert "forked" in answer


def in_workers(client: AuthenticatedClient, count: int) -> tuple[list[str], int]:
    """Return the results of calls in forked workers, sorted."""
    context = multiprocessing.get_context("fork")
    answers = context.Queue()
    workers = [context.Process(target=call_in_child, args=(client, str(number), answers)) for number in range(count)]
    for worker in workers:
        worker.start()
    try:
        found = sorted(answers.get(timeout=20) for _ in workers)
    finally:
        for worker in workers:
            worker.join(5)
            worker.kill()
        answers.close()
    return found, count


# ---- copies ----


@pytest.mark.parametrize("how", [copy.copy, copy.deepcopy, lambda client: pickle.loads(pickle.dumps(client))])
def test_a_copy_has_the_same_settings_and_no_connections(how: Any, server: KeepingServer, keep: ExitStack) -> None:
    client = AuthenticatedClient(server.url, KEY, headers={"A": "1"}, timeout=7, max_retries=5, deadline=9, strict=True)
    client = keep.enter_context(client.with_headers({"B": "2"}).with_timeout(8))
    make_now(client)
    twin = keep.enter_context(how(client))
    make_now(twin)
    assert server.connections == 2
    assert (server.requests[1]["a"], server.requests[1]["b"]) == ("1", "2")
    assert server.requests[1]["authorization"] == f"Bearer {KEY}"
    assert (twin.max_retries, twin.deadline, twin.strict) == (5, 9, True)


def test_a_key_from_the_environment_stays_out_of_a_pickle(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RETELL_API_KEY", KEY)
    pickled = pickle.dumps(AuthenticatedClient())
    assert KEY.encode() not in pickled
    assert KEY.encode() in pickle.dumps(AuthenticatedClient(token=KEY))
    monkeypatch.setenv("RETELL_API_KEY", "key_of_another_place")
    answer, sent = recorded()
    revived: AuthenticatedClient = pickle.loads(pickled)
    call_in_thread(revived.set_httpx_client(httpx.Client(transport=httpx.MockTransport(answer))))
    assert sent[0].headers["authorization"] == "Bearer key_of_another_place"
    monkeypatch.delenv("RETELL_API_KEY")
    with pytest.raises(errors.NotConfigured, match="RETELL_API_KEY"):
        pickle.loads(pickled)


@pytest.mark.parametrize(
    "client",
    [
        AuthenticatedClient(token=KEY).set_httpx_client(httpx.Client()),
        AuthenticatedClient(token=KEY, verify_ssl=httpx.create_ssl_context()),
        client_for(lambda _: httpx.Response(201)),
    ],
    ids=["own client", "own certificates", "own transport"],
)
def test_a_client_that_cannot_be_pickled_raises_an_error_of_the_family(client: AuthenticatedClient) -> None:
    with pytest.raises(errors.NotConfigured, match="cannot be pickled"):
        pickle.dumps(client)


def test_spawned_workers_receive_clients(server: KeepingServer) -> None:
    program = f"""
import multiprocessing
from retell_web_call_client import AuthenticatedClient
from retell_web_call_client.api.calls import create_web_call
from retell_web_call_client.models import CreateWebCallRequest

def work(client):
    return create_web_call.sync(client=client, body=CreateWebCallRequest(agent_id="a")).agent_id

if __name__ == "__main__":
    client = AuthenticatedClient({server.url!r}, {KEY!r})
    work(client)
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        print(pool.map(work, [client]))
"""
    (file := GENERATED / ".." / ".venv" / f"spawning_{os.getpid()}.py").write_text(program)
    try:
        command = [sys.executable, str(file)]
        environment = {**os.environ, "PYTHONPATH": str(GENERATED)}
        ran = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    finally:
        file.unlink()
    assert ran.stdout == "['a']\n", ran.stderr


# ---- the user's transport ----


class Watched(httpx.MockTransport):
    """A transport that counts its requests, and notes whether it was closed."""

    def __init__(self) -> None:
        answer, self.requests = recorded()
        self.closed = False
        super().__init__(answer)

    def close(self) -> None:
        self.closed = True

    async def aclose(self) -> None:
        self.closed = True


def test_a_users_httpx_client_is_shared_by_copies_and_never_closed() -> None:
    transport = Watched()
    mine = httpx.Client(transport=transport, headers={"Mine": "1"})
    client = AuthenticatedClient("http://127.0.0.1:9", KEY, headers={"A": "1"}).set_httpx_client(mine)
    for each in (client.with_timeout(3), client.with_headers({"B": "2"}), copy.deepcopy(client), client):
        call_in_thread(each)
    assert not mine.is_closed
    assert len(transport.requests) == 4
    assert transport.requests[0].extensions["timeout"]["read"] == 3
    assert transport.requests[3].extensions["timeout"]["read"] == 5  # httpx's own default
    assert [transport.requests[1].headers[name] for name in ("Mine", "A", "B")] == ["1", "1", "2"]


def test_a_users_asynchronous_httpx_client_is_shared_by_copies_and_never_closed() -> None:
    mine = httpx.AsyncClient(transport=Watched())
    client = AuthenticatedClient("http://127.0.0.1:9", KEY).set_async_httpx_client(mine)
    call_in_task(client.with_timeout(3))
    call_in_task(client)
    assert not mine.is_closed


def test_a_users_httpx_client_that_is_closed_leads_to_an_error() -> None:
    mine = httpx.Client(transport=Watched())
    client = AuthenticatedClient("http://127.0.0.1:9", KEY).set_httpx_client(mine)
    mine.close()
    with pytest.raises(errors.NotConfigured, match="closed"):
        call_in_thread(client)


def test_a_users_httpx_client_of_one_kind_is_not_replaced_by_a_default_one_of_the_other() -> None:
    client = AuthenticatedClient("http://127.0.0.1:9", KEY)
    with pytest.raises(errors.NotConfigured, match="set_async_httpx_client"):
        call_in_task(copy.copy(client).set_httpx_client(httpx.Client(transport=Watched())))
    with pytest.raises(errors.NotConfigured, match="set_httpx_client"):
        call_in_thread(copy.copy(client).set_async_httpx_client(httpx.AsyncClient(transport=Watched())))


@pytest.mark.parametrize("name", ["transport", "mounts"])
def test_a_users_transport_is_never_closed(name: str) -> None:
    transport = Watched()
    client = AuthenticatedClient(
        token=KEY, httpx_args={name: transport if name == "transport" else {"all://": transport}}
    )
    call_in_thread(client.with_headers({"B": "2"}))
    call_in_task(client)
    assert (len(transport.requests), transport.closed) == (2, False)


class SyncAlone(httpx.BaseTransport):
    """A transport for plain functions."""


class AsyncAlone(httpx.AsyncBaseTransport):
    """A transport for coroutines."""


def test_a_transport_for_the_other_kind_of_call_leads_to_an_error() -> None:
    with pytest.raises(errors.NotConfigured, match="SyncAlone, which serves plain functions alone"):
        call_in_task(AuthenticatedClient(token=KEY, httpx_args={"transport": SyncAlone()}))
    with pytest.raises(errors.NotConfigured, match="AsyncAlone, which serves coroutines alone"):
        call_in_thread(AuthenticatedClient(token=KEY, httpx_args={"transport": AsyncAlone()}))


@pytest.mark.parametrize("how", ["client", "transport"])
def test_a_client_of_another_loop_leads_to_an_error(how: str, server: KeepingServer) -> None:
    mine = httpx.AsyncClient() if how == "client" else httpx.AsyncHTTPTransport()
    if isinstance(mine, httpx.AsyncClient):
        client = AuthenticatedClient(server.url, KEY).set_async_httpx_client(mine)
    else:
        client = AuthenticatedClient(server.url, KEY, httpx_args={"transport": mine})

    async def twice() -> None:
        await make(client)
        caught.append(await asyncio.to_thread(in_another_loop, client))
        await mine.aclose()

    caught: list[str] = []
    asyncio.run(twice())
    assert "another event loop" in caught[0]


def in_another_loop(client: AuthenticatedClient) -> str:
    """Return the result of a call in another loop."""
    with pytest.raises(errors.NotConfigured) as caught:
        asyncio.run(make(client))
    return str(caught.value)


# ---- options ----


def test_copies_with_options_share_the_connection(server: KeepingServer) -> None:
    with AuthenticatedClient(server.url, KEY, headers={"A": "1"}) as client:
        make_now(client)
        for number in range(50):
            changed = (
                client.with_headers({"X-Request-Id": str(number)}).with_timeout(9).with_cookies({"c": str(number)})
            )
            make_now(changed.with_retries(0).with_deadline(30))
    assert server.connections == 1
    assert [request.get("x-request-id") for request in server.requests] == [None, *map(str, range(50))]
    assert {request["a"] for request in server.requests} == {"1"}
    assert server.requests[50]["cookie"] == "c=49"
    assert "cookie" not in server.requests[0]


def test_headers_are_merged_with_those_of_httpx_args_and_with_timeout_overrides_them() -> None:
    transport = Watched()
    args = {"transport": transport, "headers": {"A": "0", "B": "2"}, "timeout": 3}
    client = AuthenticatedClient(token=KEY, headers={"A": "1"}, httpx_args=args)
    call_in_thread(client)
    call_in_thread(client.with_timeout(4))
    assert (transport.requests[0].headers["A"], transport.requests[0].headers["B"]) == ("1", "2")
    assert [request.extensions["timeout"]["read"] for request in transport.requests] == [3, 4]


def test_copies_report_a_surprise_once_together(caplog: pytest.LogCaptureFixture) -> None:
    client = client_for(lambda _: httpx.Response(201, json={**MINIMAL, "mood": "good"}))
    for each in (client, client.with_timeout(3), client):
        create_web_call.sync(client=each, body=REQUEST)
    assert len([record for record in caplog.records if record.name == "retell_web_call_client.drift"]) == 1
