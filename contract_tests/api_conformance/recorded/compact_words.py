"""A set of words that takes little more than eight bytes per word, for the secrets of a file of any size."""

from collections.abc import Iterator, MutableSet

from api_conformance.digests import SIZE, DigestSet

FEW = 100
"""Maximum number of words that are stored in full and can be listed."""


class CompactWords(MutableSet[str]):
    """A set that stores a 64-bit hash of each word.

    Another word is mistaken for a member with a probability of about 10**-13, and would be masked.
    """

    def __init__(self) -> None:
        self._few: set[str] = set()
        self._hashes = DigestSet()

    def __contains__(self, word: object) -> bool:
        return _hash_of(word) in self._hashes

    def __iter__(self) -> Iterator[str]:
        """Yield the words, if there are few."""
        return iter(self._few)

    def __len__(self) -> int:
        return self._hashes.count

    def add(self, word: str) -> None:
        """Add a word."""
        if self._hashes.add(_hash_of(word)) and len(self) <= FEW:
            self._few.add(word)

    def discard(self, word: str) -> None:
        """Raise, since removing words is not supported."""
        raise NotImplementedError


def _hash_of(word: object) -> bytes:
    return hash(word).to_bytes(SIZE, "little", signed=True)
