"""Chosen values for every field of a request body, valid and invalid, so that no field is left to chance.

schemathesis' coverage phase goes far, and still skips some values that servers trip over: each value of an enum, both
sides of each bound, a number written as a string, the right value inside one list too many.
"""

from collections.abc import Callable, Iterator
from typing import Any

from attrs import frozen

from contract_tests import contract
from contract_tests.contract import JsonObject

Build = Callable[[Any], Any]


@frozen
class Body:
    """A request body, and what is special about it."""

    value: Any
    scenario: str


@frozen
class Place:
    """A place in a body: its schema, and the smallest valid body with a given value there."""

    name: str
    schema: JsonObject
    build: Build


def bodies(document: JsonObject, schema: JsonObject) -> Iterator[Body]:
    """For each place in the body its telling values, in the smallest body around them that is valid otherwise."""
    for place in _places(document, schema, "", lambda value: value):
        for value in _telling_values(document, place.schema):
            yield Body(place.build(value), f"field: {place.name}")


def smallest(document: JsonObject, schema: JsonObject) -> Any:
    """The smallest valid value: of an object its required properties, of a union its first option."""
    schema = contract.resolve(document, schema)
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return schema["enum"][0]
    if "oneOf" in schema:
        return smallest(document, schema["oneOf"][0])
    kinds = _kinds(schema)
    if "object" in kinds:
        properties = schema.get("properties", {})
        return {name: smallest(document, properties[name]) for name in schema.get("required", ())}
    if "array" in kinds:
        return [smallest(document, schema["items"])] * schema.get("minItems", 0)
    if schema.get("examples"):
        return schema["examples"][0]
    return {"boolean": True, "integer": 1, "number": 1, "null": None}.get(kinds[0], "text")


def _places(document: JsonObject, schema: JsonObject, name: str, build: Build) -> Iterator[Place]:
    schema = contract.resolve(document, schema)
    yield Place(name, schema, build)
    for option in schema.get("oneOf", ()):
        if "$ref" in option:
            yield from _inner_places(document, contract.resolve(document, option), name, build)
    yield from _inner_places(document, schema, name, build)


def _inner_places(document: JsonObject, schema: JsonObject, name: str, build: Build) -> Iterator[Place]:
    for option in schema.get("oneOf", ()):
        yield from _inner_places(document, contract.resolve(document, option), name, build)
    if "properties" in schema:
        around = smallest(document, schema)
        for inner, inner_schema in schema["properties"].items():
            yield from _places(document, inner_schema, f"{name}/{inner}", _in_object(build, around, inner))
    if isinstance(schema.get("additionalProperties"), dict):
        yield from _places(document, schema["additionalProperties"], f"{name}/*", _in_object(build, {}, "name"))
    if "items" in schema:
        yield from _places(document, schema["items"], f"{name}/0", lambda value: build([value]))


def _in_object(build: Build, around: JsonObject, name: str) -> Build:
    def with_property(value: Any) -> Any:
        return build({**around, name: value})

    return with_property


def _telling_values(document: JsonObject, schema: JsonObject) -> Iterator[Any]:
    """Values of which each could be the one that a server gets wrong; which are valid is for the contract to say."""
    valid = smallest(document, schema)
    yield valid
    options = [contract.resolve(document, option) for option in schema.get("oneOf", ())] or [schema]
    for option in options:
        yield from option.get("enum", ())
        if {"integer", "number"} & set(_kinds(option)):
            yield from _numbers(option)
        if "array" in _kinds(option):
            item = smallest(document, option["items"])
            yield from ([], [item], [item, item], [None], [item, None])
        if "string" in _kinds(option) and not {"enum", "const"} & option.keys():
            yield "x" * 300
            yield "Zoë 🎧 \u2028 “quoted”\r\n"
        if "enum" in option or "const" in option:
            word = str(option.get("const", valid))
            yield from (word.upper(), word.lower(), word.replace("-", "_"), f"{word} ", word[:-1], "", "unknown")
        if "properties" in option:
            required = smallest(document, option)
            yield required
            yield {name: smallest(document, inner) for name, inner in option["properties"].items()}
            for missing in required:
                yield {name: value for name, value in required.items() if name != missing}
    if isinstance(valid, str):
        yield from ("", 1)
    if isinstance(valid, bool):
        yield from (False, "true", 1)
    elif isinstance(valid, int | float):
        yield from (str(valid), True)
    if isinstance(valid, dict):
        yield from ("{}", [])
    yield from (None, [valid], {"value": valid})


def _numbers(schema: JsonObject) -> Iterator[Any]:
    """Both sides of each bound, and a fraction."""
    whole = "integer" in _kinds(schema)
    step = 1 if whole else 0.01
    for bound, outside in (("minimum", -step), ("maximum", step)):
        if bound in schema:
            yield from (schema[bound], schema[bound] + outside, schema[bound] - outside)
    if "exclusiveMinimum" in schema:
        yield from (schema["exclusiveMinimum"], schema["exclusiveMinimum"] + step, schema["exclusiveMinimum"] - step)
    if "maximum" not in schema and ("minimum" in schema or "exclusiveMinimum" in schema):
        yield 3_600_000
    yield schema.get("minimum", 0) + 0.5
    if "minimum" not in schema and "exclusiveMinimum" not in schema:
        yield from (0, -1)


def _kinds(schema: JsonObject) -> list[str]:
    kind = schema.get("type", [])
    return [kind] if isinstance(kind, str) else list(kind)
