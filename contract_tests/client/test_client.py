"""Tests of the client's settings, and of one client in any number of threads and tasks."""

import asyncio
import json
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import certifi
import httpx
import pytest

from client.bodies import DOCUMENT, MINIMAL
from client.conftest import KEY, REQUEST, Caller, call_in_task, call_in_thread, client_for, recorded
from retell_web_call_client import AuthenticatedClient, Client, __version__, errors
from retell_web_call_client.api.calls import create_web_call
from retell_web_call_client.models import CreateWebCallRequest, WebCall


def echo(request: httpx.Request) -> httpx.Response:
    """Return a call of the requested agent."""
    return httpx.Response(201, json={**MINIMAL, "agent_id": json.loads(request.content)["agent_id"]})


def test_no_argument_is_needed_if_the_key_is_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RETELL_API_KEY", f" {KEY}\n")
    answer, sent = recorded()
    monkeypatch.setattr(httpx.HTTPTransport, "handle_request", lambda _, request: answer(request))
    with AuthenticatedClient() as client:
        assert client.base_url == DOCUMENT["servers"][0]["url"]
        create_web_call.sync(client=client, body=REQUEST)
    assert [each.headers["Authorization"] for each in sent] == [f"Bearer {KEY}"]


@pytest.mark.parametrize("value", [None, "", " \n"])
def test_without_a_key_the_error_names_the_setting(value: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RETELL_API_KEY", raising=False)
    if value is not None:
        monkeypatch.setenv("RETELL_API_KEY", value)
    with pytest.raises(errors.NotConfigured, match="RETELL_API_KEY"):
        AuthenticatedClient()


def test_the_vendor_s_timeouts_are_the_default() -> None:
    timeout = AuthenticatedClient(token=KEY).get_httpx_client().timeout
    assert timeout == httpx.Timeout(60, connect=5)


def test_settings_are_passed_to_httpx_and_the_with_methods_make_changed_copies(call: Caller) -> None:
    answer, seen = recorded()
    plain = client_for(answer, headers={"A": "1"}, cookies={"c": "1"}, timeout=7)
    changed = plain.with_headers({"B": "2"}).with_cookies({"d": "2"}).with_timeout(8)
    for client in (plain, changed):
        call(client)
    assert [request.headers.get("B") for request in seen] == [None, "2"]
    assert [request.headers["A"] for request in seen] == ["1", "1"]
    assert [request.headers["cookie"] for request in seen] == ["c=1", "c=1; d=2"]
    assert [request.extensions["timeout"]["read"] for request in seen] == [7, 8]


def test_a_client_can_be_used_again_after_it_was_closed(call: Caller) -> None:
    client = client_for(echo)
    for _ in range(3):
        assert isinstance(call(client), WebCall)
    client.close()
    client.close()


def test_one_client_serves_many_threads() -> None:
    with client_for(echo) as client, ThreadPoolExecutor(16) as pool:
        barrier = threading.Barrier(16)

        def work(number: int) -> str:
            barrier.wait()
            return create_web_call.sync(client=client, body=CreateWebCallRequest(agent_id=str(number))).agent_id

        assert list(pool.map(work, range(64))) == [str(number) for number in range(64)]


def test_threads_that_start_together_share_one_pool_of_connections(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[httpx.Client] = []
    make = httpx.Client

    def slow(**options: Any) -> httpx.Client:
        made.append(make(**options))
        time.sleep(0.02)
        return made[-1]

    monkeypatch.setattr(httpx, "Client", slow)
    with client_for(echo) as client, ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: client.get_httpx_client(), range(8)))
    assert len(made) == 1


def test_one_client_serves_many_tasks() -> None:
    async def run() -> list[WebCall]:
        async with client_for(echo) as client:
            return await asyncio.gather(
                *(
                    create_web_call.asyncio(client=client, body=CreateWebCallRequest(agent_id=str(number)))
                    for number in range(64)
                )
            )

    assert [call.agent_id for call in asyncio.run(run())] == [str(number) for number in range(64)]


# One of the loops in threads may end while another still runs.
@pytest.mark.filterwarnings("ignore:Connections of .* stay open:ResourceWarning")
def test_one_client_serves_one_event_loop_after_another_and_in_threads() -> None:
    client = client_for(echo)
    for _ in range(2):
        assert isinstance(call_in_task(client), WebCall)
    with ThreadPoolExecutor(4) as pool:
        assert len(list(pool.map(lambda _: call_in_task(client), range(8)))) == 8


def test_each_event_loop_has_its_own_connections() -> None:
    client = client_for(echo)

    async def get() -> httpx.AsyncClient:
        assert client.get_async_httpx_client() is client.get_async_httpx_client()
        return client.get_async_httpx_client()

    assert asyncio.run(get()) is not asyncio.run(get())


def test_a_users_own_httpx_client_gets_the_base_url_the_key_and_retries(pauses: list[float]) -> None:
    answers: Iterator[int] = iter([503, 201] * 2)

    def answer(request: httpx.Request) -> httpx.Response:
        assert request.headers["Authorization"] == f"Bearer {KEY}"
        assert request.url.host == "api.retellai.com"
        return httpx.Response(next(answers), json=MINIMAL)

    transport = httpx.MockTransport(answer)
    client = AuthenticatedClient(token=KEY)
    client.set_httpx_client(httpx.Client(transport=transport))
    client.set_async_httpx_client(httpx.AsyncClient(transport=transport))
    assert isinstance(call_in_thread(client), WebCall)
    assert isinstance(call_in_task(client), WebCall)
    assert len(pauses) == 2


@pytest.mark.filterwarnings("error")
def test_certificates_to_trust_may_be_a_file_or_a_folder(tmp_path: Path) -> None:
    file = Path(certifi.where())
    (tmp_path / "0a1b2c3d.0").write_bytes(file.read_bytes())  # named as OpenSSL looks for one
    for place in (file, tmp_path, str(file), str(tmp_path)):
        with AuthenticatedClient(token=KEY, verify_ssl=place) as client:
            assert not client.get_httpx_client().is_closed


def test_an_authenticated_client_is_a_client_and_the_version_is_the_contract_s() -> None:
    assert issubclass(AuthenticatedClient, Client)
    assert __version__ == DOCUMENT["info"]["version"]
