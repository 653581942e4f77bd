"""Components for inline options of unions, which openapi-python-client would read too early, or twice."""

from typing import Any

from openapi_python_client.strings import pascal_case

from openapi_contract.grammar import Node, nodes
from openapi_contract.json_data import JsonObject
from openapi_contract.raw_document import RawDocument
from openapi_contract.written_schemas import COMPONENT, UNIONS, types_of


def name_options(root: JsonObject) -> None:
    """Make components, in place, of the options of components' unions that extend others, or have objects inside."""
    schemas = (root.get("components") or {}).get("schemas") or {}
    for schema in list(schemas.values()):
        if isinstance(schema, dict) and _may_be_something_else(schema) and _has_objects(schema):
            _write_as_union(schema)
    for node in [node for node in nodes(root) if _needs_others(node)]:
        assert node.around is not None
        title = node.value.get("title")
        wanted = pascal_case(str(title or f"{_name(node.around)}_type_{node.at[-1]}"))
        name, count = wanted, 1
        while name in schemas:
            count += 1
            name = f"{wanted}{count}"
        schemas[name] = {**node.value}
        options: Any = RawDocument("", root).at(node.at[:-1])
        options[node.at[-1]] = {"$ref": COMPONENT + name}


def _may_be_something_else(schema: JsonObject) -> bool:
    """Return whether a schema of objects also allows null or other types."""
    types = _types(schema)
    return "type" in schema and "object" in types and (len(types) > 1 or schema.get("nullable") is True)


def _write_as_union(schema: JsonObject) -> None:
    """Rewrite a schema of several types as a union, in place."""
    types = list(dict.fromkeys([*_types(schema), *(["null"] if schema.get("nullable") is True else [])]))
    inner = {key: value for key, value in schema.items() if key not in ("type", "nullable", "title")}
    schema.clear()
    schema.update({"description": inner["description"]} if "description" in inner else {})
    schema["anyOf"] = [{**inner, "type": each} if each == "object" else {"type": each} for each in types]


def _needs_others(node: Node) -> bool:
    """Return whether a schema is an option of the union of a component or of its items, and needs other classes."""
    if node.keyword not in UNIONS or node.around is None or "$ref" in node.value:
        return False
    return _whose_items(node.around).is_component and ("allOf" in node.value or _has_objects(node.value))


def _whose_items(node: Node) -> Node:
    """Return the array, of arrays perhaps, of which a schema describes the items; else the schema."""
    while node.keyword == "items" and node.around is not None:
        node = node.around
    return node


def _name(node: Node) -> str:
    """Return the name that the generator gives to the class of a component or of its items."""
    component = _whose_items(node)
    return str(component.at[-1]) + "_item" * (len(node.at) - len(component.at))


def _has_objects(schema: JsonObject) -> bool:
    """Return whether an object contains others, whose classes have no name."""
    inner = (each.value for each in nodes(schema, "schema") if each.at)
    return bool(schema.get("properties")) and any("object" in _types(each) or "allOf" in each for each in inner)


def _types(schema: JsonObject) -> list[Any]:
    return types_of(schema) or (["object"] if "properties" in schema else [])
