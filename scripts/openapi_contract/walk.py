"""The visitor of the schemas inside a schema, or of the parts of a value with their schemas."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal, TypeVar

from attrs import frozen

from openapi_contract.json_data import CONTAINERS
from openapi_contract.schema import Schema

State = TypeVar("State")


@frozen
class Inside:
    """A schema inside another, and its role there."""

    schema: Schema
    kind: Literal["part", "property", "others", "items"]
    """The role; a part is an option of a union, or a part of `allOf`."""
    name: str = ""
    """The name of a property."""


def inside(schema: Schema) -> Iterator[Inside]:
    """Yield the schemas directly inside another."""
    for name, inner in schema.properties.items():
        yield Inside(inner, "property", name)
    if schema.items is not None:
        yield Inside(schema.items, "items")
    if schema.others is not None:
        yield Inside(schema.others, "others")
    for part in (*schema.all_of, *schema.options):
        yield Inside(part, "part")


def walk(
    schema: Schema, start: State, into: Callable[[Schema, Inside, State], State | None]
) -> Iterator[tuple[Schema, State]]:
    """Yield a schema and those inside it, in pre-order.

    Args:
        start: State of the schema itself.
        into: Returns the state of a schema inside another, from that other and its state; None to skip it.
            It must skip a schema that is inside itself.
    """
    yield schema, start
    pending = [(schema, start, inside(schema))]
    while pending:
        around, state, left = pending[-1]
        inner = next(left, None)
        if inner is None:
            pending.pop()
        elif (inner_state := into(around, inner, state)) is not None:
            yield inner.schema, inner_state
            pending.append((inner.schema, inner_state, inside(inner.schema)))


def walk_value(
    schema: Schema,
    value: Any,
    start: State,
    into: Callable[[Schema, str | int, Schema, State], State | None],
    *,
    leaves: bool = True,
    scalars: bool = True,
) -> Iterator[tuple[list[Schema], Any, State]]:
    """Yield a value and the values inside it that a schema describes, each with the schemas that apply to it.

    Args:
        start: State of the value itself.
        into: Returns the state of a value inside another, from the schema of that other, the name or the index, the
            schema of the inner one, and the state of the outer one; None to skip it.
        leaves: True to visit values whose schema restricts neither them nor the values inside them.
        scalars: True to visit values that are neither objects nor arrays.
    """
    pending = [(schema, value, start)]
    while pending:
        schema, value, state = pending.pop()
        applying = schema.applying(value)
        yield applying, value, state
        if isinstance(value, dict):
            if not scalars and CONTAINERS.isdisjoint(map(type, value.values())):
                continue
            steps: Iterable[tuple[str | int, Any]] = value.items()
        elif isinstance(value, list):
            steps = enumerate(value)
        else:
            continue
        for step, part in steps:
            if not scalars and type(part) not in CONTAINERS:
                continue
            for each in applying:
                inner = each.inside(step)
                if inner is None or (inner.ends and not leaves):
                    continue
                if (inner_state := into(each, step, inner, state)) is not None:
                    pending.append((inner, part, inner_state))


def described(schema: Schema, body: Any) -> Iterator[tuple[Schema, Any]]:
    """Yield the body and each value in it, with each schema that applies to it."""
    for applying, value, _ in walk_value(schema, body, True, lambda *_: True):
        for each in applying:
            yield each, value


def property_names(schema: Schema) -> frozenset[str]:
    """Return the names of the properties that a schema and its parts describe."""
    seen = {schema}

    def into(_: Schema, inner: Inside, __: bool) -> bool | None:
        if inner.kind != "part" or inner.schema in seen:
            return None
        seen.add(inner.schema)
        return True

    return frozenset(name for each, _ in walk(schema, True, into) for name in each.properties)
