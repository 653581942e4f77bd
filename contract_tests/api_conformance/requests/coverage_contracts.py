"""The contracts from which schemathesis makes its coverage phase, without what would only repeat or prove nothing.

A valid request of that phase has nearly every property, so a single one that a server may reject leaves it unspecified.
"""

import copy
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from api_conformance.endpoint import Unspecified
from api_conformance.requests.unspecified import is_unbounded
from openapi_contract.document import Document
from openapi_contract.formats import EXAMPLES
from openapi_contract.json_data import JsonObject, same
from openapi_contract.schema import Schema
from openapi_contract.walk import Inside, walk

Place = tuple[Schema, str]
"""An object, and the name of a property."""

NEEDS_PROPERTIES = frozenset(
    {"anyOf", "dependencies", "dependentRequired", "dependentSchemas", "if", "minProperties", "not", "oneOf"}
)
"""Keywords of an object that may need a property which `required` does not name."""
NONE: Mapping[Schema, JsonObject] = {}


def of_invalid(document: Document) -> JsonObject:
    """Return the contract for invalid requests: without properties whose components other properties have too."""
    return _without(document, _repeated(document, set(_optional(document))))


def of_valid(document: Document, unspecified: Unspecified) -> JsonObject:
    """Return the contract for valid requests: also without what a server may reject, and with one value of an enum."""
    optional = set(_optional(document))
    rejected = {place for place in optional if _may_be_rejected(*place, unspecified)}
    left_out = rejected | _repeated(document, optional - rejected)
    return _without(document, left_out, {each: _accepted(each) for each in _alone(document)})


def _without(document: Document, places: Collection[Place], more: Mapping[Schema, JsonObject] = NONE) -> JsonObject:
    """Return a copy of the contract without these properties, and with more keywords in these schemas."""
    copies: dict[int, Any] = {}
    """The copies of parts, by identity."""
    root: JsonObject = copy.deepcopy(document.root, copies)
    for schema, name in places:
        copies[id(schema.definition)]["properties"].pop(name, None)
    for schema, keywords in more.items():
        if keywords:
            copies[id(schema.definition)].update(keywords)
    return root


def _repeated(document: Document, optional: Collection[Place]) -> set[Place]:
    """Return those of the properties whose components each body has in earlier places too."""
    found: dict[Place, list[bool]] = defaultdict(list)
    for operation in document.operations:
        if operation.request_schema is not None:
            for place, again in _tried_before(operation.request_schema, optional):
                found[place].append(again)
    return {place for place, again in found.items() if all(again)}


def _tried_before(body: Schema, optional: Collection[Place]) -> list[tuple[Place, bool]]:
    """Return these properties of the objects in a body, each with whether earlier places have all its components."""
    found: list[tuple[Place, bool]] = []
    tried = {body}

    def into(around: Schema, inner: Inside, _: bool) -> bool | None:
        place = (around, inner.name)
        if inner.kind == "property" and place in optional:
            found.append((place, _components(inner.schema) <= tried))
        if inner.schema in tried:
            return None
        tried.add(inner.schema)
        return True

    for _ in walk(body, True, into):
        pass
    return found


def _components(schema: Schema) -> set[Schema]:
    """Return a schema and those inside it, without the arrays and unions around others."""
    return {each for each in _inside(schema) if each.items is None and not each.options}


def _inside(schema: Schema, *, only_parts: bool = False) -> list[Schema]:
    """Return a schema and all those inside it, or only the parts that describe the same value."""
    seen = {schema}

    def into(_: Schema, inner: Inside, __: bool) -> bool | None:
        if inner.schema in seen or (only_parts and inner.kind != "part"):
            return None
        seen.add(inner.schema)
        return True

    return [each for each, _ in walk(schema, True, into)]


def _optional(document: Document) -> Iterator[Place]:
    """Yield the properties without which an object is surely valid."""
    required = {name for each in document.schemas.known.values() for name in each.required}
    for schema in _alone(document):
        if not NEEDS_PROPERTIES & schema.definition.keys():
            yield from ((schema, name) for name in schema.properties if name not in required)


def _alone(document: Document) -> list[Schema]:
    """Return the schemas in bodies that no `allOf` combines with others, which may need more of them."""
    bodies = [each.request_schema for each in document.operations if each.request_schema is not None]
    schemas = dict.fromkeys(inner for body in bodies for inner in _inside(body))
    combined = {inner for each in schemas if each.all_of for inner in _inside(each)}
    return [each for each in schemas if each not in combined]


def _may_be_rejected(schema: Schema, name: str, unspecified: Unspecified) -> bool:
    """Return whether a server may reject any value of a property except null."""
    inner = schema.properties[name]
    return name in unspecified.properties or inner.definition.get("x-retired") is True or _needs(inner, unspecified)


def _needs(schema: Schema, unspecified: Unspecified) -> bool:
    """Return whether any object of a schema has a property that a server may reject."""
    kinds = [each for each in _inside(schema, only_parts=True) if not each.options and each.types != {"null"}]
    return all(not set(unspecified.properties).isdisjoint(each.required) for each in kinds)


def _accepted(schema: Schema) -> JsonObject:
    """Return keywords that leave of a schema only values that a server accepts, and of an enum only one."""
    definition = schema.definition
    if "enum" in definition:
        values, retired = definition["enum"], definition.get("x-retired")
        kept = [each for each in values if not (isinstance(retired, list) and any(same(each, one) for one in retired))]
        return {"enum": kept[:1] or values[:1]}  # the chosen values have each
    example = EXAMPLES.get(definition.get("format", ""))
    if example is not None and schema.is_valid(example):
        return {"enum": [example]}  # on other values with this format servers may disagree
    if is_unbounded(schema) and not {"maximum", "exclusiveMaximum"} & definition.keys():
        return {"minimum": 1}
    return {}
