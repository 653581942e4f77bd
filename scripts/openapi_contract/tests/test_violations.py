"""Tests of violations of a schema: none if the plain validator accepts the body, else at the exact place."""

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from openapi_contract.document import Document, read
from openapi_contract.raw_document import pointer
from openapi_contract.schema import Schema
from openapi_contract.violations import Path, first_violation, violations
from repository import CONTRACT

DOCUMENT = read(CONTRACT)
OPERATION = DOCUMENT.operations[0]


def known(schema: Schema | None) -> Schema:
    """Return a schema of the contract."""
    assert schema is not None
    return schema


CALL = known(OPERATION.responses[201].schema)
REQUEST, ERROR = known(OPERATION.request_schema), known(OPERATION.responses[400].schema)
SCHEMAS = {"request": REQUEST, "call": CALL, "error": ERROR}
"""By name, since Hypothesis prints the arguments of an example, and a schema has the whole contract."""
COMPLETE = max(OPERATION.responses[201].examples, key=len)
OVERRIDES = {
    "agent_id": "a",
    "agent_override": {
        "agent": {
            "response_engine": {"type": "custom-llm", "llm_websocket_url": "wss://example.com"},
            "voicemail_option": {"action": {"type": "hangup"}},
            "post_call_analysis_data": [{"type": "enum", "name": "a", "description": "b", "choices": ["c"]}],
            "voice_model": None,
        }
    },
}
KINDS: list[dict[str, Any]] = [
    {"role": "user", "content": "", "words": [{"start": 1}]},
    {"role": "tool_call_invocation", "tool_call_id": "", "name": "", "arguments": ""},
    {"role": "tool_call_result", "tool_call_id": "", "content": ""},
    {"role": "dtmf", "digit": "1"},
]
# Documents unlike the contract: unions with options that overlap, or with a wrong discriminator.
ODD: dict[str, Any] = {
    "components": {
        "schemas": {
            "A": {"type": "object", "properties": {"kind": {"const": "A"}}, "required": ["kind"]},
            "B": {"type": "object", "properties": {"kind": {"enum": ["B", "b"]}, "n": {"minimum": 1}}},
            "Swapped": {
                "oneOf": [{"$ref": "#/components/schemas/A"}, {"$ref": "#/components/schemas/B"}],
                "discriminator": {"propertyName": "kind", "mapping": {"A": "B", "B": "#/components/schemas/A"}},
            },
            "Unmapped": {
                "anyOf": [{"$ref": "#/components/schemas/A"}, {"$ref": "#/components/schemas/B"}],
                "discriminator": {"propertyName": "kind"},
            },
            "Overlapping": {"oneOf": [{"type": "integer"}, {"type": ["number", "null"]}, {"minLength": 2}]},
            "Tree": {
                "type": "object",
                "additionalProperties": {"$ref": "#/components/schemas/Tree"},
                "maxProperties": 2,
            },
            "Rest": {
                "allOf": [{"minProperties": 1}, {"not": {"required": ["x"]}}],
                "propertyNames": {"maxLength": 3},
                "dependentRequired": {"a": ["b"]},
                "unevaluatedProperties": {"type": "array", "uniqueItems": True, "contains": {"const": "A"}},
            },
        }
    }
}
scalars = st.sampled_from(
    [None, True, 0, 1, 1.5, "", "A", "B", "agent", "dtmf", "tool_call_result", "everything", 10**400]
)
values = st.recursive(
    scalars | st.integers() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["kind", "n", "a", "x", "role", "type", "words"]) | st.text(max_size=4), inner
        )
    ),
    max_leaves=8,
)


def paths(value: Any, path: Path = ()) -> Iterator[Path]:
    """Return the path of every value in a body."""
    yield path
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, part in parts:
        yield from paths(part, (*path, step))


@st.composite
def bodies(draw: st.DrawFn) -> Any:
    """Return a complete body with a few parts replaced or removed."""
    body = copy.deepcopy(draw(st.sampled_from([OVERRIDES, {**COMPLETE, "transcript_with_tool_calls": KINDS}])))
    for _ in range(draw(st.integers(0, 3))):
        places = [place for place in paths(body) if place]
        if not places:
            break
        *parents, last = draw(st.sampled_from(places))
        node = body
        for step in parents:
            node = node[step]
        if draw(st.booleans()):
            node[last] = draw(values)
        else:
            del node[last]
    return body


@pytest.mark.slow
@pytest.mark.parametrize("name", SCHEMAS)
@given(body=bodies() | values)
@example(body={**COMPLETE, "transcript_with_tool_calls": [{"role": "agent", "words": [{"start": "1"}]}]})
@example(body={**COMPLETE, "data_storage_setting": 10**5000})
def test_there_are_violations_if_and_only_if_the_plain_validator_rejects(name: str, body: Any) -> None:
    schema = SCHEMAS[name]
    found = violations(schema, body)
    assert (found == []) == schema.is_valid(body)
    assert len(found) == len(set(found))


@pytest.mark.slow
@pytest.mark.parametrize("name", ODD["components"]["schemas"])
@given(body=values)
@example(body={"kind": "A"})
@example(body={"kind": "B", "n": 0})
@example(body={"aaaa": ["B", "B"]})
@example(body={"": {"kind": None}})
def test_schemas_of_other_contracts_are_judged_like_the_plain_validator(name: str, body: Any) -> None:
    schema = {"$ref": f"#/components/schemas/{name}"}
    odd = Document("odd", ODD).schema(schema)
    assert (violations(odd, body) == []) == odd.is_valid(body)


@pytest.mark.parametrize(
    ("fields", "place", "message"),
    [
        ({"agent_version": "1"}, "/agent_version", "expected an integer, got a string"),
        ({"agent_version": None}, "/agent_version", "expected an integer, got null"),
        ({"call_status": 5}, "/call_status", "expected a string, got an integer"),
        ({"call_type": "phone_call"}, "/call_type", 'expected "web_call", got "phone_call"'),
        ({"transfer_destination": 5}, "/transfer_destination", "expected a string or null, got an integer"),
        ({"data_storage_setting": 5}, "/data_storage_setting", "expected DataStorageSetting or null, got an integer"),
        ({"custom_sip_headers": {"a/b~c": 1}}, "/custom_sip_headers/a~1b~0c", "expected a string, got an integer"),
        ({"call_cost": {"product_costs": []}}, "/call_cost", "expected the property combined_cost, got none"),
    ],
    ids=str,
)
def test_a_violation_names_its_place_and_what_was_expected(fields: dict[str, Any], place: str, message: str) -> None:
    found = violations(CALL, {**COMPLETE, **fields})
    assert (place, message) in [(each.pointer, each.message) for each in found]


@pytest.mark.parametrize(
    ("item", "place", "expected"),
    [
        ({**KINDS[0], "words": [{"start": 1}, {"end": "2"}]}, "/words/1/end", "a number"),
        ({**KINDS[1], "arguments": {}}, "/arguments", "a string"),
        ({"role": "dtmf"}, "", "the property digit"),
        ({"role": "robot"}, "/role", '"agent", "user", "transfer_target", "tool_call_invocation", "tool_call_result"'),
        ({"role": ["agent"]}, "/role", '"agent"'),
        ({"content": ""}, "", "the property role"),
        ("hello", "", "an object"),
    ],
    ids=str,
)
def test_inside_a_union_the_option_is_followed_that_the_discriminator_names(
    item: Any, place: str, expected: str
) -> None:
    (found,) = violations(CALL, {**COMPLETE, "transcript_with_tool_calls": [KINDS[3], item]})
    assert found.pointer == f"/transcript_with_tool_calls/1{place}"
    assert found.expected.startswith(expected)


def test_in_a_union_with_null_the_other_option_is_followed() -> None:
    (found,) = violations(CALL, {**COMPLETE, "data_storage_setting": "all"})
    promised = '"everything", "everything_except_pii" or "basic_attributes_only" or null'
    assert found.message == f'expected {promised}, got "all"'

    agent = {"voicemail_option": {"action": {"type": "prompt"}}}
    (found,) = violations(REQUEST, {"agent_id": "a", "agent_override": {"agent": agent}})
    assert found.pointer == "/agent_override/agent/voicemail_option/action"


def test_very_deep_values_and_lone_surrogates_are_judged() -> None:
    deep = json.loads("[" * 900 + "]" * 900)
    assert violations(CALL, {**COMPLETE, "metadata": {"\ud800": deep}}) == []
    found = violations(CALL, {**COMPLETE, "agent_name": deep, "agent_version": "\udfff"})
    assert [each.pointer for each in found] == ["/agent_name", "/agent_version"]


@pytest.mark.parametrize("name", ["7", "007", "+49"])
def test_a_name_of_digits_is_a_name(name: str) -> None:
    union = {"oneOf": [{"type": "string"}, {"type": "null"}]}
    schema = Document("calls", {}).schema({"properties": {name: {"properties": {"a": union}}}})
    [found] = violations(schema, {name: {"a": 1}})
    assert (found.path, found.message) == ((name, "a"), "expected a string or null, got an integer")


def test_long_values_are_not_quoted() -> None:
    (found,) = violations(CALL, {**COMPLETE, "call_type": "x" * 1000})
    assert found.got == "a string of length 1002"


def test_a_pointer_is_escaped() -> None:
    assert pointer(("a/b", 0, "~")) == "/a~1b/0/~0"


def test_an_unknown_kind_is_recognised_by_its_constant() -> None:
    schema = read(CONTRACT).schema({"$ref": "#/components/schemas/ModelConfig"})
    [found] = violations(schema, {"type": "text"})
    assert (found.keyword, found.is_text) == ("discriminator", True)
    assert first_violation(schema, {"type": "text"}) == found
    assert first_violation(schema, {"type": "s2s"}) is None


class TestUnionsOfTheContract:
    """The violation of a union names the option that was meant, and the wrong value."""

    @pytest.mark.parametrize(
        ("override", "place", "message"),
        [
            (
                {"retell_llm": {"model": "gpt-6"}},
                "/retell_llm/model",
                'expected one of 41 values (nearest "gpt-5") or null, got "gpt-6"',
            ),
            (
                {"agent": {"language": ["en-US", "en-UK"]}},
                "/agent/language/1",
                'expected one of 64 values (nearest "en-US"), got "en-UK"',
            ),
            (
                {"retell_llm": {"model_config": {"type": "cascading", "primary": {"model": "gpt-6"}}}},
                "/retell_llm/model_config/primary/model",
                'expected one of 41 values (nearest "gpt-5"), got "gpt-6"',
            ),
            (
                {"retell_llm": {"model_config": {"type": "s2s", "primary": {"model": "gpt-realtime-2.2"}}}},
                "/retell_llm/model_config/primary/model",
                'expected one of 9 values (nearest "gpt-realtime-2.1"), got "gpt-realtime-2.2"',
            ),
            (
                {"retell_llm": {"model_config": {"type": "text"}}},
                "/retell_llm/model_config/type",
                'expected "cascading" or "s2s", got "text"',
            ),
            (
                {"agent": {"voicemail_option": {"action": {"type": "hang_up"}}}},
                "/agent/voicemail_option/action/type",
                'expected "prompt", "static_text", "hangup" or "bridge_transfer", got "hang_up"',
            ),
        ],
        ids=lambda each: each if isinstance(each, str) else "",
    )
    def test_the_value_that_is_wrong_is_named(self, override: Any, place: str, message: str) -> None:
        schema = read(CONTRACT).schema({"$ref": "#/components/schemas/CreateWebCallRequest"})
        [found] = violations(schema, {"agent_id": "a", "agent_override": override})
        assert (found.pointer, found.message) == (f"/agent_override{place}", message)
