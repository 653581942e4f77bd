"""The contract's schemas laid out for walking over many bodies: references followed, unions ready to be decided."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterable
from functools import cache
from typing import Any

import jsonschema_rs
from attrs import define, field

from contract_tests import contract
from contract_tests.contract import JsonObject
from contract_tests.violations import json_type, named_option


@define(eq=False)
class Shape:
    """What a schema says of one value."""

    component: str | None
    """The name of the component that it is, or a part of by `allOf`, `oneOf` or `anyOf`; None elsewhere."""
    types: frozenset[str]
    """The JSON types that it allows; empty where it does not say."""
    properties: dict[str, Shape] = field(factory=dict)
    others: Shape | None = None
    """What `additionalProperties` says of properties that are not named."""
    open: bool = False
    """Whether the contract says that there may be properties that it does not name."""
    items: Shape | None = None
    values: dict[Hashable, str] = field(factory=dict)
    """The values of `enum` or `const`, by `value_key`, as a person reads them."""
    all_of: list[Shape] = field(factory=list)
    options: list[Shape] = field(factory=list)
    """The options of `oneOf` or `anyOf`."""
    discriminator: JsonObject | None = None
    ends: bool = False
    """Whether it says nothing of what is inside the value, nor which value it is, so that a walk may stop here."""
    written_options: list[JsonObject] = field(factory=list, repr=False)
    validator: Callable[[], jsonschema_rs.Validator] = field(kw_only=True, repr=False)

    def applying(self, value: Any) -> list[Shape]:
        """This and every other shape that says something of the value: all of `allOf`, one option of a union."""
        if not self.options and not self.all_of:
            return [self]
        found = [self]
        for shape in found:
            option = shape._option(value) if shape.options else None
            found += (each for each in (*shape.all_of, option) if each is not None and each not in found)
        return found

    def _option(self, value: Any) -> Shape | None:
        """The option that the discriminator names, or else the only one that fits; None where that leaves none."""
        if self.discriminator is not None:
            tag = value.get(self.discriminator["propertyName"]) if isinstance(value, dict) else None
            position = named_option(self.discriminator, self.written_options, tag)
            return None if position is None else self.options[position]
        name = json_type(value)
        fitting = [each for each in self.options if not each.types or each.types & WIDENED.get(name, {name})]
        if len(fitting) > 1:
            fitting = [each for each in fitting if each._fits(value)]
        return fitting[0] if len(fitting) == 1 else None

    def _fits(self, value: Any) -> bool:
        try:
            return self.validator().is_valid(value)
        except ValueError:  # lone surrogates
            return False


ANYTHING: JsonObject = {}
# An integer is a number, and 1.0 is an integer.
WIDENED = {"integer": {"integer", "number"}, "number": {"integer", "number"}}


def value_key(value: Any) -> Hashable:
    """What tells values of an enum apart, where 1 and True are two; None for objects and arrays."""
    return None if isinstance(value, dict | list) else (type(value), value)


def lay_out(
    document: JsonObject, schema: JsonObject, known: dict[int, Shape] | None = None, part_of: str | None = None
) -> Shape:
    """The shape of a schema that may refer to the document's components, which may refer to themselves.

    `known` holds the shapes laid out so far by their schemas' ids; several calls may share it. `part_of` is the
    component whose name the shape takes where it has none of its own.
    """
    known = {} if known is None else known
    target = contract.resolve(document, schema) if isinstance(schema, dict) else ANYTHING
    if id(target) in known:
        return known[id(target)]
    components = document["components"]["schemas"].items()
    shape = Shape(
        component=next((name for name, each in components if each is target), part_of),
        types=frozenset(_list(target.get("type", []))),
        # Compiled when first asked: most unions are decided without.
        validator=cache(lambda: contract.validator(document, target)),
    )
    known[id(target)] = shape

    def inner(schemas: Iterable[JsonObject], part_of: str | None = None) -> list[Shape]:
        return [lay_out(document, each, known, part_of) for each in schemas]

    properties, others = target.get("properties", {}), target.get("additionalProperties", False)
    shape.properties = dict(zip(properties, inner(properties.values()), strict=True))
    shape.others = None if others is False else lay_out(document, others, known)
    shape.open = others is not False
    shape.items = lay_out(document, target["items"], known) if "items" in target else None
    values = [*target.get("enum", ()), *([target["const"]] if "const" in target else ())]
    shape.values = {value_key(each): value_text(each) for each in values if value_key(each) is not None}
    shape.all_of = inner(target.get("allOf", ()), shape.component)
    shape.written_options = target.get("oneOf") or target.get("anyOf") or []
    shape.options = inner(shape.written_options, shape.component)
    shape.discriminator = target.get("discriminator")
    shape.ends = not (properties or shape.others or shape.items or values or shape.all_of or shape.options)
    return shape


def value_text(value: Any) -> str:
    """A value of an enum as a person reads it: a string as it is, anything else as JSON."""
    return value if isinstance(value, str) else json.dumps(value)


def _list(types: str | list[str]) -> list[str]:
    return [types] if isinstance(types, str) else types
