"""Tests of registered calls: the reference server stores them, and tells how a browser joins those of v3."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import jwt
import pytest

from openapi_contract.json_data import JsonObject
from repository import ROOT
from retell_conformance.contract import read
from retell_conformance.reference_server import documented
from retell_conformance.reference_server.app import create_app
from retell_conformance.reference_server.observed import OBSERVED
from retell_conformance.reference_server.server_settings import Settings
from retell_conformance.reference_server.stored_calls import CallStore
from retell_conformance.tests.test_reference_server import asking, check_refused

PAYLOADS = ROOT / "contract_tests" / "client" / "payloads"
V2, V3 = "/v2/create-web-call", "/v3/create-web-call"


class Clock:
    """A clock that a test sets."""

    now = 1_790_000_000.5

    def __call__(self) -> float:
        """Return the time."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def client(clock: Clock) -> Iterator[httpx.Client]:
    with asking(create_app(Settings(clock=clock))) as client:
        yield client


@pytest.fixture(scope="module")
def observed() -> Iterator[httpx.Client]:
    with asking(create_app(None, OBSERVED)) as client:
        yield client


def register(client: httpx.Client, path: str = V3, **fields: Any) -> JsonObject:
    """Register a call and return the body of the response."""
    response = client.post(path, json={"agent_id": Settings().agent_id, **fields})
    assert response.status_code == 201, response.text
    body: JsonObject = response.json()
    return body


def fetch(client: httpx.Client, call_id: str) -> JsonObject:
    """Return a call."""
    response = client.get(f"/v2/get-call/{call_id}")
    assert response.status_code == 200, response.text
    call: JsonObject = response.json()
    return call


def is_of(schema: str, body: JsonObject) -> bool:
    """Return whether a body fits a schema of the contract."""
    return read().schema({"$ref": f"#/components/schemas/{schema}"}).is_valid(body)


def test_v3_returns_only_the_data_to_join(client: httpx.Client) -> None:
    connection = register(client)
    assert is_of("WebCallConnection", connection)
    assert connection.keys() == {"call_id", "access_token", "transport", "ice_servers", "expires_at"}
    assert connection["transport"] == "gateway"


def test_a_token_of_v3_expires_at_expires_at(client: httpx.Client, clock: Clock) -> None:
    connection = register(client)
    claims = jwt.decode(connection["access_token"], options={"verify_signature": False})
    assert connection["expires_at"] == claims["exp"] * 1000 == (int(clock.now) + Settings().token_seconds) * 1000


@pytest.mark.parametrize("path", [V2, V3])
def test_a_fetched_call_has_the_requested_values(client: httpx.Client, path: str) -> None:
    fields = {"agent_version": 1, "metadata": {"a": [1]}, "retell_llm_dynamic_variables": {"b": "c"}}
    registered = register(client, path, **fields)
    call = fetch(client, registered["call_id"])
    assert is_of("WebCall", call)
    assert call.items() >= fields.items()
    assert call["access_token"] == registered["access_token"]
    assert fetch(client, registered["call_id"]) == call


def test_a_call_that_nobody_joins_ends_after_30_seconds(client: httpx.Client, clock: Clock) -> None:
    call_id = register(client)["call_id"]
    clock.now += 29.9
    assert fetch(client, call_id)["call_status"] == "registered"
    clock.now += 0.1
    call = fetch(client, call_id)
    assert (call["call_status"], call["disconnection_reason"]) == ("ended", "registered_call_timeout")
    assert is_of("WebCall", call)


def test_the_oldest_call_is_removed_first() -> None:
    kept = CallStore(most=2, seconds_to_join=30)
    for number in range(3):
        kept.keep(str(number), {"number": number}, 0)
    assert [kept.find(str(number), 0) for number in range(3)] == [None, {"number": 1}, {"number": 2}]


@pytest.mark.parametrize(
    "change", [str.upper, lambda call_id: f"{call_id}x", lambda _: "call_unknown", lambda _: "%00"]
)
def test_an_unknown_call_is_not_found(client: httpx.Client, change: Any) -> None:
    call_id = register(client)["call_id"]
    assert check_refused(client.get(f"/v2/get-call/{change(call_id)}"), 404) == "Not Found"


def test_the_key_is_checked_before_anything_else(client: httpx.Client) -> None:
    call_id = register(client)["call_id"]
    for known in (call_id, "call_unknown"):
        check_refused(client.get(f"/v2/get-call/{known}", headers={"Authorization": "Bearer wrong"}), 401)


@pytest.mark.parametrize("version", ["latest", "latest_published", 2])
def test_names_of_the_latest_version_are_accepted(client: httpx.Client, version: int | str) -> None:
    assert register(client, V2, agent_version=version)["agent_version"] == 2


def test_an_unknown_tag_is_rejected(client: httpx.Client) -> None:
    body = {"agent_id": Settings().agent_id, "agent_version": "production"}
    check_refused(client.post(V3, json=body), 422)


@pytest.mark.parametrize(("versions", "gone"), [(("v2",), V3), (("v3",), V2)])
def test_a_version_that_is_not_offered_is_an_unknown_path(versions: tuple[str, ...], gone: str) -> None:
    with asking(create_app(Settings(versions=versions))) as client:
        register(client, {V2: V3, V3: V2}[gone])
        check_refused(client.post(gone, json={"agent_id": Settings().agent_id}), 404)


class TestAsObserved:
    """With `--errors observed`."""

    @pytest.mark.parametrize(
        ("name", "status", "text"),
        [
            ("request-16.json", 400, "request/body/retell_llm_dynamic_variables/company"),
            ("request-17.json", 404, "not found from agent"),
            ("request-18.json", 404, "not found from agent"),
        ],
    )
    @pytest.mark.parametrize("path", [V2, V3])
    def test_errors_are_those_of_the_live_api(
        self, observed: httpx.Client, path: str, name: str, status: int, text: str
    ) -> None:
        response = observed.post(path, content=(PAYLOADS / name).read_bytes())
        assert response.status_code == status
        assert text in response.text

    def test_a_body_that_breaks_the_schema_gets_only_an_error_message(self, observed: httpx.Client) -> None:
        assert observed.post(V3, json={}).json().keys() == {"error_message"}

    def test_a_wrong_key_has_the_observed_error(self, observed: httpx.Client) -> None:
        response = observed.post(V3, json={}, headers={"Authorization": "Bearer wrong"})
        assert check_refused(response, 401) == "Invalid API Key."

    def test_a_new_call_has_empty_values(self, observed: httpx.Client) -> None:
        call = fetch(observed, register(observed)["call_id"])
        assert is_of("WebCall", call)
        live = json.loads((PAYLOADS / "response-03.json").read_text())
        assert [call[name] for name in ("latency", "call_cost", "custom_sip_headers")] == [
            live[name] for name in ("latency", "call_cost", "custom_sip_headers")
        ]


def test_the_metadata_of_calls_does_not_fill_a_cache(client: httpx.Client) -> None:
    def registered_and_read(number: int) -> int:
        fetch(client, register(client, metadata={"number": number})["call_id"])
        return documented._shape.cache_info().currsize

    assert len({registered_and_read(number) for number in range(3)}) == 1
