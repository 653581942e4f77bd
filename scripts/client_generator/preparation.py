"""The preparation of the contract for openapi-python-client: parts that it misreads are rewritten."""

import json
import re
from collections.abc import Iterator
from typing import Any

from openapi_python_client.strings import snake_case

from client_generator.all_of import put_together
from client_generator.inline_options import name_options
from client_generator.references import follow_aliases
from client_generator.unions_as_objects import put_properties_together
from openapi_contract.document import Document
from openapi_contract.grammar import Node, nodes
from openapi_contract.json_data import JsonObject
from openapi_contract.operations import JSON, media_type_of
from openapi_contract.written_schemas import types_of

OCTETS = "application/octet-stream"
FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")
TEXTS = ("application/sdp", "text/event-stream")
LINES_OF_JSON = ("application/x-ndjson", "application/ndjson", "application/jsonl", "application/json-lines")
BINARY = re.compile(
    r"(image|audio|video|font)/.*|application/(\*|pdf|zip|gzip|x-tar|x-gzip|x-zip|x-zip-compressed)|\*/\*"
)
MULTIPLE = ("multipart/mixed", "multipart/related", "multipart/byteranges")
FILE = {"type": "string", "format": "binary"}
TEXT = {"type": "string"}
DEEPEST_DEFAULT = 20
"""Maximum number of references and options that are followed to check a default."""


def prepared(document: Document) -> JsonObject:
    """Return the contract as JSON, rewritten for the generator."""
    copy: JsonObject = json.loads(json.dumps(document.root, default=str))
    put_properties_together(copy)
    put_together(copy)
    follow_aliases(copy)
    name_options(copy)
    for node in list(nodes(copy)):
        match node.kind:
            case "operation":
                _inherit_security(node.value, copy)
            case "request body" if isinstance(node.value.get("content"), dict):
                node.value["content"] = _sendable(node.value["content"])
            case "response" if isinstance(node.value.get("content"), dict):
                node.value["content"] = _readable(node.value["content"])
            case "parameter":
                _write_header_in_one(document, node.value)
            case "schema":
                _name_by_component(node)
                _name_null(node.value)
                if "array" in types_of(node.value):
                    node.value.setdefault("items", {})
                if not _may_be(document, node.value, node.value.get("default")):
                    del node.value["default"]
                if isinstance(node.value.get("enum"), list):
                    _simplify_enum(node)
    return copy


def content_types(root: JsonObject) -> dict[str, str]:
    """Return the media types of requests that the generator does not recognise as binary."""
    contents = (node.value.get("content") or () for node in nodes(root) if node.kind == "request body")
    return {name: OCTETS for content in contents for name in content if BINARY.fullmatch(media_type_of(name))}


def _inherit_security(operation: JsonObject, root: JsonObject) -> None:
    """Copy the global security to the operation, since the generator reads only that."""
    if "security" in root:
        operation.setdefault("security", root["security"])
    if not any(operation.get("security") or ()):
        operation["security"] = []


# ---- bodies ----


def _sendable(content: JsonObject) -> JsonObject:
    """Return the media types of a request that the client can send, JSON first; all if it can send none.

    Two media types with equal schemas would have the same type, so the client could not choose between them.
    """
    content = _named_json(content)
    known = {name: each for name, each in _json_first(content).items() if _is_sent(name)}
    if not known:
        return content
    found: JsonObject = {}
    for name, media_type in known.items():
        written = {**media_type, "schema": FILE} if _is_octets(name) else media_type
        if all(written.get("schema") != each.get("schema") for each in found.values()):
            found[OCTETS if "*" in name else name] = written
    return found


def _readable(content: JsonObject) -> JsonObject:
    """Return the media types of a response, JSON first, with binary data as a file and lines as text."""
    found: JsonObject = {}
    for name, media_type in _json_first(_named_json(content)).items():
        if BINARY.fullmatch(media_type_of(name)) or media_type_of(name) in MULTIPLE:
            found.setdefault(OCTETS, {"schema": FILE})
        elif media_type_of(name) in (*LINES_OF_JSON, *TEXTS):
            found.setdefault("text/plain", {"schema": TEXT})
        else:
            found[name] = media_type
    return found


def _named_json(content: JsonObject) -> JsonObject:
    """Treat a body of any media type with the schema of an object as JSON, since several frameworks write it so."""
    if JSON in content or not isinstance(media_type := content.get("*/*"), dict):
        return content
    schema = media_type.get("schema")
    is_file = not isinstance(schema, dict) or schema.get("type") == "string"
    return content if is_file else {JSON if name == "*/*" else name: each for name, each in content.items()}


def _json_first(content: JsonObject) -> JsonObject:
    return dict(sorted(content.items(), key=lambda each: media_type_of(each[0]) != JSON))


def _is_sent(name: str) -> bool:
    media_type = media_type_of(name)
    return media_type == JSON or media_type.endswith("+json") or media_type in FORMS or _is_octets(name)


def _is_octets(name: str) -> bool:
    return media_type_of(name) == OCTETS or BINARY.fullmatch(media_type_of(name)) is not None


# ---- parameters ----


def _write_header_in_one(document: Document, parameter: JsonObject) -> None:
    """Rewrite a header with several values as a string, since the generator cannot join them."""
    schema = document.resolve(parameter.get("schema"))
    items = document.schema(schema).items
    if parameter.get("in") != "header" or "array" not in types_of(schema) or items is None:
        return
    if items.types and not items.types & {"object", "array"}:
        words = str(parameter.get("description") or schema.get("description") or "").strip()
        parameter["description"] = f"{words} Several values are joined by commas.".strip()
        parameter["schema"] = TEXT


# ---- schemas ----


def _name_null(schema: JsonObject) -> None:
    """Write null as a type and a value, as in OpenAPI 3.1."""
    if schema.get("nullable") is True and isinstance(kind := schema.get("type"), str):
        del schema["nullable"]
        schema["type"] = [kind, "null"]
        if isinstance(values := schema.get("enum"), list) and None not in values:
            schema["enum"] = [*values, None]


def _name_by_component(node: Node) -> None:
    """Name the class of a component after the component, since several may have the same title."""
    if node.is_component and isinstance(title := node.value.pop("title", None), str):
        node.value.setdefault("description", title)


# ---- enums ----


def _simplify_enum(node: Node) -> None:
    """Rewrite an enum as a class of strings or integers with distinct members, or drop its values."""
    schema = node.value
    values = list({(type(value), json.dumps(value)): value for value in schema["enum"]}.values())
    kinds = {type(value) for value in values}
    if type(None) in kinds and len(kinds) > 1:
        _separate_null(node, [value for value in values if value is not None])
    elif kinds <= {type(None)}:
        del schema["enum"]
        if values:
            schema["type"] = "null"
    elif kinds not in ({str}, {int}):
        del schema["enum"]
        if len(values) == 1 and not isinstance(values[0], dict | list):
            schema["const"] = values[0]
    else:
        schema["enum"] = values
        names = members(values, schema.get("x-enum-varnames"))
        if names is None:
            schema.pop("x-enum-varnames", None)
        else:
            schema["x-enum-varnames"] = names


def _separate_null(node: Node, values: list[Any]) -> None:
    """Rewrite an enum with null as a union of null and an enum, which keeps the name."""
    schema = node.value
    kept: JsonObject = {key: schema.pop(key) for key in ("title", "x-enum-varnames", "enum") if key in schema}
    types = types_of(schema)
    schema.pop("type", None)
    schema.pop("nullable", None)
    inner = {**kept, "enum": values, "title": kept.get("title") or _name(node)}
    named = [one for one in types if one not in ("null", None)]
    if len(named) == 1:
        inner["type"] = named[0]
    schema["anyOf"] = [inner, {"type": "null"}]
    _simplify_enum(Node("schema", (*node.at, "anyOf", 0), inner, "anyOf", node))


def _name(node: Node | None) -> str:
    """Return the name that the generator gives to the class of a schema, without those that contain it."""
    if node is None:
        return "value"
    match node.keyword:
        case "items":
            return f"{_name(node.around)}_item"
        case "additionalProperties":
            return "additional_property"
    if node.kind == "parameter":
        return str(node.value.get("name", "value"))
    return _name(node.around) if node.keyword in ("schema", "anyOf") else str(node.at[-1])


def members(values: list[Any], given: Any) -> list[str] | None:
    """Return distinct names for members; None if those of the generator are distinct."""
    wanted = given if isinstance(given, list) and len(given) == len(values) else None
    names = [_member(value, number) if wanted is None else str(wanted[number]) for number, value in enumerate(values)]
    made = [snake_case(name).upper() for name in names]
    if len(set(made)) == len(values) and len(set(names)) == len(values) and all(map(str.isidentifier, made)):
        return names if wanted else None
    return list(_distinct(made))


def _member(value: str | int, number: int) -> str:
    if isinstance(value, int):
        return f"VALUE_NEGATIVE_{-value}" if value < 0 else f"VALUE_{value}"
    return value.upper() if value and value[0].isalpha() else f"VALUE_{number}"


def _distinct(names: list[str]) -> Iterator[str]:
    """Keep the first of several equal names and number the others."""
    taken: set[str] = set()
    first = [name if name.isidentifier() else f"VALUE_{number}" for number, name in enumerate(names)]
    for name in first:
        found, count = name, 1
        while found in taken or (count > 1 and found in first):
            count += 1
            found = f"{name}_{count}"
        taken.add(found)
        yield found


# ---- defaults ----


def _may_be(document: Document, schema: Any, value: Any, depth: int = 0) -> bool:
    """Return whether the enums of a schema allow a value. A default that they forbid is omitted."""
    if not isinstance(schema, dict) or value is None or depth > DEEPEST_DEFAULT:
        return True
    if "$ref" in schema and not _may_be(document, document.target(schema["$ref"]), value, depth + 1):
        return False
    if isinstance(enum := schema.get("enum"), list) and value not in enum:
        return False
    parts = [part for part in schema.get("allOf") or () if isinstance(part, dict)]
    options = [*(schema.get("anyOf") or ()), *(schema.get("oneOf") or ())]
    return all(_may_be(document, part, value, depth + 1) for part in parts) and (
        not options or any(_may_be(document, option, value, depth + 1) for option in options)
    )
