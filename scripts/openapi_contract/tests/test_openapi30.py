"""Tests of the conversion of OpenAPI 3.0 to 3.1."""

import pytest

from openapi_contract.document import Document
from openapi_contract.json_data import JsonObject
from openapi_contract.openapi30 import in_words_of_3_1
from openapi_contract.violations import violations


def contract(version: str, **schema: object) -> Document:
    """Return a contract with one schema."""
    info = {"title": "", "version": "1"}
    return Document("c", {"openapi": version, "info": info, "paths": {}, "components": {"schemas": {"A": schema}}})


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ({"type": "string", "nullable": True}, {"type": ["string", "null"]}),
        ({"type": "string", "nullable": False}, {"type": "string"}),
        (
            {"type": "string", "enum": ["a"], "nullable": True},
            {"type": ["string", "null"], "enum": ["a", None]},
        ),
        (
            {"allOf": [{"type": "object"}], "nullable": True},
            {"anyOf": [{"allOf": [{"type": "object"}]}, {"type": "null"}]},
        ),
        ({"nullable": True, "description": "a"}, {"description": "a"}),
        ({"minimum": 1, "exclusiveMinimum": True}, {"exclusiveMinimum": 1}),
        ({"maximum": 1, "exclusiveMaximum": False}, {"maximum": 1}),
    ],
)
def test_keywords_of_3_0_are_converted(written: JsonObject, meant: JsonObject) -> None:
    assert in_words_of_3_1(contract("3.0.3", **written)).root["components"]["schemas"]["A"] == meant


def test_a_property_named_nullable_is_kept() -> None:
    properties = {"nullable": {"type": "boolean", "nullable": True}}
    found = in_words_of_3_1(contract("3.0.3", type="object", properties=properties))
    assert found.root["components"]["schemas"]["A"]["properties"] == {"nullable": {"type": ["boolean", "null"]}}


def test_a_contract_of_3_1_is_unchanged() -> None:
    given = contract("3.1.0", type="string", nullable=True)
    assert in_words_of_3_1(given) is given


def test_null_beside_a_reference_or_a_union_is_valid() -> None:
    options = [{"$ref": "#/components/schemas/A"}, {"type": "string"}]
    properties = {
        "self": {"$ref": "#/components/schemas/A", "nullable": True},
        "either": {"oneOf": options, "nullable": True},
        "noted": {"allOf": [options[0], {"nullable": True, "description": "a"}]},
        "neither": {"oneOf": options},
    }
    schema = in_words_of_3_1(contract("3.0.3", type="object", properties=properties)).schema(options[0])
    assert schema.is_valid({"self": None, "either": None, "noted": None})
    assert not schema.is_valid({"neither": None})
    assert not schema.is_valid({"self": 1})


def test_a_nullable_reference_is_named_in_a_violation() -> None:
    reference, union = {"$ref": "#/components/schemas/A"}, {"oneOf": [{"type": "string"}, {"type": "integer"}]}
    properties = {"self": {"allOf": [reference], "nullable": True}, "either": {**union, "nullable": True}}
    schema = in_words_of_3_1(contract("3.0.3", type="object", properties=properties)).schema(reference)

    found = {each.path: each.expected for each in violations(schema, {"self": 1, "either": True})}
    assert found == {("self",): "A or null", ("either",): "a string or an integer or null"}
