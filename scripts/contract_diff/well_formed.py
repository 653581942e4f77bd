"""The check that a document has the structure of OpenAPI, as far as a comparison relies on it."""

from typing import Any

from openapi_contract.grammar import EXTENSIBLE, HOLDS, Node, Pointer, nodes
from openapi_contract.located import Located
from openapi_contract.raw_document import RawDocument, Unreadable, pointer

LISTS = ("enum", "required", "type")


def require_well_formed(document: RawDocument) -> None:
    """Raise `Unreadable` if a part does not have the form in the grammar, or a reference has no target."""
    for node in nodes(document.root):
        if "$ref" in node.value:
            if not isinstance(node.value["$ref"], str):
                raise wrong(document, (*node.at, "$ref"), "a string")
            Located(document, "base", node.at, node.value).resolved()
        holds = HOLDS.get(node.kind, {})
        for keyword in () if holds.keys().isdisjoint(node.value) else holds:
            held = node.value.get(keyword)
            if held is None:
                continue
            form, kind = holds[keyword]
            if form != "one" and not isinstance(held, list if form == "list" else dict):
                raise wrong(document, (*node.at, keyword), "a list" if form == "list" else "a mapping")
            require_children(document, node, keyword, form, kind, held)
        if node.kind == "schema":
            require_keywords(document, node)


def require_keywords(document: RawDocument, node: Node) -> None:
    """Raise `Unreadable` if a keyword that contains no schemas does not have the form that the comparison relies on."""
    discriminator = node.value.get("discriminator")
    if discriminator is not None and not isinstance(discriminator, dict):
        raise wrong(document, (*node.at, "discriminator"), "a mapping")
    for keyword in LISTS:
        value = node.value.get(keyword)
        # OpenAPI 3.0 lets tools write `required: true`, and a type may be one string.
        if keyword in node.value and not isinstance(value, list) and (keyword == "enum" or isinstance(value, dict)):
            raise wrong(document, (*node.at, keyword), "a list")


def require_children(document: RawDocument, node: Node, keyword: str, form: str, kind: str, held: Any) -> None:
    """Raise `Unreadable` if the values in a keyword are not objects; a schema may be a boolean too."""
    if form == "one":
        require_object(document, (*node.at, keyword), held, kind)
    elif isinstance(held, list):
        for number, child in enumerate(held):
            require_object(document, (*node.at, keyword, number), child, kind)
    elif kind not in EXTENSIBLE:
        for name, child in held.items():
            require_object(document, (*node.at, keyword, name), child, kind)


def require_object(document: RawDocument, at: Pointer, child: Any, kind: str) -> None:
    """Raise `Unreadable` unless a value is an object or null, or for a schema a boolean."""
    if not (child is None or isinstance(child, dict) or (kind == "schema" and isinstance(child, bool))):
        raise wrong(document, at, "a mapping")


def wrong(document: RawDocument, at: Pointer, expected: str) -> Unreadable:
    """Return the error for a value that is not of the expected form."""
    return Unreadable(f"{document.name} is not OpenAPI: {pointer(at)} is not {expected}")
