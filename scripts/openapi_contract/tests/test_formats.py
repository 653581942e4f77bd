"""Tests of formats: values of which all servers agree that they have the format, and the smallest valid values."""

from typing import Any

import jsonschema_rs
import pytest

from openapi_contract.document import Document
from openapi_contract.example_values import minimal_example
from openapi_contract.formats import EXAMPLES, surely_has_format


@pytest.mark.parametrize(("name", "value"), EXAMPLES.items())
def test_the_example_of_a_format_has_it(name: str, value: str) -> None:
    assert jsonschema_rs.Draft202012Validator({"format": name}, validate_formats=True).is_valid(value)


@pytest.mark.parametrize(
    ("definition", "sure", "unsure"),
    [
        ({"format": "email"}, "text@example.com", "0@0.com"),
        ({"format": "email", "examples": ["0@0.com"]}, "0@0.com", "text"),
        ({"format": "date"}, "2026-02-28", "2026-02-30"),
        ({"format": "date-time"}, "2026-02-28T01:02:03Z", "2026-02-28t01:02:03z"),
        ({"format": "uuid"}, "00000000-0000-4000-8000-000000000000", "00000000-0000-0000-0000-000000000000"),
        ({"format": "a format of their own", "default": "text"}, "text", "other"),
        ({"format": "int32"}, 2**31 - 1, 2**31),
    ],
)
def test_a_format_is_sure_if_every_server_agrees(definition: dict[str, Any], sure: Any, unsure: Any) -> None:
    assert surely_has_format(definition, sure)
    assert not surely_has_format(definition, unsure)


def test_a_password_may_be_any_string() -> None:
    assert surely_has_format({"format": "password"}, "")


@pytest.mark.parametrize(
    "definition",
    [
        {"type": "string", "format": "email"},
        {"type": "string", "minLength": 9},
        {"type": "string", "maxLength": 2},
        {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1},
        {"type": "integer", "exclusiveMinimum": 41},
        {"type": "integer", "multipleOf": 7},
        {"type": "number", "exclusiveMaximum": 0},
    ],
    ids=str,
)
def test_the_smallest_value_keeps_the_constraints_of_its_schema(definition: dict[str, Any]) -> None:
    schema = Document("a number or a string", {}).schema(definition)
    example = minimal_example(schema)

    assert schema.is_valid(example)
    assert surely_has_format(definition, example)
