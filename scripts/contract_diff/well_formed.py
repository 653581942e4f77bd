"""Checks that a document is built as OpenAPI says, as far as a comparison relies on it."""

from typing import Any

from contract_diff.parts import Part
from openapi_contract.document import Document, Unreadable, pointer
from openapi_contract.grammar import EXTENSIBLE, HOLDS, Node, Pointer, nodes

LISTS = ("enum", "required", "type")


def require_well_formed(document: Document) -> None:
    """Raise `Unreadable` if something is not what the grammar says, or if a reference leads nowhere."""
    for node in nodes(document.root):
        Part(document, "base", node.at, node.value).resolved()
        if "$ref" in node.value and not isinstance(node.value["$ref"], str):
            raise wrong(document, (*node.at, "$ref"), "a string")
        for keyword, (form, kind) in HOLDS.get(node.kind, {}).items():
            held = node.value.get(keyword)
            if held is not None and form != "one" and not isinstance(held, list if form == "list" else dict):
                raise wrong(document, (*node.at, keyword), "a list" if form == "list" else "a mapping")
            require_children(document, node, keyword, form, kind, held)
        discriminator = node.value.get("discriminator") if node.kind == "schema" else None
        if discriminator is not None and not isinstance(discriminator, dict):
            raise wrong(document, (*node.at, "discriminator"), "a mapping")
        for keyword in LISTS if node.kind == "schema" else ():
            value = node.value.get(keyword)
            # OpenAPI 3.0 lets tools write `required: true`, and a type may be one string.
            if keyword in node.value and not isinstance(value, list) and (keyword == "enum" or isinstance(value, dict)):
                raise wrong(document, (*node.at, keyword), "a list")


def require_children(document: Document, node: Node, keyword: str, form: str, kind: str, held: Any) -> None:
    """Raise `Unreadable` if what a keyword holds are no objects; a schema may be a boolean too."""
    children: list[tuple[Pointer, Any]] = [((*node.at, keyword), held)] if form == "one" else []
    if isinstance(held, list):
        children = [((*node.at, keyword, number), child) for number, child in enumerate(held)]
    elif form == "map":
        named = (held or {}).items()
        children = [((*node.at, keyword, name), child) for name, child in named if kind not in EXTENSIBLE]
    for at, child in children:
        is_schema = kind == "schema" and isinstance(child, bool)
        if child is not None and not isinstance(child, dict) and not is_schema:
            raise wrong(document, at, "a mapping")


def wrong(document: Document, at: Pointer, expected: str) -> Unreadable:
    """Return the error that says that a value is something else than expected."""
    return Unreadable(f"{document.name} is not OpenAPI: {pointer(at)} is not {expected}")
