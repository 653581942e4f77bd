"""Tests of the header `Prefer`, which chooses a status, or an example of the contract."""

from collections.abc import Iterator

import httpx
import pytest

from retell_conformance.reference_server.app import create_app
from retell_conformance.reference_server.server_settings import Settings
from retell_conformance.tests.test_kept_calls import V2, V3, is_of
from retell_conformance.tests.test_reference_server import asking

BODY = {"agent_id": Settings().agent_id}


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    with asking(create_app()) as client:
        yield client


def preferring(client: httpx.Client, preference: str, path: str = V3, **more: str) -> httpx.Response:
    return client.post(path, json=BODY, headers={"Prefer": preference, **more})


@pytest.mark.parametrize("code", [400, 401, 402, 404, 422, 429, 500, 503])
def test_a_chosen_status_has_its_error_body(client: httpx.Client, code: int) -> None:
    response = preferring(client, f"code={code}")
    assert response.status_code == code
    assert response.json()["status"] == "error"
    assert response.json()["message"]
    assert response.headers.get("retry-after") == ("2" if code == 429 else None)


@pytest.mark.parametrize(
    ("path", "example", "schema"),
    [(V2, "complete", "WebCall"), (V2, "registered", "WebCall"), (V3, "registered", "WebCallConnection")],
)
def test_a_chosen_example_is_that_of_the_contract(client: httpx.Client, path: str, example: str, schema: str) -> None:
    response = preferring(client, f"example={example}", path)
    assert response.status_code == 201
    assert response.headers["preference-applied"] == f"example={example}"
    assert is_of(schema, response.json())


def test_a_complete_call_can_be_read_with_any_id(client: httpx.Client) -> None:
    call = client.get("/v2/get-call/any", headers={"Prefer": "example=complete"}).json()
    assert call["call_status"] == "ended"
    assert call["call_analysis"]["user_sentiment"] == "Positive"


def test_an_example_of_an_error_can_be_chosen(client: httpx.Client) -> None:
    response = preferring(client, 'code=400, example="observed"')
    assert (response.status_code, [*response.json()]) == (400, ["error_message"])
    assert response.headers["preference-applied"] == "code=400, example=observed"


@pytest.mark.parametrize("preference", ["respond-async", "return=minimal; x=1, wait=10", "code=201", "", "encode=429"])
def test_other_preferences_are_ignored(client: httpx.Client, preference: str) -> None:
    response = preferring(client, preference)
    assert response.status_code == 201
    assert "preference-applied" not in response.headers
    assert client.get(f"/v2/get-call/{response.json()['call_id']}").status_code == 200


@pytest.mark.parametrize(
    ("preference", "message"),
    [
        ("code=418", "the code 418, which createWebCallV3 does not document"),
        ("code=4xx", "a code that is not an HTTP status"),
        ("example=huge", "an example that createWebCallV3 does not have for 201; it has registered"),
        ("code=503, example=registered", "an example that createWebCallV3 does not have for 503; it has none"),
    ],
)
def test_a_preference_that_the_contract_cannot_meet_is_reported(
    client: httpx.Client, preference: str, message: str
) -> None:
    response = preferring(client, preference)
    assert response.status_code == 400
    assert message in response.json()["message"]


@pytest.mark.parametrize("preference", ["code=500", "example=registered"])
def test_the_key_is_still_checked(client: httpx.Client, preference: str) -> None:
    assert preferring(client, preference, Authorization="Bearer wrong").status_code == 401


def test_an_invalid_request_is_still_rejected(client: httpx.Client) -> None:
    assert client.post(V3, json={}, headers={"Prefer": "example=registered"}).status_code == 400
