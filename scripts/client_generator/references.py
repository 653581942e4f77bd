"""References that openapi-python-client cannot follow, rewritten as references to components."""

import copy
import re
from typing import Any

from client_generator.all_of import ANNOTATIONS
from openapi_contract.grammar import Pointer, nodes
from openapi_contract.json_data import JsonObject
from openapi_contract.raw_document import RawDocument
from openapi_contract.written_schemas import COMPONENT, UNIONS

KEYWORDS = frozenset(
    ("schema", "items", "additionalProperties", "allOf", *UNIONS, "content", "responses", "properties")
)
"""The keys of a place that do not name it."""


def with_named_places(document: RawDocument) -> RawDocument:
    """Return a document with a component for each schema that a reference leads to at another place."""
    if not any(node.kind == "schema" and _leads_elsewhere(node.value.get("$ref")) for node in document.nodes):
        return document
    renamed = RawDocument(document.name, copy.deepcopy(document.root), document.text)
    schemas: JsonObject = renamed.root.setdefault("components", {}).setdefault("schemas", {})
    written = [node.value for node in renamed.nodes if node.kind == "schema"]
    references = [(each, *_final(renamed, each["$ref"])) for each in written if _leads_elsewhere(each.get("$ref"))]
    names: dict[int, str] = {}
    for _, place, target in references:
        if len(place) == 3 and place[:2] == ("components", "schemas"):
            names[id(target)] = str(place[2])
        elif id(target) not in names:
            names[id(target)] = _free(_name(place), schemas)
            schemas[names[id(target)]] = {**target}
            target.clear()
            target["$ref"] = COMPONENT + names[id(target)]
    for reference, _, target in references:
        moved = schemas[names[id(reference)]] if id(reference) in names else reference
        moved["$ref"] = COMPONENT + names[id(target)]
    return RawDocument(document.name, renamed.root, document.text)


def follow_aliases(root: JsonObject) -> None:
    """Replace, in place, each reference to a component that is only an `allOf` of another by one to that other.

    The generator makes the classes inside the other component once for each of its names, and rejects the second.
    """
    schemas: JsonObject = (root.get("components") or {}).get("schemas") or {}
    tagged = _tagged(root)
    aliases = {
        COMPONENT + name: target
        for name, schema in schemas.items()
        if COMPONENT + name not in tagged and (target := _other(schema)) is not None
    }
    for node in nodes(root) if aliases else ():
        reference, seen = node.value.get("$ref"), set[Any]()
        while node.kind == "schema" and reference in aliases and reference not in seen:
            seen.add(reference)
            reference = node.value["$ref"] = aliases[reference]
    for reference in aliases:
        del schemas[reference.removeprefix(COMPONENT)]


def _final(document: RawDocument, reference: str) -> tuple[Pointer, Any]:
    """Return the place and the schema that a reference leads to in the end; one with more than notes beside it is last.

    Raises `LookupError`.
    """
    seen: set[str] = set()
    while reference not in seen:
        seen.add(reference)
        place, schema = document.locate(reference)
        if isinstance(schema, dict) and schema.keys() - ANNOTATIONS == {"$ref"}:
            reference = schema["$ref"]
    return place, schema


def _leads_elsewhere(reference: Any) -> bool:
    return isinstance(reference, str) and not _is_component(reference)


def _is_component(reference: str) -> bool:
    return reference.startswith(COMPONENT) and "/" not in reference.removeprefix(COMPONENT)


def _name(place: Pointer) -> str:
    """Return a name for the schema at a place: that of the property or the operation that it is in."""
    named = [key for key in place if str(key).isidentifier() and key not in KEYWORDS]
    parts = [*place[1:2], *named[-1:]] if place[:1] == ("paths",) else named[-1:] or place[-1:]
    return "_".join(re.findall(r"\w+", " ".join(map(str, parts)))) or "schema"


def _free(wanted: str, taken: JsonObject) -> str:
    name, count = wanted, 1
    while name in taken:
        count += 1
        name = f"{wanted}_{count}"
    return name


def _other(schema: Any) -> str | None:
    """Return the reference of a schema that is an `allOf` of that alone, with notes."""
    parts = schema.get("allOf") if isinstance(schema, dict) else None
    if not isinstance(parts, list) or len(parts) != 1 or not isinstance(parts[0], dict):
        return None
    reference = parts[0].get("$ref")
    return reference if schema.keys() - {"allOf"} <= ANNOTATIONS and _is_component(str(reference)) else None


def _tagged(root: JsonObject) -> set[str]:
    """Return the references of options whose names a discriminator may use."""
    found: set[str] = set()
    for node in nodes(root):
        discriminator = node.value.get("discriminator") if node.kind == "schema" else None
        if isinstance(discriminator, dict):
            options = [each for keyword in UNIONS for each in node.value.get(keyword) or ()]
            found |= {str(option.get("$ref")) for option in options if isinstance(option, dict)}
            found |= {COMPONENT + name if "/" not in str(name) else str(name) for name in _targets(discriminator)}
    return found


def _targets(discriminator: JsonObject) -> list[Any]:
    mapping = discriminator.get("mapping")
    return list(mapping.values()) if isinstance(mapping, dict) else []
