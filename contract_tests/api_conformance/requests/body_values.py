"""Chosen valid and invalid values for every field of a request body.

The coverage phase of schemathesis omits some values on which servers fail: each value of an enum, both sides of each
bound, a number written as a string, the right value inside an extra array.
"""

from collections.abc import Callable, Iterator
from typing import Any

from attrs import evolve, frozen

from api_conformance.endpoint import Unspecified
from api_conformance.requests.unspecified import is_unspecified
from openapi_contract.example_values import minimal_example
from openapi_contract.json_data import JsonObject
from openapi_contract.schema import Schema
from openapi_contract.walk import Inside, walk

Build = Callable[[Any], Any]
SEVERAL = 3


@frozen
class Body:
    """A request body, and a description of its special feature."""

    value: Any
    scenario: str


@frozen
class Field:
    """A place in a body: its schema, and a function that builds the smallest valid body with a value there."""

    name: str
    schema: Schema
    build: Build
    around: frozenset[Schema]
    """The schema and those that contain it."""


def bodies(schema: Schema, unspecified: Unspecified) -> Iterator[Body]:
    """Yield bodies with the boundary values of each place, the rest as small as is valid.

    A component that occurs in several places gets all values in the first, and a few in the others.
    """
    seen: set[Schema] = set()
    for field in _fields(schema):
        again = field.schema in seen
        seen.update((field.schema, *_parts(field.schema)))
        for value in smoke_values(field.schema) if again else boundary_values(field.schema, unspecified):
            yield Body(field.build(value), f"field: {field.name}")


def _fields(schema: Schema) -> Iterator[Field]:
    """Yield the place of a schema and those inside it; recursion ends at a schema inside itself."""
    whole = Field("", schema, lambda value: value, frozenset({schema}))
    for each, field in walk(schema, whole, _field_inside):
        if each is field.schema:
            yield field


def _field_inside(around: Schema, inner: Inside, field: Field) -> Field | None:
    """Return the place of a schema inside a field; a part of a schema has the place of the whole."""
    schema, name, build = inner.schema, field.name, field.build
    if schema in field.around:
        return None
    chain = field.around | {schema}
    match inner.kind:
        case "part":
            return evolve(field, around=chain)
        case "property":
            return Field(f"{name}/{inner.name}", schema, _in_object(build, minimal_example(around), inner.name), chain)
        case "others":
            return Field(f"{name}/*", schema, _in_object(build, {}, "name"), chain) if schema.definition else None
        case "items":
            return Field(f"{name}/0", schema, lambda value: build([value]), chain)


def _parts(schema: Schema) -> list[Schema]:
    """Return the options of a union, and the parts of an allOf."""
    return [*schema.options, *schema.all_of]


def _in_object(build: Build, around: JsonObject, name: str) -> Build:
    def with_property(value: Any) -> Any:
        return build({**around, name: value})

    return with_property


def smoke_values(schema: Schema) -> Iterator[Any]:
    """Yield a valid value, and some of wrong types."""
    valid = minimal_example(schema)
    yield from (valid, None, [valid], "unknown" if isinstance(valid, str) else str(valid))


def boundary_values(schema: Schema, unspecified: Unspecified) -> Iterator[Any]:
    """Yield valid and invalid values that servers may handle wrongly."""
    valid = minimal_example(schema)
    yield valid
    for option in _parts(schema) or [schema]:
        definition, kinds = option.definition, option.types
        yield from definition.get("enum", ())
        if {"integer", "number"} & kinds:
            yield from _numbers(definition, whole="integer" in kinds)
        if "array" in kinds:
            item = minimal_example(option.items or option.schemas.of({}))
            yield from ([], [item], [item, item], [None], [item, None])
            yield from _several(option.items)
        if "string" in kinds and not option.values:
            yield "x" * 300
            yield "Zoë 🎧 \u2028 “quoted”\r\n"
        if option.values:
            word = str(definition.get("const", valid))
            yield from (word.upper(), word.lower(), word.replace("-", "_"), f"{word} ", word[:-1], "", "unknown")
        if option.others is not None and option.others.definition:
            yield {name: minimal_example(option.others) for name in ("name", "another name")}
        if option.properties:
            required = minimal_example(option)
            yield required
            every = {name: minimal_example(inner) for name, inner in option.properties.items()}
            yield every
            yield {name: one for name, one in every.items() if not is_unspecified(option, {name: one}, unspecified)}
            for missing in required:
                yield {name: value for name, value in required.items() if name != missing}
    if isinstance(valid, str):
        yield from ("", 1)
    if isinstance(valid, bool):
        yield from (False, "true", 1)
    elif isinstance(valid, int | float):
        yield from (str(valid), True)
    if isinstance(valid, dict):
        yield from ("{}", [], 1)
    if isinstance(valid, list):
        yield from (1, True, "[]")
    yield from (None, [valid], {"value": valid})


def _several(items: Schema | None) -> Iterator[Any]:
    """Yield arrays with more than two values of an enum."""
    for each in [] if items is None else _parts(items) or [items]:
        values = each.definition.get("enum", [])
        if len(values) >= SEVERAL:
            yield values[:SEVERAL]


def _numbers(schema: JsonObject, *, whole: bool) -> Iterator[Any]:
    """Yield the values on both sides of each bound, and a fraction."""
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
        yield from (0, -1, 1)
