"""The TypedDicts of requests, by which type checkers and editors know nested objects that are written as dicts."""

import keyword
from collections.abc import Iterator

from attrs import frozen
from openapi_python_client.parser.properties import ModelProperty
from openapi_python_client.parser.properties.union import UnionProperty

from client_generator.properties import inner_properties, literal, properties_of
from client_generator.property_code import PropertyCode
from client_generator.words import Property

WRITTEN_AS_TEXT = ("date", "datetime", "uuid")


@frozen
class Entry:
    """A key of a TypedDict."""

    name: str
    type: str
    words: str


@frozen
class DictClass:
    """The TypedDict of a model."""

    name: str
    model: str
    entries: tuple[Entry, ...]
    is_open: bool
    """True if it may have arbitrary keys, which a TypedDict cannot express."""

    @property
    def has_plain_names(self) -> bool:
        """True if each key is a valid name of an attribute."""
        return all(
            each.name.isidentifier() and not keyword.iskeyword(each.name) and not each.name.startswith("__")
            for each in self.entries
        )


@frozen(eq=False)
class DictCode:
    """The code of the TypedDicts, and of the arguments that accept them."""

    code: PropertyCode

    def dict_classes(self) -> list[DictClass]:
        """Return the TypedDicts of the models in requests."""
        facts = self.code.facts
        sent = [model for name, model in facts.models.items() if name in facts.sent and not facts.is_map(model)]
        return [self._dict_class(model) for model in sorted(sent, key=lambda model: str(model.class_info.name))]

    def enum_values(self) -> dict[str, str]:
        """Return the types of the values of enums in the TypedDicts, by the name of the type."""
        facts = self.code.facts
        found: dict[str, str] = {}
        for each in self.dict_classes():
            for p in properties_of(facts.models[each.model]):
                for inner in self._deep(p):
                    if facts.kind(inner) in ("enum", "int_enum"):
                        values = ", ".join(
                            literal(value) if isinstance(value, str) else repr(value) for value in inner.values.values()
                        )
                        name = facts.class_name(inner)
                        found[f"{name}Value"] = f"_models.{name} | Literal[{values}]"
        return dict(sorted(found.items()))

    def dict_unions(self) -> dict[str, list[str]]:
        """Return the TypedDicts of each named union, by the name of the union's type."""
        sent = self.code.facts.sent
        return {
            self.dict_name(name): [self.dict_name(variant) for variant in variants]
            for name, variants in self.code.facts.unions.items()
            if sent.issuperset(variants)
        }

    def dict_name(self, name: str) -> str:
        """Return the name of the TypedDict of a class or of a union."""
        facts = self.code.facts
        taken = {*facts.models, *facts.unions, *(str(enum.class_info.name) for enum in facts.openapi.enums)}
        return f"{name}Dict" if f"{name}Dict" not in taken else f"{name}TypedDict"

    def takes_dicts(self, model: ModelProperty, p: Property) -> bool:
        """Return whether an argument of a model accepts dicts."""
        return model.class_info.name in self.code.facts.sent and self._holds_models(p)

    def argument_type(self, p: Property) -> str:
        """Return the type of an argument that accepts dicts."""
        return self._type(p, in_dict=False)

    def _dict_class(self, model: ModelProperty) -> DictClass:
        facts, name = self.code.facts, str(model.class_info.name)
        entries = []
        for p in properties_of(model):
            if facts.words.written_schema(model, p).get("readOnly"):
                continue
            of_value = self._type(p, in_dict=True)
            words = facts.words.of_property(model, p)
            entries.append(
                Entry(p.name.get_untrusted_value(), f"Required[{of_value}]" if p.required else of_value, words)
            )
        return DictClass(self.dict_name(name), name, tuple(entries), bool(model.data.additionalProperties))

    def _deep(self, p: Property | None) -> Iterator[Property]:
        """Return the property and the properties inside its type, including the values of maps."""
        for inner in inner_properties(p):
            yield inner
            if self.code.facts.kind(inner) == "map":
                yield from self._deep(self.code.facts.model(inner).additional_properties)

    def _holds_models(self, p: Property) -> bool:
        return any(self.code.facts.kind(inner) == "model" for inner in self._deep(p))

    def _type(self, p: Property, *, in_dict: bool) -> str:
        parts = list(dict.fromkeys(self._parts(p, in_dict=in_dict)))
        return "Any" if "Any" in parts else " | ".join(sorted(parts, key=lambda part: part == "None"))

    def _parts(self, p: Property, *, in_dict: bool) -> Iterator[str]:
        facts = self.code.facts
        dicts = "" if in_dict else "_models."
        match facts.kind(p):
            case "enum" | "int_enum" if in_dict:
                yield f"{facts.class_name(p)}Value"
            case "list":
                item = self._type(p.inner_property, in_dict=in_dict)
                # A string is also a sequence of strings.
                container = "list" if item in ("str", "Any") else "Sequence"
                yield f"{container}[{item}]"
            case "map" if self._holds_models(p):
                values = self._type(facts.model(p).additional_properties, in_dict=in_dict)
                yield f"Mapping[str, {values}]"
            case "model":
                name = facts.class_name(p)
                yield f"_models.{name}"
                yield f"{dicts}{self.dict_name(name)}"
            case "union":
                assert isinstance(p, UnionProperty)
                alias = self.code.alias(p) if len(facts.models_in(p)) > 1 else ""
                if alias:
                    yield f"_models.{alias}"
                    yield f"{dicts}{self.dict_name(alias)}"
                elif len(facts.models_in(p)) > 1 and not in_dict:
                    yield "UnknownVariant"
                for inner in p.inner_properties:
                    if not (alias and facts.kind(inner) == "model"):
                        yield from self._parts(inner, in_dict=in_dict)
            case kind:
                yield self.code.type(p)
                if in_dict and kind in WRITTEN_AS_TEXT:
                    yield "str"
