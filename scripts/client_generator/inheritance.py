"""Unions of the schemas that extend a schema with a discriminator, which OpenAPI does not list in the schema itself."""

import copy
from typing import Any

from attrs import evolve

from openapi_contract.bundle import steps
from openapi_contract.grammar import nodes
from openapi_contract.json_data import JsonObject
from openapi_contract.raw_document import RawDocument
from openapi_contract.written_schemas import COMPONENT


def with_unions_of_kinds(document: RawDocument) -> RawDocument:
    """Return a contract in which values of such a schema refer to the union of its kinds.

    The union is a component of its own, such as `AnyPet` for `Pet`. The kinds still extend the schema itself.
    """
    kinds = _kinds(document)
    if not kinds:
        return document
    root: JsonObject = copy.deepcopy(document.root)
    schemas = root["components"]["schemas"]
    names = {name: _union_name(name, schemas) for name in kinds}
    for node in list(nodes(root)):
        name = _component(node.value.get("$ref")) if node.kind == "schema" else None
        if name in names and node.keyword != "allOf":
            node.value["$ref"] = COMPONENT + names[name]
    for name, those in kinds.items():
        discriminator = schemas[name]["discriminator"]
        mapping = discriminator.get("mapping") or {kind: COMPONENT + kind for kind in those}
        schemas[names[name]] = {
            "description": schemas[name].get("description", f"Any kind of {name}."),
            "oneOf": [{"$ref": COMPONENT + kind} for kind in those],
            "discriminator": {"propertyName": discriminator["propertyName"], "mapping": mapping},
        }
    return evolve(document, root=root)


def _kinds(document: RawDocument) -> dict[str, list[str]]:
    """Return the kinds of each component with a discriminator and no options: of its mapping, or its extensions."""
    schemas = (document.root.get("components") or {}).get("schemas") or {}
    found: dict[str, list[str]] = {}
    for name, schema in schemas.items():
        discriminator = schema.get("discriminator") if isinstance(schema, dict) else None
        if not isinstance(discriminator, dict) or not isinstance(discriminator.get("propertyName"), str):
            continue
        if schema.get("oneOf") or schema.get("anyOf"):
            continue
        mapped = [_component(target) or target for target in (discriminator.get("mapping") or {}).values()]
        kinds = [each for each in dict.fromkeys((*mapped, *_extending(name, schemas))) if each in schemas]
        if kinds:
            found[name] = kinds
    return found


def _extending(name: str, schemas: JsonObject) -> list[str]:
    """Return the components that extend a schema by `allOf`, directly or indirectly."""
    found: list[str] = []
    waiting = [name]
    for base in waiting:
        for each, schema in schemas.items():
            parts = schema.get("allOf") if isinstance(schema, dict) else None
            bases = [_component(part.get("$ref")) for part in parts or () if isinstance(part, dict)]
            if base in bases and each not in found:
                found.append(each)
                waiting.append(each)
    return found


def _component(reference: Any) -> str | None:
    keys = steps(reference) if isinstance(reference, str) and reference.startswith(COMPONENT) else []
    return keys[2] if len(keys) == 3 else None


def _union_name(name: str, schemas: JsonObject) -> str:
    union = f"Any{name[:1].upper()}{name[1:]}"
    return union if union not in schemas else f"{union}Kind"
