"""Sets of digests, which detect repeated values with little more than eight bytes for each."""

from hashlib import blake2b

from attrs import define, field

SIZE = 8
"""Bytes of a digest. Of a million values two are taken for the same with a chance of 1 in 30 million."""
BUCKETS = 4096


def digest(text: str) -> bytes:
    """Return the digest of a text, which is the same in every process."""
    return blake2b(text.encode(errors="surrogatepass"), digest_size=SIZE).digest()


def _buckets() -> list[bytearray]:
    return [bytearray() for _ in range(BUCKETS)]


@define
class DigestSet:
    """A set of digests."""

    count: int = 0
    _buckets: list[bytearray] = field(factory=_buckets, init=False, repr=False)
    """The digests one after the other, by their first bits."""

    def __contains__(self, one: bytes) -> bool:
        return self._has(self._bucket(one), one)

    def add(self, one: bytes) -> bool:
        """Add a digest; return whether it was new."""
        bucket = self._bucket(one)
        if self._has(bucket, one):
            return False
        bucket += one
        self.count += 1
        return True

    def add_all(self, several: bytes) -> int:
        """Add concatenated digests; return the number of those that were there already."""
        return sum(not self.add(several[start : start + SIZE]) for start in range(0, len(several), SIZE))

    def _bucket(self, one: bytes) -> bytearray:
        return self._buckets[(one[0] << 8 | one[1]) % BUCKETS]

    @staticmethod
    def _has(bucket: bytearray, one: bytes) -> bool:
        place = bucket.find(one)
        while place > 0 and place % SIZE:  # across two digests
            place = bucket.find(one, place + 1)
        return place >= 0
