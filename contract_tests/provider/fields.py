"""Chosen values for every field of a request body, valid and invalid, so that no field is left to chance.

schemathesis' coverage phase goes far, and still skips some values that servers trip over: each value of an enum, both
sides of each bound, a number written as a string, the right value inside one list too many.
"""

from collections.abc import Callable, Iterator
from typing import Any

from attrs import frozen

from contract_tests import contract
from contract_tests.contract import JsonObject
from contract_tests.samples import kinds_of, smallest

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
        for value in telling_values(document, place.schema):
            yield Body(place.build(value), f"field: {place.name}")


def _places(
    document: JsonObject, schema: JsonObject | bool, name: str, build: Build, around: frozenset[int] = frozenset()
) -> Iterator[Place]:
    """The place of a schema and those inside it; a schema inside itself is not followed."""
    if isinstance(schema, bool):
        return
    schema = contract.resolve(document, schema)
    if id(schema) in around:
        return
    yield Place(name, schema, build)
    yield from _inner_places(document, schema, name, build, around | {id(schema)})


def _inner_places(
    document: JsonObject, schema: JsonObject, name: str, build: Build, around: frozenset[int]
) -> Iterator[Place]:
    for option in _options(document, schema):
        if id(option) not in around:
            yield from _inner_places(document, option, name, build, around | {id(option)})
    if "properties" in schema:
        rest = smallest(document, schema)
        for inner, inner_schema in schema["properties"].items():
            yield from _places(document, inner_schema, f"{name}/{inner}", _in_object(build, rest, inner), around)
    if isinstance(schema.get("additionalProperties"), dict):
        others = schema["additionalProperties"]
        yield from _places(document, others, f"{name}/*", _in_object(build, {}, "name"), around)
    if "items" in schema:
        yield from _places(document, schema["items"], f"{name}/0", lambda value: build([value]), around)


def _options(document: JsonObject, schema: JsonObject) -> list[JsonObject]:
    """The options of a union, and the parts of a whole."""
    inner = [part for keyword in ("oneOf", "anyOf", "allOf") for part in schema.get(keyword, ())]
    return [contract.resolve(document, part) for part in inner if isinstance(part, dict)]


def _in_object(build: Build, around: JsonObject, name: str) -> Build:
    def with_property(value: Any) -> Any:
        return build({**around, name: value})

    return with_property


def telling_values(document: JsonObject, schema: JsonObject) -> Iterator[Any]:
    """Values of which each could be the one that a server gets wrong; which are valid is for the contract to say."""
    valid = smallest(document, schema)
    yield valid
    options = _options(document, schema) or [schema]
    for option in options:
        yield from option.get("enum", ())
        if {"integer", "number"} & set(kinds_of(option)):
            yield from _numbers(option)
        if "array" in kinds_of(option):
            item = smallest(document, option.get("items", {}))
            yield from ([], [item], [item, item], [None], [item, None])
        if "string" in kinds_of(option) and not {"enum", "const"} & option.keys():
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
    whole = "integer" in kinds_of(schema)
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
