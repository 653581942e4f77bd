"""The validators of a document's schemas.

Schemas of a large API refer to each other, so that a validator of each alone would contain nearly all the others, in
hundreds of megabytes. The schemas of components and of bodies share one.
"""

from collections.abc import Iterator
from typing import Any

import jsonschema_rs
from attrs import field, frozen

from openapi_contract.json_data import JsonObject


@frozen(eq=False)
class Validator:
    """A validator of one schema, which it has as the schema of a property, perhaps among others.

    The paths of its errors begin with that property.
    """

    root: JsonObject = field(repr=False)
    """The schema from which the schema paths of errors start."""
    compiled: jsonschema_rs.Validator = field(repr=False)
    name: str
    """The property."""

    def is_valid(self, value: Any) -> bool:
        """Return whether the value is valid. Raises `ValueError` if it has a lone surrogate."""
        return self.compiled.is_valid({self.name: value})

    def iter_errors(self, value: Any) -> Iterator[jsonschema_rs.ValidationError]:
        """Yield the errors. Raises `ValueError` for a lone surrogate, or a value that nests too deep."""
        return self.compiled.iter_errors({self.name: value})


def validator(definition: JsonObject, referred: JsonObject) -> Validator:
    """Return a validator of a definition with the parts it refers to. Raises `jsonschema_rs.ValidationError`."""
    root = {**referred, "properties": {"value": definition}}
    return Validator(root, jsonschema_rs.Draft202012Validator(root), "value")


def shared_validators(written: dict[int, JsonObject], referred: JsonObject) -> dict[int, Validator]:
    """Return validators that share their memory, by the keys of the schemas; none if a schema is not valid itself."""
    names = {key: f"value {key}" for key in written}
    root = {**referred, "properties": {names[key]: each for key, each in written.items()}}
    try:
        compiled = jsonschema_rs.Draft202012Validator(root)
    except jsonschema_rs.ValidationError:
        return {}
    return {key: Validator(root, compiled, name) for key, name in names.items()}
