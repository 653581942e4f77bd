"""Tests of the visitor: it visits each schema or value once on each path, and stops at recursion."""

from typing import Any

from openapi_contract.document import Document
from openapi_contract.json_data import JsonObject
from openapi_contract.schema import Schema
from openapi_contract.walk import Inside, described, property_names, walk, walk_value

CALL: JsonObject = {
    "oneOf": [{"properties": {"id": {"type": "string"}}}, {"type": "null"}],
    "properties": {"next": {"$ref": "#/components/schemas/Call"}, "tags": {"items": {"type": "integer"}}},
    "additionalProperties": {"type": "boolean"},
}
DOCUMENT = Document("calls.yaml", {"components": {"schemas": {"Call": CALL}}})
SCHEMA = DOCUMENT.schema({"$ref": "#/components/schemas/Call"})


def way(_: Schema, inner: Inside, so_far: str) -> str | None:
    """Return the path to a schema, and do not enter a schema that refers to the root."""
    return None if inner.schema is SCHEMA else f"{so_far}/{inner.name or inner.kind}"


def test_a_schema_is_visited_before_those_inside_it() -> None:
    found = [told for _, told in walk(SCHEMA, "", way)]

    assert found == ["", "/tags", "/tags/items", "/others", "/part", "/part/id", "/part"]


def test_a_value_is_visited_with_its_place_and_its_schemas() -> None:
    body = {"id": "a", "tags": [1, 2], "next": {"more": True}}

    def place(_: Schema, step: str | int, __: Schema, around: str) -> str:
        return f"{around}/{step}"

    found = {told: value for _, value, told in walk_value(SCHEMA, body, "", place)}

    assert found == {
        "": body,
        "/id": "a",
        "/tags": [1, 2],
        "/tags/0": 1,
        "/tags/1": 2,
        "/next": {"more": True},
        "/next/more": True,
    }


def test_a_skipped_schema_is_not_entered() -> None:
    found = [value for _, value, _ in walk_value(SCHEMA, {"tags": [1]}, True, lambda *_: None)]

    assert found == [{"tags": [1]}]


def test_each_applying_schema_is_visited_with_its_value() -> None:
    values: list[Any] = [value for each, value in described(SCHEMA, {"tags": [1]}) if "integer" in each.types]

    assert values == [1]


def test_the_names_of_properties_are_those_of_all_parts() -> None:
    assert property_names(SCHEMA) == {"id", "next", "tags"}
