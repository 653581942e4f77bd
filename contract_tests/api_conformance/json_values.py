"""JSON values: reading and showing them, and whether all implementations preserve them."""

import json
import re
from math import inf
from typing import Any

from api_conformance.strict_json import TWICE, refuse_constant
from openapi_contract.text import shortened

# The largest integer that every JSON implementation preserves (RFC 8259, section 6).
LARGEST_EXACT_INTEGER = 2**53 - 1
DEEPEST = 64
# Safe JavaScript parsers drop this name, since it would change the prototype of a copied object.
PROTOTYPE = "__proto__"
LONGEST_SHOWN = 100
# Characters that some implementations lose: NUL, and halves of a surrogate pair.
NOT_KEPT = re.compile("[\0\ud800-\udfff]")


def is_kept_everywhere(value: Any, depth: int = 0) -> bool:
    """Return whether all JSON implementations preserve the numbers, characters, names and depth of a value."""
    if depth > DEEPEST:
        return False
    if isinstance(value, dict):
        parts = (part for pair in value.items() for part in pair)
        return PROTOTYPE not in value and all(is_kept_everywhere(part, depth + 1) for part in parts)
    if isinstance(value, list):
        return all(is_kept_everywhere(item, depth + 1) for item in value)
    if isinstance(value, str):
        return NOT_KEPT.search(value) is None
    if isinstance(value, int):
        return abs(value) <= LARGEST_EXACT_INTEGER
    if isinstance(value, float):
        return abs(value) < float("inf") and value == float(f"{value:.15g}")
    return True


def short(value: Any) -> str:
    """Return the value as JSON, cut if it is long."""
    return shortened(json.dumps(value), LONGEST_SHOWN)


def read_once(content: bytes) -> Any:
    """Parse strictly. Raises `ValueError`, also for NaN and duplicate names, and `RecursionError`."""
    return json.loads(content.decode("utf-8"), parse_constant=refuse_constant, object_pairs_hook=_refuse_twice)


def _refuse_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    once = dict(pairs)
    if len(once) < len(pairs):
        raise ValueError(TWICE)
    return once


def number(value: object) -> float | None:
    """Return a JSON number as a float, infinite if it is too large; None for other values and booleans."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return float(value)
    except OverflowError:
        return inf if value > 0 else -inf
