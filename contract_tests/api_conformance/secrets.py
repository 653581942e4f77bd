"""Keeps secrets out of all output of a run: the API key, anything it could be recovered from, and secrets in responses.

What of a response is a secret, the contract marks; see `scripts/openapi_contract/secrets.py`.
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
# A JSON web token, as call access tokens are: base64url segments, the first of which starts like `{"`.
JWT = re.compile(r"eyJ[\w-]{5,}(?:\.[\w-]+)+(?:\.[\w-]*)?")
# What stands between such letters is a word; a token is masked word by word, so that one look-up a word is enough.
WORD = re.compile(r"""[^\s"'<>,;:()\[\]{}\\?&=/|%]+""")
# What is shorter is masked behind its own name alone, since it would mask half the report elsewhere.
SHORTEST = 6
# A name with its value, as JSON has them and as findings tell of them; possessive, so that any text is read once.
NAMED = re.compile(r"""(?<![\w-])(?P<before>(?P<name>[\w-]++)"?\s*+:\s*+)"(?P<value>(?:[^"\\]|\\.)*+)\"""", re.DOTALL)
# What may stand before a token, and is none.
SCHEMES = frozenset({"bearer", "digest"})
# A word of a language, which a guessable token may be: it is masked behind its own name, and not wherever it is read.
PLAIN = re.compile(r"[A-Z]?[a-z]{1,10}")
# Of several words, none is longer than the longest of a language: a mock hands out such sentences.
PLAIN_AMONG_OTHERS = re.compile(r"[A-Z]?[a-z]{1,15}")
WINDOW = 8
"""A run of so many letters of the key is masked, in any case, forwards or backwards, plain or in base64."""
# A quick first look: any run of WINDOW letters has a whole block of so many that begins at a multiple of STRIDE.
STRIDE = 4
BLOCK = WINDOW - STRIDE + 1
MOST_REMEMBERED = 200
MOST_WORDS = 100_000
MOST_MASKED = 20_000
FEW = 20
LONG = 10_000
"""A text so long is first searched for single letters: most long ones are one letter over and over."""


@define
class Secrets:
    """The secrets seen so far in a run."""

    _several: Callable[[], MutableSet[str]] = field(default=set, repr=False)
    """Makes a set for any number of secrets."""
    _words: MutableSet[str] = field(
        default=Factory(lambda self: self._several(), takes_self=True), init=False, repr=False
    )
    _lengths: set[int] = field(factory=set, repr=False)
    _shortest: int = field(default=0, repr=False)
    _masked: dict[str, str] = field(factory=dict, repr=False)
    """Short texts, which headers repeat, with what is left of them."""
    _harmless: set[str] = field(factory=set, repr=False)
    """Words without any secret, since most words are in many bodies."""
    _odd: set[str] = field(factory=set, repr=False)
    """Tokens without a word of that length, which no server is known to give out."""
    _named: dict[str, MutableSet[str]] = field(factory=dict, repr=False)
    """By the names of their properties, secrets with parts that are too short to be masked everywhere."""
    _public: set[str] = field(factory=set, repr=False)
    """Values that are never masked, such as an agent's id."""
    _windows: set[str] = field(factory=set, repr=False)
    _blocks: set[str] = field(factory=set, repr=False)

    def add(self, value: str) -> None:
        """Mask a token from now on, also in the form that JSON writes it."""
        # A JSON web token is known by its form, whoever gave it out.
        if len(value) >= SHORTEST and value not in self._words and not JWT.fullmatch(value):
            self._masked.clear()
            self._harmless.clear()
            for text in (value, json.dumps(value)[1:-1]):
                words = [each for each in WORD.findall(text) if len(each) >= SHORTEST and not self._is_public(each)]
                self._words |= {*words}
                self._lengths.update(map(len, words))
                self._shortest = min(self._lengths, default=0)
                if not words and text not in self._public:
                    self._odd.add(text)

    def _is_public(self, word: str) -> bool:
        return word in self._public or word.lower() in SCHEMES

    def add_key(self, key: str) -> None:
        """Mask the API key from now on, and every part of it of eight letters."""
        if len(key) < WINDOW:
            self.add(key)
        self._windows.update(windows(key))
        self._blocks.update(blocks(key))
        self._masked.clear()

    def spare(self, value: str) -> None:
        """Never mask this, though a server may hand it out as a secret, which is a finding of its own."""
        self._public.add(value)

    def learn(self, body: bytes | str, schema: Schema | None = None, marked: frozenset[str] = frozenset()) -> None:
        """Add each secret of a body, as far as it is JSON or looks like it.

        Args:
            schema: What the contract says of the body; None if it says nothing.
            marked: The names of the properties that the contract marks anywhere.
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
        if twice:  # it is not JSON, or a name comes twice, of which the walk has seen one value
            text = body if isinstance(body, str) else body.decode("utf-8", "replace")
            for match in NAMED.finditer(text):
                if match["name"] in marked or looks_secret(match["name"]):
                    self._learn(match["name"], match["value"])

    def learn_value(self, value: Any, schema: Schema | None = None, marked: frozenset[str] = frozenset()) -> None:
        """Add each secret of a parsed body; the arguments are those of `learn`."""
        for name, text in secrets_in(value, schema, marked):
            self._learn(name, text)

    def _learn(self, name: str, value: str) -> None:
        if value in self._public:
            return
        words = WORD.findall(value)
        is_plain = (PLAIN if len(words) == 1 else PLAIN_AMONG_OTHERS).fullmatch
        plain = all(map(is_plain, words))
        if not plain:
            self.add(value)
        if value and (plain or not (len(value) >= SHORTEST and WORD.fullmatch(value))):
            self._masked.clear()
            self._named.setdefault(name, self._several()).add(value)

    def mask(self, text: str) -> str:
        """Return the text without any secret, in time that grows with its length alone."""
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
        # A token may have something around it. Tokens come in few lengths, so this grows with the word alone.
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
        if len(lower) != len(text):  # a few letters have a small form of two
            lower = "".join(each.lower() if len(each.lower()) == 1 else each for each in text)
        starts = (start for start in range(len(text) - WINDOW + 1) if lower[start : start + WINDOW] in self._windows)
        public = [place for value in self._public for place in _places(text, value)]
        # A key and an agent's id may both have the name of the company in them: in the id it is no secret.
        shown = {start for begin, end in public for start in range(begin, end - WINDOW + 1)}
        return _without(text, [(start, start + WINDOW) for start in starts if start not in shown])


def _places(text: str, value: str) -> Iterator[tuple[int, int]]:
    """Yield where a value stands in a text."""
    start = text.find(value) if value else -1
    while start >= 0:
        yield start, start + len(value)
        start = text.find(value, start + 1)


def _without(text: str, ranges: Iterable[tuple[int, int]]) -> str:
    """Return the text with a mask in place of each of these ranges, which may overlap."""
    hidden = bytearray(len(text))
    for start, end in ranges:
        hidden[start:end] = b"\x01" * (end - start)
    pieces, shown = [], 0
    for match in re.finditer(rb"\x01+", bytes(hidden)):
        pieces += [text[shown : match.start()], MASK]
        shown = match.end()
    return "".join([*pieces, text[shown:]])


def windows(key: str) -> Iterator[str]:
    """Yield each run of eight letters of what the key could be recovered from, in small letters."""
    for form in forms(key):
        for start in range(len(form) - WINDOW + 1):
            # A run of one letter is no secret, and fills many a text.
            if len(set(form[start : start + WINDOW])) > 1:
                yield form[start : start + WINDOW]


def blocks(key: str) -> Iterator[str]:
    """Yield parts of which at least one is in any run of eight letters."""
    for form in forms(key):
        for start in range(0, len(form) - BLOCK + 1, STRIDE):
            yield form[start : start + BLOCK]


def forms(key: str) -> list[str]:
    """Return the key forwards and backwards, and its base64 at each alignment, in small letters."""
    encoded = key.encode()
    found = [key, key[::-1]]
    for shift in range(3):
        # Only whole groups of the key's own bytes: the first and the last depend on what stands around it.
        text = base64.b64encode(encoded[shift : shift + (len(encoded) - shift) // 3 * 3]).decode()
        found += [text, text.replace("+", "-").replace("/", "_")]
    return [form.lower() for form in found]
