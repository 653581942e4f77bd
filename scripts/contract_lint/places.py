"""Walks through an OpenAPI document: each object of it once, with what it is and where it stands.

A `$ref` is a place of its own and is not followed, since what it refers to is met where it stands.
"""

from collections.abc import Iterator
from typing import Any, Literal

from attrs import frozen

from scripts.contract_lint.reading import Pointer

Form = Literal["one", "list", "map"]
"""Whether a keyword holds an object, a list of them, or several by name."""

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")

# What an object of each kind holds, by keyword.
HOLDS: dict[str, dict[str, tuple[Form, str]]] = {
    "document": {
        "paths": ("map", "path item"),
        "webhooks": ("map", "path item"),
        "components": ("one", "components"),
    },
    "components": {
        "schemas": ("map", "schema"),
        "responses": ("map", "response"),
        "parameters": ("map", "parameter"),
        "examples": ("map", "example"),
        "requestBodies": ("map", "request body"),
        "headers": ("map", "header"),
        "callbacks": ("map", "callback"),
        "pathItems": ("map", "path item"),
    },
    "path item": {"parameters": ("list", "parameter"), **dict.fromkeys(METHODS, ("one", "operation"))},
    "operation": {
        "parameters": ("list", "parameter"),
        "requestBody": ("one", "request body"),
        "responses": ("map", "response"),
        "callbacks": ("map", "callback"),
    },
    "request body": {"content": ("map", "media type")},
    "response": {"headers": ("map", "header"), "content": ("map", "media type")},
    "parameter": {"schema": ("one", "schema"), "content": ("map", "media type"), "examples": ("map", "example")},
    "header": {"schema": ("one", "schema"), "content": ("map", "media type"), "examples": ("map", "example")},
    "media type": {"schema": ("one", "schema"), "examples": ("map", "example")},
    "schema": {
        **dict.fromkeys(("properties", "patternProperties", "dependentSchemas", "$defs"), ("map", "schema")),
        **dict.fromkeys(("allOf", "anyOf", "oneOf", "prefixItems"), ("list", "schema")),
        **dict.fromkeys(("items", "contains", "additionalProperties", "propertyNames"), ("one", "schema")),
        **dict.fromkeys(("unevaluatedItems", "unevaluatedProperties"), ("one", "schema")),
        **dict.fromkeys(("not", "if", "then", "else"), ("one", "schema")),
    },
}


@frozen(eq=False)
class Place:
    """An object of the document."""

    kind: str
    at: Pointer
    value: dict[str, Any]
    keyword: str = ""
    """The keyword of the object around it that holds it, such as `properties`."""
    around: "Place | None" = None

    @property
    def is_component(self) -> bool:
        """Whether it stands by its name in `components`."""
        return len(self.at) == 3 and self.at[0] == "components"


def places(document: dict[str, Any]) -> Iterator[Place]:
    """Each object of the document that HOLDS tells of. A schema that is `true` or `false` is none."""
    waiting = [Place("document", (), document)]
    while waiting:
        place = waiting.pop()
        yield place
        waiting += reversed(list(_held(place)))


def _held(place: Place) -> Iterator[Place]:
    # A callback is a map of path items without a keyword before them.
    if place.kind == "callback":
        yield from _each("map", "path item", place, "", place.value, place.at)
        return
    for keyword, (form, kind) in HOLDS.get(place.kind, {}).items():
        yield from _each(form, kind, place, keyword, place.value.get(keyword), (*place.at, keyword))


def _each(form: Form, kind: str, around: Place, keyword: str, held: Any, at: Pointer) -> Iterator[Place]:
    children: list[tuple[Pointer, Any]] = []
    if form == "one":
        children = [(at, held)]
    elif form == "list" and isinstance(held, list):
        children = [((*at, number), child) for number, child in enumerate(held)]
    elif form == "map" and isinstance(held, dict):
        children = [((*at, name), child) for name, child in held.items() if not _is_extension(kind, name)]
    yield from (Place(kind, at, child, keyword, around) for at, child in children if isinstance(child, dict))


def _is_extension(kind: str, name: object) -> bool:
    """Whether a name in a map is an extension of OpenAPI; in the other maps names are free to begin with `x-`."""
    return kind in ("path item", "response") and str(name).startswith("x-")
