"""The unknown parts of a response, which are not violations, but worth knowing.

The contract announces new properties, values of enums and kinds of items, and readers must accept them.
"""

from functools import lru_cache
from typing import Any, Literal

from attrs import frozen

from openapi_contract.json_data import json_type
from openapi_contract.schema import Schema
from openapi_contract.violations import Path, Violation
from openapi_contract.walk import walk_value

Kind = Literal["property", "value", "kind"]
# A violation of these keywords means that the value is new to the contract.
GROWING: dict[str, Kind] = {"enum": "value", "discriminator": "kind"}

MOST_REMEMBERED = 10_000
"""Maximum number of combinations of schemas whose property names are cached."""


@frozen
class Unknown:
    """A part that the contract does not describe."""

    path: Path
    kind: Kind
    got: str
    """The JSON type of a property, or the value."""


def announced(violation: Violation) -> Unknown | None:
    """Return the unknown part of a violation, if it is a new value of an enum or a new kind; else None."""
    kind = GROWING.get(violation.keyword)
    return None if kind is None or not violation.is_text else Unknown(violation.path, kind, violation.got)


def unknown_properties(schema: Schema, body: Any) -> list[Unknown]:
    """Return the properties that the contract does not describe.

    Properties inside an unknown one, and those of objects with arbitrary names, are not listed.
    """
    found: list[Unknown] = []
    whole: Path = ()
    for applying, value, path in walk_value(schema, body, whole, _path_of, leaves=False, scalars=False):
        known = _names(tuple(applying)) if isinstance(value, dict) else None
        if known is not None and not value.keys() <= known:
            names = value.keys() - known
            found += [Unknown((*path, name), "property", json_type(value[name])) for name in sorted(names)]
    return found


@lru_cache(MOST_REMEMBERED)
def _names(applying: tuple[Schema, ...]) -> frozenset[str] | None:
    """Return the documented names of an object's properties; None if it may have any name, or is of an unknown kind."""
    if any(each.open for each in applying) or not any(each.properties for each in applying):
        return None
    return frozenset(name for each in applying for name in each.properties)


def _path_of(_: Schema, step: str | int, __: Schema, path: Path) -> Path:
    return (*path, step)
