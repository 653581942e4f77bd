"""The counts of a load test: requests, and violations by cause with an example. Workers report them to the master."""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from attrs import define, field, frozen

from api_conformance.finding import pattern

MOST_CAUSES = 200
"""Maximum number of different causes that are kept, to bound the memory if every response is different."""
Key = tuple[str, ...]


@frozen
class Violation:
    """A violation of a check by a response. It may contain secrets."""

    check: str
    """The title of the check."""
    operation: str
    expected: str
    got: str
    place: str = ""
    """A place in the body, if it is about one."""

    @property
    def key(self) -> Key:
        """The key that violations of one cause share."""
        return self.check, self.operation, self.place, pattern(self.expected), pattern(self.got)


@frozen
class Example:
    """A violation for reports, without secrets."""

    expected: str
    got: str
    curl: str = ""
    response: str = ""

    @property
    def title(self) -> str:
        """The violation in one line."""
        return f"expected {self.expected}, got {self.got}"


@define
class Cause:
    """The violations with the same text."""

    example: Example
    count: int = 0


@define
class Tally:
    """The counts of a part of a load test."""

    requests: int = 0
    statuses: Counter[str] = field(factory=Counter)
    """Responses by operation and status."""
    checked: Counter[str] = field(factory=Counter)
    """Number of times that each check was made, by title."""
    causes: dict[Key, Cause] = field(factory=dict)
    unanswered: Counter[str] = field(factory=Counter)
    """Requests without a response, by reason."""
    turned_away: Counter[str] = field(factory=Counter)
    """Responses of a busy server, by status, which are not evidence."""
    unknown: Counter[str] = field(factory=Counter)
    """Unknown parts of responses, which the contract announces."""

    def add(self, violation: Violation, example: Callable[[], Example]) -> Example:
        """Count a violation; return the example of its cause, a new one if there is none yet."""
        cause = self._cause(violation.key, example)
        cause.count += 1
        return cause.example

    def _cause(self, key: Key, example: Callable[[], Example]) -> Cause:
        if key not in self.causes and len(self.causes) >= MOST_CAUSES:
            key = (*key[:2], "", "", "")
        if key not in self.causes:
            self.causes[key] = Cause(example())
        return self.causes[key]

    @property
    def lost(self) -> int:
        """The number of requests without a response that is evidence."""
        return self.unanswered.total() + self.turned_away.total()

    def by_check(self, check: str) -> list[tuple[str, Cause]]:
        """Return the causes of a check with the operation of each, the most frequent first."""
        found = [(key[1], cause) for key, cause in self.causes.items() if key[0] == check]
        return sorted(found, key=lambda each: -each[1].count)

    def in_order(self) -> Iterator[tuple[Key, Cause]]:
        """Yield the causes, the most frequent first."""
        yield from sorted(self.causes.items(), key=lambda each: -each[1].count)

    # ---- between processes ----

    def written(self) -> dict[str, Any]:
        """Return the counts as JSON, for messages."""
        causes = [
            [list(key), each.count, each.example.expected, each.example.got, each.example.curl, each.example.response]
            for key, each in self.causes.items()
        ]
        return {"requests": self.requests, "causes": causes, **{name: dict(getattr(self, name)) for name in COUNTERS}}

    def merge(self, written: dict[str, Any]) -> None:
        """Add the counts of another tally."""
        self.requests += written["requests"]
        for name in COUNTERS:
            getattr(self, name).update(written[name])
        for key, count, *texts in written["causes"]:
            self._cause(tuple(key), partial(Example, *texts)).count += count


COUNTERS = ("statuses", "checked", "unanswered", "turned_away", "unknown")
