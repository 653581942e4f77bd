"""Facts about a schema as written, whether or not its contract is valid."""

from typing import Any, Final

UNIONS: Final = ("oneOf", "anyOf")
"""The keywords of unions."""


def is_null(schema: Any) -> bool:
    """Return whether a schema allows only null."""
    return isinstance(schema, dict) and (
        schema.get("type") in ("null", ["null"])
        or schema.get("enum") == [None]
        or ("const" in schema and schema["const"] is None)
    )
