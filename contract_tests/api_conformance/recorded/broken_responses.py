"""The responses of a file that break the contract, grouped by their violations, on disk if there are very many."""

import pickle
import tempfile
from array import array
from collections.abc import Iterator
from contextlib import ExitStack
from heapq import merge
from itertools import repeat
from typing import IO

from attrs import define, field, frozen

from api_conformance.judge import Mismatch

MOST_VIOLATIONS = 20_000
"""Maximum number of violations in memory, with equal ones counted once; further ones go to a file."""


@frozen
class Mistake:
    """The operation and the status of responses, and their violations."""

    operation: str
    status: int
    mismatches: tuple[Mismatch, ...]


Broken = tuple[int, Mistake]
"""The number of a response, and its violations."""


@define
class BrokenResponses:
    """The numbers of the responses that break the contract, in the order of the file."""

    open_files: ExitStack = field(repr=False)
    """Closes the file on disk, if there is one."""
    bodies: int = 0
    violations: int = 0
    mistakes: "dict[Mistake, array[int]]" = field(factory=dict, init=False)
    """The numbers of responses, by violations."""
    others: int = 0
    """Number of responses with violations that are kept on disk."""
    _kept: int = field(default=0, init=False)
    """Violations in memory."""
    _file: IO[bytes] | None = field(default=None, init=False, repr=False)

    def add(self, number: int, mistake: Mistake) -> None:
        """Add a response."""
        self.bodies += 1
        self.violations += len(mistake.mismatches)
        if mistake not in self.mistakes:
            if self._kept + len(mistake.mismatches) > MOST_VIOLATIONS:
                self._put_aside(number, mistake)
                return
            self._kept += len(mistake.mismatches)
            self.mistakes[mistake] = array("Q")
        self.mistakes[mistake].append(number)

    def _put_aside(self, number: int, mistake: Mistake) -> None:
        self.others += 1
        if self._file is None:
            self._file = self.open_files.enter_context(tempfile.TemporaryFile())  # noqa: SIM115
        pickle.dump((number, mistake), self._file)

    def __iter__(self) -> Iterator[Broken]:
        """Yield each response, in the order of the file."""
        in_memory = (zip(numbers, repeat(mistake), strict=False) for mistake, numbers in self.mistakes.items())
        return merge(*in_memory, self._from_file(), key=lambda each: each[0])

    def _from_file(self) -> Iterator[Broken]:
        if self._file is None:
            return
        self._file.seek(0)
        for _ in range(self.others):
            yield pickle.load(self._file)
