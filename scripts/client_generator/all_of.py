"""The conversion of `allOf` for openapi-python-client, which only merges the properties of objects."""

import copy
from collections.abc import Iterator
from typing import Any

from client_generator.unions_as_objects import as_object
from openapi_contract.grammar import nodes
from openapi_contract.json_data import JsonObject, canonical
from openapi_contract.raw_document import RawDocument
from openapi_contract.written_schemas import types_of

ANNOTATIONS = frozenset(("title", "description", "example", "examples", "deprecated", "readOnly", "writeOnly", "xml"))
BOUNDS = frozenset(
    (
        *("minLength", "maxLength", "pattern", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"),
        *("multipleOf", "minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties", "externalDocs"),
        *("default", "nullable"),
    )
)
"""Keywords that do not affect types: the client does not check these limits."""
MOST_PARTS = 20_000
"""Schemas with an `allOf`: more come of schemas that hold and extend each other."""
MOST_ROUNDS = 5
"""Maximum number of rounds, since merged parts may have an `allOf` themselves."""


def put_together(root: JsonObject) -> None:
    """Rewrite each `allOf` of a contract in place: notes beside a schema, null, and properties defined twice.

    Raises `RecursionError` if that does not end.
    """
    for _ in range(MOST_ROUNDS):
        document = RawDocument("", root)
        schemas = [node.value for node in nodes(root) if node.kind == "schema" and _parts(node.value)]
        if len(schemas) > MOST_PARTS:
            raise RecursionError
        changes = [change(schema, document) for schema in schemas for change in (_simplify, _inline_conflicting)]
        if not any(changes):
            return


def _simplify(schema: JsonObject, document: RawDocument) -> bool:
    """Flatten nested parts, and remove those without a type. Return whether that changed anything."""
    before = parts = _parts(schema)
    parts = [inner for part in parts for inner in _flat(part)]
    notes = [part for part in parts if _is_note(part)]
    kept = [part for part in parts if not _is_note(part)]
    if not kept:
        return False
    for note in notes:
        schema.update({key: value for key, value in note.items() if key not in schema})
    kept = [part for part in kept if not _adds_only_a_type(part, schema, kept)] or kept[:1]
    if len(kept) > 1 or schema.get("properties"):
        kept = [as_object(part, document) for part in kept]
    schema["allOf"] = kept
    if len(kept) == 1 and "$ref" not in kept[0] and _is_note({key: schema[key] for key in schema if key != "allOf"}):
        del schema["allOf"]
        schema.update({key: value for key, value in kept[0].items() if key not in schema})
    elif len(kept) == 1 and schema.get("nullable") is True and schema.get("type") == "object":
        del schema["type"]  # beside which null would be overlooked
        return True
    return kept != before


def _flat(part: JsonObject) -> Iterator[JsonObject]:
    """Yield the parts of a part that has an `allOf` itself, and its other keywords; else the part."""
    if not _parts(part):
        yield part
        return
    if beside := {key: value for key, value in part.items() if key != "allOf"}:
        yield beside
    yield from part["allOf"]


def _is_note(part: JsonObject) -> bool:
    return all(key in ANNOTATIONS or key in BOUNDS or key.startswith("x-") for key in part)


def _adds_only_a_type(part: JsonObject, schema: JsonObject, parts: list[JsonObject]) -> bool:
    """Return whether a part only gives a type that another part gives too."""
    rest = {key: value for key, value in part.items() if key != "additionalProperties" or value not in (True, {})}
    alone = _is_note({key: value for key, value in rest.items() if key != "type"})
    needs_a_class = not schema.keys().isdisjoint(("required", "properties"))
    return alone and len(parts) > 1 and not needs_a_class and any("$ref" in each for each in parts)


def _inline_conflicting(schema: JsonObject, document: RawDocument) -> bool:
    """Inline parts that may be null, or whose properties differ from those of another part."""
    parts = _parts(schema)
    if len(parts) + bool(schema.get("properties")) < 2:
        return False
    changed = False
    for number, part in enumerate(parts):
        if "$ref" in part and (inner := _not_null(document.target(part["$ref"]))) is not None:
            parts[number], changed = inner, True
    definitions: dict[str, list[tuple[int, Any]]] = {}
    for number, part in enumerate(parts):
        for name, definition in _properties(part, document).items():
            definitions.setdefault(name, []).append((number, definition))
    for name, definition in (schema.get("properties") or {}).items():
        definitions.setdefault(name, []).append((len(parts), definition))
    for name, found in definitions.items():
        (first, *_), (last, wanted) = found[0], found[-1]
        if first == last or all(_merges(each, wanted, document) for _, each in found[:-1]):
            continue
        both = copy.deepcopy(_both([each for _, each in found], document))
        for number in {number for number, _ in found} - {len(parts)}:
            parts[number] = _without(parts[number], name, document)
        schema.setdefault("properties", {})[name] = both
        if any(name in (_all_of(part, "required", document)) for part in parts):
            schema["required"] = [*dict.fromkeys([*(schema.get("required") or ()), name])]
        changed = True
    return changed


def _not_null(schema: Any) -> JsonObject | None:
    """Return a copy of an object's schema without null; None if it is not one, or does not allow null."""
    if not isinstance(schema, dict):
        return None
    types = schema.get("type")
    if types == "object" and schema.get("nullable") is True:
        return copy.deepcopy({key: value for key, value in schema.items() if key not in ("nullable", "title")})
    if isinstance(types, list) and sorted(map(str, types)) == ["null", "object"]:
        return copy.deepcopy({**{key: value for key, value in schema.items() if key != "title"}, "type": "object"})
    return None


def _properties(part: JsonObject, document: RawDocument) -> dict[str, Any]:
    """Return the properties of a part, with inherited ones."""
    found: dict[str, Any] = {}
    for each in _with_parts(part, document):
        found.update(each.get("properties") or {})
    return found


def _all_of(part: JsonObject, keyword: str, document: RawDocument) -> list[str]:
    return [name for each in _with_parts(part, document) for name in each.get(keyword) or ()]


def _with_parts(part: JsonObject, document: RawDocument) -> Iterator[JsonObject]:
    waiting, seen = [part], set[int]()
    while waiting:
        each = document.resolve(waiting.pop())
        if id(each) not in seen:
            seen.add(id(each))
            yield each
            waiting += _parts(each)


def _without(part: JsonObject, name: str, document: RawDocument) -> JsonObject:
    """Return a part, put in place, without a property."""
    inline = {key: value for key, value in document.resolve(part).items() if key != "title" or "$ref" not in part}
    if name in (inline.get("properties") or {}):
        others = {key: value for key, value in inline["properties"].items() if key != name}
        inline = {**inline, "properties": others}
    if _parts(inline):
        inline = {**inline, "allOf": [_without(each, name, document) for each in _parts(inline)]}
    return copy.deepcopy(inline)


def _merges(one: Any, other: Any, document: RawDocument) -> bool:
    """Return whether the generator itself can merge two schemas of a property without loss."""
    if canonical(one) == canonical(other):
        return True
    first, second = (_typed(each, document) for each in (one, other))
    if not first or not second:
        return True
    plain = {"type", "enum", "format", "items"}
    typed = all(each.keys() <= plain and isinstance(each["type"], str) for each in (first, second))
    if not typed or "object" in (first["type"], second["type"]):
        return first == second
    if {first["type"], second["type"]} == {"integer", "number"}:
        return True
    if first["type"] != second["type"]:
        return False
    if "enum" in first and "enum" in second:
        values, others = (set(map(canonical, each["enum"])) for each in (first, second))
        return values <= others or others <= values
    return first.get("items") == second.get("items")


def _typed(schema: Any, document: RawDocument) -> JsonObject:
    """Return the parts of a schema that determine the type; empty if there are none."""
    definition = document.resolve(schema)
    typed = {key: value for key, value in definition.items() if not _is_note({key: value}) or key == "nullable"}
    if typed and typed.keys() <= {"enum", "format", "items"}:
        typed["type"] = "array" if "items" in typed else "string"
    if typed.get("nullable") is False:
        del typed["nullable"]
    return typed


def _both(schemas: list[Any], document: RawDocument) -> Any:
    """Return the intersection of the schemas of a property, as far as the client's types can express it.

    Objects are put together, and enums are what all list. Of anything else the last one counts, which is nearest.
    """
    last = schemas[-1]
    typed = [_typed(each, document) for each in schemas]
    if all("object" in types_of(each) or "properties" in each or "allOf" in each for each in typed):
        return {"allOf": [_not_null(document.resolve(each)) or each for each in schemas]}
    if all("enum" in each for each in typed):
        lists = [set(map(canonical, each["enum"])) for each in typed]
        values = [value for value in typed[-1]["enum"] if canonical(value) in set.intersection(*lists)]
        return last if len(values) == len(typed[-1]["enum"]) else {**document.resolve(last), "enum": values}
    return last


def _parts(schema: JsonObject) -> list[JsonObject]:
    """Return the parts of a schema, if all are objects."""
    parts = schema.get("allOf")
    return parts if isinstance(parts, list) and all(isinstance(part, dict) for part in parts) else []
