"""Every server that reads the request's schema otherwise in one place: what it forgets, and what it adds.

The tables of defects have a few such servers by name; these are all of them. A server is not needed to try them: what
matters is whether the suite sends a body that such a server and a correct one answer differently.
"""

import copy
import json
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from typing import Any

from attrs import frozen

from api_conformance.requests.expectations import Expectation, GeneratedRequest
from openapi_contract.document import Document
from openapi_contract.json_data import JsonObject
from retell_conformance.contract import read
from retell_conformance.endpoint import UNSPECIFIED

UNSPECIFIED_PROPERTIES = frozenset(UNSPECIFIED.properties)
REQUEST = {"$ref": "#/components/schemas/CreateWebCallRequest"}
FORGOTTEN = ("type", "enum", "const", "minimum", "maximum", "exclusiveMinimum", "minItems", "minLength", "items")
# Which values of these a server knows is its own business.
CHOSEN_BY_THE_SERVER = frozenset({"agent_id", "agent_version"})
# Options of unions that stand where null may stand too.
NULL_ANYWAY = frozenset({"CustomerNumber", "DestinationNumber", "CurrentNumber", "RetellLongCode"})
TYPES = ("string", "integer", "number", "boolean", "array", "object", "null")


@frozen
class Reading:
    """The request's schemas with one change, and where it is."""

    name: str
    place: tuple[str, ...]
    change: JsonObject
    """The keywords at the place, where None takes one away."""

    def document(self) -> JsonObject:
        """Return the contract with the change."""
        document = copy.deepcopy(read().root)
        schema = document["components"]["schemas"]
        for step in self.place:
            schema = schema[int(step)] if isinstance(schema, list) else schema[step]
        for keyword, value in self.change.items():
            if value is None:
                del schema[keyword]
            else:
                schema[keyword] = value
        return document


def forgetful() -> Iterator[Reading]:
    """Each schema that is laxer in one place: a server that has it serves what should be refused."""
    for place, schema in _schemas():
        for keyword in FORGOTTEN:
            if keyword in schema and not (keyword == "type" and schema.keys() & {"enum", "const"}):
                yield _changed(place, {keyword: None}, f"without {keyword}")
        for name in schema.get("required", ()):
            rest = [other for other in schema["required"] if other != name]
            yield _changed(place, {"required": rest}, f"without asking for {name}")
        if isinstance(schema.get("additionalProperties"), dict):
            yield _changed(place, {"additionalProperties": None}, "without a look at other properties")
        yield from _wider_types(place, schema)
        yield from _wider_bounds(place, schema)


def demanding() -> Iterator[Reading]:
    """Each schema that is stricter in one place: a server that has it refuses what should be served."""
    for place, schema in _schemas(UNSPECIFIED_PROPERTIES):
        if _asks_for_asset(read().root["components"]["schemas"][place[0]]):
            continue  # a correct server may refuse all of these
        retired = schema.get("x-retired", ())
        if retired is True:
            continue
        for value in schema.get("enum", ()):
            if value in retired or value in dict(UNSPECIFIED.values).values():
                continue
            rest = [other for other in schema["enum"] if other != value]
            yield _changed(place, {"enum": rest or ["\0"]}, f"without {value}")
        for branch in schema.get("oneOf", ()):
            if not _asks_for_asset(read().resolve(branch)):
                rest = [other for other in schema["oneOf"] if other != branch]
                yield _changed(place, {"oneOf": rest}, f"without {branch}")
        optional = [name for name in schema.get("properties", {}) if name not in schema.get("required", ())]
        for name in optional:
            if name not in UNSPECIFIED_PROPERTIES and not _is_left_open(schema["properties"][name]):
                yield _changed(place, {"properties": {**schema["properties"], name: False}}, f"without {name}")
            yield _changed(place, {"required": [*schema.get("required", ()), name]}, f"asking for {name}")
        yield from _narrower_types(place, schema)
        yield from _narrower_values(place, schema)


def unnoticed(readings: Iterable[Reading], requests: Iterable[GeneratedRequest]) -> list[str]:
    """The readings that no request would show: all are answered as a correct server answers them."""
    promised = read().schema(REQUEST)
    invalid: list[Any] = []
    servable: list[Any] = []
    for request in requests:
        with suppress(ValueError):
            body = json.loads(request.content or b"")
            if request.expectation is Expectation.SERVE:
                servable.append(body)
            elif request.expectation is Expectation.REFUSE and not promised.is_valid(body):
                invalid.append(body)
    return [reading.name for reading in readings if not _is_shown(reading, invalid, servable)]


def _is_shown(reading: Reading, invalid: list[Any], servable: list[Any]) -> bool:
    """Whether a server that reads the schema like this serves what is invalid, or refuses what is not."""
    validator = Document(reading.name, reading.document()).schema(REQUEST)
    return any(map(validator.is_valid, invalid)) or not all(map(validator.is_valid, servable))


def _schemas(left_out: Collection[str] = ()) -> Iterator[tuple[tuple[str, ...], JsonObject]]:
    """Each schema of a request, with the way to it; what is only a reference is left to where it leads."""
    components = read().root["components"]["schemas"]
    pending: list[tuple[tuple[str, ...], JsonObject]] = [
        (("CreateWebCallRequest",), components["CreateWebCallRequest"])
    ]
    seen = {"CreateWebCallRequest"}
    while pending:
        place, schema = pending.pop(0)
        reference = schema.get("$ref", "").rpartition("/")[2]
        if reference:
            if reference not in seen:
                seen.add(reference)
                pending.append(((reference,), components[reference]))
            continue
        yield place, schema
        for name, inner in schema.get("properties", {}).items():
            if name in left_out or (left_out and inner.get("x-retired") is True):
                continue
            pending.append(((*place, "properties", name), inner))
        for keyword in ("items", "additionalProperties"):
            if isinstance(schema.get(keyword), dict):
                pending.append(((*place, keyword), schema[keyword]))
        for number, inner in enumerate(schema.get("oneOf", ())):
            pending.append(((*place, "oneOf", str(number)), inner))


def _changed(place: tuple[str, ...], change: JsonObject, name: str) -> Reading:
    return Reading(f"{'/'.join(place)} {name}", place, change)


def _is_left_open(schema: JsonObject) -> bool:
    """Whether a correct server may refuse whatever has this schema."""
    options = [read().resolve(each) for each in read().resolve(schema).get("oneOf", ())]
    return schema.get("x-retired") is True or (options != [] and all(map(_asks_for_asset, options)))


def _asks_for_asset(schema: JsonObject) -> bool:
    """Whether whatever has this schema names an asset that the account may not have."""
    return not UNSPECIFIED_PROPERTIES.isdisjoint(schema.get("required", ()))


def _types(schema: JsonObject) -> list[str]:
    types = schema.get("type", [])
    return [types] if isinstance(types, str) else list(types)


def _wider_types(place: tuple[str, ...], schema: JsonObject) -> Iterator[Reading]:
    types = _types(schema)
    if types and "const" not in schema and "enum" not in schema:
        for other in TYPES:
            if other == "null" and place[0] in NULL_ANYWAY:
                continue
            if other not in types and not (other == "integer" and "number" in types):
                yield _changed(place, {"type": [*types, other]}, f"with {other}")


def _wider_bounds(place: tuple[str, ...], schema: JsonObject) -> Iterator[Reading]:
    small = 1 if "integer" in _types(schema) else 0.25
    for keyword, step in (("minimum", -small), ("maximum", small)):
        if keyword in schema:
            yield _changed(place, {keyword: schema[keyword] + step}, f"with a {keyword} of {schema[keyword] + step}")
    if "exclusiveMinimum" in schema:
        bound = schema["exclusiveMinimum"]
        yield _changed(place, {"exclusiveMinimum": None, "minimum": bound}, f"with a minimum of {bound}")


def _narrower_types(place: tuple[str, ...], schema: JsonObject) -> Iterator[Reading]:
    types = _types(schema)
    for one in types if len(types) > 1 else ():
        rest = [other for other in types if other != one]
        if not (place[-1] in UNSPECIFIED_PROPERTIES and one != "null"):
            yield _changed(place, {"type": rest}, f"without {one}")
    if "number" in types:
        yield _changed(place, {"type": [*(set(types) - {"number"}), "integer"]}, "without fractions")
        yield _changed(place, {"not": {"type": "integer"}}, "without whole numbers")


def _narrower_values(place: tuple[str, ...], schema: JsonObject) -> Iterator[Reading]:
    """Limits that nobody documented, as servers have them all the same."""
    if "const" in schema or "enum" in schema or UNSPECIFIED_PROPERTIES & {*place}:
        return
    if place[-1] in CHOSEN_BY_THE_SERVER:
        return
    types = _types(schema)
    if "minimum" in schema:
        yield _changed(place, {"exclusiveMinimum": schema["minimum"]}, "without its minimum")
    if "maximum" in schema:
        yield _changed(place, {"exclusiveMaximum": schema["maximum"]}, "without its maximum")
    if {"integer", "number"} & {*types} and schema.get("minimum") == 0:
        yield _changed(place, {"not": {"const": 0}}, "without 0")
    if "string" in types:
        yield _changed(place, {"minLength": 1}, "without the empty string")
        yield _changed(place, {"pattern": r"^[\x00-\x7f]*$"}, "without letters beyond ASCII")
        yield _changed(place, {"pattern": r"^[^\n]*$"}, "without line breaks")
        yield _changed(place, {"maxLength": 100}, "without long texts")
    if "array" in types:
        if "minItems" not in schema:
            yield _changed(place, {"minItems": 1}, "without the empty array")
        yield _changed(place, {"maxItems": 1}, "without several items")
        yield _changed(place, {"maxItems": 0}, "without any item")
    if "object" in types and not schema.get("required"):
        yield _changed(place, {"minProperties": 1}, "without the empty object")
        yield _changed(place, {"maxProperties": 1}, "without several properties")
