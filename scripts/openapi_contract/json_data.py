"""JSON values: their types, their equality, and their form in a sentence."""

import json
from collections.abc import Hashable
from typing import Any

JsonObject = dict[str, Any]
CONTAINERS = frozenset({dict, list})
"""Types of JSON values that contain others."""


def same(one: Any, other: Any) -> bool:
    """Return whether two values are equal as JSON: 1 equals 1.0, and neither equals true."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(value, other[name]) for name, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    return bool(one == other)


def canonical(value: Any) -> str:
    """Return the canonical JSON of a value."""
    return json.dumps(_with_whole_numbers(value), sort_keys=True, ensure_ascii=False)


def _with_whole_numbers(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, list):
        return [_with_whole_numbers(each) for each in value]
    return {name: _with_whole_numbers(each) for name, each in value.items()} if isinstance(value, dict) else value


def value_key(value: Any) -> Hashable:
    """Return a hashable key for comparing JSON values; None for objects and arrays."""
    return None if isinstance(value, dict | list) else (isinstance(value, bool), value)


def value_text(value: Any) -> str:
    """Return a value of an enum for people: a string unchanged, anything else as JSON."""
    return value if isinstance(value, str) else json.dumps(value)


def is_number(value: Any) -> bool:
    """Return whether a value is a number in JSON."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def json_type(value: Any) -> str:
    """Return the JSON type of a parsed value. 1.0 is a number here, though an integer in JSON Schema."""
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int():
            return "integer"
        case float():
            return "number"
        case str():
            return "string"
        case list():
            return "array"
        case _:
            return "object"
