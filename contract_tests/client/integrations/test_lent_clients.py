"""Tests of httpx2: its clients work like those of httpx; Starlette's TestClient is one if httpx2 is installed."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from client.integrations.conftest import KEY
from client.keeping_server import CALL, KeepingServer
from client.scripted_server import DROP, HANG, TRUNCATE, serving
from retell_web_call_client import AuthenticatedClient, errors
from retell_web_call_client.api.calls import create_web_call
from retell_web_call_client.models import CreateWebCallRequest, WebCall

Caller = Callable[..., WebCall]
BODY = CreateWebCallRequest(agent_id="a")


@pytest.fixture
def httpx2() -> Any:
    """Return the library."""
    return pytest.importorskip("httpx2", reason="httpx2 is not installed: `make test-integrations` has it")


@pytest.fixture(params=["sync", "asyncio"])
def call(request: pytest.FixtureRequest, httpx2: Any) -> Caller:
    """Call with a client of httpx2 that was made with some options, in each way in turn."""

    def call_now(url: str, **options: Any) -> WebCall:
        with httpx2.Client(**options) as mine:
            client = AuthenticatedClient(url, KEY, max_retries=0).set_httpx_client(mine)
            found = create_web_call.sync(client=client.with_headers({"X-Request-Id": "1"}), body=BODY)
            assert not mine.is_closed
            return found

    async def call_later(url: str, **options: Any) -> WebCall:
        if hooks := options.get("event_hooks"):
            options["event_hooks"] = {event: [as_coroutine(hook) for hook in each] for event, each in hooks.items()}
        async with httpx2.AsyncClient(**options) as mine:
            client = AuthenticatedClient(url, KEY, max_retries=0).set_async_httpx_client(mine)
            return await create_web_call.asyncio(client=client.with_headers({"X-Request-Id": "1"}), body=BODY)

    if request.param == "sync":
        return call_now
    return lambda url, **options: asyncio.run(call_later(url, **options))


def as_coroutine(hook: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return a hook for an asynchronous client."""

    async def call(thing: Any) -> None:
        hook(thing)

    return call


def test_a_call_has_the_key_and_the_headers_of_either_client(call: Caller, server: KeepingServer) -> None:
    found = call(server.url, headers={"Mine": "1", "User-Agent": "mine"}, cookies={"c": "1"})
    assert found.agent_id == "a"
    [sent] = server.requests
    assert sent["authorization"] == f"Bearer {KEY}"
    names = ("mine", "user-agent", "x-request-id", "cookie")
    assert [sent[name] for name in names] == ["1", "mine", "1", "c=1"]


@pytest.mark.parametrize(
    ("step", "expected", "sent"),
    [(DROP, errors.ConnectionFailed, True), (TRUNCATE, errors.ConnectionFailed, True), (HANG, errors.TimedOut, True)],
)
def test_a_network_failure_is_an_error_of_the_family(
    step: str, expected: type[errors.RetellError], sent: bool, call: Caller
) -> None:
    with serving(step) as server, pytest.raises(expected) as caught:
        call(server.url, timeout=0.5)
    assert caught.value.sent is sent


def test_a_refused_connection_means_that_nothing_was_sent(call: Caller) -> None:
    with pytest.raises(errors.ConnectionFailed, match=r"No connection to 127\.0\.0\.1:9") as caught:
        call("http://127.0.0.1:9")
    assert not caught.value.sent


@pytest.mark.parametrize("status", [401, 422, 500, 503])
def test_each_status_is_its_error(status: int, call: Caller, httpx2: Any) -> None:
    transport = httpx2.MockTransport(lambda _: httpx2.Response(status, json={"status": "error", "message": "No"}))
    with pytest.raises(errors.StatusError, match="No") as caught:
        call("http://127.0.0.1:9", transport=transport)
    assert caught.value.status_code == status
    assert isinstance(caught.value.response, httpx.Response)


def test_an_exception_of_a_users_hook_passes_unchanged(call: Caller, httpx2: Any) -> None:
    def fail(_: Any) -> None:
        raise error

    error = KeyError("of my own")
    with pytest.raises(KeyError) as caught:
        call("http://127.0.0.1:9", event_hooks={"request": [fail]})
    assert caught.value is error
    transport = httpx2.MockTransport(lambda _: httpx2.Response(422, json={}))
    with pytest.raises(httpx2.HTTPStatusError):
        call("http://127.0.0.1:9", transport=transport, event_hooks={"response": [lambda it: it.raise_for_status()]})


def test_a_client_that_would_replace_the_key_is_rejected_at_once(httpx2: Any) -> None:
    for library in (httpx, httpx2):
        with pytest.raises(errors.NotConfigured, match="replace the API key"):
            AuthenticatedClient(token=KEY).set_httpx_client(library.Client(auth=("user", "password")))


def test_a_client_of_the_other_kind_is_rejected_at_once(httpx2: Any) -> None:
    client = AuthenticatedClient(token=KEY)
    with pytest.raises(errors.NotConfigured, match=r"set_httpx_client takes an httpx\.Client"):
        client.set_httpx_client(httpx2.AsyncClient())
    with pytest.raises(errors.NotConfigured, match=r"set_async_httpx_client takes an httpx\.AsyncClient"):
        client.set_async_httpx_client(httpx2.Client())


def test_a_users_client_that_is_closed_leads_to_an_error(httpx2: Any) -> None:
    mine = httpx2.Client()
    client = AuthenticatedClient("http://127.0.0.1:9", KEY).set_httpx_client(mine)
    mine.close()
    with pytest.raises(errors.NotConfigured, match="closed"):
        create_web_call.sync(client=client, body=BODY)


@pytest.mark.filterwarnings("ignore:Using `httpx` with")  # where httpx2 is not installed
def test_starlette_s_test_client_serves_calls_and_errors() -> None:
    pytest.importorskip("starlette", reason="starlette is not installed: `make test-integrations` has it")
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import JSONResponse
    from starlette.routing import Route
    from starlette.testclient import TestClient

    async def register(request: Request) -> JSONResponse:
        agent = json.loads(await request.body())["agent_id"]
        if agent != "a":
            return JSONResponse({"status": "error", "message": "No such agent"}, 422)
        assert request.headers["authorization"] == f"Bearer {KEY}"
        return JSONResponse({**CALL, "agent_id": agent}, 201)

    app = Starlette(routes=[Route("/v2/create-web-call", register, methods=["POST"])])
    client = AuthenticatedClient("http://testserver", KEY).set_httpx_client(TestClient(app))  # type: ignore[arg-type, unused-ignore]
    assert create_web_call.sync(client=client, body=BODY).agent_id == "a"
    with pytest.raises(errors.UnprocessableContent, match="No such agent"):
        create_web_call.sync(client=client, body=CreateWebCallRequest(agent_id="b"))
