"""Facts about a schema by itself, as it is written, whether or not its contract is well made."""

from typing import Any, Final

UNIONS: Final = ("oneOf", "anyOf")
"""The keywords that hold the options of a union."""


def is_null(schema: Any) -> bool:
    """Return whether a schema takes null and nothing else."""
    return isinstance(schema, dict) and (
        schema.get("type") in ("null", ["null"])
        or schema.get("enum") == [None]
        or ("const" in schema and schema["const"] is None)
    )
