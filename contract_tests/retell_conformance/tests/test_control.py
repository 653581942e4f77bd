"""Tests of the control interface, which is off by default, and open only to this machine."""

import subprocess
import sys
from collections.abc import Iterator

import httpx
import pytest

from retell_conformance.reference_server.app import create_app
from retell_conformance.reference_server.running import running
from retell_conformance.reference_server.server_settings import Settings
from retell_conformance.stand_in import NotPossible, RetellServer
from retell_conformance.tests.test_reference_server import asking


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    with asking(create_app(Settings(control=True))) as client:
        yield client


def test_it_is_off_by_default() -> None:
    with running(create_app()) as url:
        assert httpx.post(f"{url}/control/reset", json={}).status_code == 404
        with pytest.raises(NotPossible, match="with CONTROL=1"):
            RetellServer(url, "key", "agent").reset()


@pytest.mark.parametrize("host", ["evil.example", "192.0.2.1", "127.0.0.1.evil.example", "[::1", "evil_host.example"])
def test_the_name_of_another_machine_is_rejected(client: httpx.Client, host: str) -> None:
    response = client.post("/control/reset", json={}, headers={"Host": host})
    assert (response.status_code, response.json()["reason"]) == (
        403,
        "the control interface is only for this machine",
    )


@pytest.mark.parametrize("host", ["localhost:8080", "127.0.0.1", "[::1]:80"])
def test_the_name_of_this_machine_is_accepted(client: httpx.Client, host: str) -> None:
    assert client.post("/control/reset", json={}, headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_requests_that_a_page_of_another_origin_can_send_are_rejected(client: httpx.Client, kind: str) -> None:
    response = client.post("/control/reset", content="{}", headers={"Content-Type": kind})
    assert response.status_code == 415


@pytest.mark.parametrize("content", ["", "[]", "{", "[" * 1000, '{"seconds": NaN}', '{"x": "\\ud800"}'])
def test_a_malformed_body_is_rejected(client: httpx.Client, content: str) -> None:
    response = client.post("/control/advance", content=content, headers={"Content-Type": "application/json"})
    assert response.status_code == 400


@pytest.mark.parametrize("fields", [{}, {"seconds": "5"}, {"seconds": True}, {"seconds": None}])
def test_a_field_that_is_missing_or_of_the_wrong_type_is_named(client: httpx.Client, fields: object) -> None:
    response = client.post("/control/advance", json=fields)
    assert response.status_code == 400
    assert response.json()["reason"].startswith("seconds ")


def test_only_the_next_request_fails_as_set(retell_server: RetellServer) -> None:
    retell_server.reset()
    retell_server.fail_next(429, retry_after=2)
    retell_server.fail_next(503, times=2)
    responses = [registering(retell_server) for _ in range(4)]
    assert [each.status_code for each in responses] == [429, 503, 503, 201]
    assert [each.headers.get("retry-after") for each in responses] == ["2", None, None, None]
    assert responses[0].json() == {"status": "error", "message": "Too many requests, slow down"}


def test_the_next_request_is_delayed_as_set(retell_server: RetellServer) -> None:
    retell_server.reset()
    retell_server.delay_next(seconds=0.5)
    with pytest.raises(httpx.ReadTimeout):
        registering(retell_server, timeout=0.1)
    assert registering(retell_server).status_code == 201
    retell_server.delay_next(seconds=0.1)
    assert registering(retell_server).elapsed.total_seconds() >= 0.1


def test_the_connection_of_the_next_request_is_dropped(retell_server: RetellServer) -> None:
    retell_server.reset()
    retell_server.drop_next()
    with pytest.raises(httpx.RemoteProtocolError, match="without sending a response"):
        registering(retell_server)
    assert registering(retell_server).status_code == 201


def test_a_fault_applies_only_to_a_request_of_the_api(retell_server: RetellServer) -> None:
    retell_server.reset()
    retell_server.fail_next(500)
    assert httpx.get(f"{retell_server.url}/docs").status_code == 200
    retell_server.advance(1)
    assert registering(retell_server).status_code == 500


def registering(server: RetellServer, timeout: float = 5) -> httpx.Response:
    body, headers = {"agent_id": server.agent_id}, {"Authorization": f"Bearer {server.key}"}
    return httpx.post(f"{server.url}/v3/create-web-call", json=body, headers=headers, timeout=timeout)


def test_the_plugin_imports_nothing_that_only_the_fixture_needs() -> None:
    program = """if True:
        import sys
        import retell_conformance.pytest_plugin as plugin
        assert not {"httpx", "openapi_contract", "starlette"} & sys.modules.keys()
        assert plugin.RetellServer.__name__ == "RetellServer"
    """
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert ran.returncode == 0, ran.stderr
