"""Valid bodies that a server may reject, since the contract does not say whether it supports them."""

from collections.abc import Iterator
from typing import Any

from api_conformance.endpoint import Unspecified
from openapi_contract.formats import surely_has_format
from openapi_contract.json_data import same
from openapi_contract.schema import Schema
from openapi_contract.walk import described


def is_unspecified(schema: Schema, body: Any, unspecified: Unspecified) -> bool:
    """Return whether a server may reject a valid body."""
    return any(_unspecified_by_endpoint(body, unspecified)) or any(_unspecified_by_contract(schema, body))


def _unspecified_by_contract(schema: Schema, body: Any) -> Iterator[bool]:
    """Yield for each part of a valid body whether the contract leaves its support unspecified.

    It does so for values that it marks as retired, for numbers up to zero without a bound, for 1.0, which is an integer
    in JSON Schema, but not for every server, and for values that may not have the format of their schema.
    """
    for part, value in described(schema, body):
        retired = part.definition.get("x-retired", False)
        yield retired is True or (isinstance(retired, list) and any(same(value, each) for each in retired))
        yield not surely_has_format(part.definition, value)
        if isinstance(value, int | float) and value is not True:
            yield isinstance(value, float) and value.is_integer() and _may_be_integers_alone(part)
            yield value <= 0 and is_unbounded(part)


def _may_be_integers_alone(schema: Schema) -> bool:
    """Return whether a server may read numbers of a schema as integers."""
    restricted = schema.types or {"enum", "const"} & schema.definition.keys()
    return bool(restricted) and "number" not in schema.types


def is_unbounded(schema: Schema) -> bool:
    """Return whether a schema is one of numbers without a lower bound."""
    bounded = {"minimum", "exclusiveMinimum", "enum", "const"} & schema.definition.keys()
    return {"integer", "number"} & schema.types != set() and not bounded


def _unspecified_by_endpoint(node: Any, unspecified: Unspecified) -> Iterator[bool]:
    """Yield for each part of a valid body whether the endpoint's table leaves its support unspecified."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield key in unspecified.properties and value not in (None, [])  # which name none
            yield any(key == name and same(value, one) for name, one in unspecified.values)
            yield from _unspecified_by_endpoint(value, unspecified)
    elif isinstance(node, list):
        for item in node:
            yield from _unspecified_by_endpoint(item, unspecified)
