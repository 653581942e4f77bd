"""Strategies for answers: valid ones, from the contract's own schema, and ones with surprises at any depth."""

import copy
import json
from collections.abc import Iterator
from typing import Any

from attrs import frozen
from hypothesis import strategies as st

from contract_tests import contract

DOCUMENT = contract.load()
WEB_CALL: dict[str, Any] = DOCUMENT["components"]["schemas"]["WebCall"]
EXAMPLE: dict[str, Any] = json.loads((contract.CONTRACT.parent / "examples" / "web-call.json").read_text())
MINIMAL = {name: EXAMPLE[name] for name in WEB_CALL["required"]}
MARKER = "surprising-value"  # stands in every value that a surprise brings, so that a log can be searched for it

texts = st.text(max_size=8) | st.sampled_from(["\ud800", "~/", "", "0", "a" * 300])
numbers = (
    st.integers()
    | st.sampled_from([2**53 + 1, -(2**64), 10**300, 1.0, -0.0])
    | st.floats(allow_nan=False, allow_infinity=False, width=32)
)
anything = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)


# ---- valid bodies ----


def valid(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    """All values that a schema of the kind found in the contract allows, few and small ones first."""
    schema = contract.resolve(DOCUMENT, schema)
    if "const" in schema:
        return st.just(schema["const"])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if "oneOf" in schema:
        return st.one_of([valid(option) for option in schema["oneOf"]])
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return st.one_of([_of_type(kind, schema) for kind in kinds])


def _of_type(kind: str, schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    match kind:
        case "null":
            return st.none()
        case "boolean":
            return st.booleans()
        case "integer":
            return st.integers() | st.sampled_from([2**53 + 1, 1703302407333, 7.0])
        case "number":
            return numbers
        case "string":
            return texts
        case "array":
            return st.lists(_deferred(schema["items"]), max_size=3)
    properties: dict[str, Any] = schema.get("properties", {})
    if not properties:
        values = schema.get("additionalProperties", True)
        return st.dictionaries(texts, anything if values is True else valid(values), max_size=3)
    required = set(schema.get("required", ()))
    parts = {name: _deferred(part) for name, part in properties.items()}
    return st.fixed_dictionaries(
        {name: part for name, part in parts.items() if name in required},
        optional={name: part for name, part in parts.items() if name not in required},
    )


def _deferred(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    return st.deferred(lambda: valid(schema))


calls = valid(WEB_CALL)


# ---- surprises ----


@frozen
class Surprise:
    """A change to a body that the contract does not promise but the client can live with."""

    what: str
    pointer: str
    """Where the client should find it."""
    target: tuple[str | int, ...]
    """What is set, to `value`, or deleted where that is None."""
    value: tuple[Any] | None
    kept: tuple[str | int, ...] | None
    """The part that is kept as it came because of it: nothing else is looked for in there."""


@st.composite
def surprising_calls(draw: st.DrawFn) -> tuple[dict[str, Any], list[Surprise]]:
    """A valid body with up to four surprises, and these."""
    body = draw(calls | st.just(EXAMPLE))
    all_options = list(surprises(WEB_CALL, body, (), None))
    chosen: list[Surprise] = []
    for _ in range(draw(st.integers(1, 4))):
        options = [one for one in all_options if not _disturbs(one, chosen)]
        kind = draw(st.sampled_from(sorted({one.what for one in options})))
        surprise = draw(st.sampled_from([one for one in options if one.what == kind]))
        body = put_in(body, surprise)
        chosen.append(surprise)
    return body, chosen


def put_in(body: dict[str, Any], surprise: Surprise) -> dict[str, Any]:
    """A copy of a body with a surprise in it."""
    body = copy.deepcopy(body)
    *path, last = surprise.target
    parent: Any = body
    for step in path:
        parent = parent[step]
    if surprise.value is None:
        del parent[last]
    elif isinstance(parent, list) and last == len(parent):
        parent.append(surprise.value[0])
    else:
        parent[last] = surprise.value[0]
    return body


def surprises(
    schema: dict[str, Any], value: Any, path: tuple[str | int, ...], keeper: tuple[str | int, ...] | None
) -> Iterator[Surprise]:
    """All surprises that a valid value has room for. `keeper` is the closest part around it that could be kept raw."""
    schema = contract.resolve(DOCUMENT, schema)
    if "oneOf" in schema and value is not None:
        schema = next(option for option in map(_resolved, schema["oneOf"]) if _fits(option, _without_surrogates(value)))
    if isinstance(value, dict) and "properties" in schema:
        yield from _surprises_of_object(schema, value, path, keeper)
    elif isinstance(value, dict) and isinstance(schema.get("additionalProperties"), dict) and keeper is not None:
        target = (*path, MARKER)
        yield Surprise("wrong type in a map", _pointer(target), target, ([MARKER],), keeper)
    elif isinstance(value, list):
        items = _resolved(schema["items"])
        if "discriminator" in items:
            target = (*path, len(value))
            item = {items["discriminator"]["propertyName"]: MARKER, "new": [MARKER]}
            pointer = _pointer((*target, items["discriminator"]["propertyName"]))
            yield Surprise("unknown kind", pointer, target, (item,), target)
        elif keeper is not None:
            target = (*path, len(value))
            yield (
                Surprise("wrong type in an array", _pointer(target), target, ({MARKER: MARKER},), keeper)
                if ("properties" not in items)
                else Surprise("null in an array", _pointer(target), target, (None,), keeper)
            )
        for index, item in enumerate(value):
            inner = (*path, index)
            yield from surprises(items, item, inner, inner if "discriminator" in items else keeper)


def _surprises_of_object(
    schema: dict[str, Any], value: dict[str, Any], path: tuple[str | int, ...], keeper: tuple[str | int, ...] | None
) -> Iterator[Surprise]:
    for name in ("new", f"~new/{MARKER}", "7"):
        if name not in value:
            yield Surprise("unknown property", _pointer((*path, name)), (*path, name), ({name: [MARKER]},), None)
    for name, declared in schema["properties"].items():
        part, target = _resolved(declared), (*path, name)
        if name not in schema.get("required", ()):
            yield from _surprises_of_optional(part, target)
            if name in value:
                yield from surprises(part, value[name], target, target)
        elif keeper is not None:
            if "const" not in part and "role" not in name:
                yield Surprise("wrong type of a required property", _pointer(target), target, (True,), keeper)
                yield Surprise("required property missing", _pointer(target), target, None, keeper)
            yield from surprises(part, value[name], target, keeper)
        if "enum" in part and name != "role":
            yield Surprise("unknown enum value", _pointer(target), target, (MARKER,), None)


def _surprises_of_optional(part: dict[str, Any], target: tuple[str | int, ...]) -> Iterator[Surprise]:
    for what, value in _WRONG:
        container = "object" if isinstance(value, dict) else "array" if isinstance(value, list) else None
        if not _fits(part, value) and part.get("type") != container:
            yield Surprise(what, _pointer(target), target, (value,), target)


_WRONG: tuple[tuple[str, Any], ...] = (
    ("null", None),
    ("wrong type", {MARKER: 1}),
    ("wrong type", [MARKER]),
    ("wrong type", 1.5),
    ("wrong type", True),
    ("number as a string", "1.5"),
)


def _disturbs(new: Surprise, chosen: list[Surprise]) -> bool:
    """Whether two surprises are at the same spot, or one is in a part that is kept as it came because of the other."""
    return any(
        new.target == old.target
        or (old.kept is not None and new.target[: len(old.kept)] == old.kept)
        or (new.kept is not None and old.target[: len(new.kept)] == new.kept)
        or old.target[: len(new.target)] == new.target
        for old in chosen
    )


def _resolved(schema: dict[str, Any]) -> dict[str, Any]:
    return contract.resolve(DOCUMENT, schema)


def is_valid(body: Any) -> bool:
    """Whether a body is a call as the contract has it."""
    return _fits(WEB_CALL, _without_surrogates(body))


def _without_surrogates(value: Any) -> Any:
    # The validator cannot take them.
    return json.loads(json.dumps(value).replace("\\ud800", "?"))


_validators: dict[int, Any] = {}


def _fits(schema: dict[str, Any], value: Any) -> bool:
    # The contract's schemas are read once and never change, so that their identity stands for them.
    if id(schema) not in _validators:
        _validators[id(schema)] = contract.validator(DOCUMENT, schema)
    return bool(_validators[id(schema)].is_valid(value))


def _pointer(steps: tuple[str | int, ...]) -> str:
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in steps)
