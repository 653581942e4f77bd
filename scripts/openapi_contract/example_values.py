"""The smallest value that a schema allows, and the documented example of a body."""

from typing import Any

from openapi_contract.json_data import JsonObject
from openapi_contract.operations import Body
from openapi_contract.schema import Schema

SIMPLE: JsonObject = {"boolean": True, "integer": 1, "number": 1, "null": None, "string": "text", "array": []}


def minimal_example(schema: Schema) -> Any:
    """Return the smallest valid value: an object with only its required properties, the first option of a union.

    Without optional properties, a schema that refers to itself has a finite value.
    """
    definition, kinds = schema.definition, schema.type_list
    if "const" in definition:
        return definition["const"]
    if "enum" in definition:
        return definition["enum"][0]
    if schema.options:
        return minimal_example(schema.options[0])
    if schema.all_of:
        return _of_all(schema)
    if "object" in kinds or "properties" in definition:
        return _required(schema)
    if "array" in kinds:
        item = schema.items or schema.schemas.of({})
        return [minimal_example(item) for _ in range(definition.get("minItems", 0))]
    if definition.get("examples"):
        return definition["examples"][0]
    if "example" in definition:
        return definition["example"]
    bounds = (definition.get("minimum"), definition.get("maximum"))
    return next((bound for bound in bounds if bound is not None), SIMPLE[kinds[0]] if kinds else {})


def body_example(body: Body) -> Any:
    """Return a JSON body of a request or a response: its first example, else the smallest valid one."""
    if body.examples:
        return body.examples[0]
    return {} if body.schema is None else minimal_example(body.schema)


def _of_all(schema: Schema) -> Any:
    parts = [minimal_example(part) for part in schema.all_of]
    if not all(isinstance(part, dict) for part in parts):
        return parts[0]
    merged = _required(schema)
    for part in parts:
        merged |= part
    return merged


def _required(schema: Schema) -> JsonObject:
    anything = schema.schemas.of({})
    return {name: minimal_example(schema.properties.get(name, anything)) for name in schema.required}
