"""Values as text, and the names that two mappings share or do not share."""

import json
from collections.abc import Mapping
from typing import Any


def json_text(value: Any) -> str:
    """Return a value as text for a sentence."""
    return json.dumps(value, ensure_ascii=False)


def both(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[str]:
    """Return the names that both have, in order."""
    return [name for name in one if name in other]


def gone(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[str]:
    """Return the names that only the first has, in order."""
    return [name for name in one if name not in other]
