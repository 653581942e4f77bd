"""Selection of checks by `-k`: names and parts of names, with `and`, `or`, `not` and parentheses."""

import re
from collections.abc import Callable, Iterable
from difflib import get_close_matches

TOKEN = re.compile(r"\s*(\(|\)|[^\s()]+)")
WORDS = frozenset({"and", "or", "not", "(", ")"})
Match = Callable[[str], bool]


class BadSelection(Exception):
    """The expression cannot be used; the text says why in one line."""


def select(names: Iterable[str], expression: str) -> list[str]:
    """Return the names that the expression selects, in their order. Raises `BadSelection` if there is none."""
    every = list(names)
    tokens = TOKEN.findall(expression)
    matches = _any(tokens)
    if tokens:
        raise BadSelection(f"-k {expression!r} cannot be read at {tokens[0]!r}")
    found = [name for name in every if matches(name)]
    if not found:
        words = [word for word in TOKEN.findall(expression) if word not in WORDS]
        near = [near for word in words for near in get_close_matches(word, every, n=1)]
        hint = f"; the nearest is {near[0]}" if near else ""
        raise BadSelection(f"no check has a name that -k {expression!r} selects{hint}")
    return found


def _any(tokens: list[str]) -> Match:
    left = _all(tokens)
    while tokens[:1] == ["or"]:
        del tokens[0]
        left = _either(left, _all(tokens))
    return left


def _all(tokens: list[str]) -> Match:
    left = _one(tokens)
    while tokens[:1] == ["and"]:
        del tokens[0]
        left = _both(left, _one(tokens))
    return left


def _one(tokens: list[str]) -> Match:
    if not tokens:
        raise BadSelection("-k ends where a name is expected")
    token = tokens.pop(0)
    if token == "not":
        inner = _one(tokens)
        return lambda name: not inner(name)
    if token == "(":
        inner = _any(tokens)
        if tokens[:1] != [")"]:
            raise BadSelection("-k has a parenthesis that is not closed")
        del tokens[0]
        return inner
    if token in WORDS:
        raise BadSelection(f"-k has {token!r} where a name is expected")
    part = token.lower()
    return lambda name: part in name.lower()


def _both(one: Match, other: Match) -> Match:
    return lambda name: one(name) and other(name)


def _either(one: Match, other: Match) -> Match:
    return lambda name: one(name) or other(name)
