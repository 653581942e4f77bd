"""Chosen values for every field of a request body, valid and invalid, so that no field is left to chance.

schemathesis' coverage phase goes far, and still skips some values that servers trip over: each value of an enum, both
sides of each bound, a number written as a string, the right value inside one list too many.
"""

from collections.abc import Callable, Iterator
from typing import Any

from attrs import evolve, frozen

from api_conformance.endpoint import Unspecified
from api_conformance.requests.left_open import is_left_open
from openapi_contract.example_values import smallest
from openapi_contract.json_data import JsonObject
from openapi_contract.schema import Schema
from openapi_contract.walk import Inside, walk

Build = Callable[[Any], Any]
SEVERAL = 3


@frozen
class Body:
    """A request body, and what is special about it."""

    value: Any
    scenario: str


@frozen
class Field:
    """A place in a body: its schema, and the smallest valid body with a given value there."""

    name: str
    schema: Schema
    build: Build
    around: frozenset[Schema]
    """The schema and those around it."""


def bodies(schema: Schema, unspecified: Unspecified, *, thorough: bool = False) -> Iterator[Body]:
    """Yield for each place in the body its telling values, in the smallest body around them that is valid otherwise.

    A component that stands in several places gets them all in the first, and a few in the others, unless it is to be
    thorough.
    """
    seen: set[Schema] = set()
    for field in _fields(schema):
        again = field.schema in seen and not thorough
        seen.update((field.schema, *_parts(field.schema)))
        for value in few_values(field.schema) if again else telling_values(field.schema, unspecified):
            yield Body(field.build(value), f"field: {field.name}")


def _fields(schema: Schema) -> Iterator[Field]:
    """Yield the place of a schema and those inside it; a schema inside itself is not followed."""
    whole = Field("", schema, lambda value: value, frozenset({schema}))
    for each, field in walk(schema, whole, _field_inside):
        if each is field.schema:
            yield field


def _field_inside(around: Schema, inner: Inside, field: Field) -> Field | None:
    """Return the place of a schema inside the one of a field; a part has the place of the whole."""
    schema, name, build = inner.schema, field.name, field.build
    if schema in field.around:
        return None
    chain = field.around | {schema}
    match inner.kind:
        case "part":
            return evolve(field, around=chain)
        case "property":
            return Field(f"{name}/{inner.name}", schema, _in_object(build, smallest(around), inner.name), chain)
        case "others":
            return Field(f"{name}/*", schema, _in_object(build, {}, "name"), chain) if schema.definition else None
        case "items":
            return Field(f"{name}/0", schema, lambda value: build([value]), chain)


def _parts(schema: Schema) -> list[Schema]:
    """Return the options of a union, and the parts of a whole."""
    return [*schema.options, *schema.all_of]


def _in_object(build: Build, around: JsonObject, name: str) -> Build:
    def with_property(value: Any) -> Any:
        return build({**around, name: value})

    return with_property


def few_values(schema: Schema) -> Iterator[Any]:
    """Yield a valid value, and some that are wrong in kind."""
    valid = smallest(schema)
    yield from (valid, None, [valid], "unknown" if isinstance(valid, str) else str(valid))


def telling_values(schema: Schema, unspecified: Unspecified) -> Iterator[Any]:
    """Yield values of which each could be the one that a server gets wrong; the contract says which are valid."""
    valid = smallest(schema)
    yield valid
    for option in _parts(schema) or [schema]:
        definition, kinds = option.definition, option.types
        yield from definition.get("enum", ())
        if {"integer", "number"} & kinds:
            yield from _numbers(definition, whole="integer" in kinds)
        if "array" in kinds:
            item = smallest(option.items or option.schemas.of({}))
            yield from ([], [item], [item, item], [None], [item, None])
            yield from _several(option.items)
        if "string" in kinds and not option.values:
            yield "x" * 300
            yield "Zoë 🎧 \u2028 “quoted”\r\n"
        if option.values:
            word = str(definition.get("const", valid))
            yield from (word.upper(), word.lower(), word.replace("-", "_"), f"{word} ", word[:-1], "", "unknown")
        if option.others is not None and option.others.definition:
            yield {name: smallest(option.others) for name in ("name", "another name")}
        if option.properties:
            required = smallest(option)
            yield required
            every = {name: smallest(inner) for name, inner in option.properties.items()}
            yield every
            yield {name: one for name, one in every.items() if not is_left_open(option, {name: one}, unspecified)}
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
        yield 1
    yield from (None, [valid], {"value": valid})


def _several(items: Schema | None) -> Iterator[Any]:
    """Yield more values than two of an enum in one array, one way or the other that a schema has them."""
    for each in [] if items is None else _parts(items) or [items]:
        values = each.definition.get("enum", [])
        if len(values) >= SEVERAL:
            yield values[:SEVERAL]


def _numbers(schema: JsonObject, *, whole: bool) -> Iterator[Any]:
    """Yield both sides of each bound, and a fraction."""
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
