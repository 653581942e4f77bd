"""Texts derived from the API key, each with a shell expression that reports can show instead."""

import base64
import re
from collections.abc import Callable, Iterable

from attrs import field, frozen

VARIABLE = "API_KEY"
"""Placeholder in a shell expression for the environment variable with the key, whose name depends on the API."""
UNESCAPED = re.compile(r"(?<!\\)\$\{" + VARIABLE + r"\b")


@frozen
class KeyDerived:
    """A text that contains the key, or from which the key could be recovered."""

    value: str = field(repr=False)
    shell: str
    """The shell expression, for use between double quotes, such as `Bearer ${API_KEY}x`."""

    def __add__(self, other: "str | KeyDerived") -> "KeyDerived":
        """Append another such text, or a public one."""
        if isinstance(other, KeyDerived):
            return KeyDerived(self.value + other.value, self.shell + other.shell)
        return KeyDerived(self.value + other, self.shell + quoted(other))

    def with_variable(self, name: str) -> "KeyDerived":
        """Return the same text with the shell expression for the environment variable of this name."""
        return KeyDerived(self.value, UNESCAPED.sub(f"${{{name}", self.shell))

    def __radd__(self, text: str) -> "KeyDerived":
        """Prepend a public text."""
        return KeyDerived(text + self.value, quoted(text) + self.shell)


Variant = Callable[[str], KeyDerived]
"""Derives a text from the key."""


def quoted(text: str) -> str:
    """Escape a text for a place between double quotes in a shell."""
    return "".join(f"\\{each}" if each in '\\"$`' else each for each in text)


def whole(key: str) -> KeyDerived:
    """Return the key itself."""
    return KeyDerived(key, f"${{{VARIABLE}}}")


def bearer(key: str) -> KeyDerived:
    """Return the right value of the `Authorization` header."""
    return "Bearer " + whole(key)


def is_right(value: object, key: str) -> bool:
    """Return whether a value of the `Authorization` header is made of the right key."""
    return isinstance(value, KeyDerived) and value.value == bearer(key).value


def is_in_other_case(value: object, key: str) -> bool:
    """Return whether a value of the `Authorization` header differs from the right one in case alone."""
    right, text = bearer(key).value, value.value if isinstance(value, KeyDerived) else value
    return isinstance(text, str) and text != right and text.lower() == right.lower()


def piped(value: str, command: str, before: str = "", behind: str = "") -> KeyDerived:
    """Return the output of a shell command that reads the key from standard input."""
    return KeyDerived(value, f'$(printf %s "{before}${{{VARIABLE}}}{behind}" | {command})')


def joined(between: str, parts: Iterable[KeyDerived]) -> KeyDerived:
    """Return the texts joined by a separator that needs no quoting."""
    found = list(parts)
    return KeyDerived(between.join(each.value for each in found), between.join(each.shell for each in found))


def without_last_letter(key: str) -> KeyDerived:
    """Return the key without its last letter."""
    return KeyDerived(key[:-1], f"${{{VARIABLE}%?}}")


def first_half(key: str) -> KeyDerived:
    """Return the first half of the key."""
    half = len(key) // 2
    return piped(key[:half], f"cut -c1-{half}")


def second_half(key: str) -> KeyDerived:
    """Return the second half of the key."""
    half = len(key) // 2
    return piped(key[half:], f"cut -c{half + 1}-")


def last_four(key: str) -> KeyDerived:
    """Return the last four letters of the key."""
    return piped(key[-4:], "tail -c 4")


def with_letter_changed(key: str) -> KeyDerived:
    """Return the key with another letter in its middle."""
    middle = len(key) // 2
    return piped(key[:middle] + "~" + key[middle + 1 :], f"sed 's/./~/{middle + 1}'")


def with_ends_changed(key: str) -> KeyDerived:
    """Return the key with other letters at both ends."""
    return piped(f"~{key[1:-1]}~", "sed 's/^./~/;s/.$/~/'")


def in_other_case(key: str) -> KeyDerived:
    """Return the key with upper and lower case exchanged."""
    return piped(key.swapcase(), "tr 'A-Za-z' 'a-zA-Z'")


def split(key: str) -> KeyDerived:
    """Return the key with a space after its fifth letter."""
    return piped(f"{key[:5]} {key[5:]}", "sed 's/^...../& /'")


def base64_with(before: str, behind: str) -> Variant:
    """Make the base64 of the key with text before and after it, as in the scheme Basic."""

    def encoded(key: str) -> KeyDerived:
        value = base64.b64encode(f"{before}{key}{behind}".encode()).decode()
        return piped(value, "base64 | tr -d '\\n'", before, behind)

    return encoded
