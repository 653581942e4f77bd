"""The masking of secrets in all output of a run: the API key, parts of it, and secrets in responses.

The contract marks the secrets of responses; see `scripts/openapi_contract/secrets.py`.
"""

import base64
import json
import re
from collections.abc import Callable, Iterable, Iterator, MutableSet
from typing import Any

from attrs import Factory, define, field

from openapi_contract.schema import Schema
from openapi_contract.secrets import looks_secret, secrets_in

MASK = "***"
# A JSON Web Token, such as an access token: base64url segments, the first of which begins with `{"`.
JWT = re.compile(r"eyJ[\w-]{5,}(?:\.[\w-]+)+(?:\.[\w-]*)?")
# The letters that separate words. A token is masked word by word, with one look-up for each.
WORD = re.compile(r"""[^\s"'<>,;:()\[\]{}\\?&=/|%]+""")
# Shorter words are masked only after the name of their property, since elsewhere they would mask half the report.
SHORTEST = 6
# A name with its value, in JSON and in findings; possessive, so that any text takes linear time.
NAMED = re.compile(r"""(?<![\w-])(?P<before>(?P<name>[\w-]++)"?\s*+:\s*+)"(?P<value>(?:[^"\\]|\\.)*+)\"""", re.DOTALL)
# A prefix of tokens that is not secret.
SCHEMES = frozenset({"bearer", "digest"})
# A word of a language, which a guessable token may be: it is masked only after the name of its property.
PLAIN = re.compile(r"[A-Z]?[a-z]{1,10}")
# A sentence, which a mock may return as a token: no word is longer than the longest of a language.
PLAIN_AMONG_OTHERS = re.compile(r"[A-Z]?[a-z]{1,15}")
WINDOW = 8
"""Length of a part of the key that is masked, in any case, forwards or backwards, plain or in base64."""
# A quick first search: any part of WINDOW letters contains a whole block that begins at a multiple of STRIDE.
STRIDE = 4
BLOCK = WINDOW - STRIDE + 1
MOST_REMEMBERED = 200
MOST_WORDS = 100_000
MOST_MASKED = 20_000
FEW = 20
LONG = 10_000
"""Length from which a text is first searched for single letters, since most long texts repeat one letter."""


@define
class Secrets:
    """The known secrets of a run."""

    _several: Callable[[], MutableSet[str]] = field(default=set, repr=False)
    """Makes a set for any number of secrets."""
    _words: MutableSet[str] = field(
        default=Factory(lambda self: self._several(), takes_self=True), init=False, repr=False
    )
    _lengths: set[int] = field(factory=set, repr=False)
    _shortest: int = field(default=0, repr=False)
    _masked: dict[str, str] = field(factory=dict, repr=False)
    """The masked forms of short texts, which headers repeat."""
    _harmless: set[str] = field(factory=set, repr=False)
    """Words without secrets, cached, since most words occur in many bodies."""
    _odd: set[str] = field(factory=set, repr=False)
    """Tokens without a long word, which no server is known to issue."""
    _named: dict[str, MutableSet[str]] = field(factory=dict, repr=False)
    """Secrets with parts too short to be masked everywhere, by the names of their properties."""
    _public: set[str] = field(factory=set, repr=False)
    """Values that are never masked, such as an agent's id."""
    _windows: set[str] = field(factory=set, repr=False)
    _blocks: set[str] = field(factory=set, repr=False)

    def add(self, value: str, *, plain_words: bool = True) -> None:
        """Mask a token from now on, also in its form in JSON.

        Args:
            plain_words: Also mask words of a language in it. A body that is cut into chunks has parts of words.
        """
        # A JSON Web Token is recognised by its form.
        if len(value) >= SHORTEST and value not in self._words and not JWT.fullmatch(value):
            self._masked.clear()
            self._harmless.clear()
            for text in (value, json.dumps(value)[1:-1]):
                words = [each for each in WORD.findall(text) if len(each) >= SHORTEST and not self._is_public(each)]
                if not plain_words:
                    words = [each for each in words if not PLAIN.fullmatch(each)]
                self._words |= {*words}
                self._lengths.update(map(len, words))
                self._shortest = min(self._lengths, default=0)
                if not words and text not in self._public:
                    self._odd.add(text)

    def _is_public(self, word: str) -> bool:
        return word in self._public or word.lower() in SCHEMES

    def add_key(self, key: str) -> None:
        """Mask the API key from now on, with every part of eight letters."""
        if len(key) < WINDOW:
            self.add(key)
        self._windows.update(windows(key))
        self._blocks.update(blocks(key))
        self._masked.clear()

    def spare(self, value: str) -> None:
        """Never mask this value, even if a server returns it as a secret, which is a finding."""
        self._public.add(value)

    def learn(self, body: bytes | str, schema: Schema | None = None, marked: frozenset[str] = frozenset()) -> None:
        """Add the secrets of a body, if it is JSON or similar to it.

        Args:
            schema: The schema of the body; None if there is none.
            marked: The names of the properties that the contract marks as secrets anywhere.
        """
        twice: list[str] = []

        def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
            found = dict(pairs)
            if len(found) < len(pairs):
                twice.append("")
            return found

        try:
            self.learn_value(json.loads(body, object_pairs_hook=once), schema, marked)
        except (ValueError, RecursionError):
            twice.append("")
        if twice:  # it is not JSON, or has a duplicate name, of which the walk has seen only one value
            text = body if isinstance(body, str) else body.decode("utf-8", "replace")
            for match in NAMED.finditer(text):
                if match["name"] in marked or looks_secret(match["name"]):
                    self._learn(match["name"], match["value"])

    def learn_value(self, value: Any, schema: Schema | None = None, marked: frozenset[str] = frozenset()) -> None:
        """Add the secrets of a parsed body, as `learn` does."""
        for name, text in secrets_in(value, schema, marked):
            self._learn(name, text)

    def _learn(self, name: str, value: str) -> None:
        if value in self._public:
            return
        words = WORD.findall(value)
        is_plain = (PLAIN if len(words) == 1 else PLAIN_AMONG_OTHERS).fullmatch
        plain = all(map(is_plain, words))
        if not plain:
            self.add(value, plain_words=False)
        if value and (plain or not (len(value) >= SHORTEST and WORD.fullmatch(value))):
            self._masked.clear()
            self._named.setdefault(name, self._several()).add(value)

    def mask(self, text: str) -> str:
        """Return the text with all secrets masked, in linear time."""
        if len(text) > MOST_REMEMBERED:
            return self._mask(text)
        if text not in self._masked:
            if len(self._masked) >= MOST_MASKED:
                self._masked.clear()
            self._masked[text] = self._mask(text)
        return self._masked[text]

    def _mask(self, text: str) -> str:
        if "eyJ" in text:
            text = JWT.sub(MASK, text)
        if self._odd:
            for value in self._odd:
                text = text.replace(value, MASK)
        if self._named:
            text = NAMED.sub(self._masked_value, text)
        if len(self._words) > FEW or any(each in text for each in self._words):
            text = WORD.sub(self._masked_word, text)
        lower = text.lower()
        blocks: Iterable[str] = self._blocks
        if len(lower) > LONG:
            there = {letter for letter in set().union(*blocks) if letter in lower}
            blocks = [block for block in blocks if there.issuperset(block)]
        if any(block in lower for block in blocks):
            text = self._without_key(text)
        return text

    def _masked_value(self, match: re.Match[str]) -> str:
        values = self._named.get(match["name"])
        if values is None:
            return match[0]
        try:
            value = json.loads(f'"{match["value"]}"', strict=False)
        except ValueError:
            value = match["value"]
        return f'{match["before"]}"{MASK}"' if value in values else match[0]

    def _masked_word(self, match: re.Match[str]) -> str:
        word = match[0]
        if len(word) < self._shortest or word in self._harmless:
            return word
        if word in self._words:
            return MASK
        # A token may be part of a word. Tokens have few lengths, so this takes time linear in the word.
        found = [
            (start, start + length)
            for length in self._lengths
            for start in range(len(word) - length + 1)
            if word[start : start + length] in self._words
        ]
        if found:
            return _without(word, found)
        if len(word) <= MOST_REMEMBERED and len(self._harmless) < MOST_WORDS:
            self._harmless.add(word)
        return word

    def _without_key(self, text: str) -> str:
        lower = text.lower()
        if len(lower) != len(text):  # some letters become two in lower case
            lower = "".join(each.lower() if len(each.lower()) == 1 else each for each in text)
        starts = (start for start in range(len(text) - WINDOW + 1) if lower[start : start + WINDOW] in self._windows)
        public = [place for value in self._public for place in _places(text, value)]
        # A key and an agent's id may share the name of the company, which is not secret in the id.
        shown = {start for begin, end in public for start in range(begin, end - WINDOW + 1)}
        return _without(text, [(start, start + WINDOW) for start in starts if start not in shown])


def _places(text: str, value: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of a value in a text."""
    start = text.find(value) if value else -1
    while start >= 0:
        yield start, start + len(value)
        start = text.find(value, start + 1)


def _without(text: str, ranges: Iterable[tuple[int, int]]) -> str:
    """Return the text with these ranges masked; they may overlap."""
    hidden = bytearray(len(text))
    for start, end in ranges:
        hidden[start:end] = b"\x01" * (end - start)
    pieces, shown = [], 0
    for match in re.finditer(rb"\x01+", bytes(hidden)):
        pieces += [text[shown : match.start()], MASK]
        shown = match.end()
    return "".join([*pieces, text[shown:]])


def windows(key: str) -> Iterator[str]:
    """Yield each part of eight letters of all forms of the key, in lower case."""
    for form in forms(key):
        for start in range(len(form) - WINDOW + 1):
            # One repeated letter is not secret, and occurs in many texts.
            if len(set(form[start : start + WINDOW])) > 1:
                yield form[start : start + WINDOW]


def blocks(key: str) -> Iterator[str]:
    """Yield blocks, at least one of which is in any part of eight letters."""
    for form in forms(key):
        for start in range(0, len(form) - BLOCK + 1, STRIDE):
            yield form[start : start + BLOCK]


def forms(key: str) -> list[str]:
    """Return the key forwards and backwards, and its base64 at each alignment, in lower case."""
    encoded = key.encode()
    found = [key, key[::-1]]
    for shift in range(3):
        # Only groups of the key's own bytes: the first and the last depend on the surrounding text.
        text = base64.b64encode(encoded[shift : shift + (len(encoded) - shift) // 3 * 3]).decode()
        found += [text, text.replace("+", "-").replace("/", "_")]
    return [form.lower() for form in found]
