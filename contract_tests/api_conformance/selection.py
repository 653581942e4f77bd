"""The selection of checks by `-k`: names and parts of names, with `and`, `or`, `not` and parentheses."""

import re
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches

from api_conformance.no_verdict import NoVerdict

TOKEN = re.compile(r"\s*(\(|\)|[^\s()]+)")
WORDS = frozenset({"and", "or", "not", "(", ")"})
Match = Callable[[str], bool]


class BadSelection(NoVerdict):
    """The expression is invalid; the text gives the reason in one line."""


def select(names: Iterable[str], expression: str) -> list[str]:
    """Return the names that the expression selects, in order. Raises `BadSelection` if there is none."""
    every = list(names)
    tokens = TOKEN.findall(expression)
    matches = _any(tokens)
    if tokens:
        raise BadSelection(f"-k {expression!r} cannot be read at {tokens[0]!r}")
    found = [name for name in every if matches(name)]
    words = [word for word in TOKEN.findall(expression) if word not in WORDS]
    wrong = next((word for word in words if not any(word.lower() in name.lower() for name in every)), None)
    if wrong is not None and found:
        raise BadSelection(f"-k {expression!r}: no check has {wrong!r} in its name{nearest([wrong], every)}")
    if not found:
        raise BadSelection(f"no check has a name that -k {expression!r} selects{nearest(words, every)}")
    return found


def nearest(words: Iterable[str], names: Iterable[str]) -> str:
    """Return the end of a sentence that suggests the name most similar to one of these words; empty if none is."""
    every = list(names)
    found = (near for word in words for near in _nearest(word.lower(), every))
    return next((f"; the nearest is {each}" for each in found), "")


def _nearest(word: str, names: list[str]) -> Iterator[str]:
    """Yield the name most similar to a word, else the first that contains a similar sequence of words."""
    yield from get_close_matches(word, names, n=1)
    length = word.count("_") + 1
    parts: dict[str, str] = {}
    for name in names:
        words = name.split("_")
        for start in range(len(words) - length + 1):
            parts.setdefault("_".join(words[start : start + length]), name)
    yield from (parts[each] for each in get_close_matches(word, parts, n=1))


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
