"""The code for a property of each kind: its type, reading and writing."""

from collections.abc import Iterable, Iterator
from typing import Any

from attrs import frozen
from openapi_python_client.parser.properties import ModelProperty
from openapi_python_client.parser.properties.union import UnionProperty
from openapi_python_client.strings import PythonIdentifier, safe_for_docstring

from client_generator.properties import Discriminator, Properties, inner_properties, literal, python_code
from client_generator.words import Property

PLAIN = ("str", "int", "float", "boolean", "any", "none", "const")


@frozen(eq=False)
class PropertyCode:
    """The code that the templates write for a property."""

    facts: Properties

    # ---- values ----

    def default(self, model: ModelProperty, p: Property) -> str:
        """Return the default of the attribute; empty if it has none."""
        if p.default:
            return self.value(p, p.default)
        if self.facts.kind(p) == "const" and p.required:
            return self.value(p, p.value)
        name, written = model.class_info.name, self.facts.words.written_schema(model, p)
        only_sent = p.required and written.get("writeOnly") and name in self.facts.sent
        to_be_given = p.required and not written.get("readOnly") and name in self.facts.incomplete
        return "UNSET" if self.facts.may_be_unset(model, p) and not only_sent and not to_be_given else ""

    def value(self, p: Property, value: Any) -> str:
        """Return the code of a default or of a const."""
        code = python_code(value.python_code)
        if isinstance(value.raw_value, str) and self.facts.kind(p) in ("str", "const", "union", "any"):
            enums = [inner for inner in inner_properties(p) if self.facts.kind(inner) in ("enum", "int_enum")]
            in_enum = any(code.startswith(f"{self.facts.class_name(each)}.") for each in enums)
            return f"_models.{code}" if in_enum else literal(value.raw_value)
        return f"_models.{code}" if self.facts.kind(p) in ("enum", "int_enum") else code

    # ---- types ----
    #
    # `lenient` means that an unreadable item of an array becomes an UnknownVariant, as in responses. In classes of
    # requests such an array is kept unread as a whole, since their attributes have the types that users write.

    def _parts(self, p: Property, lenient: bool) -> Iterator[str]:
        kind = self.facts.kind(p)
        match kind:
            case "enum" | "int_enum":
                yield f"_models.{self.facts.class_name(p)}"
                yield "str" if kind == "enum" else "int"
            case "list":
                yield f"list[{self.item_type(p.inner_property, lenient)}]"
            case "model" | "map":
                yield f"_models.{self.facts.class_name(p)}"
            case "const":
                yield f"Literal[{self.value(p, p.value)}]"
            case "union":
                assert isinstance(p, UnionProperty)
                models = self.facts.models_in(p)
                if len(models) > 1:
                    alias = self.alias(p)
                    yield from [f"_models.{alias}"] if alias else [f"_models.{name}" for name in models]
                    yield from () if alias else ["UnknownVariant"]
                for inner in p.inner_properties:
                    if not (self.facts.kind(inner) == "model" and len(models) > 1):
                        yield from self._parts(inner, lenient and self.facts.choices(p) == 1)
            case _:
                yield python_code(p.get_type_string(no_optional=True))

    def type(self, p: Property, lenient: bool = False) -> str:
        """Return the type of the property, with null as the last option."""
        parts = list(dict.fromkeys(self._parts(p, lenient)))
        return " | ".join(sorted(parts, key=lambda part: part == "None"))

    def item_type(self, p: Property, lenient: bool) -> str:
        """Return the type of an item of an array, or of a value of a map."""
        of_item = self.type(p, lenient)
        return f"{of_item} | UnknownVariant" if lenient and self._may_fail(p) else of_item

    def _may_fail(self, p: Property) -> bool:
        """Return whether reading the property may fail."""
        if isinstance(p, UnionProperty):
            return len(self.facts.models_in(p)) < 2
        return self.facts.kind(p) != "any"

    # ---- reading ----

    def alias(self, union: UnionProperty) -> str:
        """Return the name of a union in the contract; empty if it has none."""
        found = [
            name
            for name, variants in self.facts.unions.items()
            if sorted(variants) == sorted(self.facts.models_in(union))
        ]
        return found[-1] if found else ""

    def reader(self, p: Property, lenient: bool = False) -> str:
        """Return the expression of a reader for the property's value."""
        kind = self.facts.kind(p)
        match kind:
            case "model":
                return f"_models.{self.facts.class_name(p)}.from_json"
            case "map":
                model = self.facts.model(p)
                return self._reader_of_items("map", model.additional_properties, self.facts.is_lenient(model))
            case "enum" | "int_enum":
                return f"{kind}_of(_models.{self.facts.class_name(p)})"
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
        """Return the Python class of JSON values that can always be read; empty if there is none.

        Values of other classes may be valid too: 1.0 is an integer, and an int is a number.
        """
        match self.facts.kind(p):
            case "str" | "int" | "float" | "boolean" as kind:
                return kind.replace("boolean", "bool")
            case "enum":
                return "str"
            case "model" if not self.facts.needed_by(self.facts.model(p)):
                return "dict"
            case "list" if self.facts.is_lenient(model) or not self._may_fail(p.inner_property):
                return "list"
            case "map" if self.facts.kind(self.facts.model(p).additional_properties) == "any":
                return "dict"
        return ""

    def quick_value(self, model: ModelProperty, p: Property, got: str) -> str:
        """Return the expression for a value of the right class."""
        place = f"(at, {literal(p.name.get_untrusted_value())})"
        match self.facts.kind(p):
            case "model" | "enum":
                return f"{self.reader(p)}({got}, {place})"
            case "map":
                return f"{got}.copy()"
            case "list":
                of_item = self.reader(p.inner_property, self.facts.is_lenient(model))
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
        inner = [p for p in union.inner_properties if not (tagged and self.facts.kind(p) == "model")]
        nullable = any(self.facts.kind(p) == "none" for p in inner)
        alone = lenient and self.facts.choices(union) == 1
        readers = [self.reader(p, alone) for p in inner if self.facts.kind(p) != "none"]
        if tagged:
            readers.append(self._reader_name(union))
        elif len(self.facts.models_in(union)) > 1:
            readers.append("read_unknown")
        if not readers:
            return "read_none"
        one = f"first_of({', '.join(readers)})" if len(readers) > 1 else readers[0]
        return f"nullable({one})" if nullable else one

    def _reader_name(self, union: UnionProperty) -> str:
        alias = self.alias(union)
        return f"_read_{PythonIdentifier(alias, self.facts.config.field_prefix) if alias else union.python_name}"

    def tag(self, union: UnionProperty) -> Discriminator | None:
        """Return the property that distinguishes the models of a union, with its values for each."""
        names = self.facts.models_in(union)
        if len(names) < 2:
            return None
        for candidate in self.facts.models[names[0]].required_properties or ():
            tags = {
                name: self._tags(self.facts.models[name], str(candidate.name.get_untrusted_value())) for name in names
            }
            values = [value for each in tags.values() for value in each]
            if all(tags.values()) and len(set(values)) == len(values):
                return candidate.name.get_untrusted_value(), tags
        return self.facts.discriminators.get(frozenset(names))

    def _tags(self, model: ModelProperty, name: str) -> list[str]:
        required: list[Property] = [*(model.required_properties or ())]
        for p in required:
            if p.name == name:
                if self.facts.kind(p) == "const":
                    return [self.value(p, p.value)]
                if self.facts.kind(p) == "enum":
                    return [f'"{value}"' for value in p.values.values()]
        return []

    def readers(self, properties: Iterable[Property | None]) -> list[str]:
        """Return the functions to which `reader` refers: one for each union with a tag."""
        found: dict[str, str] = {}
        waiting: list[Property] = [p for p in properties if p]
        for p in waiting:
            match self.facts.kind(p):
                case "list":
                    waiting.append(p.inner_property)
                case "map":
                    waiting.append(self.facts.model(p).additional_properties)
                case "union":
                    assert isinstance(p, UnionProperty)
                    waiting += [inner for inner in p.inner_properties if self.facts.kind(inner) != "model"]
                    if tagged := self.tag(p):
                        found.setdefault(self._reader_name(p), self._reader_source(p, *tagged))
        return list(found.values())

    def _reader_source(self, union: UnionProperty, name: str, tags: dict[str, list[str]]) -> str:
        alias, models = self.alias(union), self.facts.models_in(union)
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

    # ---- writing ----

    def is_plain(self, p: Property, lenient: bool = False) -> bool:
        """Return whether its value is sent unchanged."""
        match self.facts.kind(p):
            case "list":
                return self._is_plain_item(p.inner_property, lenient)
            case "map":
                return self._is_plain_item(
                    self.facts.model(p).additional_properties, self.facts.is_lenient(self.facts.model(p))
                )
            case "union":
                return all(self.is_plain(inner, lenient and self.facts.choices(p) == 1) for inner in p.inner_properties)
            case kind:
                return kind in PLAIN

    def _is_plain_item(self, p: Property, lenient: bool) -> bool:
        return self.is_plain(p, lenient) and not (lenient and self._may_fail(p))

    def written(self, model: ModelProperty, p: Property) -> str:
        """Return the expression of the JSON value of an attribute."""
        source, lenient = f"self.{p.python_name}", self.facts.is_lenient(model)
        if self.is_plain(p, lenient):
            return source
        plain_but_for_variants = self.facts.kind(p) == "list" and self.is_plain(p.inner_property, lenient)
        return f"without_variants({source})" if plain_but_for_variants else f"to_json({source})"
