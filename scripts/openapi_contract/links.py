"""The links of a contract as it is written, and whether what their expressions take is there."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from attrs import frozen

from openapi_contract.grammar import METHODS, Node, Pointer
from openapi_contract.json_data import JsonObject
from openapi_contract.raw_document import RawDocument
from openapi_contract.written_schemas import types_of

EXPRESSION: Final = re.compile(
    r"\$(?:url|method|statusCode|(?:request|response)\."
    r"(?:header\.[!#$%&'*+.^_`|~0-9A-Za-z-]+|(?:query|path)\.[^\s{}]+|body(?:#(?P<pointer>(?:/(?:[^~/\s{}]|~[01])*)*))?))"
)
"""A runtime expression of OpenAPI."""
EMBEDDED: Final = re.compile(r"\{(\$[^}]*)\}")
# What describes the parts of a value; a schema without them describes any value.
STRUCTURE: Final = frozenset({"properties", "items", "prefixItems", "allOf", "oneOf", "anyOf", "additionalProperties"})


@frozen(eq=False)
class Link:
    """A link of a response."""

    at: Pointer
    written: JsonObject
    operation: Node
    """The operation that responds."""
    response: JsonObject


def links_of(contract: RawDocument) -> Iterator[Link]:
    """Yield the links of all responses, in the order of the document."""
    for operation in operations_of(contract):
        for at, response in _responses_of(contract, operation):
            links = response.get("links")
            for name, written in links.items() if isinstance(links, dict) else ():
                yield Link((*at, "links", name), contract.resolve(written), operation, response)


def wrong_expressions(contract: RawDocument) -> Iterator[tuple[Pointer, str]]:
    """Yield each runtime expression of a link that is malformed or takes what is not there: where, and why."""
    for link in links_of(contract):
        for key, expression in _expressions_of(link.written):
            if wrong := _wrong(contract, link.operation, link.response, expression):
                yield (*link.at, *key), wrong


def operations_of(contract: RawDocument) -> Iterator[Node]:
    """Return the operations of the paths, in the order of the document."""
    for node in contract.nodes:
        if node.kind == "operation" and node.at[0] == "paths" and len(node.at) == 3 and node.at[2] in METHODS:
            yield node


def parameters_of(contract: RawDocument, operation: Node) -> set[tuple[str, str]]:
    """Return where the parameters of an operation go, and what they are called."""
    holders: Iterable[JsonObject] = (operation.value, operation.around.value if operation.around else {})
    found = [contract.resolve(each) for holder in holders for each in holder.get("parameters") or ()]
    return {(str(each.get("in")), str(each.get("name"))) for each in found}


def _responses_of(contract: RawDocument, operation: Node) -> Iterator[tuple[Pointer, JsonObject]]:
    """Return the responses of an operation, each with where it stands."""
    for status, written in (operation.value.get("responses") or {}).items():
        if isinstance(written, dict):
            yield (*operation.at, "responses", status), contract.resolve(written)


def _expressions_of(link: JsonObject) -> Iterator[tuple[Pointer, str]]:
    """Return the runtime expressions of a link, each with where it stands in the link."""
    given = link.get("parameters")
    values: list[tuple[Pointer, Any]] = []
    if isinstance(given, dict):
        values += [(("parameters", name), value) for name, value in given.items()]
    values += [(("requestBody",), link["requestBody"])] if "requestBody" in link else []
    for at, value in values:
        if isinstance(value, str):
            found = [value] if value.startswith("$") else EMBEDDED.findall(value)
            yield from ((at, each) for each in found)


def _wrong(contract: RawDocument, operation: Node, response: JsonObject, expression: str) -> str:
    """Return what is wrong with a runtime expression; empty if nothing is."""
    match = EXPRESSION.fullmatch(expression)
    if match is None:
        return f"{expression} is not a runtime expression: write $response.body#/id or the like"
    source, _, rest = expression.removeprefix("$").partition(".")
    place, _, name = rest.partition(".")
    if source == "request" and place in ("header", "query", "path"):
        known = {
            (where, own.lower() if where == "header" else own) for where, own in parameters_of(contract, operation)
        }
        if (place, name.lower() if place == "header" else name) not in known:
            return f"{expression}: the operation has no {place} parameter {name!r}"
    if match["pointer"]:
        keys = [key.replace("~1", "/").replace("~0", "~") for key in match["pointer"].split("/")[1:]]
        holder = response if source == "response" else contract.resolve(operation.value.get("requestBody") or {})
        schemas = [each.get("schema", True) for each in (holder.get("content") or {}).values()]
        if not any(_leads_on(contract, schema, keys) for schema in schemas):
            return f"{expression}: the {source} has no {match['pointer']}"
    return ""


def _leads_on(contract: RawDocument, schema: Any, keys: list[str], depth: int = 20) -> bool:
    """Return whether values of a schema may have a part at a pointer; undescribed values may have any."""
    if isinstance(schema, bool) or not keys or not depth:
        return schema is not False
    described = contract.resolve(schema)
    if STRUCTURE.isdisjoint(described):
        return not {"object", "array"}.isdisjoint(types_of(described) or ["object"])
    key, *rest = keys
    properties = described.get("properties") or {}
    inner = [properties[key]] if key in properties else []
    if key.isdigit() and ("items" in described or "prefixItems" in described):
        first = described.get("prefixItems") or []
        inner.append(first[int(key)] if int(key) < len(first) else described.get("items", True))
    if key not in properties and isinstance(others := described.get("additionalProperties"), dict):
        inner.append(others)
    parts = [part for keyword in ("allOf", "oneOf", "anyOf") for part in described.get(keyword) or ()]
    # A part that says nothing of its own does not let anything in.
    parts = [part for part in parts if not STRUCTURE.isdisjoint(contract.resolve(part))]
    return any(_leads_on(contract, each, rest, depth - 1) for each in inner) or any(
        _leads_on(contract, each, keys, depth - 1) for each in parts
    )
