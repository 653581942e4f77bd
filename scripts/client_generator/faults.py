"""The faults that openapi-python-client reports in a contract, in one line each, with a JSON pointer."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from openapi_python_client import schema as oai
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError
from pydantic import ValidationError

from openapi_contract.grammar import Node, nodes
from openapi_contract.json_data import JsonObject
from openapi_contract.raw_document import as_pointer

OPERATION = re.compile(r"WARNING parsing (?P<method>[A-Z]+) (?P<path>/\S*) within")
SCHEMA = re.compile(r"/components/schemas/(?P<name>.+?):?\s*$", re.MULTILINE)
PREAMBLE = re.compile(r"^(Unable to parse this part of your OpenAPI document|Problem creating a \w+|[:\s])+")
OBJECT = re.compile(r"\s*<[\w.]+ object at 0x[0-9a-f]+>")
STATUS = re.compile(
    r"Cannot parse response( for status code [^(]*)? ?\((?P<reason>.*)\), response will be omitted.*", re.DOTALL
)
CONSEQUENCE = "Failure to process schema has resulted in the removal of:"
BROKEN_REFERENCE = re.compile(
    r": (Could not find reference in parsed models|Reference in allOf was not processed|Reference \S+ not found)"
)
SECOND_CLASS = re.compile(r'duplicate models with name "(?P<name>[^"]+)"')
SECOND_PARAMETER = re.compile(r"same Python identifier (?P<name>\w+)")
INVALID_OPTION = "Invalid property in union"
BROKEN_OPTION = "the generator can make no class of this option of a union"


def faults(openapi: GeneratorData | GeneratorError, root: JsonObject) -> list[str]:
    """Return the faults that the generator reports, without their consequences."""
    if isinstance(openapi, GeneratorError):
        return invalid(root) or [_one_line(openapi.detail or openapi.header)]
    errors = errors_of(openapi)
    found = dict.fromkeys(f"{place}: {reason}" for error, place in placed(errors, root) if (reason := _reason(error)))
    own = [line for line in found if not BROKEN_REFERENCE.search(line)] or list(found)
    return [line for line in own if not line.endswith(BROKEN_OPTION)] or own


def errors_of(openapi: GeneratorData) -> list[Any]:
    """Return the errors about omitted components and operations."""
    found: list[Any] = list(openapi.errors)
    for collection in openapi.endpoint_collections_by_tag.values():
        found += collection.parse_errors
    return found


def _reason(error: Any) -> str:
    detail = str(error.detail or error.header).partition(CONSEQUENCE)[0]
    if status := STATUS.search(detail):
        detail = status["reason"]
    if "have the same python_name" in detail:  # the error does not name the part
        return "two properties would have the same name in Python"
    if class_name := SECOND_CLASS.search(detail):
        return f"a second class would have the name {class_name['name']}"
    if parameter := SECOND_PARAMETER.search(detail):
        return f"two parameters would have the same name in Python, {parameter['name']}"
    reason = _one_line(PREAMBLE.sub("", detail) or detail)
    return BROKEN_OPTION if reason == INVALID_OPTION else reason


def placed(errors: list[Any], root: JsonObject) -> Iterator[tuple[Any, str]]:
    """Yield each error with its place: that of the schema or body it quotes, if that is in the part it names."""
    quoted = [_quoted(error) for error in errors]
    alike: dict[frozenset[str], list[Node]] = {frozenset(each): [] for each in quoted if each}
    for node in nodes(root) if alike else ():
        if (found := alike.get(frozenset(node.value))) is not None:
            found.append(node)
    for error, written in zip(errors, quoted, strict=True):
        equal = [as_pointer(node.at) for node in alike.get(frozenset(written), ()) if written and node.value == written]
        around = _around(error, root)
        inside = (at for at in equal if at.startswith(f"{around}/"))
        yield error, next(inside, around or next(iter(equal), "#"))


def _quoted(error: Any) -> JsonObject:
    data = getattr(error, "data", None)
    written: JsonObject = data.model_dump(mode="json", exclude_unset=True, by_alias=True) if data is not None else {}
    return {} if "$ref" in written else written


def _around(error: Any, root: JsonObject) -> str:
    if operation := OPERATION.search(error.header):
        return as_pointer(("paths", operation["path"], operation["method"].lower()))
    if (component := SCHEMA.search(error.header)) is None:
        return ""
    # A schema inside a component is named after it: `Order_item`.
    schemas = root["components"]["schemas"]
    names = [name for name in schemas if component["name"] == name or component["name"].startswith(f"{name}_")]
    return as_pointer(("components", "schemas", max(names, key=len, default=component["name"])))


def invalid(root: JsonObject) -> list[str]:
    """Return the places that the generator rejects as invalid OpenAPI, each once."""
    return list(dict.fromkeys(_invalid(root)))


def _invalid(root: JsonObject) -> Iterator[str]:
    """Yield the places that the generator rejects as invalid OpenAPI, by the keys of the document."""
    try:
        oai.OpenAPI.model_validate(root)
    except ValidationError as error:
        for fault in error.errors(include_url=False, include_context=False, include_input=False):
            is_missing = fault["type"] == "missing"
            if is_missing and "$ref" in map(str, fault["loc"]):
                continue  # the generator tried to read a reference
            text = f"it has no '{fault['loc'][-1]}', which the generator requires" if is_missing else fault["msg"]
            yield f"{as_pointer(_keys(root, fault['loc']))}: {_one_line(text)}"


def _keys(root: Any, loc: Iterable[str | int]) -> Iterator[str | int]:
    value = root
    for step in loc:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            continue  # the name of an alternative, such as Schema or Reference
        yield step


def _one_line(text: str) -> str:
    return " ".join(OBJECT.sub("", text).split()).removesuffix(":")
