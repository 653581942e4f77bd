"""The schemas of a document, each with its parts and a validator."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any
from urllib.parse import quote

import jsonschema_rs
from attrs import field, frozen

from openapi_contract.bundle import at, steps
from openapi_contract.grammar import Node, nodes
from openapi_contract.json_data import JsonObject, json_type, value_key, value_text
from openapi_contract.raw_document import RawDocument, Unreadable, as_pointer
from openapi_contract.validators import Validator, shared_validators, validator
from openapi_contract.written_schemas import UNIONS, types_of

# An integer is a number, and 1.0 is an integer.
WIDENED = {"integer": {"integer", "number"}, "number": {"integer", "number"}}


@frozen(eq=False, slots=False)
class Schema:
    """A schema of a document."""

    schemas: "Schemas" = field(repr=False)
    """The schemas of the same document."""
    definition: JsonObject = field(repr=False)
    """The schema as written, after following its own `$ref`."""
    name: str | None
    """The name of its component, also for a part of it by `allOf`, `oneOf` or `anyOf`; else None."""

    @cached_property
    def types(self) -> frozenset[str]:
        """The JSON types of its `type`; empty if it has none."""
        return frozenset(self.type_list)

    @property
    def type_list(self) -> list[str]:
        """The JSON types of its `type`, in order."""
        return list(types_of(self.definition))

    @cached_property
    def properties(self) -> dict[str, "Schema"]:
        """Its own properties."""
        return {name: self.schemas.of(each) for name, each in self.definition.get("properties", {}).items()}

    @property
    def required(self) -> list[str]:
        """Its own required properties."""
        return list(self.definition.get("required", ()))

    @cached_property
    def others(self) -> "Schema | None":
        """The schema of `additionalProperties`; None if that is absent or `false`."""
        written = self.definition.get("additionalProperties", False)
        return None if written is False else self.schemas.of(written)

    @property
    def open(self) -> bool:
        """True if it allows additional properties."""
        return self.definition.get("additionalProperties", False) is not False

    @cached_property
    def items(self) -> "Schema | None":
        """The schema of an array's items; None if there is none."""
        return self.schemas.of(self.definition["items"]) if "items" in self.definition else None

    def inside(self, step: str | int) -> "Schema | None":
        """Return the schema of a property, or of an item; None if it says nothing of it."""
        return self.properties.get(step, self.others) if isinstance(step, str) else self.items

    @cached_property
    def values(self) -> dict[Hashable, str]:
        """The values of `enum` or `const` for people, by `value_key`."""
        written = [
            *self.definition.get("enum", ()),
            *([self.definition["const"]] if "const" in self.definition else ()),
        ]
        return {value_key(each): value_text(each) for each in written if value_key(each) is not None}

    @cached_property
    def all_of(self) -> list["Schema"]:
        """The parts of `allOf`."""
        return self._parts(self.definition.get("allOf", ()))

    @property
    def written_options(self) -> list[Any]:
        """The options of `oneOf` or `anyOf` as written."""
        return list(self.definition.get("oneOf") or self.definition.get("anyOf") or ())

    @cached_property
    def options(self) -> list["Schema"]:
        """The options of `oneOf` or `anyOf`."""
        return self._parts(self.written_options)

    @property
    def discriminator(self) -> JsonObject | None:
        """The discriminator of a union."""
        found: JsonObject | None = self.definition.get("discriminator")
        return found

    @cached_property
    def ends(self) -> bool:
        """True if it has no constraints on the value or its parts, so that a walk can stop."""
        inside = self.properties or self.others or self.items
        return not (inside or self.values or self.all_of or self.options)

    @cached_property
    def validator(self) -> Validator:
        """The validator, compiled when first needed. Raises `Unreadable` for a schema that is not valid itself."""
        shared = self.schemas.shared_validators.get(id(self.definition))
        if shared is not None:
            return shared
        try:
            return validator(self.definition, self.schemas.referred_by(self.definition))
        except jsonschema_rs.ValidationError as error:
            raise Unreadable(self.schemas.fault(error.message)) from None

    def is_valid(self, value: Any) -> bool:
        """Return whether the value is valid. Raises `ValueError` if it has a lone surrogate."""
        return self.validator.is_valid(value)

    def applying(self, value: Any) -> list["Schema"]:
        """Return this and every other schema that applies to the value: all of `allOf`, one option of a union."""
        if not self.options and not self.all_of:
            return [self]
        found = [self]
        for schema in found:
            option = schema.option_for(value) if schema.options else None
            found += (each for each in (*schema.all_of, option) if each is not None and each not in found)
        return found

    def option_for(self, value: Any) -> "Schema | None":
        """Return the option that the discriminator names, else the only valid one; None if there is none."""
        if self.discriminator is not None:
            tag = value.get(self.discriminator["propertyName"]) if isinstance(value, dict) else None
            position = named_option(self.discriminator, self.written_options, tag)
            return None if position is None else self.options[position]
        name = json_type(value)
        fitting = [each for each in self.options if not each.types or each.types & WIDENED.get(name, {name})]
        if len(fitting) > 1:
            fitting = [each for each in fitting if each._fits(value)]
        return fitting[0] if len(fitting) == 1 else None

    def _fits(self, value: Any) -> bool:
        try:
            return self.is_valid(value)
        except ValueError:  # lone surrogates
            return False

    def _parts(self, written: Iterable[Any]) -> list["Schema"]:
        return [self.schemas.of(each, self.name) for each in written]


@frozen(eq=False)
class Schemas:
    """The schemas of a document, and any others that refer to them."""

    document: RawDocument
    known: Mapping[int, Schema]
    """The schemas, by the identity of their definition."""
    _references: dict[int, list[str]] = field(factory=dict, init=False, repr=False)
    """The references in each part that one leads to, by the identity of the part."""

    @cached_property
    def shared_validators(self) -> Mapping[int, Validator]:
        """The validators of components and bodies, by the identity of the definition."""
        written: dict[int, JsonObject] = {}
        for node in self.document.nodes:
            if node.kind != "schema" or "$ref" in node.value:
                continue
            if node.is_component:
                written[id(node.value)] = {"$ref": quote(as_pointer(node.at), safe="#/~")}
            elif node.around is not None and node.around.kind == "media type":
                written[id(node.value)] = node.value
        return shared_validators(written, self.referred_by({"allOf": list(written.values())}))

    def of(self, written: object, part_of: str | None = None) -> Schema:
        """Return the schema of a definition. Raises `Unreadable` if its reference leads nowhere.

        Args:
            written: An object, perhaps with a `$ref` into the document, or a boolean.
            part_of: The component whose name it gets if it is not in the document.
        """
        if written is False:
            return Schema(self, {"not": {}}, part_of)
        definition = self.document.resolve(written) if isinstance(written, dict) else {}
        return self.known.get(id(definition)) or Schema(self, definition, part_of)

    def fault(self, message: str) -> str:
        """Return the place of the first schema of the document that is not valid for this reason, and the reason."""
        for node in self.document.nodes:
            try:
                jsonschema_rs.meta.validate(node.value if node.kind == "schema" else {})
            except jsonschema_rs.ValidationError as error:
                if error.message == message:
                    return f"{self.document.name}: {as_pointer((*node.at, *error.instance_path))}: {message}"
        return f"{self.document.name}: {message}"

    def referred_by(self, definition: JsonObject) -> JsonObject:
        """Return the parts of the document that a definition refers to, directly or not, at their places.

        The document as a whole would take a validator longer, the larger it is.
        """
        found: JsonObject = {}
        done: set[tuple[str, ...]] = set()
        waiting = list(_references_in(definition))
        while waiting:
            place = _part(waiting.pop())
            try:
                part = at(self.document.root, list(place))
            except LookupError:
                continue  # following this reference raises later
            if place and place not in done:
                done.add(place)
                around = found
                for key in place[:-1]:
                    around = around.setdefault(key, {})
                around[place[-1]] = part
                if id(part) not in self._references:
                    self._references[id(part)] = list(_references_in(part))
                waiting += self._references[id(part)]
        return found


def _part(reference: str) -> tuple[str, ...]:
    """Return the place of the part that a reference leads into: a component, else a whole section of the document."""
    section, *rest = steps(reference) or [""]
    return (section, *rest[:2]) if section == "components" else (section,)


def _references_in(value: Any) -> Iterator[str]:
    """Yield the references inside a value to parts of its document."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            reference = each.get("$ref")
            if isinstance(reference, str) and reference.startswith("#/"):
                yield reference
            waiting += each.values()
        elif isinstance(each, list):
            waiting += each


def schemas_of(document: RawDocument) -> Schemas:
    """Return every schema that a document contains or refers to."""
    known = dict[int, Schema]()
    schemas = Schemas(document, known)
    waiting = [(document.root, "document")]
    while waiting:
        references = []
        for node in (each for start in waiting for each in nodes(*start)):
            if node.kind == "schema" and isinstance(node.value.get("$ref"), str):
                references.append(node.value)
            elif node.kind == "schema" and id(node.value) not in known:
                known[id(node.value)] = Schema(schemas, node.value, _name(node, known))
        # A reference may lead to a place outside of the grammar, such as an extension.
        targets = {id(found): found for each in references if (found := _target(document, each)) is not None}
        waiting = [(found, "schema") for key, found in targets.items() if key not in known]
    return schemas


def _name(node: Node, known: Mapping[int, Schema]) -> str | None:
    """Return the name of a component, or of the one that a part of `allOf`, `oneOf` or `anyOf` belongs to."""
    if node.is_component:
        return str(node.at[-1])
    around = known.get(id(node.around.value)) if node.around and node.keyword in ("allOf", *UNIONS) else None
    return None if around is None else around.name


def _target(document: RawDocument, reference: JsonObject) -> JsonObject | None:
    try:
        return document.resolve(reference)
    except Unreadable:
        return None  # following this reference raises later


def named_option(discriminator: JsonObject, options: Iterable[Any], value: object) -> int | None:
    """Return the position of the option that the discriminator's value names; None if it names none."""
    if not isinstance(value, str):
        return None
    # Without a mapping the value is the name of a component, which a mapping may also contain instead of a reference.
    target = discriminator.get("mapping", {}).get(value, value)
    for position, option in enumerate(options):
        reference = option.get("$ref", "") if isinstance(option, dict) else ""
        if reference and target in (reference, reference.rpartition("/")[2]):
            return position
    return None
