"""The contract's schemas, read when first needed: they check requests, and give pydantic its JSON Schema."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextvars import ContextVar
from functools import cache
from importlib import import_module, resources
from typing import Any, TypeAlias

from ._drift import Unset
from ._writing import to_json
from .errors import InvalidRequest

Fault: TypeAlias = tuple[str, str]
"""The JSON pointer of a value, and the requirement that it breaks."""

MOST_FAULTS = 3
"""At most this many are named in an error."""
MOST_VALUES = 12
"""Enums with more values are not written out."""
_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
    "null": (type(None),),
}
_SIZES: dict[type, tuple[str, str]] = {
    str: ("Length", "character"),
    list: ("Items", "item"),
    dict: ("Properties", "property"),
}
_KINDS = {"integer": "an integer", "array": "an array", "object": "an object", "null": "null"}


@cache
def _contract() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads(
        resources.files(__name__.rpartition(".")[0]).joinpath("_schemas.json").read_text("utf-8")
    )
    return found


# ---- requests ----


def check_request(body: Any, operation: str) -> None:
    """Raise InvalidRequest if the contract forbids a body.

    Args:
        body: The body of the request.
        operation: The method and the path.
    """
    schema = _contract()["requests"].get(operation)
    if schema is None or isinstance(body, Unset):
        return
    found = [f"{pointer or 'the body'} {what}" for pointer, what in _faults(to_json(body), schema, "")]
    del body  # an error's traceback shows the locals of this frame
    if found:
        more = f", and {len(found) - MOST_FAULTS} more" if len(found) > MOST_FAULTS else ""
        raise InvalidRequest(f"The contract forbids the request's body: {'; '.join(found[:MOST_FAULTS])}{more}")


def _faults(value: Any, schema: Any, at: str) -> Iterator[Fault]:
    """Yield the violations of a schema by a value. Keywords that no request needs, such as `not`, are ignored."""
    if isinstance(schema, bool):
        yield from () if schema else [(at, "must not be there")]
    else:
        yield from _faults_of_schema(value, schema, at)


def _faults_of_schema(value: Any, schema: dict[str, Any], at: str) -> Iterator[Fault]:
    if "$ref" in schema:
        yield from _faults(value, _contract()["schemas"].get(schema["$ref"], {}), at)
    if schema.get("nullable") is True and value.__class__ is type(None):
        return
    types = schema.get("type", [])
    names: list[str] = [types] if isinstance(types, str) else types
    if names and not any(_is_of_type(value, name) for name in names):
        yield at, f"must be {' or '.join(_KINDS.get(name, f'a {name}') for name in names)}"
        return
    yield from ((at, what) for what in _wrong_value(value, schema))
    for part in schema.get("allOf", ()):
        yield from _faults(value, part, at)
    for union in ("oneOf", "anyOf"):
        if union in schema:
            yield from _faults_of_union(value, schema[union], schema.get("discriminator"), at)
    if value.__class__ is list:
        for number, item in enumerate(value):
            yield from _faults(item, schema.get("items", True), f"{at}/{number}")
    elif value.__class__ is dict:
        yield from _faults_of_object(value, schema, at)


def _is_of_type(value: Any, name: str) -> bool:
    if name == "integer" and value.__class__ is float:
        return bool(value.is_integer())
    return isinstance(value, _TYPES.get(name, (object,))) and (name == "boolean" or value.__class__ is not bool)


def _wrong_value(value: Any, schema: dict[str, Any]) -> Iterator[str]:
    for listed in (schema.get("enum"), [schema["const"]] if "const" in schema else None):
        if listed is not None and not any(value == each and (value is True) == (each is True) for each in listed):
            written = ", ".join(json.dumps(each, ensure_ascii=False) for each in listed)
            yield f"must be one of {written}" if len(listed) <= MOST_VALUES else "must be one of the values of its enum"
    if value.__class__ in (int, float):
        yield from _wrong_number(value, schema)
    if (size := _SIZES.get(value.__class__)) is not None:
        yield from _wrong_size(len(value), schema, *size)
    pattern = schema.get("pattern")
    if pattern is not None and value.__class__ is str and not _matches(pattern, value):
        yield f"must match {pattern}"


def _matches(pattern: str, text: str) -> bool:
    try:
        return re.search(pattern, text) is not None
    except re.error:  # a pattern that only JavaScript knows
        return True


def _wrong_number(value: float, schema: dict[str, Any]) -> Iterator[str]:
    least, above = _bounds(schema, "minimum", "exclusiveMinimum")
    most, below = _bounds(schema, "maximum", "exclusiveMaximum")
    if least is not None and value < least:
        yield f"must be at least {least}"
    if most is not None and value > most:
        yield f"must be at most {most}"
    if above is not None and value <= above:
        yield f"must be above {above}"
    if below is not None and value >= below:
        yield f"must be below {below}"


def _wrong_size(size: int, schema: dict[str, Any], keyword: str, noun: str) -> Iterator[str]:
    fewest, most = schema.get(f"min{keyword}", 0), schema.get(f"max{keyword}", size)
    if size < fewest:
        yield f"must have at least {fewest} {noun if fewest == 1 else _plural(noun)}"
    if size > most:
        yield f"must have at most {most} {noun if most == 1 else _plural(noun)}"


def _plural(noun: str) -> str:
    return noun.removesuffix("y") + "ies" if noun.endswith("y") else f"{noun}s"


def _bounds(schema: dict[str, Any], keyword: str, exclusive: str) -> tuple[Any, Any]:
    """Return the inclusive bound and the exclusive one, which OpenAPI 3.0 writes as `true` beside the former."""
    bound, other = schema.get(keyword), schema.get(exclusive)
    return (None, bound) if other is True else (bound, None if other is False else other)


def _faults_of_object(value: dict[str, Any], schema: dict[str, Any], at: str) -> Iterator[Fault]:
    described: dict[str, Any] = schema.get("properties", {})
    for name in schema.get("required", ()):
        if name not in value and not described.get(name, {}).get("readOnly"):
            yield f"{at}/{_step(name)}", "is required"
    others = schema.get("additionalProperties", True)
    for name, each in value.items():
        yield from _faults(each, described.get(name, others), f"{at}/{_step(name)}")


def _faults_of_union(value: Any, options: list[Any], discriminator: Any, at: str) -> Iterator[Fault]:
    if discriminator and value.__class__ is dict and discriminator.get("mapping"):
        name, mapping = discriminator["propertyName"], discriminator["mapping"]
        tag = value.get(name)
        chosen = mapping.get(tag) if isinstance(tag, str) else None
        if chosen is None:
            yield f"{at}/{_step(name)}", f"must be one of {', '.join(map(json.dumps, mapping))}"
        else:
            yield from _faults(value, {"$ref": chosen}, at)
        return
    found = [list(_faults(value, option, at)) for option in options]
    if found and all(found):
        # If only one option has the value's type, that one was meant.
        inside = [faults for faults in found if any(pointer != at for pointer, _ in faults) or len(options) == 1]
        yield from inside[0] if len(inside) == 1 else found[0] if len(found) == 1 else [(at, _either(found, at))]


def _either(found: list[list[Fault]], at: str) -> str:
    """Return the requirement for a value that fits none of several options."""
    said = [what for faults in found for pointer, what in faults[:1] if pointer == at]
    return " or ".join([said[0], *(what.removeprefix("must be ") for what in said[1:])]) if said else "fits no kind"


def _step(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")


# ---- pydantic ----

_inside: ContextVar[tuple[type, ...]] = ContextVar("_inside", default=())
"""The classes whose JSON Schema is being made, the outermost first."""


def pydantic_json_schema(kind: type, handler: Any) -> dict[str, Any]:
    """Return the JSON Schema of a model for pydantic, which refers to each model inside it by name.

    Args:
        kind: The model.
        handler: Returns the JSON Schema of a core schema of pydantic.
    """
    token = _inside.set((*_inside.get(), kind))
    try:
        written: dict[str, Any] = _for_pydantic(_contract()["schemas"].get(kind.__name__, {}), handler)
    finally:
        _inside.reset(token)
    return {"title": kind.__name__, "type": "object", **written}


def _for_pydantic(schema: Any, handler: Any) -> Any:
    if schema.__class__ is list:
        return [_for_pydantic(each, handler) for each in schema]
    if schema.__class__ is not dict:
        return schema
    found = {key: _for_pydantic(each, handler) for key, each in schema.items() if key not in ("$ref", "discriminator")}
    if "$ref" not in schema:
        return found
    models: Any = import_module(f"{__name__.rpartition('.')[0]}.models")
    kind: Any = getattr(models, schema["$ref"], None)
    if hasattr(kind, "__get_pydantic_json_schema__"):
        reference = f"{kind.__module__}.{kind.__name__}"
        core: Any = {"type": "definition-ref", "schema_ref": reference}
        if kind not in _inside.get():
            own = {"pydantic_js_functions": [kind.__get_pydantic_json_schema__]}
            core = {**kind.__get_pydantic_core_schema__(kind, None), "metadata": own}
        # As the items of a list, since by itself pydantic makes the schema of the outer model from it.
        return {**handler({"type": "list", "items_schema": core})["items"], **found}
    return {**_for_pydantic(_contract()["schemas"].get(schema["$ref"], {}), handler), **found}
