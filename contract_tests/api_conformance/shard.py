"""One machine's part of a campaign: `SHARD=3/8` is the third of eight."""

import re
from hashlib import sha256

from attrs import frozen

from api_conformance.no_verdict import NoVerdict

MOST = 1_000


class BadShard(NoVerdict):
    """A shard is invalid; the text gives the reason in one line."""


@frozen
class Shard:
    """A part of a campaign."""

    number: int
    of: int

    @property
    def is_first(self) -> bool:
        """True if it also makes the checks that would be the same on every machine."""
        return self.number == 1

    def seed_of(self, seed: int) -> int:
        """Return the seed of this machine's random requests; for the first it is the campaign's."""
        if self.is_first:
            return seed
        return int.from_bytes(sha256(f"{seed}/{self.number}".encode()).digest()[:4])


def parse(text: str) -> Shard:
    """Return the shard. Raises `BadShard`."""
    match = re.fullmatch(r"([1-9]\d{0,3})/([1-9]\d{0,3})", text.strip())
    if match is None or not int(match[1]) <= int(match[2]) <= MOST:
        raise BadShard(f"SHARD must look like 3/8, the third of eight machines, not {text!r}")
    return Shard(int(match[1]), int(match[2]))
