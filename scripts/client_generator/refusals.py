"""The parts of a contract that the client cannot support, which are reported in a line each, not ignored."""

import json
import re
from collections.abc import Iterator

from openapi_python_client.strings import in_double_quote_literal

from client_generator.credentials import unusable
from client_generator.unions_as_objects import refused_unions
from openapi_contract.document import Document
from openapi_contract.raw_document import RawDocument, as_pointer
from openapi_contract.schema import Schema
from openapi_contract.written_schemas import UNIONS

# The parts of a class. Beside a reference they would change the class that it leads to; OpenAPI 3.0 ignores them there.
PARTS = frozenset(("properties", "additionalProperties", "items", "prefixItems", *UNIONS, "allOf"))


def refusals(document: Document) -> Iterator[str]:
    """Return the parts that the generator ignores silently."""
    if not isinstance(document.root.get("paths"), dict):
        yield "#: it has no paths, so there is nothing to call"
        return
    if not document.operations:
        yield "#/paths: it has no operations, so there is nothing to call"
    yield from _operations(document)
    yield from _schemas(document)
    yield from refused_unions(document)
    yield from unusable(document)


def _operations(document: Document) -> Iterator[str]:
    seen: set[tuple[str, str]] = set()
    for operation in document.operations:
        name = as_pointer(("paths", operation.path, operation.method.lower()))
        operation_id = str(operation.definition.get("operationId", f"{operation.method} {operation.path}"))
        module = re.sub("[^a-z0-9]", "", operation_id.lower())
        tag = str((operation.definition.get("tags") or ["default"])[0])
        if (tag, module) in seen:
            yield f"{name}: another operation has the operationId {operation_id!r} or one that is like it"
        seen.add((tag, module))
        for parameter in operation.parameters:
            where = f"{name}: the parameter {parameter.name!r}"
            if "content" in parameter.definition:
                yield f"{where} has 'content', which the client cannot send: give it a 'schema'"
            style = parameter.definition.get("style", "form")
            if parameter.place == "query" and style == "deepObject" and not _is_flat(parameter.schema):
                yield f"{where} has the style 'deepObject', which the client can send of objects of plain values alone"
            elif parameter.place == "query" and style not in ("form", "deepObject"):
                yield f"{where} has the style {style!r}: the client knows 'form' and 'deepObject'"


def broken_references(document: RawDocument) -> Iterator[str]:
    """Yield each reference that leads nowhere, with which no model can be built."""
    for node in document.nodes:
        if isinstance(reference := node.value.get("$ref"), str) and document.target(reference) is None:
            yield f"{as_pointer(node.at)} refers to {reference}, which does not exist"


def _is_flat(schema: Schema) -> bool:
    """Return whether a schema allows only objects without objects inside."""
    inner = [*schema.properties.values(), *([schema.others] if schema.others else [])]
    return "object" in schema.types <= {"object", "null"} and all(
        each.types and not each.types & {"object"} for each in inner
    )


def _schemas(document: Document) -> Iterator[str]:
    ignores_parts = str(document.root.get("openapi")).startswith("3.0.")
    for node in document.nodes:
        schema = node.value
        beside = sorted(PARTS & schema.keys()) if node.kind == "schema" and "$ref" in schema else []
        if beside and not ignores_parts:
            yield f"{as_pointer(node.at)} has '{beside[0]}' beside a reference: put both into an allOf"
        for value in schema.get("enum", ()) if isinstance(schema.get("enum"), list) else ():
            if isinstance(value, str) and json.loads(f'"{in_double_quote_literal(value)}"') != value:
                yield f"{as_pointer(node.at)} has an enum value that cannot be written as Python: {value!r}"
