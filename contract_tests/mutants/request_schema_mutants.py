"""Mutants of validation, generated from the contract: each validates requests differently in one place of the schema.

They are tried without a server: one is killed if the suite sends a body to which it and a correct server respond
differently.
"""

import copy
import json
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from typing import Any

from attrs import frozen

from api_conformance.requests.expectations import Expectation, GeneratedRequest
from mutants.request import BODY_SCHEMA
from openapi_contract.document import Document
from openapi_contract.json_data import JsonObject
from retell_conformance.contract import read
from retell_conformance.endpoint import UNSPECIFIED

UNSPECIFIED_PROPERTIES = frozenset(UNSPECIFIED.properties)
LEFT_OUT = ("type", "enum", "const", "minimum", "maximum", "exclusiveMinimum", "minItems", "minLength", "items")
# The contract does not say which values of these a server knows.
CHOSEN_BY_THE_SERVER = frozenset({"agent_id", "agent_version"})
# Options of unions where null is allowed too.
NULL_ANYWAY = frozenset({"CustomerNumber", "DestinationNumber", "CurrentNumber", "RetellLongCode"})
TYPES = ("string", "integer", "number", "boolean", "array", "object", "null")


@frozen
class RequestSchemaMutant:
    """The schemas of requests with one change."""

    sentence: str
    place: tuple[str, ...]
    """The path to the changed schema, from the schemas of the contract."""
    change: JsonObject
    """The changed keywords at the place; None removes one."""

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


def lax() -> Iterator[RequestSchemaMutant]:
    """Yield the mutants that accept an invalid value in one place."""
    for place, schema in _schemas():
        for keyword in LEFT_OUT:
            if keyword in schema and not (keyword == "type" and schema.keys() & {"enum", "const"}):
                yield _changed(place, {keyword: None}, f"without {keyword}")
        for name in schema.get("required", ()):
            rest = [other for other in schema["required"] if other != name]
            yield _changed(place, {"required": rest}, f"without requiring {name}")
        if isinstance(schema.get("additionalProperties"), dict):
            yield _changed(place, {"additionalProperties": None}, "without additionalProperties")
        yield from _wider_types(place, schema)
        yield from _wider_bounds(place, schema)


def strict() -> Iterator[RequestSchemaMutant]:
    """Yield the mutants that reject a valid value in one place."""
    for place, schema in _schemas(UNSPECIFIED_PROPERTIES):
        if _names_an_asset(read().root["components"]["schemas"][place[0]]):
            continue  # a correct server may reject all of these
        retired = schema.get("x-retired", ())
        if retired is True:
            continue
        for value in schema.get("enum", ()):
            if value in retired or value in dict(UNSPECIFIED.values).values():
                continue
            rest = [other for other in schema["enum"] if other != value]
            yield _changed(place, {"enum": rest or ["\0"]}, f"without {value}")
        for branch in schema.get("oneOf", ()):
            if not _names_an_asset(read().resolve(branch)):
                rest = [other for other in schema["oneOf"] if other != branch]
                yield _changed(place, {"oneOf": rest}, f"without {branch}")
        optional = [name for name in schema.get("properties", {}) if name not in schema.get("required", ())]
        for name in optional:
            if name not in UNSPECIFIED_PROPERTIES and not _is_unspecified(schema["properties"][name]):
                yield _changed(place, {"properties": {**schema["properties"], name: False}}, f"without {name}")
            yield _changed(place, {"required": [*schema.get("required", ()), name]}, f"requiring {name}")
        yield from _narrower_types(place, schema)
        yield from _narrower_values(place, schema)


def survivors(mutants: Iterable[RequestSchemaMutant], requests: Iterable[GeneratedRequest]) -> list[str]:
    """Return the sentences of the mutants that respond to every request like a correct server."""
    expected = read().schema(BODY_SCHEMA)
    invalid: list[Any] = []
    servable: list[Any] = []
    for request in requests:
        with suppress(ValueError):
            body = json.loads(request.content or b"")
            if request.expectation is Expectation.ACCEPT:
                servable.append(body)
            elif request.expectation is Expectation.REJECT and not expected.is_valid(body):
                invalid.append(body)
    return [mutant.sentence for mutant in mutants if not _is_killed(mutant, invalid, servable)]


def _is_killed(mutant: RequestSchemaMutant, invalid: list[Any], servable: list[Any]) -> bool:
    """Return whether the mutant accepts one of the invalid bodies, or rejects one of the others."""
    validator = Document(mutant.sentence, mutant.document()).schema(BODY_SCHEMA)
    return any(map(validator.is_valid, invalid)) or not all(map(validator.is_valid, servable))


def _schemas(left_out: Collection[str] = ()) -> Iterator[tuple[tuple[str, ...], JsonObject]]:
    """Yield each schema of a request with its path; a reference is followed once."""
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


def _changed(place: tuple[str, ...], change: JsonObject, how: str) -> RequestSchemaMutant:
    return RequestSchemaMutant(f"validates {'/'.join(place)} {how}", place, change)


def _is_unspecified(schema: JsonObject) -> bool:
    """Return whether a correct server may reject every value of this schema."""
    options = [read().resolve(each) for each in read().resolve(schema).get("oneOf", ())]
    return schema.get("x-retired") is True or (options != [] and all(map(_names_an_asset, options)))


def _names_an_asset(schema: JsonObject) -> bool:
    """Return whether each value of this schema names an asset that the account may not have."""
    return not UNSPECIFIED_PROPERTIES.isdisjoint(schema.get("required", ()))


def _types(schema: JsonObject) -> list[str]:
    types = schema.get("type", [])
    return [types] if isinstance(types, str) else list(types)


def _wider_types(place: tuple[str, ...], schema: JsonObject) -> Iterator[RequestSchemaMutant]:
    types = _types(schema)
    if types and "const" not in schema and "enum" not in schema:
        for other in TYPES:
            if other == "null" and place[0] in NULL_ANYWAY:
                continue
            if other not in types and not (other == "integer" and "number" in types):
                yield _changed(place, {"type": [*types, other]}, f"with {other}")


def _wider_bounds(place: tuple[str, ...], schema: JsonObject) -> Iterator[RequestSchemaMutant]:
    small = 1 if "integer" in _types(schema) else 0.25
    for keyword, step in (("minimum", -small), ("maximum", small)):
        if keyword in schema:
            yield _changed(place, {keyword: schema[keyword] + step}, f"with a {keyword} of {schema[keyword] + step}")
    if "exclusiveMinimum" in schema:
        bound = schema["exclusiveMinimum"]
        yield _changed(place, {"exclusiveMinimum": None, "minimum": bound}, f"with a minimum of {bound}")


def _narrower_types(place: tuple[str, ...], schema: JsonObject) -> Iterator[RequestSchemaMutant]:
    types = _types(schema)
    for one in types if len(types) > 1 else ():
        rest = [other for other in types if other != one]
        if not (place[-1] in UNSPECIFIED_PROPERTIES and one != "null"):
            yield _changed(place, {"type": rest}, f"without {one}")
    if "number" in types:
        yield _changed(place, {"type": [*(set(types) - {"number"}), "integer"]}, "without fractions")
        yield _changed(place, {"not": {"type": "integer"}}, "without whole numbers")


def _narrower_values(place: tuple[str, ...], schema: JsonObject) -> Iterator[RequestSchemaMutant]:
    """Yield mutants with undocumented limits, as servers may have them."""
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
