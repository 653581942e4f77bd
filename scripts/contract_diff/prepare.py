"""Puts a contract into the one form in which Redocly compares it without false alarms, and remembers where all stood.

- Parameters of a path and the document's security stand in each operation.
- `allOf` is merged, where its parts do not contradict each other.
- Null is a mark, `x-null`, however it was written: in a list of types, as an option of a union, or by `nullable`.
- A discriminator's mapping is data, not a second set of references.
- What other files hold stands in `x-refs`, and the body of an example in the example.
- Objects and arrays that are mere data, such as examples and defaults, are JSON in a string: Redocly sees no others.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, Final
from urllib.parse import unquote

from attrs import define, field, frozen

from scripts.contract_diff.documents import Contract
from scripts.contract_diff.sources import BadInputError
from scripts.contract_diff.structure import (
    LISTS,
    METHODS,
    Direction,
    JsonObject,
    above,
    entries,
    find,
    follow,
    join,
    kind_below,
    reach,
    steps,
)

NULL: Final = "x-null"
MAPPING: Final = "x-mapping"
REFS: Final = "x-refs"
DATA: Final = "json:"

# What says something about a schema and changes nothing that it accepts.
ANNOTATIONS: Final = frozenset({"$comment", "description", "example", "examples", "externalDocs", "title", "xml"})

Origins = dict[tuple[object, ...], str]
"""Where parts of a merged schema stood, by their keys."""


@define(slots=False)
class Prepared:
    """A contract in the form that is compared."""

    contract: Contract
    document: JsonObject
    origins: Mapping[str, str]
    """Where it stood, for each place that stood elsewhere, as `file#pointer`."""
    kinds: list[str]
    """The kinds of what stands in x-refs."""

    @cached_property
    def reach(self) -> Mapping[str, frozenset[Direction]]:
        """Which way the data of each place travels."""
        return reach(self.document)

    def directions(self, pointer: str) -> frozenset[Direction]:
        """Which way the data of a place travels; none where no operation reaches it."""
        while pointer and pointer not in self.reach:
            pointer = above(pointer)
        return self.reach.get(pointer, frozenset())

    def origin(self, pointer: str) -> str:
        """A place as it is in the contract, or `file#pointer` in a file beside it."""
        held, rest = pointer, ""
        while held and held not in self.origins:
            held, rest = above(held), f"/{held.rpartition('/')[2]}{rest}"
        place = self.origins.get(held, "#") + rest
        while place.startswith("#") and not self.is_written(place[1:]):
            place = above(place)
        return place.removeprefix("#")

    def is_written(self, pointer: str) -> bool:
        """Whether the contract has a place."""
        try:
            find(self.contract.root, pointer)
        except (LookupError, TypeError):
            return False
        return True

    def kinds_to(self, pointer: str) -> list[str | None]:
        """The kind of each thing on the way to a place, the document first."""
        keys = steps(pointer)
        kinds: list[str | None] = ["document"]
        for index, key in enumerate(keys):
            if keys[0] == REFS and index == 1:
                kinds.append(self.kinds[int(key)])
            else:
                kinds.append(kind_below(kinds[-1], key) if (kinds[-1] is not None) else None)
        return kinds

    def get(self, pointer: str | None) -> Any:
        """What stands at a place, or None."""
        try:
            return None if pointer is None else find(self.document, pointer)
        except (LookupError, TypeError):
            return None


def prepare(contract: Contract) -> Prepared:
    """Puts a contract into the form that is compared."""
    builder = _Builder(contract)
    document = builder.build(contract.root, "document", "", "#")
    # The list grows while what it holds is built.
    built = [builder.build_reference(index) for index in _growing(builder.references)]
    if built:
        document[REFS] = built
    for pointer in named_components(document):
        if follow(document, pointer) is None:
            raise builder.wrong(f"#{pointer}", "refers to itself")
    return Prepared(contract, document, builder.origins, [kind for _, kind in builder.references])


def named_components(document: JsonObject) -> Iterator[str]:
    """The place of each component."""
    for section, components in (document.get("components") or {}).items():
        if isinstance(components, dict):
            yield from (join("", "components", section, name) for name in components)
    yield from (join("", REFS, index) for index, _ in entries(document.get(REFS, [])))


def _growing(items: list[Any]) -> Iterator[int]:
    index = 0
    while index < len(items):
        yield index
        index += 1


@frozen
class _Part:
    """A schema, or a part of one: its keywords, and where those stood that do not stand in its own place."""

    values: JsonObject
    at: str
    origins: Origins = field(factory=dict)

    def place(self, *keys: object) -> str:
        """Where something stood."""
        for depth in range(len(keys), 0, -1):
            if keys[:depth] in self.origins:
                return join(self.origins[keys[:depth]], *keys[depth:])
        return join(self.at, *keys)


@define
class _Builder:
    contract: Contract
    origins: dict[str, str] = field(factory=dict)
    references: list[tuple[str, str]] = field(factory=list)
    """The places, with their kinds, of what stands in x-refs."""

    def build(self, node: Any, kind: str, here: str, at: str) -> Any:
        """A copy of something of a kind, which is to stand here and stood elsewhere."""
        if kind == "schema" and isinstance(node, bool):
            return node
        self.note(here, at)
        if kind in LISTS:
            if not isinstance(node, list):
                raise self.wrong(at, "is not a list")
            return [self.child(each, kind, here, at, index) for index, each in entries(node)]
        if not isinstance(node, dict):
            raise self.wrong(at, "is not a mapping")
        if kind == "schema":
            return self.build_schema(self.canonical(node, at), here)
        if kind == "operation":
            node = {**node, "security": node.get("security", self.contract.root.get("security", []))}
            if node["security"] is self.contract.root.get("security"):
                self.note(join(here, "security"), "#/security")
        if kind == "path item":
            return self.build_path_item(node, here, at)
        if kind == "example":
            return self.build_example(node, here, at)
        built = {key: self.child(each, kind, here, at, key) for key, each in node.items()}
        if kind == "document":
            built.pop("security", None)
        return built

    def child(self, node: Any, kind: str, here: str, at: str, key: str) -> Any:
        """What stands under a key."""
        below = kind_below(kind, key)
        if key in ("example", "value") and kind in ("example", "header", "media type", "parameter"):
            return as_data(node)
        if key == "$ref" and kind not in ("paths", "schemas"):
            return self.reference(node, kind, at)
        return node if below is None else self.build(node, below, join(here, key), join(at, key))

    def build_reference(self, index: int) -> Any:
        """What stands in x-refs."""
        at, kind = self.references[index]
        return self.build(self.raw(at), kind, join("", REFS, index), at)

    # ---- operations ----

    def build_path_item(self, item: JsonObject, here: str, at: str) -> JsonObject:
        """A path, whose parameters stand in its operations."""
        built: JsonObject = {}
        shared = self.parameters(item, at)
        for key, node in item.items():
            if key not in METHODS:
                if key != "parameters":
                    built[key] = self.child(node, "path item", here, at, key)
                continue
            method = self.child(node, "path item", here, at, key)
            own = self.parameters(node, join(at, key))
            method["parameters"] = [
                self.build(parameter, "parameter", join(here, key, "parameters", index), place)
                for index, (parameter, place) in enumerate({**shared, **own}.values())
            ]
            built[key] = method
        return built

    def parameters(self, node: JsonObject, at: str) -> dict[tuple[str, str], tuple[Any, str]]:
        """The parameters written out below a path or an operation, by what tells them apart."""
        listed = node.get("parameters", [])
        if not isinstance(listed, list):
            raise self.wrong(join(at, "parameters"), "is not a list")
        found = {}
        for index, parameter in enumerate(listed):
            place = join(at, "parameters", index)
            meant = self.followed(parameter, place)[0]
            found[str(meant.get("name")), str(meant.get("in"))] = (parameter, place)
        return found

    def build_example(self, example: JsonObject, here: str, at: str) -> JsonObject:
        """An example, with its body where that is in a file of its own."""
        body = example.get("externalValue")
        if isinstance(body, str) and "value" not in example:
            try:
                place = self.contract.beside(file_of(at), body)
                value = self.contract.file(place)
            except BadInputError:
                return example
            self.note(join(here, "value"), f"{place}#")
            example = {**{key: each for key, each in example.items() if key != "externalValue"}, "value": value}
        return {key: as_data(each) if key == "value" else each for key, each in example.items()}

    # ---- schemas ----

    def build_schema(self, part: _Part, here: str) -> JsonObject:
        """A schema, all parts of which are where they belong."""
        built: JsonObject = {}
        for key, value in part.values.items():
            at = join(here, key)
            below = kind_below("schema", key)
            self.note(at, part.place(key))
            if key == "$ref":
                built[key] = self.reference(value, "schema", part.place())
            elif key == "discriminator" and isinstance(value, dict):
                built[key] = self.discriminator(value, at)
            elif below in ("schemas", "schema list"):
                if not isinstance(value, list if below in LISTS else dict):
                    raise self.wrong(part.place(key), "is not what it should be")
                children = {
                    name: self.build(each, "schema", join(at, name), part.place(key, name))
                    for name, each in entries(value)
                }
                built[key] = list(children.values()) if isinstance(value, list) else children
            elif below == "schema":
                built[key] = self.build(value, "schema", at, part.place(key))
            elif key in ("const", "default", "example", "examples"):
                built[key] = as_data(value)
            else:
                built[key] = value
                for index in range(len(value) if isinstance(value, list) else 0):
                    self.note(join(at, index), part.place(key, index))
        return built

    def discriminator(self, value: JsonObject, here: str) -> JsonObject:
        """A discriminator, whose mapping names its components in full."""
        mapping = value.get("mapping")
        if not isinstance(mapping, dict):
            return value
        self.note(join(here, MAPPING), f"{self.stood(here)}/mapping")
        full = {
            tag: f"#/components/schemas/{meant}" if re.fullmatch(r"[\w-]+", str(meant)) else meant
            for tag, meant in mapping.items()
        }
        # As a string, so that Redocly takes it for one value.
        written = json.dumps(full, sort_keys=True)
        return {**{key: each for key, each in value.items() if key != "mapping"}, MAPPING: written}

    def canonical(self, node: JsonObject, at: str, inside: tuple[str, ...] = ()) -> _Part:
        """A schema with its `allOf` merged and null marked."""
        if at in inside:
            return _Part(node, at)
        return self.with_null_marked(self.with_all_merged(_Part(dict(node), at), (*inside, at)), (*inside, at))

    def with_all_merged(self, part: _Part, inside: tuple[str, ...]) -> _Part:
        """The schema and all members of its `allOf` as one."""
        members = part.values.get("allOf")
        if not isinstance(members, list) or not members or not all(isinstance(each, dict) for each in members):
            return part
        own = _Part({key: each for key, each in part.values.items() if key != "allOf"}, part.at)
        written = [own, *(_Part(each, part.place("allOf", index)) for index, each in enumerate(members))]
        if sum(not is_annotation(each) for each in written) == 1:
            # One part says it all: it stays the reference that it may be.
            parts = [self.canonical(each.values, each.at, inside) if each is not own else own for each in written]
        else:
            parts = [self.resolved(each, inside) if each is not own else own for each in written]
        return merged(part.at, parts) or part

    def resolved(self, part: _Part, inside: tuple[str, ...]) -> _Part:
        """A member of an `allOf`, in place of the reference that it may be."""
        if "$ref" not in part.values:
            return self.canonical(part.values, part.at, inside)
        node, at = self.followed(part.values, part.at)
        whole = self.canonical(node, at, inside)
        # A discriminator tells the kinds of what is extended, not of what extends it.
        extended = _Part({key: each for key, each in whole.values.items() if key != "discriminator"}, at, whole.origins)
        siblings = _Part({key: each for key, each in part.values.items() if key != "$ref"}, part.at)
        return merged(part.at, [siblings, extended]) or part

    def with_null_marked(self, part: _Part, inside: tuple[str, ...]) -> _Part:
        """The schema without null among its types and options, and with a mark where null was there."""
        values, origins, null = dict(part.values), dict(part.origins), ""
        if values.pop("nullable", False) is True:
            null = part.place("nullable")
        types = values.get("type")
        if isinstance(types, list):
            others = [each for each in types if each != "null"]
            if others and len(others) < len(types):
                null = part.place("type", types.index("null"))
            if others:
                values["type"] = others[0] if len(others) == 1 else others
        for keyword in ("oneOf", "anyOf"):
            options = values.get(keyword)
            if not isinstance(options, list):
                continue
            kept = [(index, each) for index, each in enumerate(options) if not is_null(each)]
            if not kept or len(kept) == len(options):
                continue
            null = part.place(keyword, next(i for i, each in enumerate(options) if is_null(each)))
            values[keyword] = [each for _, each in kept]
            origins.update({(keyword, new): part.place(keyword, old) for new, (old, _) in enumerate(kept)})
            if len(kept) == 1 and isinstance(kept[0][1], dict):
                rest = _Part({key: each for key, each in values.items() if key != keyword}, part.at, origins)
                option = self.canonical(kept[0][1], part.place(keyword, kept[0][0]), inside)
                if (single := merged(part.at, [rest, option])) is not None:
                    values, origins = dict(single.values), dict(single.origins)
        if null:
            values[NULL], origins[(NULL,)] = True, null
            if isinstance(values.get("enum"), list):
                kept = [(index, each) for index, each in enumerate(values["enum"]) if each is not None]
                values["enum"] = [each for _, each in kept]
                origins.update({("enum", new): part.place("enum", old) for new, (old, _) in enumerate(kept)})
        return _Part(values, part.at, origins)

    # ---- places and references ----

    def reference(self, reference: object, kind: str, at: str) -> str:
        """A reference as it is in the prepared document."""
        target = self.target(reference, at)
        self.raw(target)
        if re.fullmatch(r"#/components/[^/]+/[^/]+", target):
            return target
        if (target, kind) not in self.references:
            self.references.append((target, kind))
        return f"#/{REFS}/{self.references.index((target, kind))}"

    def target(self, reference: object, at: str) -> str:
        """The place that a reference means, as `file#pointer`."""
        if not isinstance(reference, str):
            raise self.wrong(at, "has a $ref that is not a string")
        other, _, pointer = reference.partition("#")
        place = self.contract.beside(file_of(at), other) if other else file_of(at)
        return f"{place}#{unquote(pointer)}"

    def raw(self, at: str) -> Any:
        """What stands at a place of the contract as it is written."""
        place, _, pointer = at.partition("#")
        try:
            return find(self.contract.file(place), pointer)
        except BadInputError as error:
            raise BadInputError(f"{self.contract.name} refers to {place}: {error}") from None
        except (LookupError, TypeError):
            where = f"{place}#{pointer}" if place else pointer
            raise BadInputError(f"{self.contract.name} refers to {where}, which is not there") from None

    def followed(self, node: Any, at: str) -> tuple[JsonObject, str]:
        """What a reference refers to, and where that stands; anything else as it is."""
        for _ in range(100):
            if not isinstance(node, dict):
                raise self.wrong(at, "is not a mapping")
            if "$ref" not in node:
                return node, at
            at = self.target(node["$ref"], at)
            node = self.raw(at)
        raise self.wrong(at, "refers to itself")

    def stood(self, here: str) -> str:
        """Where what stands here stood."""
        held, rest = here, ""
        while held and held not in self.origins:
            held, rest = above(held), f"/{held.rpartition('/')[2]}{rest}"
        return self.origins.get(held, "#") + rest

    def note(self, here: str, at: str) -> None:
        """Remembers where something stood."""
        if self.stood(here) != at:
            self.origins[here] = at

    def wrong(self, at: str, what: str) -> BadInputError:
        """The error for something that is not as OpenAPI has it."""
        return BadInputError(f"{self.contract.name} is not OpenAPI: {at.removeprefix('#') or '/'} {what}")


def as_data(value: Any) -> Any:
    """An object or an array as one value."""
    return f"{DATA}{json.dumps(value, sort_keys=True)}" if isinstance(value, dict | list) else value


def file_of(at: str) -> str:
    """The file of a place; the contract's own is empty."""
    return at.partition("#")[0]


def is_annotation(part: _Part) -> bool:
    """Whether a part of a schema accepts everything."""
    return all(key in ANNOTATIONS or key.startswith("x-") for key in part.values)


def is_null(option: Any) -> bool:
    """Whether an option of a union is null and nothing else."""
    if not isinstance(option, dict):
        return False
    return option.get("type") == "null" or option.get("enum") == [None] or option.get("const", 0) is None


def merged(at: str, parts: list[_Part]) -> _Part | None:
    """Parts that all apply as one schema; None where that cannot be written as one."""
    structural = [part for part in parts if not is_annotation(part)]
    if len(structural) > 1 and any("$ref" in part.values for part in structural):
        return None
    values: JsonObject = {}
    origins: Origins = {}
    for part in parts:
        for key, value in part.values.items():
            if key == "properties" and isinstance(value, dict):
                properties = values.setdefault(key, {})
                for name, schema in value.items():
                    if not same(properties.setdefault(name, schema), schema):
                        properties[name] = {"allOf": [properties[name], schema]}
                    origins.setdefault((key, name), part.place(key, name))
            elif key == "required" and isinstance(value, list):
                for index, name in enumerate(value):
                    if name not in values.setdefault(key, []):
                        origins[(key, len(values[key]))] = part.place(key, index)
                        values[key].append(name)
            elif key not in values:
                values[key] = value
            elif key in ANNOTATIONS or key.startswith("x-") or same(values[key], value):
                continue
            else:
                return None
            origins.setdefault((key,), part.place(key))
    # The list of what is required stands where its first part stood.
    return _Part(values, at, origins)


def same(one: Any, other: Any) -> bool:
    """Whether two JSON values are equal; to Python True is 1."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
