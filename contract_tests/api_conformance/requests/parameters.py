"""The parameters of an operation: their values, their form in a request, and their validity."""

import re
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlencode, urlsplit

from attrs import frozen

from api_conformance.endpoint import NOTHING_UNSPECIFIED
from api_conformance.requests.body_values import boundary_values
from openapi_contract.example_values import minimal_example
from openapi_contract.operations import Operation, Parameter
from openapi_contract.schema import Schema

Values = Mapping[tuple[str, str], Any]
"""A value for each parameter, by its place (`path`, `query`, `header`, `cookie`) and its name."""


class Validity(Enum):
    """The verdict on the parameters of a request."""

    VALID = "valid"
    INVALID = "invalid"
    OPEN = "valid as far as the contract can say"


@frozen
class Written:
    """The parameters in the form of a request."""

    target: str
    """The path and the query string."""
    headers: dict[str, str]


def minimal_values(operation: Operation, known: Mapping[str, Any]) -> dict[tuple[str, str], Any]:
    """Return a valid value for each required parameter, a known value if there is one."""
    return {
        (each.place, each.name): known.get(each.name, minimal_example(each.schema))
        for each in operation.parameters
        if each.required
    }


def chosen_values(operation: Operation, known: Mapping[str, Any]) -> Iterator[tuple[str, dict[tuple[str, str], Any]]]:
    """Yield the name of each parameter with its boundary values, and minimal values of the others."""
    around = minimal_values(operation, known)
    yield "the smallest", around
    for parameter in operation.parameters:
        key = parameter.place, parameter.name
        if key[0] == "query":
            yield f"without {key[1]}", {other: value for other, value in around.items() if other != key}
        if key[0] in ("query", "path"):
            for value in _boundary_values(parameter.schema):
                yield key[1], {**around, key: value}


def write(operation: Operation, values: Values) -> Written:
    """Write the parameters in their default styles: `simple` in path and headers, exploded `form` in the query."""
    path, query, headers = operation.path, [], {}
    for (place, name), value in values.items():
        texts = [_text(item) for item in (value if isinstance(value, list) else [value])]
        match place:
            case "path":
                path = path.replace(f"{{{name}}}", quote(",".join(texts), safe="", errors="surrogatepass"))
            case "query":
                query += [(name, text) for text in texts]
            case "header":
                headers[name] = ",".join(texts)
            case "cookie":
                headers["Cookie"] = f"{name}={quote(','.join(texts), errors='surrogatepass')}"
    return Written(path + (f"?{urlencode(query)}" if query else ""), headers)


def validity(operation: Operation, target: str, known: Mapping[str, Any]) -> Validity:
    """Return the validity of the parameters in this path and query string.

    A string without constraints may be an id that does not exist, so it is unspecified unless it is known.
    """
    parts = urlsplit(target)
    in_path = _in_path(operation, parts.path)
    if in_path is None:
        return Validity.OPEN
    in_query = parse_qs(parts.query, keep_blank_values=True)
    found = [
        _validity_of(each, {"path": in_path, "query": in_query}[each.place].get(each.name), known)
        for each in operation.parameters
        if each.place in ("path", "query")
    ]
    others = any(_matters(each) for each in operation.parameters if each.place in ("header", "cookie"))
    undocumented = in_query.keys() - {each.name for each in operation.parameters if each.place == "query"}
    if Validity.INVALID in found:
        return Validity.INVALID
    return Validity.OPEN if Validity.OPEN in found or others or undocumented else Validity.VALID


def _validity_of(parameter: Parameter, texts: list[str] | None, known: Mapping[str, Any]) -> Validity:
    if texts is None:
        return Validity.INVALID if parameter.required else Validity.VALID
    if texts == [known.get(parameter.name)]:
        return Validity.VALID
    schema, kinds = parameter.schema, parameter.schema.types
    unusual = {"style", "explode", "content", "allowEmptyValue"} & parameter.definition.keys()
    if unusual or not kinds or "object" in kinds:
        return Validity.OPEN
    readings: list[Any] = [_readings(text) for text in texts]
    if "" in texts or any(reading is None for reading in readings):
        return Validity.OPEN
    if "array" in kinds:
        item = schema.items or schema.schemas.of({})
        valid = schema.is_valid([_fitting(item, reading) for reading in readings])
        free = "string" in item.types and "enum" not in item.definition
    elif len(texts) > 1:
        return Validity.OPEN
    else:
        valid = any(schema.is_valid(value) for value in readings[0])
        free = "string" in kinds and not schema.values
    if not valid:
        return Validity.INVALID
    return Validity.OPEN if free else Validity.VALID


def _fitting(schema: Schema, readings: list[Any]) -> Any:
    return next((value for value in readings if schema.is_valid(value)), readings[0])


def _readings(text: str) -> list[Any] | None:
    """Return the values as which servers may parse a text; None if they differ too much."""
    if re.fullmatch(r"-?(0|[1-9]\d{0,14})", text):
        return [text, int(text)]
    if re.fullmatch(r"-?(0|[1-9]\d{0,14})\.\d{0,14}[1-9]", text):
        return [text, float(text)]
    if text in ("true", "false"):
        return [text, text == "true"]
    if not text.isprintable() or re.fullmatch(r"\s*[-+.\d].*|\s.*|.*\s|(?i:true|false|null|none|nan|inf.*)", text):
        return None
    return [text]


def _in_path(operation: Operation, path: str) -> dict[str, list[str]] | None:
    """Return the values of the variables in a path; None if the path does not match."""
    written = operation.variables(path)
    if written is None:
        return None
    values = {name: [unquote(text)] for name, text in written.items()}
    return None if any(value in (".", "..") or "/" in value for (value,) in values.values()) else values


def _boundary_values(schema: Schema) -> Iterator[Any]:
    """Yield the boundary values of a field, or of the items of an array, that can be written."""
    values = list(boundary_values(schema, NOTHING_UNSPECIFIED))
    if "array" in schema.types and schema.items is not None:
        values += [[value] for value in boundary_values(schema.items, NOTHING_UNSPECIFIED)]
    if {"integer", "number", "boolean"} & schema.types:
        values.append("text")
    for value in values:
        texts = value if isinstance(value, list) else [value]
        if texts and all(isinstance(each, str | int | float) and each != "" for each in texts):
            yield value


def _matters(parameter: Parameter) -> bool:
    """Return whether a parameter outside the path and the query string may make a request invalid."""
    schema = parameter.schema
    return parameter.required or schema.type_list != ["string"] or "enum" in schema.definition


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
