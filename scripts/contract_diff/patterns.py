"""Equality of patterns, as far as their spelling shows it."""

import re
from collections.abc import Iterator
from typing import Final

# In patterns of ECMA-262, these match only ASCII.
CLASSES: Final = {r"\d": ("0-9",), r"\w": ("A-Z", "a-z", "0-9", "_")}
NEGATED: Final = {r"\D": r"\d", r"\W": r"\w", r"\S": r"\s"}
QUANTIFIERS: Final = {"{0,}": "*", "{1,}": "+", "{0,1}": "?"}
TOKEN: Final = re.compile(
    r"""
    (?P<set> \[ \^? (?: \\. | [^\]\\] )* \] )
    | (?P<escape> \\ (?: u[0-9a-fA-F]{4} | x[0-9a-fA-F]{2} | [pP]\{[^}]*\} | . ) )
    | (?P<quantifier> \{ \d+ (?: ,\d* )? \} )
    | (?P<other> \(\?<?[:=!] | . )
    """,
    re.VERBOSE | re.DOTALL,
)
MEMBER: Final = re.compile(r"\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|\\[pP]\{[^}]*\}|\\.|.", re.DOTALL)
# A backslash before any other character stands for that character.
SIGNS: Final = frozenset("^$\\.*+?()[]{}|")


def mean_the_same(one: object, other: object) -> bool:
    """Return whether two patterns differ only in spelling: `[0-9]` and `\\d`, `{1,}` and `+`, `\\/` and `/`."""
    if not isinstance(one, str) or not isinstance(other, str):
        return False
    return [*_tokens(one)] == [*_tokens(other)]


def _tokens(pattern: str) -> Iterator[object]:
    """Yield the parts of a pattern, each in its shortest spelling."""
    for match in TOKEN.finditer(pattern):
        text = match.group()
        match match.lastgroup:
            case "set":
                yield _set(text)
            case "escape" if text in CLASSES:
                yield _set(f"[{text}]")
            case "escape" if text in NEGATED:
                yield _set(f"[^{NEGATED[text]}]")
            case "escape":
                yield _plain(text)
            case "quantifier":
                yield QUANTIFIERS.get(text, text)
            case _:
                yield text


def _set(text: str) -> tuple[bool, frozenset[str]]:
    """Return whether a set in brackets excludes its members, and the members."""
    inner = text[1:-1]
    members = MEMBER.findall(inner.removeprefix("^"))
    found: set[str] = set()
    while members:
        if len(members) > 2 and members[1] == "-" and members[0] not in CLASSES:
            found.add(f"{_plain(members[0])}-{_plain(members[2])}")
            del members[:3]
        else:
            member = members.pop(0)
            found.update(CLASSES.get(member) or {_plain(member)})
    return inner.startswith("^"), frozenset(found)


def _plain(escape: str) -> str:
    """Return a character without a backslash that it does not need."""
    is_sign = len(escape) == 2 and escape[0] == "\\" and not escape[1].isalnum() and escape[1] not in SIGNS
    return escape[1] if is_sign else escape
