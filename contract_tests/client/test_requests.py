"""Tests of requests, which contain exactly what the caller set: unset, null and a value are different."""

import copy
import json
import math
import pickle
from typing import Any

import httpx
import pytest

from client.bodies import DOCUMENT, REQUEST_BODY
from client.conftest import KEY, Caller, client_for, recorded
from retell_web_call_client import UNSET, UnknownVariant, errors
from retell_web_call_client.models import (
    AgentOverride,
    AgentSettings,
    CreateWebCallRequest,
    Language,
    RetellLlmEngine,
    VoicemailHangup,
    VoicemailOption,
)


def sent(call: Caller, body: CreateWebCallRequest) -> httpx.Request:
    """Return the request for a body."""
    answer, requests = recorded()
    call(client_for(answer), body)
    [request] = requests
    return request


def test_a_request_has_the_method_and_path_of_the_contract(call: Caller) -> None:
    request = sent(call, CreateWebCallRequest(agent_id="a"))
    assert (request.method, str(request.url)) == ("POST", "https://api.retellai.com/v2/create-web-call")
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert request.headers["content-type"] == "application/json"
    assert request.headers["user-agent"] == f"retell-web-call-client/{DOCUMENT['info']['version']}"


REQUESTS: dict[str, tuple[CreateWebCallRequest, dict[str, Any]]] = {
    "an agent alone": (CreateWebCallRequest(agent_id="a"), {"agent_id": "a"}),
    "plain dicts": (
        CreateWebCallRequest(
            agent_id="a", metadata={"order": 1, "tags": [None]}, retell_llm_dynamic_variables={"customer_name": "John"}
        ),
        {
            "agent_id": "a",
            "metadata": {"order": 1, "tags": [None]},
            "retell_llm_dynamic_variables": {"customer_name": "John"},
        },
    ),
    "unset, null and a value": (
        CreateWebCallRequest(
            agent_id="a",
            agent_override=AgentOverride(
                agent=AgentSettings(
                    agent_name=None, webhook_url=UNSET, boosted_keywords=[], voice_speed=1, language=Language.EN_GB
                )
            ),
        ),
        {
            "agent_id": "a",
            "agent_override": {
                "agent": {"agent_name": None, "boosted_keywords": [], "voice_speed": 1, "language": "en-GB"}
            },
        },
    ),
    "tagged objects": (
        CreateWebCallRequest(
            agent_id="a",
            agent_override=AgentOverride(
                agent=AgentSettings(
                    response_engine=RetellLlmEngine(llm_id="llm"),
                    voicemail_option=VoicemailOption(action=VoicemailHangup()),
                )
            ),
        ),
        {
            "agent_id": "a",
            "agent_override": {
                "agent": {
                    "response_engine": {"type": "retell-llm", "llm_id": "llm"},
                    "voicemail_option": {"action": {"type": "hangup"}},
                }
            },
        },
    ),
    "what the contract does not know yet": (
        CreateWebCallRequest(
            agent_id="a",
            agent_override=AgentOverride(
                agent=AgentSettings(language="xx-XX", response_engine=UnknownVariant({"type": "new-engine"}))
            ),
            additional_properties={"priority": "high"},
        ),
        {
            "agent_id": "a",
            "priority": "high",
            "agent_override": {"agent": {"language": "xx-XX", "response_engine": {"type": "new-engine"}}},
        },
    ),
    "text of all kinds": (CreateWebCallRequest(agent_id="Zoë \ud800 😀"), {"agent_id": "Zoë \ud800 😀"}),
}


@pytest.mark.parametrize(("body", "expected"), REQUESTS.values(), ids=REQUESTS)
def test_a_body_is_sent_with_exactly_the_set_values(
    body: CreateWebCallRequest, expected: dict[str, Any], call: Caller
) -> None:
    assert json.loads(sent(call, body).content) == expected
    assert body.to_dict() == expected


def test_the_contract_s_own_examples_can_be_built_and_are_sent_unchanged(call: Caller) -> None:
    for example in REQUEST_BODY["content"]["application/json"]["examples"].values():
        body = CreateWebCallRequest.from_dict(example["value"])
        assert json.loads(sent(call, body).content) == example["value"]


@pytest.mark.parametrize("value", [object(), math.nan, {1, 2}, b"bytes"], ids=lambda value: type(value).__name__)
def test_a_value_that_is_not_json_is_an_invalid_request_and_is_not_sent(value: Any, call: Caller) -> None:
    def answer(_: httpx.Request) -> httpx.Response:
        pytest.fail("sent")

    with pytest.raises(errors.InvalidRequest, match="JSON"):
        call(client_for(answer), CreateWebCallRequest(agent_id="a", metadata={"value": value}))


def test_unset_is_false_and_a_singleton() -> None:
    assert not UNSET
    assert repr(UNSET) == "UNSET"
    assert copy.deepcopy(UNSET) is UNSET
    assert pickle.loads(pickle.dumps(UNSET)) is UNSET
    twin = copy.deepcopy(CreateWebCallRequest(agent_id="a"))
    assert twin == CreateWebCallRequest(agent_id="a")
    assert twin.to_dict() == {"agent_id": "a"}
