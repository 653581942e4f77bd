"""How the client's modules write a property of each kind: its type, how it is read, how it is sent."""

import json
import re
import textwrap
from collections.abc import Iterable, Iterator
from typing import Any

from attrs import define, field
from openapi_python_client import strings
from openapi_python_client.config import Config
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.openapi import Endpoint
from openapi_python_client.parser.properties import ModelProperty
from openapi_python_client.parser.properties.union import UnionProperty
from openapi_python_client.strings import ClassName, PythonIdentifier, safe_for_docstring

from openapi_contract.document import Document
from openapi_contract.grammar import nodes
from openapi_contract.json_data import JsonObject
from openapi_contract.operations import Operation
from openapi_contract.schema import Schema
from openapi_contract.secrets import MARK, is_marked, looks_secret

Property = Any
"""One of the generator's classes of properties. What each has beside a name, its `template` tells."""
PLAIN = ("str", "int", "float", "boolean", "any", "none", "const")
TEXT_WIDTH = 112

Discriminator = tuple[str, dict[str, list[str]]]
"""A property's name, and the values that it has for each class."""


@define(eq=False)
class Properties:
    """What the templates ask of a property, given all models of the contract."""

    document: Document
    openapi: GeneratorData
    config: Config
    models: dict[str, ModelProperty] = field(init=False)
    unions: dict[str, tuple[str, ...]] = field(init=False, factory=dict)
    """The classes of each union that has a name in the contract, by that name."""
    discriminators: dict[frozenset[str], Discriminator] = field(init=False, factory=dict)
    """What tells the classes of a union apart, where the contract says it."""
    sent: set[str] = field(init=False, factory=set)
    """The classes that are part of requests."""
    received: set[str] = field(init=False, factory=set)
    """The classes that are part of responses."""
    incomplete: set[str] = field(init=False, factory=set)
    """The classes whose objects are read without a required property, which reads as UNSET then."""
    _written: dict[str, JsonObject] = field(init=False, factory=dict)
    _operations: dict[tuple[str, str], Operation] = field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        self.models = {model.class_info.name: model for model in self.openapi.models}
        for name, schema in (self.document.root.get("components") or {}).get("schemas", {}).items():
            variants = self._variants(schema)
            if len(variants) > 1:
                self.unions[self.class_of(name)] = tuple(variants)
        for node in nodes(self.document.root):
            said = node.value.get("discriminator")
            if isinstance(said, dict) and "propertyName" in said and (variants := self._variants(node.value)):
                self.discriminators[frozenset(variants)] = self._named(node.value, said)
        for collection in self.openapi.endpoint_collections_by_tag.values():
            for endpoint in collection.endpoints:
                self._reach((body.prop for body in endpoint.bodies), self.sent)
                self._reach((response.prop for response in endpoint.responses), self.received)
        self.incomplete = self._alone_in_properties()

    # ---- what a property is ----

    def kind(self, p: Property) -> str:
        """Return a word for how the property is treated."""
        match p.template:
            case "model_property.py.jinja":
                return "map" if self.is_map(self.model(p)) else "model"
            case "enum_property.py.jinja":
                return "enum" if p.value_type is str else "int_enum"
            case "any_property.py.jinja":
                return _code(p.get_type_string(no_optional=True)).lower()
        template: str = p.template
        return template.removesuffix("_property.py.jinja")

    def model(self, p: Property) -> ModelProperty:
        """Return the model that a property refers to, with all that is known of it."""
        return self.models[p.class_info.name]

    def is_map(self, model: ModelProperty) -> bool:
        """Return whether it becomes a dict: an object without properties of its own that does not contain itself."""
        own = model.required_properties or model.optional_properties
        return bool(model.additional_properties) and not own and not self._contains_itself(model)

    def _contains_itself(self, model: ModelProperty) -> bool:
        waiting, seen = list(_inner(model.additional_properties)), set[str]()
        for p in waiting:
            if isinstance(p, ModelProperty):
                name = p.class_info.name
                if name == model.class_info.name:
                    return True
                found = self.models[name]
                if name not in seen and not (found.required_properties or found.optional_properties):
                    seen.add(name)
                    waiting += _inner(found.additional_properties)
        return False

    def models_in(self, union: UnionProperty) -> list[str]:
        """Return the classes that a union has."""
        return [self._name(inner) for inner in union.inner_properties if self.kind(inner) == "model"]

    def class_of(self, component: str) -> str:
        """Return the name of a component's class, given its name or a reference to it."""
        name = ClassName(component.rpartition("/")[2], self.config.field_prefix)
        override = self.config.class_overrides.get(name)
        return ClassName(override.class_name, "") if override and override.class_name else name

    def alias(self, union: UnionProperty) -> str:
        """Return the name that the contract has for a union's classes; empty if it has none."""
        found = [name for name, variants in self.unions.items() if sorted(variants) == sorted(self.models_in(union))]
        return found[-1] if found else ""

    def _variants(self, schema: Any) -> list[str]:
        options = [*schema.get("oneOf", ()), *schema.get("anyOf", ())] if isinstance(schema, dict) else []
        variants = [self.class_of(option["$ref"]) for option in options if "$ref" in option]
        known = [name for name in variants if name in self.models and not self.is_map(self.models[name])]
        return known if len(known) == len(options) else []

    def _named(self, union: JsonObject, said: JsonObject) -> Discriminator:
        mapping = {value: self.class_of(target) for value, target in (said.get("mapping") or {}).items()}
        tags: dict[str, list[str]] = {}
        for option in [*union.get("oneOf", ()), *union.get("anyOf", ())]:
            name = self.class_of(option["$ref"])
            values = [value for value, target in mapping.items() if target == name]
            tags[name] = [literal(value) for value in values or [option["$ref"].rpartition("/")[2]]]
        return said["propertyName"], tags

    def _reach(self, start: Iterable[Property], reached: set[str]) -> None:
        waiting = [inner for p in start for inner in _inner(p)]
        for p in waiting:
            if isinstance(p, ModelProperty) and p.class_info.name not in reached:
                reached.add(p.class_info.name)
                model = self.models.get(p.class_info.name, p)
                for each in (*properties_of(model), model.additional_properties):
                    waiting += _inner(each)

    def _alone_in_properties(self) -> set[str]:
        """Return the classes of which an object stands for a property of another one, and nowhere for all of a body.

        Not those of requests, whose attributes have the types that users write; nor the kinds of a union, which are
        told apart by what they must have.
        """
        found, whole, kinds = set[str](), set[str](), set[str]()
        properties = [p for model in self.models.values() for p in properties_of(model)]
        for collection in self.openapi.endpoint_collections_by_tag.values():
            for endpoint in collection.endpoints:
                bodies = [response.prop for response in endpoint.responses]
                whole |= {inner.class_info.name for p in bodies for inner in _inner(p) if self.kind(inner) == "model"}
                properties += bodies
        for p in [*properties, *(model.additional_properties for model in self.models.values())]:
            kinds |= {
                name
                for inner in _inner(p)
                if isinstance(inner, UnionProperty) and self._choices(inner) > 1
                for name in self.models_in(inner)
            }
        for p in properties:
            alone = p.inner_properties if isinstance(p, UnionProperty) else [p]
            found |= {self._name(inner) for inner in alone if self.kind(inner) == "model"}
        return found - whole - kinds - self.sent

    def _choices(self, union: UnionProperty) -> int:
        """Return how many kinds of values a union has, short of null."""
        return sum(self.kind(inner) != "none" for inner in union.inner_properties)

    # ---- which properties must be there ----

    def must_come(self, model: ModelProperty, p: Property) -> bool:
        """Return whether an object without the property cannot be read."""
        return self.is_expected(model, p) and model.class_info.name not in self.incomplete

    def needed_by(self, model: ModelProperty) -> list[Property]:
        """Return the properties without which an object cannot be read."""
        return [p for p in properties_of(model) if self.must_come(model, p)]

    def is_expected(self, model: ModelProperty, p: Property) -> bool:
        """Return whether a response has the property. One that is for requests alone never comes."""
        return p.required and not self.written_schema(model, p).get("writeOnly")

    def may_be_unset(self, model: ModelProperty, p: Property) -> bool:
        """Return whether the attribute may be UNSET."""
        written, name = self.written_schema(model, p), model.class_info.name
        only_received = bool(written.get("readOnly")) and name in self.sent
        only_sent = bool(written.get("writeOnly")) and name in self.received
        return not p.required or only_received or only_sent or name in self.incomplete

    def default(self, model: ModelProperty, p: Property) -> str:
        """Return the default of the attribute; empty if it has none."""
        if p.default:
            return self.value(p, p.default)
        if self.kind(p) == "const" and p.required:
            return self.value(p, p.value)
        name, written = model.class_info.name, self.written_schema(model, p)
        only_sent = p.required and written.get("writeOnly") and name in self.sent
        to_be_given = p.required and not written.get("readOnly") and name in self.incomplete
        return "UNSET" if self.may_be_unset(model, p) and not only_sent and not to_be_given else ""

    def value(self, p: Property, value: Any) -> str:
        """Return the code of a default or of a const."""
        code = _code(value.python_code)
        if isinstance(value.raw_value, str) and self.kind(p) in ("str", "const", "union", "any"):
            enums = [inner for inner in _inner(p) if self.kind(inner) in ("enum", "int_enum")]
            in_enum = any(code.startswith(f"{self._name(each)}.") for each in enums)
            return f"_models.{code}" if in_enum else literal(value.raw_value)
        return f"_models.{code}" if self.kind(p) in ("enum", "int_enum") else code

    # ---- which values are secret ----

    def is_secret(self, model: ModelProperty, p: Property) -> bool:
        """Return whether no repr may show the value: the contract marks it, or its name looks like a secret's."""
        written = self.written_schema(model, p)
        parts = [written.get("items") or {}, *written.get("anyOf", ()), *written.get("oneOf", ())]
        marked = [written, *map(self.document.resolve, parts)]
        if written.get(MARK) is False:
            return False
        return any(map(is_marked, marked)) or looks_secret(str(p.name.get_untrusted_value()))

    # ---- types ----
    #
    # `lenient` says that an item that cannot be read takes no other along: it becomes an UnknownVariant in its array.
    # So it is in responses, and not in the classes of requests, whose attributes have the types that users write.

    def is_lenient(self, model: ModelProperty) -> bool:
        """Return whether its arrays keep what cannot be read as an UnknownVariant."""
        return model.class_info.name not in self.sent

    def _parts(self, p: Property, lenient: bool) -> Iterator[str]:
        kind = self.kind(p)
        match kind:
            case "enum" | "int_enum":
                yield f"_models.{self._name(p)}"
                yield "str" if kind == "enum" else "int"
            case "list":
                yield f"list[{self.item_type(p.inner_property, lenient)}]"
            case "model" | "map":
                yield f"_models.{self._name(p)}"
            case "const":
                yield f"Literal[{self.value(p, p.value)}]"
            case "union":
                assert isinstance(p, UnionProperty)
                models = self.models_in(p)
                if len(models) > 1:
                    alias = self.alias(p)
                    yield from [f"_models.{alias}"] if alias else [f"_models.{name}" for name in models]
                    yield from () if alias else ["UnknownVariant"]
                for inner in p.inner_properties:
                    if not (self.kind(inner) == "model" and len(models) > 1):
                        yield from self._parts(inner, lenient and self._choices(p) == 1)
            case _:
                yield _code(p.get_type_string(no_optional=True))

    def type(self, p: Property, lenient: bool = False) -> str:
        """Return the type of the property when it is there, with null at its end."""
        parts = list(dict.fromkeys(self._parts(p, lenient)))
        return " | ".join(sorted(parts, key=lambda part: part == "None"))

    def item_type(self, p: Property, lenient: bool) -> str:
        """Return the type of an item of an array, or of a value of a map."""
        of_item = self.type(p, lenient)
        return f"{of_item} | UnknownVariant" if lenient and self._may_fail(p) else of_item

    def _may_fail(self, p: Property) -> bool:
        """Return whether there are values that cannot be read as the property, and that are not UnknownVariant yet."""
        if isinstance(p, UnionProperty):
            return len(self.models_in(p)) < 2
        return self.kind(p) != "any"

    # ---- reading ----

    def reader(self, p: Property, lenient: bool = False) -> str:
        """Return the expression of a function that reads the property's value."""
        kind = self.kind(p)
        match kind:
            case "model":
                return f"_models.{self._name(p)}.from_json"
            case "map":
                model = self.model(p)
                return self._reader_of_items("map", model.additional_properties, self.is_lenient(model))
            case "enum" | "int_enum":
                return f"{kind}_of(_models.{self._name(p)})"
            case "list":
                return self._reader_of_items("list", p.inner_property, lenient)
            case "const":
                return f"const_of({self.value(p, p.value)})"
            case "union":
                return self._union_reader(p, lenient)
            case "float" | "boolean":
                return {"float": "read_number", "boolean": "read_bool"}[kind]
        return f"read_{kind}"

    def right_class(self, model: ModelProperty, p: Property) -> str:
        """Return the class in JSON of which no value fails to be read; empty if there is none.

        Another class may have values that can be read too: 1.0 is an integer, and an int is a number.
        """
        match self.kind(p):
            case "str" | "int" | "float" | "boolean" as kind:
                return kind.replace("boolean", "bool")
            case "enum":
                return "str"
            case "model" if not self.needed_by(self.model(p)):
                return "dict"
            case "list" if self.is_lenient(model) or not self._may_fail(p.inner_property):
                return "list"
            case "map" if self.kind(self.model(p).additional_properties) == "any":
                return "dict"
        return ""

    def quick_value(self, model: ModelProperty, p: Property, got: str) -> str:
        """Return the expression that reads a value of the right class."""
        place = f"(at, {literal(p.name.get_untrusted_value())})"
        match self.kind(p):
            case "model" | "enum":
                return f"{self.reader(p)}({got}, {place})"
            case "map":
                return f"{got}.copy()"
            case "list":
                of_item = self.reader(p.inner_property, self.is_lenient(model))
                if of_item == "read_any":
                    return f"{got}.copy()"
                classes = {"read_str": "STRINGS", "read_number": "NUMBERS", "read_int": "INTEGERS"}.get(of_item)
                return (
                    f"scalars_of({of_item}, {got}, {place}, {classes})"
                    if classes
                    else f"items_of({of_item}, {got}, {place})"
                )
        return got

    def _reader_of_items(self, container: str, p: Property, lenient: bool) -> str:
        lenience = "lenient_" if lenient and self._may_fail(p) else ""
        return f"{lenience}{container}_of({self.reader(p, lenient)})"

    def _union_reader(self, union: UnionProperty, lenient: bool) -> str:
        tagged = self.tag(union)
        inner = [p for p in union.inner_properties if not (tagged and self.kind(p) == "model")]
        nullable = any(self.kind(p) == "none" for p in inner)
        alone = lenient and self._choices(union) == 1
        readers = [self.reader(p, alone) for p in inner if self.kind(p) != "none"]
        if tagged:
            readers.append(self._reader_name(union))
        elif len(self.models_in(union)) > 1:
            readers.append("read_unknown")
        if not readers:
            return "read_none"
        one = f"first_of({', '.join(readers)})" if len(readers) > 1 else readers[0]
        return f"nullable({one})" if nullable else one

    def _reader_name(self, union: UnionProperty) -> str:
        alias = self.alias(union)
        return f"_read_{PythonIdentifier(alias, self.config.field_prefix) if alias else union.python_name}"

    def tag(self, union: UnionProperty) -> Discriminator | None:
        """Return the property whose value tells the models of a union apart, and which values it has for each."""
        names = self.models_in(union)
        if len(names) < 2:
            return None
        for candidate in self.models[names[0]].required_properties or ():
            tags = {name: self._tags(self.models[name], str(candidate.name.get_untrusted_value())) for name in names}
            values = [value for each in tags.values() for value in each]
            if all(tags.values()) and len(set(values)) == len(values):
                return candidate.name.get_untrusted_value(), tags
        return self.discriminators.get(frozenset(names))

    def _tags(self, model: ModelProperty, name: str) -> list[str]:
        required: list[Property] = [*(model.required_properties or ())]
        for p in required:
            if p.name == name:
                if self.kind(p) == "const":
                    return [self.value(p, p.value)]
                if self.kind(p) == "enum":
                    return [f'"{value}"' for value in p.values.values()]
        return []

    def readers(self, properties: Iterable[Property | None]) -> list[str]:
        """Return the functions that `reader` speaks of by name: one for each union whose models a tag tells apart."""
        found: dict[str, str] = {}
        waiting: list[Property] = [p for p in properties if p]
        for p in waiting:
            match self.kind(p):
                case "list":
                    waiting.append(p.inner_property)
                case "map":
                    waiting.append(self.model(p).additional_properties)
                case "union":
                    assert isinstance(p, UnionProperty)
                    waiting += [inner for inner in p.inner_properties if self.kind(inner) != "model"]
                    if tagged := self.tag(p):
                        found.setdefault(self._reader_name(p), self._reader_source(p, *tagged))
        return list(found.values())

    def _reader_source(self, union: UnionProperty, name: str, tags: dict[str, list[str]]) -> str:
        alias, models = self.alias(union), self.models_in(union)
        kinds = f"_models.{alias}" if alias else " | ".join([*(f"_models.{each}" for each in models), "UnknownVariant"])
        key = literal(name)
        lines = [
            f"def {self._reader_name(union)}(value: Any, at: Place) -> {kinds}:",
            f'    """Tell the kinds apart by `{safe_for_docstring(name)}`."""',
            f"    tag = tag_of(value, {key})",
        ]
        for model in models:
            values = tags[model]
            condition = f"== {values[0]}" if len(values) == 1 else f"in ({', '.join(values)})"
            lines.append(f"    if tag {condition}:")
            lines.append(f"        return variant(_models.{model}.from_json, value, at)")
        return "\n".join([*lines, f"    return unknown_variant(value, {key}, at)"])

    # ---- sending ----

    def is_plain(self, p: Property, lenient: bool = False) -> bool:
        """Return whether its value is sent as it is."""
        match self.kind(p):
            case "list":
                return self._is_plain_item(p.inner_property, lenient)
            case "map":
                return self._is_plain_item(self.model(p).additional_properties, self.is_lenient(self.model(p)))
            case "union":
                return all(self.is_plain(inner, lenient and self._choices(p) == 1) for inner in p.inner_properties)
            case kind:
                return kind in PLAIN

    def _is_plain_item(self, p: Property, lenient: bool) -> bool:
        return self.is_plain(p, lenient) and not (lenient and self._may_fail(p))

    def written(self, model: ModelProperty, p: Property) -> str:
        """Return the expression of what is sent for an attribute."""
        source, lenient = f"self.{p.python_name}", self.is_lenient(model)
        if self.is_plain(p, lenient):
            return source
        plain_but_for_variants = self.kind(p) == "list" and self.is_plain(p.inner_property, lenient)
        return f"without_variants({source})" if plain_but_for_variants else f"to_json({source})"

    # ---- words ----

    def written_schema(self, model: ModelProperty, p: Property) -> JsonObject:
        """Return what the contract says of a property where it stands, over what it says where that refers to."""
        name, of_class = p.name.get_untrusted_value(), model.class_info.name
        if of_class not in self._written:
            self._written[of_class] = model.data.model_dump(mode="json", by_alias=True, exclude_unset=True)
        waiting = [self.document.schema(self._written[of_class])]
        for schema in waiting:
            written = schema.definition.get("properties", {}).get(name)
            if isinstance(written, dict):
                return {**self.document.resolve(written), **written}
            waiting += schema.all_of
        return {}

    def words(self, model: ModelProperty, p: Property) -> str:
        """Return what a reader should know of a property: its description, and what it may be."""
        return self._described(self.written_schema(model, p), p)

    def parameter_words(self, endpoint: Endpoint, p: Property) -> str:
        """Return the same of a parameter."""
        return self._described(self.declared(endpoint, p), p)

    def declared(self, endpoint: Endpoint, p: Property) -> JsonObject:
        """Return what the contract says of a parameter, with its schema's own words beside it."""
        operation = self.operation(endpoint)
        for parameter in operation.parameters if operation else ():
            if parameter.name == p.name:
                return {**parameter.schema.definition, **parameter.definition}
        return {}

    def operation(self, endpoint: Endpoint) -> Operation | None:
        """Return the contract's operation."""
        if not self._operations:
            for operation in self.document.operations:
                self._operations.setdefault((operation.method, _shape(operation.path)), operation)
        return self._operations.get((endpoint.method.upper(), _shape(endpoint.path.get_untrusted_value())))

    def _described(self, written: JsonObject, p: Property) -> str:
        text = written.get("description") or (p.description.get_untrusted_value() if p.description else "")
        return " ".join(filter(None, [str(text).rstrip(), limits(self.document.schema(written))]))

    def _name(self, p: Property) -> str:
        name: str = p.class_info.name
        return name


def properties_of(model: ModelProperty) -> list[Property]:
    """Return the properties of a model, the required ones first."""
    return [*(model.required_properties or ()), *(model.optional_properties or ())]


def docstring(text: Any) -> str:
    """Return a docstring, wrapped."""
    words = safe_for_docstring(text).strip()
    lines = "\n".join(
        "\n".join(textwrap.wrap(line, TEXT_WIDTH, break_long_words=False, break_on_hyphens=True)) if line else ""
        for line in words.splitlines()
    )
    ending = "\n" if "\n" in lines else " " if lines.endswith(('"', "\\")) else ""
    return f'"""{lines}{ending}"""'


def limits(schema: Schema) -> str:
    """Return the bounds of a value as a sentence; empty if it has none."""
    said = schema.definition
    least, most, above, below = (
        int(bound) if isinstance(bound := said.get(key), float) and bound.is_integer() else bound
        for key in ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
    )
    shortest, longest = said.get("minLength"), said.get("maxLength")
    fewest, many = said.get("minItems"), said.get("maxItems")
    found = [
        f"{least} to {most}" if least is not None and most is not None else "",
        f"at least {least}" if least is not None and most is None else "",
        f"at most {most}" if most is not None and least is None else "",
        f"above {above}" if above is not None and not isinstance(above, bool) else "",
        f"below {below}" if below is not None and not isinstance(below, bool) else "",
        f"at least {_counted(shortest, 'character')}" if shortest else "",
        f"at most {_counted(longest, 'character')}" if longest is not None else "",
        f"at least {_counted(fewest, 'item')}" if fewest else "",
        f"at most {_counted(many, 'item')}" if many is not None else "",
    ]
    text = ", ".join(filter(None, found))
    return f"{text[0].upper()}{text[1:]}." if text else ""


def literal(value: str) -> str:
    """Return a string as Python code. JSON's escapes are Python's."""
    return json.dumps(value, ensure_ascii=False)


def _shape(path: str) -> str:
    """Return a path without the names of its variables."""
    return re.sub("{[^}]*}", "{}", path)


def _counted(number: Any, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _code(code: strings.PythonCode) -> str:
    return code.as_unembedded_code()


def _inner(p: Property | None) -> Iterator[Property]:
    """Return the property and those that it is made of, short of the properties of models."""
    if p is not None:
        yield p
        if isinstance(p, UnionProperty):
            for inner in p.inner_properties:
                yield from _inner(inner)
        elif (item := getattr(p, "inner_property", None)) is not None:
            yield from _inner(item)
