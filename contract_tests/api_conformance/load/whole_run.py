"""The whole load test, over all workers: their reports, lost requests, and the verdict."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from statistics import median
from typing import Any

from attrs import define, field

from api_conformance.digests import DigestSet
from api_conformance.load.process_run import DOCUMENTED
from api_conformance.load.tally import Example, Tally, Violation

KEPT, BROKEN, NO_VERDICT = 0, 1, 2
UNIQUE = "Ids and tokens are unique over the whole test"
STEADY = "Registering takes no longer after many calls"
TIMES_SLOWER, SECONDS_SLOWER = 3, 0.05
"""A request that is alone on its way may take so much longer after the test than before; a server may be busy still."""


@define
class WorkerProgress:
    """The progress of a worker, by its reports."""

    received: int = 0
    """Number of requests in its reports."""
    reported_at: float = 0
    seen_at: float = 0
    """The time of its last message."""
    rate: float = 0
    """Requests per second between its last two reports."""
    ended: bool = False
    """True after its last report."""
    lost: int | None = None
    """Approximate number of requests that it had not reported when it died; None if it is alive."""


@define
class WholeRun:
    """The whole load test."""

    checks: Sequence[str]
    """The titles of the checks."""
    tally: Tally = field(factory=Tally)
    unique: defaultdict[str, DigestSet] = field(factory=lambda: defaultdict(DigestSet), repr=False)
    """Digests of values that must be unique, by name."""
    workers: dict[str, WorkerProgress] = field(factory=dict)
    trouble: list[str] = field(factory=list)
    """The reasons why there is no verdict."""
    seconds: float = 0
    users: int = 0
    before: list[float] = field(factory=list)
    """Seconds of single requests before the test."""
    after: list[float] = field(factory=list)

    def report(self, worker: str, data: Mapping[str, Any], at: float) -> None:
        """Add a worker's report.

        Args:
            at: The time, in seconds of any clock.
        """
        progress = self.workers.setdefault(worker, WorkerProgress(reported_at=at))
        if at > progress.reported_at:
            progress.rate = data["requests"] / (at - progress.reported_at)
        progress.received += data["requests"]
        progress.reported_at = progress.seen_at = at
        missing = data["so_far"] - progress.received
        if missing > 0:
            self.trouble.append(f"{missing:,} requests of {worker} were lost on the way")
            progress.received = data["so_far"]
        self.tally.merge(dict(data))
        for name, digests in data["unique"].items():
            self._compare(name, digests)

    def lose(self, worker: str) -> None:
        """Count a worker as dead."""
        progress = self.workers.setdefault(worker, WorkerProgress())
        if progress.ended or progress.lost is not None:
            return
        progress.lost = round(progress.rate * max(progress.seen_at - progress.reported_at, 0))
        self.trouble.append(
            f"worker {worker} died: about {progress.lost:,} of its requests were not reported, and are lost"
        )

    def _compare(self, name: str, digests: bytes) -> None:
        self.tally.checked[UNIQUE] += 1
        for _ in range(self.unique[name].add_all(digests)):
            violation = Violation(
                UNIQUE, "all workers", f"a {name} of its own for each call", f"a {name} of another call", name
            )
            self.tally.add(violation, lambda: Example(violation.expected, violation.got))  # noqa: B023

    def compare_times(self) -> None:
        """Judge whether single requests take longer after the test than before."""
        if not self.before or not self.after:
            return
        self.tally.checked[STEADY] += 1
        usual, now = median(self.before), min(self.after)
        if now > TIMES_SLOWER * usual and now - usual > SECONDS_SLOWER:
            got = f"{now * 1000:,.0f} ms after {self.calls:,} calls, where it took {usual * 1000:,.0f} ms before"
            expected = "a single registration that takes no longer than before the test"
            self.tally.add(Violation(STEADY, "all workers", expected, got), lambda: Example(expected, got))

    # ---- results ----

    @property
    def calls(self) -> int:
        """The number of compared ids."""
        return max((each.count for each in self.unique.values()), default=0)

    @property
    def broken(self) -> list[str]:
        """The checks that the server breaks."""
        return [each for each in self.checks if self.tally.by_check(each)]

    @property
    def not_checked(self) -> list[str]:
        """The checks that had no response to judge."""
        return [each for each in self.checks if not self.tally.checked[each] and each not in self.broken]

    @property
    def no_verdict(self) -> str:
        """The reason why there is no verdict; empty if there is one."""
        tally = self.tally
        if self.trouble:
            return "; ".join(self.trouble)
        if not tally.requests:
            return "no request was sent"
        if tally.lost * 2 > tally.requests:
            reason, _ = Counter({**tally.unanswered, **tally.turned_away}).most_common(1)[0]
            return f"{tally.lost:,} of {tally.requests:,} requests had no usable response, as {reason}"
        if not self.calls:
            return "nothing was registered"
        return ""

    @property
    def status(self) -> int:
        """The exit status."""
        if self.broken:
            return BROKEN
        return NO_VERDICT if self.no_verdict else KEPT

    @property
    def verdict(self) -> str:
        """The verdict in one sentence."""
        if self.broken:
            broken = f"{len(self.broken)} of {len(self.checks)} checks are broken"
            more = f"; besides, {self.no_verdict}" if self.no_verdict else ""
            return f"The server does not conform under this load: {broken}{more}."
        if self.no_verdict:
            return f"There is no verdict: {self.no_verdict}."
        return "The server conforms under this load."


GENERIC = (DOCUMENTED, UNIQUE, STEADY)
"""The checks that suit any API."""
