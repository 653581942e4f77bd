"""The texts of the contract about a property or a parameter, for docstrings."""

import re
import textwrap
from collections.abc import Iterable
from typing import Any

from attrs import define, field
from openapi_python_client.parser.openapi import Endpoint
from openapi_python_client.parser.properties import ModelProperty
from openapi_python_client.schema.untrusted_string import UntrustedString
from openapi_python_client.strings import safe_for_docstring

from openapi_contract.document import Document
from openapi_contract.json_data import JsonObject
from openapi_contract.operations import Operation
from openapi_contract.schema import Schema

Property = Any
"""One of the generator's classes of properties, which differ in their attributes."""
TEXT_WIDTH = 112
PLAIN = re.compile(r"[ !#-\[\]-~\n]*")
"""Text that needs no escapes in a docstring."""


@define(eq=False)
class Words:
    """The contract's texts, by the generator's models and endpoints."""

    document: Document
    _schemas: dict[str, JsonObject] = field(init=False, factory=dict)
    _properties: dict[tuple[str, str], JsonObject] = field(init=False, factory=dict)
    _texts: dict[tuple[str, str], str] = field(init=False, factory=dict)
    _operations: dict[tuple[str, str], Operation] = field(init=False, factory=dict)

    def written_schema(self, model: ModelProperty, p: Property) -> JsonObject:
        """Return the schema of a property, with keywords beside its `$ref` before those of the target."""
        of_class, name = place = _place(model, p)
        if place not in self._properties:
            self._properties[place] = self._written_schema(model, of_class, name)
        return self._properties[place]

    def _written_schema(self, model: ModelProperty, of_class: str, name: str) -> JsonObject:
        if of_class not in self._schemas:
            self._schemas[of_class] = model.data.model_dump(mode="json", by_alias=True, exclude_unset=True)
        waiting = [self.document.schema(self._schemas[of_class])]
        for schema in waiting:
            written = schema.definition.get("properties", {}).get(name)
            if isinstance(written, dict):
                return {**self.document.resolve(written), **written}
            waiting += schema.all_of
        return {}

    def of_property(self, model: ModelProperty, p: Property) -> str:
        """Return the description and the limits of a property."""
        place = _place(model, p)
        if place not in self._texts:
            self._texts[place] = self._described(self.written_schema(model, p), p)
        return self._texts[place]

    def of_parameter(self, endpoint: Endpoint, p: Property) -> str:
        """Return the description and the limits of a parameter."""
        return self._described(self.declared(endpoint, p), p)

    def declared(self, endpoint: Endpoint, p: Property) -> JsonObject:
        """Return a parameter of the contract, with the keywords of its schema."""
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


def arguments(described: Iterable[tuple[str, str]]) -> str:
    """Return the part of a docstring that describes arguments."""
    lines = []
    for name, words in described:
        text = " ".join((words or "See the contract.").split())
        lines += _wrapped(f"    {name}: {text}", subsequent_indent="        ", break_on_hyphens=False)
    return "\n".join(["", "", "Args:", *lines, ""]) if lines else ""


def docstring(text: Any, more: str = "") -> str:
    """Return a docstring with wrapped text, and more lines that are not wrapped."""
    lines = "\n".join("\n".join(_wrapped(line)) for line in escaped(text).strip().splitlines())
    lines += escaped(more)
    ending = "\n" if "\n" in lines else " " if lines.endswith(('"', "\\")) else ""
    return f'"""{lines}{ending}"""'


def escaped(text: Any) -> str:
    """Return a text as a docstring can have it; most need no escapes, which is quick to see."""
    value = text.get_untrusted_value() if isinstance(text, UntrustedString) else text
    return value if isinstance(value, str) and PLAIN.fullmatch(value) else safe_for_docstring(value)


def _wrapped(line: str, **options: Any) -> list[str]:
    """Return a line in lines of at most TEXT_WIDTH, except for longer words."""
    if len(line) <= TEXT_WIDTH and "\t" not in line:
        return [line.rstrip()]
    return textwrap.wrap(line, TEXT_WIDTH, break_long_words=False, **options)


def limits(schema: Schema) -> str:
    """Return the bounds of a value as a sentence; empty if it has none."""
    definition = schema.definition
    least, most, above, below = (
        int(bound) if isinstance(bound := definition.get(key), float) and bound.is_integer() else bound
        for key in ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
    )
    shortest, longest = definition.get("minLength"), definition.get("maxLength")
    fewest, many = definition.get("minItems"), definition.get("maxItems")
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


def _place(model: ModelProperty, p: Property) -> tuple[str, str]:
    return model.class_info.name, p.name.get_untrusted_value()


def _shape(path: str) -> str:
    """Return a path without the names of its variables."""
    return re.sub("{[^}]*}", "{}", path)


def _counted(number: Any, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
