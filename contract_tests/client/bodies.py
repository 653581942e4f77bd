"""Strategies for response bodies: valid ones, from a contract's own schemas, and ones with surprises at any depth."""

import copy
import json
from collections.abc import Iterator
from datetime import UTC
from typing import Any

from attrs import define, field, frozen
from hypothesis import strategies as st

from openapi_contract.document import Document, read
from openapi_contract.example_values import body_example
from openapi_contract.json_data import JsonObject
from repository import CONTRACT

MARKER = "surprising-value"  # part of every value that a surprise adds, so that a log can be searched for it

texts = st.text(max_size=8) | st.sampled_from(["\ud800", "~/", "", "0", "a" * 300])
integers = st.integers() | st.sampled_from([2**53 + 1, 1703302407333, 7.0])
numbers = (
    st.integers()
    | st.sampled_from([2**53 + 1, -(2**64), 10**300, 1.0, -0.0])
    | st.floats(allow_nan=False, allow_infinity=False)
)
anything = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)
# Values that a client reads into a type of its own, and has to return unchanged.
formats: dict[str, st.SearchStrategy[str]] = {
    "date": st.dates().map(str),
    "date-time": st.datetimes(timezones=st.just(UTC)).map(lambda time: time.isoformat().replace("+00:00", "Z")),
    "uuid": st.uuids().map(str) | st.uuids().map(lambda uuid: str(uuid).upper()),
}


@frozen
class Surprise:
    """A change to a body that the contract does not describe, but that the client must tolerate."""

    what: str
    pointer: str
    """JSON pointer at which the client should report it."""
    target: tuple[str | int, ...]
    """Path of the part to set to `value`, or to delete if that is None."""
    value: tuple[Any] | None
    kept: tuple[str | int, ...] | None
    """The part that is kept raw because of it: no other surprise is expected inside."""


@define(eq=False, repr=False)
class Bodies:
    """The bodies that one schema of a contract describes."""

    root: JsonObject
    schema: JsonObject
    document: Document = field(init=False)
    _flat: dict[int, tuple[JsonObject, JsonObject]] = field(factory=dict, init=False)
    sent: set[int] = field(init=False)
    """The schemas of requests, by id: in these, one value that cannot be read makes the whole container raw."""
    _strategies: dict[int, st.SearchStrategy[Any]] = field(factory=dict, init=False)

    @document.default
    def _make_document(self) -> Document:
        return Document("", self.root)

    @sent.default
    def _find_sent(self) -> set[int]:
        found: set[int] = set()
        waiting: list[Any] = [each.request.definition for each in self.document.operations if each.request]
        for node in waiting:
            resolved = self.document.resolve(node) if isinstance(node, dict) else node
            if id(resolved) not in found:
                found |= {id(resolved), id(self._resolved(node))} if isinstance(node, dict) else {id(node)}
                inner = resolved.values() if isinstance(resolved, dict) else resolved
                waiting += [each for each in inner if isinstance(each, dict | list)]
        return found

    def valid(self) -> st.SearchStrategy[Any]:
        """Return a strategy for all bodies that the schema allows, small ones first."""
        # Composite, since hypothesis would otherwise print all its parts if it rejects a draw.
        return st.composite(lambda draw: draw(self._deferred(self.schema)))()

    def is_valid(self, body: Any) -> bool:
        """Return whether a body is valid."""
        return self._fits(self.schema, _without_surrogates(body))

    def surprising(self, *examples: Any) -> st.SearchStrategy[tuple[Any, list[Surprise]]]:
        """Return a valid body, maybe one of the examples, with up to four surprises, and these."""
        bodies = st.one_of(self.valid(), *map(st.just, examples))

        @st.composite
        def draw_one(draw: st.DrawFn) -> tuple[Any, list[Surprise]]:
            body = draw(bodies)
            all_options = list(self.surprises(body))
            chosen: list[Surprise] = []
            for _ in range(draw(st.integers(1, 4))):
                options = [one for one in all_options if not _disturbs(one, chosen)]
                if not options:
                    break
                kind = draw(st.sampled_from(sorted({one.what for one in options})))
                surprise = draw(st.sampled_from([one for one in options if one.what == kind]))
                body = put_in(body, surprise)
                chosen.append(surprise)
            return body, chosen

        return draw_one()

    def surprises(self, body: Any) -> Iterator[Surprise]:
        """Return all surprises that are possible in a valid body."""
        root = self._resolved(self.schema)
        yield from self._surprises(root, body, (), () if _tag(root) else None)

    # ---- valid bodies ----

    def _valid(self, schema: JsonObject) -> st.SearchStrategy[Any]:
        schema = self._resolved(schema)
        if "const" in schema:
            return st.just(schema["const"])
        if "enum" in schema:
            return st.sampled_from(schema["enum"])
        options = schema.get("oneOf", []) + schema.get("anyOf", [])
        if options:
            strategy = st.one_of([self._valid(option) for option in options])
            # Without a tag a value may also fit another option, which `oneOf` forbids.
            return (
                strategy if _tag(schema) else strategy.filter(lambda one: self._fits(schema, _without_surrogates(one)))
            )
        kinds = _types(schema)
        return st.one_of([self._of_type(kind, schema) for kind in kinds]) if kinds else anything

    def _of_type(self, kind: str, schema: JsonObject) -> st.SearchStrategy[Any]:
        match kind:
            case "null":
                return st.none()
            case "boolean":
                return st.booleans()
            case "integer" | "number":
                return _number(kind, schema)
            case "string":
                return _text(schema)
            case "array":
                return st.lists(
                    self._deferred(schema.get("items", {})),
                    min_size=schema.get("minItems", 0),
                    max_size=min(schema.get("maxItems", 3), schema.get("minItems", 0) + 3),
                    unique_by=repr if schema.get("uniqueItems") else None,
                )
        return self._object(schema)

    def _object(self, schema: JsonObject) -> st.SearchStrategy[Any]:
        parts = {name: self._deferred(part) for name, part in schema.get("properties", {}).items()}
        others = schema.get("additionalProperties", True)
        if not parts:
            return st.dictionaries(texts, self._deferred(others) if isinstance(others, dict) else anything, max_size=3)
        required = set(schema.get("required", ()))
        return st.fixed_dictionaries(
            {name: part for name, part in parts.items() if name in required},
            optional={name: part for name, part in parts.items() if name not in required},
        )

    def _deferred(self, schema: JsonObject) -> st.SearchStrategy[Any]:
        made = self._strategies.get(id(self._resolved(schema)))
        if made is None:
            made = self._strategies[id(self._resolved(schema))] = st.deferred(lambda: self._valid(schema))
        return made

    # ---- surprises ----

    def _surprises(
        self,
        schema: JsonObject,
        value: Any,
        path: tuple[str | int, ...],
        keeper: tuple[str | int, ...] | None,
        alone: bool = False,
    ) -> Iterator[Surprise]:
        """Yield the surprises possible in a part of a body.

        Args:
            schema: The contract's schema of the part.
            value: The part.
            path: Its place.
            keeper: The closest enclosing part that could be kept raw.
            alone: Whether it stands for a property, and not for one of many: then it can do without any of its own.
        """
        schema, tag = self._resolved(schema), _tag(self._resolved(schema))
        lenient = id(schema) not in self.sent
        if "oneOf" in schema or "anyOf" in schema:
            schema, alone = self._option(schema, value), False
        if isinstance(value, dict) and "properties" in schema:
            yield from self._surprises_of_object(schema, value, path, keeper, tag, alone and lenient)
        elif isinstance(value, dict) and isinstance(schema.get("additionalProperties"), dict):
            target = (*path, MARKER)
            if kept := target if lenient else keeper:
                yield Surprise("wrong type in a map", _pointer(target), target, ([MARKER],), kept)
        elif isinstance(value, list) and "items" in schema:
            yield from self._surprises_of_array(self._resolved(schema["items"]), value, path)

    def _surprises_of_array(
        self, items: JsonObject, value: list[Any], path: tuple[str | int, ...]
    ) -> Iterator[Surprise]:
        target, tag = (*path, len(value)), _tag(items)
        if tag is not None:
            item = {tag: MARKER, "new": [MARKER]}
            yield Surprise("unknown kind", _pointer((*target, tag)), target, (item,), target)
        elif _types(items) == {"object"} and "properties" in items:
            yield Surprise("null in an array", _pointer(target), target, (None,), target)
        elif _types(items) and not self._fits(items, {MARKER: MARKER}):
            yield Surprise("wrong type in an array", _pointer(target), target, ({MARKER: MARKER},), target)
        for index, item in enumerate(value):
            inner = (*path, index)
            yield from self._surprises(items, item, inner, inner)

    def _surprises_of_object(
        self,
        schema: JsonObject,
        value: JsonObject,
        path: tuple[str | int, ...],
        keeper: tuple[str | int, ...] | None,
        tag: str | None,
        alone: bool,
    ) -> Iterator[Surprise]:
        if not schema.get("additionalProperties"):
            for name in ("new", f"~new/{MARKER}", "7"):
                if name not in value:
                    pointer = _pointer((*path, name))
                    yield Surprise("unknown property", pointer, (*path, name), ({name: [MARKER]},), None)
        for name, declared in schema["properties"].items():
            part, target = self._resolved(declared), (*path, name)
            if name not in schema.get("required", ()):
                yield from self._surprises_of_optional(part, target)
                if name in value:
                    yield from self._surprises(part, value[name], target, target, alone=True)
            elif name != tag:
                kept = target if alone else keeper
                if kept is not None and _types(part) and not self._fits(part, True):
                    yield Surprise("wrong type of a required property", _pointer(target), target, (True,), kept)
                if kept is not None:
                    yield Surprise("required property missing", _pointer(target), target, None, kept)
                yield from self._surprises(part, value[name], target, target if _tag(part) else kept, alone=True)
            if "enum" in part and _types(part) == {"string"} and name != tag:
                yield Surprise("unknown enum value", _pointer(target), target, (MARKER,), None)

    def _surprises_of_optional(self, part: JsonObject, target: tuple[str | int, ...]) -> Iterator[Surprise]:
        for what, value in _WRONG:
            container = "object" if isinstance(value, dict) else "array" if isinstance(value, list) else None
            if not self._fits(part, value) and container not in _types(part):
                yield Surprise(what, _pointer(target), target, (value,), target)

    # ---- schemas ----

    def _resolved(self, schema: JsonObject) -> JsonObject:
        """Return the schema with its references followed and `allOf` put together, the same object each time."""
        if id(schema) not in self._flat:
            self._flat[id(schema)] = schema, self._flattened(schema)
        return self._flat[id(schema)][1]

    def _flattened(self, schema: JsonObject) -> JsonObject:
        schema = self.document.resolve(schema)
        options = schema.get("oneOf", schema.get("anyOf", ()))
        if "allOf" not in schema and not options:
            return schema
        merged = {key: value for key, value in schema.items() if key != "allOf"}
        for part in schema.get("allOf", ()):
            flat = self._resolved(part)
            merged = {
                **flat,
                **merged,
                "properties": {**flat.get("properties", {}), **merged.get("properties", {})},
                "required": [*flat.get("required", ()), *merged.get("required", ())],
            }
        if options and "type" not in merged:
            types = [_types(self._resolved(option)) for option in options]
            merged["type"] = sorted(set().union(*types)) if all(types) else []
        return merged

    def _option(self, schema: JsonObject, value: Any) -> JsonObject:
        """Return the option of a union that a value is of; the union itself if it is of none."""
        plain = _without_surrogates(value)
        options = [*schema.get("oneOf", ()), *schema.get("anyOf", ())]
        return next((option for option in map(self._resolved, options) if self._fits(option, plain)), {})

    def _fits(self, schema: JsonObject, value: Any) -> bool:
        return self.document.schema(schema).is_valid(value)


_WRONG: tuple[tuple[str, Any], ...] = (
    ("null", None),
    ("wrong type", {MARKER: 1}),
    ("wrong type", [MARKER]),
    ("wrong type", 1.5),
    ("wrong type", True),
    ("number as a string", "1.5"),
)


def put_in(body: Any, surprise: Surprise) -> Any:
    """Return a copy of a body with a surprise in it."""
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


def _types(schema: JsonObject) -> set[str]:
    """Return the JSON types that a schema allows; empty if it allows any."""
    kinds = schema.get("type", [])
    if not kinds and schema.get("properties"):
        return {"object"}
    if not kinds and "enum" in schema and all(isinstance(value, str) for value in schema["enum"]):
        return {"string"}
    return {kinds} if isinstance(kinds, str) else set(kinds)


def _tag(schema: JsonObject) -> str | None:
    """Return the property that tells the options of a union apart, if it has one."""
    return schema["discriminator"]["propertyName"] if "discriminator" in schema else None


def _number(kind: str, schema: JsonObject) -> st.SearchStrategy[Any]:
    if schema.keys() & {"multipleOf", "exclusiveMinimum", "exclusiveMaximum"}:
        step = schema.get("multipleOf", 1)
        least = schema.get("minimum", schema.get("exclusiveMinimum", -1000) + step)
        most = schema.get("maximum", schema.get("exclusiveMaximum", 1000) - step)
        return st.integers(-(-least // step), most // step).map(lambda count: count * step)
    least, most = schema.get("minimum"), schema.get("maximum")
    if least is None and most is None:
        return integers if kind == "integer" else numbers
    return st.integers(least, most) if kind == "integer" else st.floats(least, most, allow_nan=False)


def _text(schema: JsonObject) -> st.SearchStrategy[str]:
    if schema.get("format") in formats:
        return formats[schema["format"]]
    if "pattern" in schema:
        pattern: str = schema["pattern"]
        return st.from_regex(pattern, fullmatch=pattern.startswith("^") and pattern.endswith("$"))
    least, most = schema.get("minLength", 0), schema.get("maxLength")
    return texts if not least and most is None else st.text(min_size=least, max_size=most or least + 8)


def _disturbs(new: Surprise, chosen: list[Surprise]) -> bool:
    """Return whether a surprise hides one that is chosen, or is hidden by it: same place, or in a part kept unread."""
    return any(
        new.target == old.target
        or (old.kept is not None and new.target[: len(old.kept)] == old.kept)
        or (new.kept is not None and old.target[: len(new.kept)] == new.kept)
        or old.target[: len(new.target)] == new.target
        for old in chosen
    )


def _without_surrogates(value: Any) -> Any:
    # The validator does not support them.
    return json.loads(json.dumps(value).replace("\\ud800", "?"))


def _pointer(steps: tuple[str | int, ...]) -> str:
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in steps)


# ---- the repository's own contract ----

CONTRACT_READ = read(CONTRACT)
DOCUMENT = CONTRACT_READ.root
WEB_CALL: JsonObject = DOCUMENT["components"]["schemas"]["WebCall"]
EXAMPLE: JsonObject = json.loads((CONTRACT.parent / "examples" / "web-call.json").read_text())
MINIMAL = {name: EXAMPLE[name] for name in WEB_CALL["required"]}
[CREATE_WEB_CALL] = [each for each in CONTRACT_READ.operations if each.id == "createWebCall"]
assert CREATE_WEB_CALL.request is not None
REQUEST_BODY: JsonObject = CREATE_WEB_CALL.request.definition
REQUEST_EXAMPLE: JsonObject = body_example(CREATE_WEB_CALL.request)
CALLS = Bodies(DOCUMENT, WEB_CALL)
calls = CALLS.valid()
is_valid = CALLS.is_valid


def surprising_calls() -> st.SearchStrategy[tuple[JsonObject, list[Surprise]]]:
    """Return a valid call with up to four surprises, and these."""
    return CALLS.surprising(EXAMPLE)
