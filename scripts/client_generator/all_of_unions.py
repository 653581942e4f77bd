"""A union inside `allOf` as one object, since openapi-python-client would leave the properties of its options out."""

import copy
from collections.abc import Iterator
from typing import Any

from openapi_contract.grammar import nodes
from openapi_contract.json_data import JsonObject, canonical
from openapi_contract.raw_document import RawDocument, as_pointer
from openapi_contract.written_schemas import UNIONS

Said = tuple[dict[str, list[Any]], set[str]]
"""The schemas of each property, and the properties that are always there."""


def as_object(part: JsonObject, document: RawDocument) -> JsonObject:
    """Return an inline part of `allOf` with the properties of all options of its union, if they have any."""
    if not _options(part) or not _said(part, document, ())[0].keys() - (part.get("properties") or {}).keys():
        return part
    properties, required = _said(part, document, ())
    beside = {key: value for key, value in part.items() if key not in (*UNIONS, "allOf", "discriminator")}
    written = {name: _any_of(schemas) for name, schemas in properties.items()}
    return {
        **beside,
        "type": "object",
        "properties": written,
        "required": [each for each in written if each in required],
    }


def refused_unions(document: RawDocument) -> Iterator[str]:
    """Yield a line for each union beside another part of `allOf` that has an option which is no object."""
    for node in nodes(document.root):
        parts = node.value.get("allOf") if node.kind == "schema" else None
        typed = [part for part in parts or () if isinstance(part, dict) and not part.keys() <= {"description"}]
        for place, part in enumerate(parts or () if len(typed) > 1 else ()):
            options = _options(part) if isinstance(part, dict) else []
            if any(_is_no_object(document.resolve(option)) for option in options if isinstance(option, dict)):
                yield f"{as_pointer((*node.at, 'allOf', place))} has an option that is no object, beside other parts"


def _options(part: JsonObject) -> list[Any]:
    return [] if "$ref" in part else [option for keyword in UNIONS for option in part.get(keyword) or ()]


def _is_no_object(schema: JsonObject) -> bool:
    types = schema.get("type")
    return not {"object", "null", None}.intersection(types if isinstance(types, list) else [types])


def _said(part: Any, document: RawDocument, around: tuple[int, ...]) -> Said:
    """Return what a schema says of properties in itself, in `allOf` and in its options."""
    schema = document.resolve(part) if isinstance(part, dict) else {}
    if id(schema) in around:
        return {}, set()
    inside = (*around, id(schema))
    properties = {name: [written] for name, written in (schema.get("properties") or {}).items()}
    required = set(schema.get("required") or ())
    found = [_said(each, document, inside) for each in schema.get("allOf") or ()]
    required.update(*(names for _, names in found))
    for keyword in UNIONS:
        options = [
            each for each in schema.get(keyword) or () if not isinstance(each, dict) or each.get("type") != "null"
        ]
        told = [_said(each, document, inside) for each in options]
        found += told
        required |= set.intersection(*(names for _, names in told)) if told else set()
    for names, _ in found:
        for name, schemas in names.items():
            properties.setdefault(name, []).extend(schemas)
    return properties, required


def _any_of(schemas: list[Any]) -> Any:
    """Return a schema of what one of several allows."""
    distinct = list({canonical(each): each for each in schemas}.values())
    if len(distinct) == 1:
        return copy.deepcopy(distinct[0])
    values = [_texts(each) for each in distinct]
    if all(values):
        return {"type": "string", "enum": list(dict.fromkeys(value for each in values for value in each))}
    return {"anyOf": copy.deepcopy(distinct)}


def _texts(schema: Any) -> list[str]:
    """Return the values of a schema that lists texts; none of any other."""
    written = schema if isinstance(schema, dict) else {}
    values = written.get("enum") or ([written["const"]] if "const" in written else [])
    return values if all(isinstance(value, str) for value in values) else []
