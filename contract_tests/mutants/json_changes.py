"""Operators on JSON values: they search for values, and change them."""

import copy
import re
from collections.abc import Callable, Iterator
from typing import Any

from openapi_contract.json_data import JsonObject

ABSENT: Any = object()
"""Stands for the value of a missing property."""


def texts(value: Any) -> Iterator[str]:
    """Yield each string in a JSON value, including names of properties."""
    for each in values(value):
        if isinstance(each, str):
            yield each
        elif isinstance(each, dict):
            yield from each


def has_text(value: Any, pattern: str) -> bool:
    """Return whether a string in a JSON value, or a name of a property, matches the pattern."""
    return any(re.search(pattern, text) for text in texts(value))


def values(value: Any) -> Iterator[Any]:
    """Yield a JSON value and each value in it, at every depth."""
    yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from values(inner)


def mapped(value: Any, change: Callable[[Any], Any]) -> Any:
    """Return a JSON value with each value in it changed, the innermost first."""
    if isinstance(value, dict):
        value = {name: mapped(inner, change) for name, inner in value.items()}
    elif isinstance(value, list):
        value = [mapped(inner, change) for inner in value]
    return change(value)


def node_at(node: Any, place: str) -> Any:
    """Return the value at a place such as `latency/tts/values/0`, or ABSENT."""
    for name in filter(None, place.split("/")):
        if isinstance(node, dict):
            node = node.get(name, ABSENT)
        elif isinstance(node, list) and name.isdecimal() and int(name) < len(node):
            node = node[int(name)]
        else:
            return ABSENT
    return node


def at(place: str, test: Any) -> Callable[[Any], bool]:
    """Make a predicate of bodies: the place has this value, a value of this type, or one that `test` accepts."""
    if isinstance(test, type):
        return lambda body: isinstance(node_at(body, place), test)
    if callable(test):
        return lambda body: bool(test(node_at(body, place)))
    return lambda body: bool(node_at(body, place) == test)


def changed_at(value: Any, place: str, new: Any) -> Any:
    """Return a copy of a JSON value with another value at a place; ABSENT removes it."""
    *way, last = place.split("/")
    changed = copy.deepcopy(value)
    target = node_at(changed, "/".join(way))
    key: Any = int(last) if isinstance(target, list) else last
    if new is not ABSENT:
        target[key] = new
    elif isinstance(target, list) or key in target:
        del target[key]
    return changed


def without(*names: str) -> Callable[[JsonObject], JsonObject]:
    """Make a function that returns an object without these properties."""
    return lambda value: {name: inner for name, inner in value.items() if name not in names}


def depth_of(value: Any) -> int:
    """Return the depth of nested arrays and objects."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return 0 if inner is None else 1 + max(map(depth_of, inner), default=0)


def camel(name: str) -> str:
    """Return a name in camel case."""
    return re.sub(r"_(\w)", lambda match: match[1].upper(), name)


def in_range(low: float, high: float) -> Callable[[Any], bool]:
    """Make a predicate: a value is a number from `low` to `high`."""
    return lambda value: isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high
