"""What an OpenAPI document consists of, and which of its places requests and answers reach."""

import re
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any, Final

JsonObject = dict[str, Any]

METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")

# The kind of what stands under a key; `*` is any key of a map, or any index of a list.
CHILDREN: Final[dict[str, dict[str, str]]] = {
    "document": {"paths": "paths", "webhooks": "paths", "components": "components"},
    "components": {
        "schemas": "schemas",
        "responses": "responses",
        "parameters": "named parameters",
        "headers": "headers",
        "requestBodies": "request bodies",
        "callbacks": "callbacks",
        "pathItems": "paths",
    },
    "paths": {"*": "path item"},
    "path item": {"parameters": "parameters", **dict.fromkeys(METHODS, "operation")},
    "operation": {
        "parameters": "parameters",
        "requestBody": "request body",
        "responses": "responses",
        "callbacks": "callbacks",
    },
    "callbacks": {"*": "paths"},
    "parameters": {"*": "parameter"},
    "headers": {"*": "header"},
    "named parameters": {"*": "parameter"},
    "parameter": {"schema": "schema", "content": "content", "examples": "examples"},
    "header": {"schema": "schema", "content": "content", "examples": "examples"},
    "request bodies": {"*": "request body"},
    "request body": {"content": "content"},
    "responses": {"*": "response"},
    "response": {"content": "content", "headers": "headers"},
    "content": {"*": "media type"},
    "media type": {"schema": "schema", "examples": "examples"},
    "examples": {"*": "example"},
    "example": {},
    "schemas": {"*": "schema"},
    "schema list": {"*": "schema"},
    "schema": {
        **dict.fromkeys(("properties", "patternProperties", "dependentSchemas", "$defs"), "schemas"),
        **dict.fromkeys(("allOf", "anyOf", "oneOf", "prefixItems"), "schema list"),
        **dict.fromkeys(
            ("additionalProperties", "items", "unevaluatedItems", "unevaluatedProperties", "contains", "propertyNames"),
            "schema",
        ),
        **dict.fromkeys(("not", "if", "then", "else"), "schema"),
    },
}
LISTS: Final = frozenset({"parameters", "schema list"})
# In these maps a key that begins with x- is no entry.
EXTENSIBLE: Final = frozenset({"callbacks", "paths", "responses"})


class Direction(Enum):
    """Which way the data of a place travels."""

    REQUEST = "request"
    ANSWER = "answer"

    @property
    def opposite(self) -> "Direction":
        """The other one."""
        return Direction.ANSWER if self is Direction.REQUEST else Direction.REQUEST


BOTH: Final = frozenset(Direction)


def kind_below(kind: str, key: str) -> str | None:
    """The kind of what stands under a key of something of a kind; None where a change there is mere wording."""
    children = CHILDREN.get(kind, {})
    if "*" in children and not (kind in EXTENSIBLE and key.startswith("x-")):
        return children["*"]
    return children.get(key)


def steps(pointer: str) -> list[str]:
    """The keys of a JSON pointer."""
    return [key.replace("~1", "/").replace("~0", "~") for key in pointer.split("/")[1:]]


def join(pointer: str, *keys: object) -> str:
    """The pointer to what stands below a place."""
    return "".join([pointer, *(f"/{str(key).replace('~', '~0').replace('/', '~1')}" for key in keys)])


def above(pointer: str) -> str:
    """The pointer to what holds a place."""
    return pointer.rpartition("/")[0]


def find(document: Any, pointer: str) -> Any:
    """What stands at a place; LookupError where nothing does."""
    for key in steps(pointer):
        document = document[int(key)] if isinstance(document, list) and re.fullmatch(r"\d+", key) else document[key]
    return document


def entries(node: Any) -> Iterator[tuple[str, Any]]:
    """What a map or a list holds, by key or index."""
    yield from node.items() if isinstance(node, dict) else ((str(index), each) for index, each in enumerate(node))


def target(node: Any) -> str | None:
    """The pointer that a reference holds."""
    reference = node.get("$ref") if isinstance(node, dict) else None
    return reference.removeprefix("#") if isinstance(reference, str) else None


def operations(document: JsonObject) -> Iterator[tuple[str, JsonObject]]:
    """Each operation below `paths`, with its pointer."""
    for path, item in entries(document.get("paths") or {}):
        place = join("/paths", path)
        for _ in range(10):
            if pointer := target(item):
                place, item = pointer, find(document, pointer)
        for method, operation in entries(item):
            if method in METHODS:
                yield join(place, method), operation


def follow(document: JsonObject, pointer: str) -> str | None:
    """The place that a place refers to, through any number of references; None where they go round in circles."""
    for _ in range(100):
        further = target(find(document, pointer))
        if further is None:
            return pointer
        pointer = further
    return None


def reach(document: JsonObject) -> Mapping[str, frozenset[Direction]]:
    """Which way the data of each place travels, for all places that some operation reaches."""
    found: dict[str, set[Direction]] = {}
    todo: list[tuple[str, str, Direction]] = [
        ("/paths", "paths", Direction.REQUEST),
        ("/webhooks", "paths", Direction.ANSWER),
    ]
    while todo:
        pointer, kind, direction = todo.pop()
        try:
            node = find(document, pointer)
        except LookupError:
            continue
        seen = found.setdefault(pointer, set())
        if direction in seen or travels_only(node) not in (None, direction):
            continue
        seen.add(direction)
        if (reference := target(node)) is not None:
            todo.append((reference, kind, direction))
        if isinstance(node, dict | list):
            for key, _ in entries(node):
                if below := kind_below(kind, key):
                    turns = below in ("responses", "callbacks") and kind == "operation"
                    todo.append((join(pointer, key), below, direction.opposite if turns else direction))
    return {pointer: frozenset(directions) for pointer, directions in found.items()}


def travels_only(node: Any) -> Direction | None:
    """The one direction of a property that is read-only or write-only."""
    if isinstance(node, dict):
        if node.get("readOnly") is True:
            return Direction.ANSWER
        if node.get("writeOnly") is True:
            return Direction.REQUEST
    return None
