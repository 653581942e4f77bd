"""The parameters of an operation: values for them, how they go into a request, and whether those of one are valid."""

import re
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlencode, urlsplit

from attrs import frozen

from contract_tests import contract
from contract_tests.contract import JsonObject, Operation
from contract_tests.provider.fields import telling_values
from contract_tests.samples import kinds_of, smallest

Values = Mapping[tuple[str, str], Any]
"""A value for each parameter, by where it goes (`path`, `query`, `header`, `cookie`) and its name."""


class Validity(Enum):
    """What the contract says of the parameters of a request."""

    VALID = "valid"
    INVALID = "invalid"
    OPEN = "valid as far as the contract can say"


@frozen
class Written:
    """Parameters as they go into a request."""

    target: str
    """The path, with the query."""
    headers: dict[str, str]


def smallest_values(document: JsonObject, operation: Operation, known: Mapping[str, Any]) -> dict[tuple[str, str], Any]:
    """A valid value for each required parameter, taken from what is known where that has its name."""
    return {
        (each["in"], each["name"]): known.get(each["name"], smallest(document, each.get("schema", {})))
        for each in operation.parameters
        if each.get("required")
    }


def chosen_values(
    document: JsonObject, operation: Operation, known: Mapping[str, Any]
) -> Iterator[tuple[str, dict[tuple[str, str], Any]]]:
    """The telling values of each parameter in turn, with the smallest ones of the others; and which one it is about."""
    around = smallest_values(document, operation, known)
    yield "the smallest", around
    for parameter in operation.parameters:
        key = parameter["in"], parameter["name"]
        if key[0] == "query":
            yield f"without {key[1]}", {other: value for other, value in around.items() if other != key}
        if key[0] in ("query", "path"):
            for value in _telling_values(document, contract.resolve(document, parameter.get("schema", {}))):
                yield key[1], {**around, key: value}


def write(operation: Operation, values: Values) -> Written:
    """The parameters in their default styles: `simple` in the path and in headers, exploded `form` in the query."""
    path, query, headers = operation.path, [], {}
    for (place, name), value in values.items():
        texts = [_text(item) for item in (value if isinstance(value, list) else [value])]
        match place:
            case "path":
                path = path.replace(f"{{{name}}}", quote(",".join(texts), safe=""))
            case "query":
                query += [(name, text) for text in texts]
            case "header":
                headers[name] = ",".join(texts)
            case "cookie":
                headers["Cookie"] = f"{name}={quote(','.join(texts))}"
    return Written(path + (f"?{urlencode(query)}" if query else ""), headers)


def validity(document: JsonObject, operation: Operation, target: str, known: Mapping[str, Any]) -> Validity:
    """What the contract says of the parameters in this path and query.

    An id that a string may be anything in may be one that does not exist, so such strings leave it open, unless known.
    """
    parts = urlsplit(target)
    in_path = _in_path(operation, parts.path)
    if in_path is None:
        return Validity.OPEN
    in_query = parse_qs(parts.query, keep_blank_values=True)
    found = [
        _validity_of(document, each, {"path": in_path, "query": in_query}[each["in"]].get(each["name"]), known)
        for each in operation.parameters
        if each["in"] in ("path", "query")
    ]
    others = any(_matters(document, each) for each in operation.parameters if each["in"] in ("header", "cookie"))
    undocumented = in_query.keys() - {each["name"] for each in operation.parameters if each["in"] == "query"}
    if Validity.INVALID in found:
        return Validity.INVALID
    return Validity.OPEN if Validity.OPEN in found or others or undocumented else Validity.VALID


def _validity_of(
    document: JsonObject, parameter: JsonObject, texts: list[str] | None, known: Mapping[str, Any]
) -> Validity:
    if texts is None:
        return Validity.INVALID if parameter.get("required") else Validity.VALID
    if texts == [known.get(parameter["name"])]:
        return Validity.VALID
    schema = contract.resolve(document, parameter.get("schema", {}))
    kinds = set(kinds_of(schema))
    if {"style", "explode", "content", "allowEmptyValue"} & parameter.keys() or not kinds or "object" in kinds:
        return Validity.OPEN
    readings: list[Any] = [_readings(text) for text in texts]
    if "" in texts or any(reading is None for reading in readings):
        return Validity.OPEN
    if "array" in kinds:
        item = contract.resolve(document, schema.get("items", {}))
        values = [_fitting(document, item, reading) for reading in readings]
        valid = contract.validator(document, schema).is_valid(values)
        free = "string" in kinds_of(item) and "enum" not in item
    elif len(texts) > 1:
        return Validity.OPEN
    else:
        valid = any(contract.validator(document, schema).is_valid(value) for value in readings[0])
        free = "string" in kinds and not {"enum", "const"} & schema.keys()
    if not valid:
        return Validity.INVALID
    return Validity.OPEN if free else Validity.VALID


def _fitting(document: JsonObject, schema: JsonObject, readings: list[Any]) -> Any:
    validator = contract.validator(document, schema)
    return next((value for value in readings if validator.is_valid(value)), readings[0])


def _readings(text: str) -> list[Any] | None:
    """The values that a text can stand for; None where servers differ on it."""
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
    """The values of the variables in a path; None where it is the path of something else."""
    written = operation.variables(path)
    if written is None:
        return None
    values = {name: [unquote(text)] for name, text in written.items()}
    return None if any(value in (".", "..") or "/" in value for (value,) in values.values()) else values


def _telling_values(document: JsonObject, schema: JsonObject) -> Iterator[Any]:
    """Those of a field, as far as they can be written, and for lists those of their items."""
    values = list(telling_values(document, schema))
    if "array" in kinds_of(schema):
        item = contract.resolve(document, schema.get("items", {}))
        values += [[value] for value in telling_values(document, item)]
    if {"integer", "number", "boolean"} & set(kinds_of(schema)):
        values.append("text")
    for value in values:
        texts = value if isinstance(value, list) else [value]
        if texts and all(isinstance(each, str | int | float) and each != "" for each in texts):
            yield value


def _matters(document: JsonObject, parameter: JsonObject) -> bool:
    """Whether a parameter outside the address may make a request invalid."""
    schema = contract.resolve(document, parameter.get("schema", {}))
    return bool(parameter.get("required")) or kinds_of(schema) != ["string"] or "enum" in schema


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
