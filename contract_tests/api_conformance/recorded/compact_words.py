"""A set of words that takes 16 bytes per word, for the secrets of a file of any size."""

from array import array
from collections.abc import Iterator, MutableSet

FEW = 100
"""Maximum number of words that are stored in full and can be listed."""
FIRST_SIZE = 1 << 12


class CompactWords(MutableSet[str]):
    """A set that stores a 64-bit hash of each word, in a table with open addressing.

    Another word is mistaken for a member with a probability of about 10**-13, and would be masked.
    """

    def __init__(self) -> None:
        self._few: set[str] = set()
        self._table, self._count = array("Q", bytes(8 * FIRST_SIZE)), 0

    def __contains__(self, word: object) -> bool:
        key = hash(word) & 0xFFFF_FFFF_FFFF_FFFF or 1
        return self._table[self._place(self._table, key)] == key

    def __iter__(self) -> Iterator[str]:
        """Yield the words, if there are few."""
        return iter(self._few)

    def __len__(self) -> int:
        return self._count

    def add(self, word: str) -> None:
        """Add a word."""
        key = hash(word) & 0xFFFF_FFFF_FFFF_FFFF or 1
        place = self._place(self._table, key)
        if self._table[place] == key:
            return
        self._table[place] = key
        self._count += 1
        if self._count <= FEW:
            self._few.add(word)
        if self._count * 2 > len(self._table):
            self._grow()

    def discard(self, word: str) -> None:
        """Raise, since removing words is not supported."""
        raise NotImplementedError

    def _grow(self) -> None:
        larger = array("Q", bytes(16 * len(self._table)))
        for key in self._table:
            if key:
                larger[self._place(larger, key)] = key
        self._table = larger

    @staticmethod
    def _place(table: "array[int]", key: int) -> int:
        """Return the place of a key in a table, or the free place for it."""
        mask = len(table) - 1
        place = key & mask
        while table[place] and table[place] != key:
            place = (place + 1) & mask
        return place
