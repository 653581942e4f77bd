"""Tests of coverage, which is counted in the bodies that were sent and received."""

import json
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api_conformance.results.coverage import Coverage, Row, Total
from openapi_contract.document import Document, read
from openapi_contract.json_data import JsonObject
from repository import CONTRACT

DOCUMENT = read(CONTRACT)
OPERATION = DOCUMENT.operations[0]
READING = DOCUMENT.operations[2]
CALL = max(READING.responses[200].examples, key=len)
REQUEST = {
    "agent_id": "a",
    "metadata": {"agent_version": 1},
    "agent_override": {
        "agent": {
            "voice_model": None,
            "ambient_sound": "call-center",
            "response_engine": {"type": "custom-llm", "llm_websocket_url": "wss://example.com"},
            "voicemail_option": {"action": {"type": "hangup"}},
            "pii_config": {"mode": "post_call", "categories": ["ssn", "pin", "ssn", "odd"]},
        }
    },
}


@pytest.fixture
def coverage() -> Coverage:
    """Return the coverage of a run that has sent nothing yet."""
    return Coverage(DOCUMENT)


def row(coverage: Coverage, component: str, name: str, value: str | None = None) -> Row:
    """Return the row of a property or value."""
    (found,) = (row for row in coverage.rows() if (row.component, row.property, row.value) == (component, name, value))
    return found


def counts(coverage: Coverage) -> dict[tuple[str, str, str | None], int]:
    """Return the properties exercised, by side."""
    return {
        (row.component, row.property, row.value): (row.sent or 0) + (row.seen or 0)
        for row in coverage.rows()
        if row.sent or row.seen
    }


def test_each_property_and_value_of_a_request_is_counted_once_for_each_request(coverage: Coverage) -> None:
    coverage.saw_request(OPERATION, REQUEST)
    coverage.saw_request(OPERATION, {"agent_id": "a"})
    assert counts(coverage) == {
        ("CreateWebCallRequest", "agent_id", None): 2,
        ("CreateWebCallRequest", "metadata", None): 1,
        ("CreateWebCallRequest", "agent_override", None): 1,
        ("AgentOverride", "agent", None): 1,
        ("AgentSettings", "voice_model", None): 1,
        ("AgentSettings", "ambient_sound", None): 1,
        ("AgentSettings", "ambient_sound", "call-center"): 1,
        ("AgentSettings", "response_engine", None): 1,
        ("CustomLlmEngine", "type", None): 1,
        ("CustomLlmEngine", "type", "custom-llm"): 1,
        ("CustomLlmEngine", "llm_websocket_url", None): 1,
        ("AgentSettings", "voicemail_option", None): 1,
        ("VoicemailOption", "action", None): 1,
        ("VoicemailHangup", "type", None): 1,
        ("VoicemailHangup", "type", "hangup"): 1,
        ("AgentSettings", "pii_config", None): 1,
        ("PiiConfig", "mode", None): 1,
        ("PiiConfig", "mode", "post_call"): 1,
        ("PiiConfig", "categories", None): 1,
        ("PiiConfig", "categories", "ssn"): 1,
        ("PiiConfig", "categories", "pin"): 1,
    }


def test_a_side_that_cannot_have_a_property_has_no_count_of_it(coverage: Coverage) -> None:
    assert row(coverage, "CreateWebCallRequest", "agent_id") == Row("CreateWebCallRequest", "agent_id", None, 0, None)
    assert row(coverage, "WebCall", "call_status", "ended") == Row("WebCall", "call_status", "ended", None, 0)


def test_a_response_is_counted_at_any_depth(coverage: Coverage) -> None:
    coverage.saw_response(READING, 200, CALL)
    items = [{"role": "dtmf", "digit": "1"}, {"role": "odd", "content": ""}]
    coverage.saw_response(OPERATION, 201, {"transcript_with_tool_calls": items})
    assert row(coverage, "Word", "start").seen == 1
    assert row(coverage, "DtmfInput", "role", "dtmf").seen == 1
    assert row(coverage, "Utterance", "content").seen == 1
    assert row(coverage, "WebCall", "data_storage_setting", "everything").seen == 1
    assert {each.property for each in coverage.rows() if each.component == "WebCall" and not each.seen} == {
        "call_status", "data_storage_setting", "disconnection_reason"
    }  # fmt: skip


def test_the_same_enum_is_counted_for_each_property_that_has_it(coverage: Coverage) -> None:
    coverage.saw_request(OPERATION, {"agent_override": {"retell_llm": {"start_speaker": "user"}}})
    assert row(coverage, "RetellLlmSettings", "start_speaker", "user").sent == 1
    assert row(coverage, "ConversationFlowSettings", "start_speaker", "user").sent == 0


def of_operations() -> dict[str, JsonObject]:
    """Return the components that operations refer to, directly or by others; webhooks have some of their own."""
    schemas, found = DOCUMENT.root["components"]["schemas"], dict[str, JsonObject]()
    components = {name: each for name, each in DOCUMENT.root["components"].items() if name != "schemas"}
    text = json.dumps([DOCUMENT.root["paths"], components])
    while more := {n: each for n, each in schemas.items() if n not in found and f'/schemas/{n}"' in text}:
        found |= more
        text = json.dumps(more)
    return found


def test_every_component_with_properties_has_a_row_for_each(coverage: Coverage) -> None:
    rows = {(each.component, each.property) for each in coverage.rows()}
    for component, schema in of_operations().items():
        assert {(component, name) for name in schema.get("properties", {})} <= rows


def test_a_value_follows_its_property_in_the_order_of_the_contract(coverage: Coverage) -> None:
    rows = [each for each in coverage.rows() if each.component == "Pronunciation"]
    assert [(each.property, each.value) for each in rows] == [
        ("word", None),
        ("alphabet", None),
        ("alphabet", "ipa"),
        ("alphabet", "cmu"),
        ("alphabet", "jyutping"),
        ("alphabet", "pinyin"),
        ("phoneme", None),
    ]


def test_statuses_are_counted_and_undocumented_ones_are_not(coverage: Coverage) -> None:
    coverage.saw_response(OPERATION, 401, {"status": "error", "message": "no"})
    coverage.saw_response(OPERATION, 401, None)
    coverage.saw_response(OPERATION, 418, {"status": "error"})
    seen = {(each.operation, each.status): each.seen for each in coverage.statuses()}
    assert {each for each, count in seen.items() if count} == {("createWebCall", 401)}
    assert seen["createWebCall", 401] == 2
    assert row(coverage, "Error", "status", "error").seen == 1


def test_the_totals_include_uncovered_properties(coverage: Coverage) -> None:
    assert coverage.totals().statuses_seen == Total(0, 23)
    coverage.saw_response(OPERATION, 401, {"status": "error", "message": "no"})
    totals = coverage.totals()
    assert (totals.statuses_seen, totals.values_seen.exercised, totals.properties_seen.exercised) == (
        Total(1, 23),
        1,
        2,
    )
    assert (totals.properties_sent.exercised, totals.values_sent.exercised) == (0, 0)
    assert min(total.of for total in attrs.astuple(totals, recurse=False)) == 23


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(["dtmf", "retell-llm"]),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(st.sampled_from(["agent_override", "agent", "response_engine", "type", "metadata"]), inner)
    ),
)


@pytest.mark.slow
@given(body=json_values)
def test_only_parts_of_the_contract_are_counted_in_any_body(body: Any) -> None:
    coverage = Coverage(DOCUMENT)
    everything = {(each.component, each.property, each.value) for each in coverage.rows()}
    coverage.saw_request(OPERATION, body)
    coverage.saw_response(OPERATION, 201, body)
    assert {(each.component, each.property, each.value) for each in coverage.rows()} == everything


def test_a_very_deep_body_and_lone_surrogates_are_counted(coverage: Coverage) -> None:
    deep = json.loads("[" * 900 + "]" * 900)
    agent = {"response_engine": deep, "voicemail_option": {"action": "\ud800"}, "\ud800": 1, "voice_model": "\ud800"}
    coverage.saw_request(OPERATION, {"metadata": deep, "agent_override": {"agent": agent}})
    assert row(coverage, "AgentSettings", "voicemail_option").sent == 1


def test_a_contract_with_other_schemas_is_covered_too() -> None:
    schemas = {
        "Tree": {
            "allOf": [{"type": "object", "properties": {"left": {"$ref": "#/components/schemas/Tree"}}}],
            "properties": {"size": {"enum": [1, "1", True, None]}},
            "additionalProperties": {"$ref": "#/components/schemas/Leaf"},
        },
        "Leaf": {"anyOf": [{"type": "string", "maxLength": 1}, {"type": "string", "minLength": 2, "enum": ["long"]}]},
    }
    body = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Tree"}}}}
    root: JsonObject = {
        "paths": {"/trees": {"put": {"operationId": "plant", "requestBody": body, "responses": {"204": {}}}}},
        "components": {"schemas": schemas},
    }
    document = Document("other", root)
    coverage = Coverage(document)
    operation = document.operations[0]
    coverage.saw_request(operation, {"left": {"size": True}, "a": "long", "b": "s", "c": "\ud800"})
    coverage.saw_response(operation, 204, None)
    assert [(each.component, each.property, each.value, each.sent) for each in coverage.rows()] == [
        ("Tree", "size", None, 1),
        ("Tree", "size", "1", 0),
        ("Tree", "size", "true", 1),
        ("Tree", "size", "null", 0),
        ("Tree", "left", None, 1),
        ("Tree", "left", "long", 0),
        ("plant request", "", "long", 1),
    ]
    assert coverage.totals().statuses_seen == Total(1, 1)
