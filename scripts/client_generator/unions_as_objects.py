"""A union beside other parts of an object as one object, since openapi-python-client would leave properties out.

Inside `allOf` it leaves out those of the options, and beside a union those of the object itself.
"""

import copy
from collections.abc import Iterator
from typing import Any

from openapi_contract.grammar import nodes
from openapi_contract.json_data import JsonObject, canonical
from openapi_contract.raw_document import RawDocument, as_pointer
from openapi_contract.written_schemas import UNIONS, types_of

Members = tuple[dict[str, list[Any]], set[str]]
"""The schemas of each property, and the required properties."""


def put_properties_together(root: JsonObject) -> None:
    """Rewrite, in place, each object with a union beside properties that not all its options have.

    A union of bare types is a list of types.
    """
    document = RawDocument("", root)
    for schema in [node.value for node in nodes(root) if node.kind == "schema"]:
        if types := _only_types(schema):
            for keyword in UNIONS:
                schema.pop(keyword, None)
            schema["type"] = types
        if _loses_properties(schema, document):
            merged = _merged(schema, document)
            schema.clear()
            schema.update(merged)


def as_object(part: JsonObject, document: RawDocument) -> JsonObject:
    """Return an inline part of `allOf` with the properties of all options of its union, if they have any."""
    if not _options(part) or not _members(part, document, ())[0].keys() - (part.get("properties") or {}).keys():
        return part
    return _merged(part, document)


def refused_unions(document: RawDocument) -> Iterator[str]:
    """Yield a line for each union beside other parts of an object that has an option which is not an object."""
    for node in document.nodes:
        if node.kind != "schema":
            continue
        parts = [part for part in node.value.get("allOf") or () if isinstance(part, dict)]
        typed = [part for part in parts if not part.keys() <= {"description"}]
        for place, part in enumerate(parts if len(typed) > 1 else ()):
            if any(_is_no_object(document.resolve(option), "null") for option in _options(part)):
                at = as_pointer((*node.at, "allOf", place))
                yield f"{at} has an option that is not an object, beside other parts"
        may_be_anything = (
            "type" not in node.value and not _only_types(node.value) and _loses_properties(node.value, document)
        )
        if may_be_anything and any(_is_no_object(document.resolve(option)) for option in _options(node.value)):
            yield f"{as_pointer(node.at)} has properties beside an option that is not an object"


def _only_types(schema: JsonObject) -> list[str]:
    """Return the types of a schema's only union, if that says nothing else; else none."""
    options = _options(schema)
    types = [option["type"] for option in options if option.keys() == {"type"} and isinstance(option["type"], str)]
    alone = "type" not in schema and "discriminator" not in schema and not all(keyword in schema for keyword in UNIONS)
    return types if alone and len(types) == len(options) == len(set(types)) else []


def _loses_properties(schema: JsonObject, document: RawDocument) -> bool:
    """Return whether an object has a union beside properties that not all its options have."""
    options = _options(schema)
    own = schema.get("properties") or {}
    return any(own.keys() - _members(option, document, ())[0].keys() for option in options) if own else False


def _merged(schema: JsonObject, document: RawDocument) -> JsonObject:
    """Return a schema of objects with the properties of another, and of all that it is composed of."""
    properties, required = _members(schema, document, ())
    beside = {key: value for key, value in schema.items() if key not in (*UNIONS, "allOf", "discriminator")}
    merged = {name: _any_of(schemas) for name, schemas in properties.items()}
    return {
        "type": "object",
        **beside,
        "properties": merged,
        "required": [each for each in merged if each in required],
    }


def _options(part: JsonObject) -> list[Any]:
    options = [] if "$ref" in part else [option for keyword in UNIONS for option in part.get(keyword) or ()]
    return [option for option in options if isinstance(option, dict)]


def _is_no_object(schema: JsonObject, *others: str) -> bool:
    """Return whether a schema has types, and neither object nor one of the others is among them."""
    types = types_of(schema)
    return bool(types) and {"object", *others}.isdisjoint(types)


def _members(part: Any, document: RawDocument, around: tuple[int, ...]) -> Members:
    """Return the properties that a schema has itself, in `allOf` and in its options."""
    schema = document.resolve(part) if isinstance(part, dict) else {}
    if id(schema) in around:
        return {}, set()
    inside = (*around, id(schema))
    properties = {name: [each] for name, each in (schema.get("properties") or {}).items()}
    required = set(schema.get("required") or ())
    found = [_members(each, document, inside) for each in schema.get("allOf") or ()]
    required.update(*(names for _, names in found))
    for keyword in UNIONS:
        options = [
            each for each in schema.get(keyword) or () if not isinstance(each, dict) or each.get("type") != "null"
        ]
        of_options = [_members(each, document, inside) for each in options]
        found += of_options
        required |= set.intersection(*(names for _, names in of_options)) if of_options else set()
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
    definition = schema if isinstance(schema, dict) else {}
    values = definition.get("enum") or ([definition["const"]] if "const" in definition else [])
    return values if all(isinstance(value, str) for value in values) else []
