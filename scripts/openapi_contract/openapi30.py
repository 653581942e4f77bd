"""The conversion of OpenAPI 3.0 to 3.1, whose schemas are JSON Schema."""

import copy

from openapi_contract.document import Document
from openapi_contract.effective_schema import APPLYING, is_kind
from openapi_contract.grammar import nodes
from openapi_contract.json_data import JsonObject

BOUNDS = {"exclusiveMinimum": "minimum", "exclusiveMaximum": "maximum"}


def in_words_of_3_1(document: Document) -> Document:
    """Return a document of OpenAPI 3.0 converted to 3.1; any other unchanged."""
    if not str(document.root.get("openapi", "")).startswith("3.0."):
        return document
    root = copy.deepcopy(document.root)
    root["openapi"] = "3.1.0"
    for node in nodes(root):
        if node.kind == "schema":
            _rewrite(node.value)
    return Document(document.name, root)


def _rewrite(schema: JsonObject) -> None:
    parts = schema.get("allOf")
    notes = [part for part in parts if _only_notes_null(part)] if isinstance(parts, list) else []
    for note in notes:
        del note["nullable"]
    if schema.pop("nullable", False) is True or notes:
        _add_null(schema)
    for exclusive, bound in BOUNDS.items():
        if isinstance(schema.get(exclusive), bool) and schema.pop(exclusive) and bound in schema:
            schema[exclusive] = schema.pop(bound)


def _only_notes_null(part: object) -> bool:
    """Return whether a part of `allOf` says that the whole may be null, and not which values it describes."""
    return isinstance(part, dict) and part.get("nullable") is True and not is_kind(part)


def _add_null(schema: JsonObject) -> None:
    """Let a schema be null, as most authors of `nullable: true` mean it also beside an enum, a reference or a union."""
    if schema.keys().isdisjoint(APPLYING):
        if isinstance(schema.get("type"), str):
            schema["type"] = [schema["type"], "null"]
        if isinstance(schema.get("enum"), list) and None not in schema["enum"]:
            schema["enum"] = [*schema["enum"], None]
        return
    value = {**schema}  # refers to other schemas, which may not allow null
    schema.clear()
    schema["anyOf"] = [value, {"type": "null"}]
