"""Fixtures: the client under test, with a transport that returns the responses of a test."""

import asyncio
import importlib
import json
import sys
from collections.abc import Callable, Iterator
from types import ModuleType, SimpleNamespace
from typing import Any, Protocol

import anyio
import httpx
import pytest
from hypothesis import HealthCheck, settings

import retell_web_call_client._drift
import retell_web_call_client._sender
from client.bodies import MINIMAL, REQUEST_EXAMPLE
from client.generated_clients import GeneratedClients, shared_folder
from retell_web_call_client import AuthenticatedClient
from retell_web_call_client.api.calls import create_web_call
from retell_web_call_client.models import CreateWebCallRequest, Error, WebCall
from retell_web_call_client.types import Response

KEY = "key_0123456789abcdef"
REQUEST = CreateWebCallRequest.from_dict(REQUEST_EXAMPLE)

# Repeatable and short, independent of other profiles of hypothesis.
repeatably = settings(max_examples=40, derandomize=True, suppress_health_check=list(HealthCheck), database=None)


class Caller(Protocol):
    """A function of the client that makes the call."""

    def __call__(self, client: AuthenticatedClient, body: CreateWebCallRequest = ...) -> WebCall:
        """Make the call."""


class DetailedCaller(Protocol):
    """A function of the client that makes the call and returns the response with its status."""

    def __call__(self, client: AuthenticatedClient, body: CreateWebCallRequest = ...) -> Response[Error | WebCall]:
        """Make the call and return the response."""


def call_in_thread(client: AuthenticatedClient, body: CreateWebCallRequest = REQUEST) -> WebCall:
    """Call as a plain function."""
    with client:
        return create_web_call.sync(client=client, body=body)


def call_in_task(client: AuthenticatedClient, body: CreateWebCallRequest = REQUEST) -> WebCall:
    """Call as a coroutine."""

    async def run() -> WebCall:
        async with client:
            return await create_web_call.asyncio(client=client, body=body)

    return asyncio.run(run())


def call_in_thread_detailed(
    client: AuthenticatedClient, body: CreateWebCallRequest = REQUEST
) -> Response[Error | WebCall]:
    """Call as a plain function."""
    with client:
        return create_web_call.sync_detailed(client=client, body=body)


def call_in_task_detailed(
    client: AuthenticatedClient, body: CreateWebCallRequest = REQUEST
) -> Response[Error | WebCall]:
    """Call as a coroutine."""

    async def run() -> Response[Error | WebCall]:
        async with client:
            return await create_web_call.asyncio_detailed(client=client, body=body)

    return asyncio.run(run())


@pytest.fixture(params=[call_in_thread, call_in_task], ids=["sync", "asyncio"])
def call(request: pytest.FixtureRequest) -> Caller:
    """`sync` and `asyncio` in turn."""
    caller: Caller = request.param
    return caller


@pytest.fixture(params=[call_in_thread_detailed, call_in_task_detailed], ids=["sync_detailed", "asyncio_detailed"])
def call_detailed(request: pytest.FixtureRequest) -> DetailedCaller:
    """`sync_detailed` and `asyncio_detailed` in turn."""
    caller: DetailedCaller = request.param
    return caller


@pytest.fixture(scope="session")
def generated_clients(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[GeneratedClients]:
    """Yield the clients of other contracts, importable as `NAME_project.retell_web_call_client`."""
    clients = GeneratedClients(shared_folder(tmp_path_factory, worker_id, "generated_clients"))
    sys.path.insert(0, str(clients.folder))
    yield clients
    sys.path.remove(str(clients.folder))


@pytest.fixture(scope="module")
def package(request: pytest.FixtureRequest, generated_clients: GeneratedClients) -> ModuleType:
    """Return the client of the contract that the test module names as `CLIENT_OF`."""
    project = generated_clients.project(request.module.CLIENT_OF).name
    return importlib.import_module(f"{project}.retell_web_call_client")


@pytest.fixture
def models(package: ModuleType) -> Any:
    """Return the models of that client."""
    return importlib.import_module(f"{package.__name__}.models")


@pytest.fixture(autouse=True)
def forgotten_drift() -> None:
    """Start each test like a new process, which has logged nothing yet."""
    forget_drift()


def forget_drift() -> None:
    """Forget which surprises were logged."""
    retell_web_call_client._drift._logged.clear()


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Replace the waiting before retries by a list of the pauses."""
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr(retell_web_call_client._sender, "time", SimpleNamespace(sleep=waited.append))
    monkeypatch.setattr(anyio, "sleep", sleep)
    return waited


Respond = Callable[[httpx.Request], httpx.Response]


def registered(_: httpx.Request) -> httpx.Response:
    """Respond with a call."""
    return httpx.Response(201, json=MINIMAL)


def recorded(respond: Respond = registered) -> tuple[Respond, list[httpx.Request]]:
    """Return a function that responds in this way, and the list of the requests that it gets."""
    requests: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        return respond(request)

    return answer, requests


def client_for(answer: Respond, **options: Any) -> AuthenticatedClient:
    """Return a client whose responses come from a function. It does not retry by default."""
    chosen: dict[str, Any] = {"token": KEY, "max_retries": 0, **options}
    return AuthenticatedClient(**chosen, httpx_args={"transport": httpx.MockTransport(answer)})


def answering(body: object, status: int = 201, **options: Any) -> AuthenticatedClient:
    """Return a client that always gets the same JSON."""
    return answering_bytes(json.dumps(body).encode(), status, {"Content-Type": "application/json"}, **options)


def answering_bytes(
    content: bytes, status: int = 201, headers: dict[str, str] | None = None, **options: Any
) -> AuthenticatedClient:
    """Return a client that always gets the same bytes. They are read lazily, like those of a real response."""
    return client_for(lambda _: httpx.Response(status, headers=headers, stream=httpx.ByteStream(content)), **options)
