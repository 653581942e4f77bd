"""The client's names for parts of a contract: modules, arguments and classes.

The generator's own functions make them. They take long to import, so they are imported only if a name changed.
"""

from typing import Any

from openapi_contract.located import Located

PREFIXES = {"tag": "tag", "operation": "field_", "argument": "field_"}
"""Prefix of a name that would begin with a digit, by kind of name."""


def identifier(text: str, what: str) -> str:
    """Return the name of a module or an argument."""
    from openapi_python_client.strings import PythonIdentifier

    return str(PythonIdentifier(text, PREFIXES[what]))


def class_name(*words: str) -> str:
    """Return the name of the class that is made from words."""
    from openapi_python_client.strings import ClassName, pascal_case

    return str(ClassName("".join(map(pascal_case, words)), "field_"))


def name_of_class(part: Located) -> str:
    """Return the name of the class that a schema becomes; empty if that depends on the reference to it."""
    around, name, node, rest = _beginning(part)
    if not name:
        return ""
    keys = list(rest)
    while keys:
        keyword = keys.pop(0)
        if keyword == "properties" and keys:
            around, name = class_name(around, title_or_name(node, name)), str(keys[0])
        elif keyword == "additionalProperties":
            around, name = class_name(around, title_or_name(node, name)), "AdditionalProperty"
        elif keyword == "items":
            name = f"{name}_item"
        elif keyword in ("oneOf", "anyOf") and keys:
            name = f"{name}_type_{keys[0]}"
        elif keyword not in ("allOf",):
            return ""
        node = node[keyword] if keyword in ("additionalProperties", "items") else node[keyword][keys.pop(0)]
    return class_name(around, title_or_name(node, name))


def title_or_name(schema: Any, name: str) -> str:
    """Return the title of a schema or, if it has none, its name."""
    title = schema.get("title") if isinstance(schema, dict) else None
    return title if isinstance(title, str) and title else name


def _beginning(part: Located) -> tuple[str, str, Any, tuple[Any, ...]]:
    """Return what a class name is made from: its prefix, a name, the schema of that name, and the path inside it."""
    at, prefix = part.at, ""
    match at:
        case ("components", "schemas", key, *_):
            depth, name = 3, str(key)
        case ("paths", path, method, "parameters", _, "schema", *_):
            depth, name = 6, str(part.document.at(at[:5])["name"])
            prefix = operation_name(part, path, method)
        case ("paths", path, method, "requestBody", "content", _, "schema", *_):
            depth, name, prefix = 7, "body", operation_name(part, path, method)
        case ("paths", path, method, "responses", status, "content", _, "schema", *_):
            depth, name, prefix = 8, f"response_{status}", operation_name(part, path, method)
        case _:
            return "", "", None, ()
    return prefix, name, part.document.at(at[:depth]), at[depth:]


def operation_name(part: Located, path: Any, method: Any) -> str:
    """Return the name of an operation's function."""
    operation_id = part.document.root["paths"][path][method].get("operationId")
    if isinstance(operation_id, str):
        return identifier(operation_id, "operation")
    text = str(path).replace("{", "").replace("}", "").replace("/", "_").removeprefix("_").removesuffix("_")
    return identifier(f"{method}_{text}", "operation")
