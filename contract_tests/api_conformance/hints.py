"""Hints at the cause of a body that breaks its schema: the response of another operation, or a renamed property."""

from typing import Any

from openapi_contract.document import Document
from openapi_contract.operations import Operation
from openapi_contract.schema import Schema


def looks_like(document: Document, operation: Operation, value: Any) -> str:
    """Return the other operation whose response a body looks like, in words; empty if there is none.

    Schemas without required properties are ignored, since most bodies are valid for them.
    """
    for other in document.operations:
        if other.id == operation.id or other.method != operation.method:
            continue
        for status in sorted(other.success_statuses):
            body = other.response(status)
            schema = None if body is None else body.schema
            if schema is not None and schema.required and schema.is_valid(value):
                return f"a body that looks like that of {other.method} {other.path}"
    return ""


def is_under(schema: Schema, missing: str, value: Any) -> str:
    """Return an undocumented property with a similar name and a valid value for a missing one; else empty."""
    own = schema.properties.get(missing)
    if own is None or not isinstance(value, dict):
        return ""
    return next(
        (
            name
            for name, other in value.items()
            if name not in schema.properties and _alike(name, missing) and own.is_valid(other)
        ),
        "",
    )


def _alike(name: str, other: str) -> bool:
    """Return whether names differ only in case and separators, or one ends with the other."""
    one, two = ("".join(each for each in text.lower() if each.isalnum()) for text in (name, other))
    return bool(one and two) and (one.endswith(two) or two.endswith(one))
