"""The smallest value that a schema allows, and the documented example of a body."""

from typing import Any

from openapi_contract.formats import EXAMPLES
from openapi_contract.json_data import JsonObject
from openapi_contract.operations import Body
from openapi_contract.schema import Schema

SIMPLE: JsonObject = {"boolean": True, "integer": 1, "number": 1, "null": None, "array": []}


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
    if kinds[:1] == ["string"]:
        return _text(definition)
    bounds = (definition.get("minimum"), definition.get("maximum"))
    value = next((bound for bound in bounds if bound is not None), SIMPLE[kinds[0]] if kinds else {})
    others = {"exclusiveMinimum", "exclusiveMaximum", "multipleOf"} & definition.keys()
    return _number(schema, value) if others else value


def _text(definition: JsonObject) -> str:
    """Return a string of the format and the length of a schema."""
    text = EXAMPLES.get(definition.get("format", ""), "text")
    return text.ljust(definition.get("minLength", 0), "x")[: definition.get("maxLength")]


def _number(schema: Schema, simplest: Any) -> Any:
    """Return a number within exclusive bounds, and a multiple of a number; the simplest if none is found."""
    above, below = (schema.definition.get(each) for each in ("exclusiveMinimum", "exclusiveMaximum"))
    step = schema.definition.get("multipleOf", 1)
    found = [simplest, step, *(each + step for each in [above] if each is not None)]
    found += [each - step for each in [below] if each is not None]
    found += [(above + below) / 2] if above is not None and below is not None else []
    return next((each for each in found if schema.is_valid(each)), simplest)


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
