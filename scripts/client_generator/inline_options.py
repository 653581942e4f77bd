"""Components for the options of a union that openapi-python-client would read too early, or twice."""

from typing import Any

from openapi_python_client.strings import pascal_case

from openapi_contract.grammar import Node, nodes
from openapi_contract.json_data import JsonObject
from openapi_contract.raw_document import RawDocument

UNIONS = ("oneOf", "anyOf")


def name_options(root: JsonObject) -> None:
    """Make a component of each option of a component's union that extends another, or has objects inside, in place."""
    schemas = (root.get("components") or {}).get("schemas") or {}
    for node in [node for node in nodes(root) if _needs_others(node)]:
        assert node.around is not None
        title = node.value.get("title")
        wanted = pascal_case(str(title or f"{node.around.at[-1]}_type_{node.at[-1]}"))
        name, count = wanted, 1
        while name in schemas:
            count += 1
            name = f"{wanted}{count}"
        schemas[name] = {**node.value}
        options: Any = RawDocument("", root).at(node.at[:-1])
        options[node.at[-1]] = {"$ref": f"#/components/schemas/{name}"}


def _needs_others(node: Node) -> bool:
    """Return whether a schema is an option of a component's union, and is made of other classes."""
    around = node.around
    if node.keyword not in UNIONS or around is None or not around.is_component or "$ref" in node.value:
        return False
    inner = (each for each in nodes(node.value, "schema") if each.at)
    holds_objects = bool(node.value.get("properties")) and any(each.value.get("properties") for each in inner)
    return holds_objects or "allOf" in node.value
