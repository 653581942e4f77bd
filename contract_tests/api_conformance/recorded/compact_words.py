"""A set of words that takes 16 bytes a word, whatever their length, for the secrets of a file of any size."""

from array import array
from collections.abc import Iterator, MutableSet

FEW = 100
"""So many words are kept as they are, and can be listed."""
FIRST_SIZE = 1 << 12


class CompactWords(MutableSet[str]):
    """A set that keeps of each word a hash of 64 bits, in a table with open addresses.

    A word that was never added is taken for one with a probability of some 10**-13; it would be masked.
    """

    def __init__(self) -> None:
        self._few: set[str] = set()
        self._table, self._count = array("Q", bytes(8 * FIRST_SIZE)), 0

    def __contains__(self, word: object) -> bool:
        key = hash(word) & 0xFFFF_FFFF_FFFF_FFFF or 1
        return self._table[self._place(self._table, key)] == key

    def __iter__(self) -> Iterator[str]:
        """Yield the words as long as they are few."""
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
        """Refuse to remove a word, which nobody needs."""
        raise NotImplementedError

    def _grow(self) -> None:
        larger = array("Q", bytes(16 * len(self._table)))
        for key in self._table:
            if key:
                larger[self._place(larger, key)] = key
        self._table = larger

    @staticmethod
    def _place(table: "array[int]", key: int) -> int:
        """Return where a key is in a table, or the free place where it would be."""
        mask = len(table) - 1
        place = key & mask
        while table[place] and table[place] != key:
            place = (place + 1) & mask
        return place
