"""The formats of strings and numbers, which a server may check or not (JSON Schema, validation, section 7.2.1)."""

import re
from functools import cache
from typing import Any

import jsonschema_rs

from openapi_contract.json_data import JsonObject

EXAMPLES = {
    "byte": "dGV4dA==",
    "date": "2026-01-31",
    "date-time": "2026-01-31T12:00:00Z",
    "duration": "P1D",
    "email": "text@example.com",
    "hostname": "example.com",
    "idn-email": "text@example.com",
    "idn-hostname": "example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "iri": "https://example.com/text",
    "iri-reference": "https://example.com/text",
    "time": "12:00:00Z",
    "uri": "https://example.com/text",
    "uri-reference": "https://example.com/text",
    "url": "https://example.com/text",
    "uuid": "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
}
"""A value of each format that every server takes."""
UNCHECKED = frozenset({"password", "binary"})
"""Formats that any string has."""
DAY = r"(19|20)\d\d-\d\d-\d\d"
SURE = {
    "date": re.compile(DAY),
    "date-time": re.compile(DAY + r"T\d\d:\d\d:[0-5]\d(\.\d{1,3})?Z"),
    "ipv4": re.compile(r"[\d.]+"),
    "uuid": re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"),
}
"""The notations of which servers agree whether they are valid. On addresses of mail, for instance, they do not."""
BITS = {"int32": 32, "int64": 64}


def surely_has_format(definition: JsonObject, value: Any) -> bool:
    """Return whether every server finds that a value has the format of its schema, if that has one."""
    name = definition.get("format")
    if not isinstance(name, str) or name in UNCHECKED or isinstance(value, bool):
        return True
    if isinstance(value, int | float):
        return name not in BITS or -(2 ** (BITS[name] - 1)) <= value < 2 ** (BITS[name] - 1)
    if not isinstance(value, str) or value == EXAMPLES.get(name) or value in _documented(definition):
        return True
    return name in SURE and SURE[name].fullmatch(value) is not None and _checker(name).is_valid(value)


def _documented(definition: JsonObject) -> list[Any]:
    """Return the values that a schema names itself."""
    lists = (definition.get(each) for each in ("enum", "examples"))
    named = (definition.get(each) for each in ("const", "default", "example"))
    return [*(value for found in lists if isinstance(found, list) for value in found), *named]


@cache
def _checker(name: str) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator({"format": name}, validate_formats=True)
