"""The grammar of OpenAPI documents: the kind of object under each keyword."""

from collections.abc import Iterator
from typing import Any, Final, Literal

from attrs import frozen

from openapi_contract.json_data import JsonObject

Pointer = tuple[str | int, ...]
"""The keys that lead to a value from the top of the document."""
Form = Literal["one", "list", "map"]
"""The form of a keyword's value: an object, a list of objects, or objects by name."""

METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")

# The objects inside each kind of object, by keyword.
HOLDS: Final[dict[str, dict[str, tuple[Form, str]]]] = {
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
        "links": ("map", "link"),
        "callbacks": ("map", "callback"),
        "pathItems": ("map", "path item"),
        "securitySchemes": ("map", "security scheme"),
    },
    "path item": {"parameters": ("list", "parameter"), **dict.fromkeys(METHODS, ("one", "operation"))},
    "operation": {
        "parameters": ("list", "parameter"),
        "requestBody": ("one", "request body"),
        "responses": ("map", "response"),
        "callbacks": ("map", "callback"),
    },
    "request body": {"content": ("map", "media type")},
    "response": {"headers": ("map", "header"), "content": ("map", "media type"), "links": ("map", "link")},
    "parameter": {"schema": ("one", "schema"), "content": ("map", "media type"), "examples": ("map", "example")},
    "header": {"schema": ("one", "schema"), "content": ("map", "media type"), "examples": ("map", "example")},
    "media type": {"schema": ("one", "schema"), "examples": ("map", "example")},
    "schema": {
        **dict.fromkeys(("properties", "patternProperties", "dependentSchemas", "$defs"), ("map", "schema")),
        **dict.fromkeys(("allOf", "anyOf", "oneOf", "prefixItems"), ("list", "schema")),
        **dict.fromkeys(("items", "contains", "additionalProperties", "propertyNames"), ("one", "schema")),
        **dict.fromkeys(("unevaluatedItems", "unevaluatedProperties", "contentSchema"), ("one", "schema")),
        **dict.fromkeys(("not", "if", "then", "else"), ("one", "schema")),
    },
}
SECTIONS: Final = {kind: section for section, (_, kind) in HOLDS["components"].items()}
"""The section of `components` for each kind of object."""
# In these maps a key that begins with `x-` is an extension; in the other maps names are free to begin so.
EXTENSIBLE: Final = frozenset({"path item", "response"})


@frozen(eq=False)
class Node:
    """An object of the document, with its kind and its place."""

    kind: str
    at: Pointer
    value: JsonObject
    keyword: str = ""
    """The keyword of the containing object, such as `properties`."""
    around: "Node | None" = None

    @property
    def is_component(self) -> bool:
        """True if it is a named component."""
        return len(self.at) == 3 and self.at[0] == "components"


def nodes(value: JsonObject, kind: str = "document") -> Iterator[Node]:
    """Each object of the document, or of an object of another kind, that HOLDS tells of.

    A `$ref` is a node of its own and is not followed, since what it refers to is met where it stands. A schema that
    is `true` or `false` is none.
    """
    waiting = [Node(kind, (), value)]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += reversed(list(_held(node)))


def _held(node: Node) -> Iterator[Node]:
    # A callback is a map of path items without a keyword before them.
    if node.kind == "callback":
        yield from _each("map", "path item", node, "", node.value, node.at)
        return
    holds = HOLDS.get(node.kind)
    if holds is None or holds.keys().isdisjoint(node.value):
        return
    for keyword, (form, kind) in holds.items():
        if keyword in node.value:
            yield from _each(form, kind, node, keyword, node.value[keyword], (*node.at, keyword))


def _each(form: Form, kind: str, around: Node, keyword: str, held: Any, at: Pointer) -> Iterator[Node]:
    if form == "one":
        if isinstance(held, dict):
            yield Node(kind, at, held, keyword, around)
    elif form == "list" and isinstance(held, list):
        for number, child in enumerate(held):
            if isinstance(child, dict):
                yield Node(kind, (*at, number), child, keyword, around)
    elif form == "map" and isinstance(held, dict):
        free = kind not in EXTENSIBLE
        for name, child in held.items():
            if isinstance(child, dict) and (free or not str(name).startswith("x-")):
                yield Node(kind, (*at, name), child, keyword, around)
