"""The properties of models: their kinds, possible classes, and whether they are required or secret."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from attrs import define, field
from openapi_python_client import strings
from openapi_python_client.config import Config
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.properties import ModelProperty
from openapi_python_client.parser.properties.union import UnionProperty
from openapi_python_client.strings import ClassName

from client_generator.webhooks import Webhook
from client_generator.words import Property, Words
from openapi_contract.document import Document
from openapi_contract.json_data import JsonObject
from openapi_contract.secrets import MARK, is_marked, looks_secret

Discriminator = tuple[str, dict[str, list[str]]]
"""The name of a property, and its values for each class."""


@define(eq=False)
class Properties:
    """The models of a contract, and their use in requests and responses."""

    document: Document
    openapi: GeneratorData
    config: Config
    webhooks: list[Webhook] = field(factory=list)
    models: dict[str, ModelProperty] = field(init=False)
    unions: dict[str, tuple[str, ...]] = field(init=False, factory=dict)
    """The classes of each named union of the contract, by name."""
    discriminators: dict[frozenset[str], Discriminator] = field(init=False, factory=dict)
    """The discriminators of unions, by their classes."""
    sent: set[str] = field(init=False, factory=set)
    """The classes that are part of requests."""
    received: set[str] = field(init=False, factory=set)
    """The classes that are part of responses."""
    incomplete: set[str] = field(init=False, factory=set)
    """The classes whose objects can be read without a required property, which is then UNSET."""
    words: Words = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.words = Words(self.document)
        self.models = {model.class_info.name: model for model in self.openapi.models}
        for name, schema in (self.document.root.get("components") or {}).get("schemas", {}).items():
            variants = self._variants(schema)
            if len(variants) > 1 and self.class_of(name) not in self.models:
                self.unions[self.class_of(name)] = tuple(variants)
        for node in self.document.nodes:
            discriminator = node.value.get("discriminator")
            if not isinstance(discriminator, dict) or "propertyName" not in discriminator:
                continue
            if variants := self._variants(node.value):
                self.discriminators[frozenset(variants)] = self._named(node.value, discriminator)
        for collection in self.openapi.endpoint_collections_by_tag.values():
            for endpoint in collection.endpoints:
                self._reach((body.prop for body in endpoint.bodies), self.sent)
                self._reach((response.prop for response in endpoint.responses), self.received)
        self._reach((webhook.body for webhook in self.webhooks), self.received)
        self.incomplete = self._alone_in_properties()

    # ---- kinds ----

    def kind(self, p: Property) -> str:
        """Return the kind of the property, in a word."""
        match p.template:
            case "model_property.py.jinja":
                return "map" if self.is_map(self.model(p)) else "model"
            case "enum_property.py.jinja":
                return "enum" if p.value_type is str else "int_enum"
            case "any_property.py.jinja":
                return python_code(p.get_type_string(no_optional=True)).lower()
        template: str = p.template
        return template.removesuffix("_property.py.jinja")

    def model(self, p: Property) -> ModelProperty:
        """Return the complete model to which a property refers."""
        return self.models[p.class_info.name]

    def is_map(self, model: ModelProperty) -> bool:
        """Return whether the model becomes a dict: it has no properties of its own, and does not contain itself."""
        own = model.required_properties or model.optional_properties
        return bool(model.additional_properties) and not own and not self._contains_itself(model)

    def _contains_itself(self, model: ModelProperty) -> bool:
        waiting, seen = list(inner_properties(model.additional_properties)), set[str]()
        for p in waiting:
            if isinstance(p, ModelProperty):
                name = p.class_info.name
                if name == model.class_info.name:
                    return True
                found = self.models[name]
                if name not in seen and not (found.required_properties or found.optional_properties):
                    seen.add(name)
                    waiting += inner_properties(found.additional_properties)
        return False

    def models_in(self, union: UnionProperty) -> list[str]:
        """Return the classes of a union."""
        return [self.class_name(inner) for inner in union.inner_properties if self.kind(inner) == "model"]

    def class_of(self, component: str) -> str:
        """Return the name of a component's class, given its name or a reference to it."""
        name = ClassName(component.rpartition("/")[2], self.config.field_prefix)
        override = self.config.class_overrides.get(name)
        return ClassName(override.class_name, "") if override and override.class_name else name

    def _variants(self, schema: Any) -> list[str]:
        options = [*schema.get("oneOf", ()), *schema.get("anyOf", ())] if isinstance(schema, dict) else []
        variants = [self.class_of(option["$ref"]) for option in options if "$ref" in option]
        known = [name for name in variants if name in self.models and not self.is_map(self.models[name])]
        return known if len(known) == len(options) else []

    def _named(self, union: JsonObject, discriminator: JsonObject) -> Discriminator:
        mapping = {value: self.class_of(target) for value, target in (discriminator.get("mapping") or {}).items()}
        tags: dict[str, list[str]] = {}
        for option in [*union.get("oneOf", ()), *union.get("anyOf", ())]:
            name = self.class_of(option["$ref"])
            values = [value for value, target in mapping.items() if target == name]
            tags[name] = [literal(value) for value in values or [option["$ref"].rpartition("/")[2]]]
        return discriminator["propertyName"], tags

    def _reach(self, start: Iterable[Property], reached: set[str]) -> None:
        waiting = [inner for p in start for inner in inner_properties(p)]
        for p in waiting:
            if isinstance(p, ModelProperty) and p.class_info.name not in reached:
                reached.add(p.class_info.name)
                model = self.models.get(p.class_info.name, p)
                for each in (*properties_of(model), model.additional_properties):
                    waiting += inner_properties(each)

    def _alone_in_properties(self) -> set[str]:
        """Return the classes whose objects are only properties of others, and never a whole body.

        Not those of requests, whose attributes have the types that users write; nor the kinds of a union, which are
        distinguished by their required properties; nor what an event is about, without which it is of no use.
        """
        found, kinds = set[str](), set[str]()
        properties = [p for model in self.models.values() for p in properties_of(model)]
        events = [webhook.body for webhook in self.webhooks]
        collections = self.openapi.endpoint_collections_by_tag.values()
        endpoints = [endpoint for collection in collections for endpoint in collection.endpoints]
        bodies = [*(response.prop for endpoint in endpoints for response in endpoint.responses), *events]
        about = [p for name in self._models_of(events) for p in self.models[name].required_properties or ()]
        whole = self._models_of([*bodies, *about])
        properties += bodies
        for p in [*properties, *(model.additional_properties for model in self.models.values())]:
            kinds |= {
                name
                for inner in inner_properties(p)
                if isinstance(inner, UnionProperty) and self.choices(inner) > 1
                for name in self.models_in(inner)
            }
        for p in properties:
            alone = p.inner_properties if isinstance(p, UnionProperty) else [p]
            found |= {self.class_name(inner) for inner in alone if self.kind(inner) == "model"}
        return found - whole - kinds - self.sent

    def _models_of(self, properties: Iterable[Property]) -> set[str]:
        """Return the classes of properties, without those inside these classes."""
        found = (inner for p in properties for inner in inner_properties(p))
        return {self.class_name(inner) for inner in found if self.kind(inner) == "model"}

    def choices(self, union: UnionProperty) -> int:
        """Return the number of kinds of a union, without null."""
        return sum(self.kind(inner) != "none" for inner in union.inner_properties)

    # ---- required properties ----

    def must_come(self, model: ModelProperty, p: Property) -> bool:
        """Return whether an object without the property cannot be read."""
        return self.is_expected(model, p) and model.class_info.name not in self.incomplete

    def needed_by(self, model: ModelProperty) -> list[Property]:
        """Return the properties without which an object cannot be read."""
        return [p for p in properties_of(model) if self.must_come(model, p)]

    def is_expected(self, model: ModelProperty, p: Property) -> bool:
        """Return whether responses must have the property, which is not the case if it is only for requests."""
        return p.required and not self.words.written_schema(model, p).get("writeOnly")

    def may_be_unset(self, model: ModelProperty, p: Property) -> bool:
        """Return whether the attribute may be UNSET."""
        written, name = self.words.written_schema(model, p), model.class_info.name
        only_received = bool(written.get("readOnly")) and name in self.sent
        only_sent = bool(written.get("writeOnly")) and name in self.received
        return not p.required or only_received or only_sent or name in self.incomplete

    def is_lenient(self, model: ModelProperty) -> bool:
        """Return whether an unreadable item of its arrays becomes an UnknownVariant."""
        return model.class_info.name not in self.sent

    # ---- secrets ----

    def is_secret(self, model: ModelProperty, p: Property) -> bool:
        """Return whether a repr must not show the value: the contract marks it, or its name looks like a secret's."""
        written = self.words.written_schema(model, p)
        parts = [written.get("items") or {}, *written.get("anyOf", ()), *written.get("oneOf", ())]
        marked = [written, *map(self.document.resolve, parts)]
        if written.get(MARK) is False:
            return False
        return any(map(is_marked, marked)) or looks_secret(str(p.name.get_untrusted_value()))

    def class_name(self, p: Property) -> str:
        """Return the name of a property's class."""
        name: str = p.class_info.name
        return name


def properties_of(model: ModelProperty) -> list[Property]:
    """Return the properties of a model, the required ones first."""
    return [*(model.required_properties or ()), *(model.optional_properties or ())]


def literal(value: str) -> str:
    """Return a string as Python code. JSON's escapes are Python's."""
    return json.dumps(value, ensure_ascii=False)


def inner_properties(p: Property | None) -> Iterator[Property]:
    """Return the property and the properties inside its type, without the properties of models."""
    if p is not None:
        yield p
        if isinstance(p, UnionProperty):
            for inner in p.inner_properties:
                yield from inner_properties(inner)
        elif (item := getattr(p, "inner_property", None)) is not None:
            yield from inner_properties(item)


def python_code(code: strings.PythonCode) -> str:
    """Return code of the generator as text."""
    return code.as_unembedded_code()
