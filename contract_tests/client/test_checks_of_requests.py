"""Tests of `check_requests=True`, which rejects invalid requests before they are sent, and only those."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from client.conftest import KEY
from openapi_contract.document import read
from openapi_contract.example_values import minimal_example
from repository import CONTRACT
from retell_web_call_client import AuthenticatedClient, errors
from retell_web_call_client._schemas import check_request
from retell_web_call_client.api.calls import create_web_call_v3
from retell_web_call_client.models import CreateWebCallRequest

OPERATION = "POST /v3/create-web-call"
SCHEMA = read(CONTRACT).schemas.of({"$ref": "#/components/schemas/CreateWebCallRequest"})
PAYLOADS = [json.loads(file.read_text()) for file in sorted(Path(__file__).parent.glob("payloads/request-*.json"))]
AGENT: dict[str, Any] = {
    "voice_speed": 1.1,
    "language": ["en-GB", "de-DE"],
    "webhook_url": None,
    "voicemail_option": {"action": {"type": "hangup"}},
    "post_call_analysis_data": [{"type": "enum", "name": "a", "description": "b", "choices": ["c"]}],
    "pronunciation_dictionary": [{"word": "a", "alphabet": "ipa", "phoneme": "b"}],
    "response_engine": {"type": "retell-llm", "llm_id": "a", "version": None},
    "user_dtmf_options": {"digit_limit": 1, "timeout_ms": 1000},
    "reminder_trigger_ms": 0.5,
}
ODD: list[Any] = [
    None,
    True,
    False,
    0,
    -1,
    0.5,
    1.0,
    3,
    10**9,
    "",
    "en-GB",
    "hangup",
    [],
    [None],
    ["a"],
    {},
    {"type": "a"},
]


def refusal(**body: Any) -> str:
    """Return the message of the error that sending raises."""
    sent: list[httpx.Request] = []
    transport = httpx.MockTransport(lambda request: sent.append(request) or httpx.Response(500))  # type: ignore[func-returns-value]
    client = AuthenticatedClient(api_key=KEY, check_requests=True, httpx_args={"transport": transport})
    with pytest.raises(errors.InvalidRequest) as caught:
        create_web_call_v3.sync(client=client, body=CreateWebCallRequest(**body))
    assert sent == []
    return str(caught.value).removeprefix("The contract forbids the request's body: ")


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"voice_speed": 3}, "/voice_speed must be at most 2"),
        ({"language": ["en-GB", "x"]}, "/language/1 must be one of the values of its enum"),
        ({"reminder_trigger_ms": 0}, "/reminder_trigger_ms must be above 0"),
        ({"voicemail_option": {"action": {"type": "prompt"}}}, "/voicemail_option/action/text is required"),
    ],
)
def test_an_invalid_setting_is_named_and_not_sent(settings: dict[str, Any], said: str) -> None:
    assert refusal(agent_id="a", agent_override={"agent": settings}) == f"/agent_override/agent{said}"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"retell_llm_dynamic_variables": {"name": None}}, "/retell_llm_dynamic_variables/name must be a string"),
        ({"agent_version": True}, "/agent_version must be an integer or a string"),
        ({"agent_id": ""}, "/agent_id must have at least 1 character"),
    ],
)
def test_an_invalid_body_is_named_and_not_sent(body: dict[str, Any], said: str) -> None:
    assert refusal(**{"agent_id": "a", **body}) == said


def test_the_message_lists_the_known_kinds_and_no_value() -> None:
    said = refusal(agent_id="a", agent_override={"agent": {"voicemail_option": {"action": {"type": "secret"}}}})

    assert said.startswith("/agent_override/agent/voicemail_option/action/type must be one of ")
    assert '"hangup"' in said
    assert "secret" not in said


def test_many_faults_are_counted() -> None:
    assert refusal(agent_id="", metadata=1, agent_version=None, current_state=1, current_node_id=1).endswith(
        ", and 2 more"
    )


def test_by_default_every_request_is_sent() -> None:
    bodies: list[Any] = []

    def answer(request: httpx.Request) -> httpx.Response:
        bodies.append(json.loads(request.content))
        return httpx.Response(400, json={"message": "No"})

    client = AuthenticatedClient(api_key=KEY, httpx_args={"transport": httpx.MockTransport(answer)})
    with pytest.raises(errors.BadRequest):
        create_web_call_v3.sync(client=client, body=CreateWebCallRequest(agent_id=""))
    assert bodies == [{"agent_id": ""}]


def verdict(body: Any) -> bool:
    """Return whether the client's check accepts a body."""
    try:
        check_request(body, OPERATION)
    except errors.InvalidRequest:
        return False
    return True


@pytest.mark.parametrize("body", [*PAYLOADS, minimal_example(SCHEMA)])
def test_the_check_agrees_with_a_validator_on_real_bodies(body: Any) -> None:
    assert verdict(body) == SCHEMA.is_valid(body)


@pytest.mark.parametrize("name", AGENT)
def test_the_check_agrees_with_a_validator_on_bodies_with_one_odd_value(name: str) -> None:
    """Each value of a setting is replaced in turn, at any depth, by odd ones."""

    def replaced(value: Any) -> list[Any]:
        inside: list[Any] = []
        if isinstance(value, dict):
            inside = [{**value, key: each} for key in value for each in replaced(value[key])]
            inside += [{other: value[other] for other in value if other != key} for key in value]
        elif isinstance(value, list):
            inside = [[*value[:n], each, *value[n + 1 :]] for n in range(len(value)) for each in replaced(value[n])]
        return [*ODD, *inside]

    bodies = [{"agent_id": "a", "agent_override": {"agent": {name: each}}} for each in replaced(AGENT[name])]

    assert [body for body in bodies if verdict(body) != SCHEMA.is_valid(body)] == []
    assert any(map(verdict, bodies))
    assert not all(map(verdict, bodies))
