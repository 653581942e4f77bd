"""Facts about a schema as written, whether or not its contract is valid."""

from typing import Any, Final

UNIONS: Final = ("oneOf", "anyOf")
"""The keywords of unions."""
COMPONENT: Final = "#/components/schemas/"
"""The beginning of a reference to a component."""


def is_null(schema: Any) -> bool:
    """Return whether a schema allows only null."""
    return isinstance(schema, dict) and (
        schema.get("type") in ("null", ["null"])
        or schema.get("enum") == [None]
        or ("const" in schema and schema["const"] is None)
    )


def types_of(schema: dict[str, Any]) -> list[Any]:
    """Return the value of `type` as a list; empty if there is none."""
    types = schema.get("type") or []
    return types if isinstance(types, list) else [types]
