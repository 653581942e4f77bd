"""Earlier runs against the same server, and the new, known and gone findings."""

from collections.abc import Collection, Iterable, Mapping
from typing import Literal

from attrs import evolve, field, frozen

from api_conformance.results.check_result import RuleResult

Verdict = Literal["conforms", "does_not_conform", "no_verdict"]


@frozen
class KnownFinding:
    """A finding in a history."""

    id: str
    """An id that is equal in all runs, though numbers and ids vary."""
    check: str
    expected: str
    got: str
    since: str = ""
    """The start of the first run with it since it was last gone."""


@frozen
class RunLatency:
    """Percentiles of the latency of an operation, in milliseconds."""

    operation: str
    p50: float
    p90: float
    p99: float


@frozen
class PastRun:
    """A run in a history."""

    started_at: str
    """ISO 8601, with the offset from UTC."""
    server: str
    """The base URL, or `embedded`."""
    contract: str
    """The contract's title."""
    contract_version: str
    profile: str
    verdict: Verdict
    seconds: float
    requests: int
    broken: int
    """Number of broken checks."""
    latency: tuple[RunLatency, ...]
    checked: frozenset[str]
    """The ids of the complete checks: a finding that they lack no longer occurs."""
    findings: tuple[KnownFinding, ...] = field(repr=False)


@frozen
class Comparison:
    """A comparison of a run with earlier ones."""

    runs: tuple[PastRun, ...]
    """Earlier runs of the same server and contract, the oldest first."""
    new: frozenset[str] = frozenset()
    """The ids of the findings that no earlier run had, or that were gone."""
    known: Mapping[str, str] = field(factory=dict)
    """The start of the first run with each known finding, by its id."""
    gone: tuple[KnownFinding, ...] = ()
    """Findings of earlier runs that no longer occur."""

    def state(self, finding: str) -> Literal["new", "known"]:
        """Return the state of a finding of this run, by its id."""
        return "known" if finding in self.known else "new"

    def since(self, findings: Collection[str]) -> str:
        """Return the start of the first run with one of these findings; empty if one of them is new."""
        return "" if self.new & {*findings} else min((self.known.get(each, "") for each in findings), default="")


def compare(past: Iterable[PastRun], now: PastRun) -> Comparison:
    """Return the new, known and gone findings of a run. A finding of an incomplete check is not gone."""
    runs = tuple(each for each in past if (each.server, each.contract) == (now.server, now.contract))
    still: dict[str, KnownFinding] = {}
    for run in runs:
        found = {each.id: each for each in run.findings}
        for known in [each for each in still.values() if each.check in run.checked and each.id not in found]:
            del still[known.id]
        for each in found.values():
            still.setdefault(each.id, evolve(each, since=run.started_at))
    found = {each.id: each for each in now.findings}
    return Comparison(
        runs,
        frozenset(found.keys() - still.keys()),
        {name: still[name].since for name in found if name in still},
        tuple(each for each in still.values() if each.check in now.checked and each.id not in found),
    )


def findings_of(results: Iterable[RuleResult]) -> tuple[KnownFinding, ...]:
    """Return the findings of a run that count, once each."""
    found: dict[str, KnownFinding] = {}
    for result in results:
        for symptom in result.symptoms:
            mention, name = symptom.example.mention, symptom.id_in(result.rule)
            if not mention.accepted:
                found.setdefault(name, KnownFinding(name, result.rule, mention.expected, mention.got))
    return tuple(found.values())


def checked_to_their_end(results: Iterable[RuleResult]) -> frozenset[str]:
    """Return the ids of the checks that were made with all their cases."""
    return frozenset(
        each.rule
        for each in results
        if each.kind in ("passed", "failed", "accepted") and not each.in_part and not each.reason and not each.trouble
    )
