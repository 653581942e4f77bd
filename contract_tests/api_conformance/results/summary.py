"""The content of all reports of a run, with its verdict."""

from collections import Counter
from datetime import UTC, datetime
from typing import ClassVar, get_args

from attrs import define, field

from api_conformance.requests.found_requests import FoundRequest
from api_conformance.results.causes import Cause, causes
from api_conformance.results.check_result import Kind, RuleResult
from api_conformance.results.coverage import Coverage
from api_conformance.results.figures import Figures
from api_conformance.results.habits import Evidence
from api_conformance.results.history import (
    Comparison,
    PastRun,
    RunLatency,
    Verdict,
    checked_to_their_end,
    compare,
    findings_of,
)
from api_conformance.settings import Settings


@define
class Summary:
    """The result of a run."""

    KINDS: ClassVar[tuple[Kind, ...]] = get_args(Kind)

    settings: Settings
    selected: int = 0
    """Number of selected rules."""
    of: int = 0
    """Number of checks in total."""
    past: tuple[PastRun, ...] = field(default=(), repr=False)
    """Earlier runs, of any server, from the history."""
    started_at: datetime = field(factory=lambda: datetime.now(UTC))
    base_url: str = ""
    results: list[RuleResult] = field(factory=list)
    statuses: Counter[str] = field(factory=Counter)
    """Number of responses by status."""
    coverage: Coverage = field(init=False)
    """Coverage of the contract by requests and responses."""
    figures: Figures = field(factory=Figures)
    """The latency of responses, and their statuses over time."""
    from_a_gateway: Counter[int] = field(factory=Counter)
    """Number of responses, by status, that were attributed to a gateway in front of the application."""
    evidence: Evidence = field(factory=Evidence)
    """The evidence of the server's habits, from which findings follow."""
    refused: str = ""
    """The server's rejection of the first, smallest valid request; empty if it was accepted."""
    passing: list[str] = field(factory=list)
    """Temporary failures, which are not findings."""
    trouble: list[str] = field(factory=list)
    """The reasons why the suite cannot report more of the run."""
    found: list[FoundRequest] = field(factory=list)
    """Generated requests that showed a fault."""
    interrupted: bool = False
    seconds: float = 0
    _causes: tuple[tuple[object, ...], list[Cause]] | None = field(default=None, init=False, repr=False, eq=False)
    """The causes, and the results and the evidence that they are of."""

    def __attrs_post_init__(self) -> None:
        self.coverage = Coverage(self.settings.document)

    @property
    def contract_title(self) -> str:
        """The contract's title."""
        return str(self.settings.document.root["info"].get("title", "the contract"))

    @property
    def title(self) -> str:
        """The contract's title and version."""
        return f"{self.contract_title} {self.settings.document.version}"

    @property
    def noun(self) -> str:
        """The noun for what was checked, such as "server"."""
        return self.settings.endpoint.noun

    @property
    def server(self) -> str:
        """The name of the server for people."""
        if self.settings.target:
            return self.base_url
        # Shards have no URL in common: each had its own embedded server.
        return f"{self.base_url} (the embedded reference server)" if self.base_url else "the embedded reference server"

    @property
    def as_past_run(self) -> PastRun:
        """The run for the history."""
        settings = self.settings
        return PastRun(
            self.started_at.isoformat(timespec="seconds"),
            self.base_url if settings.target else "embedded",
            self.contract_title,
            str(settings.document.version),
            settings.profile_name,
            self.verdict_kind,
            round(self.seconds, 3),
            self.statuses.total(),
            self.count("failed"),
            tuple(RunLatency(each.operation, each.p50, each.p90, each.p99) for each in self.figures.latencies),
            checked_to_their_end(self.results),
            findings_of(self.results),
        )

    @property
    def comparison(self) -> Comparison | None:
        """The comparison with earlier runs; None without a history."""
        return None if self.settings.history is None else compare(self.past, self.as_past_run)

    @property
    def operations(self) -> str:
        """The operations that were checked, and those that the server does not offer."""
        checked = ", ".join(each.id for each in self.settings.document.operations) or "none"
        absent = ", ".join(each.id for each in self.settings.not_offered)
        return f"{checked}; not offered: {absent}" if absent else checked

    def causes(self) -> list[Cause]:
        """Return the causes of the findings."""
        of = (*self.results, self.evidence)
        if self._causes is None or self._causes[0] != of:  # every report shows them
            self._causes = (of, causes(self.results, self.evidence.shown))
        return self._causes[1]

    def count(self, kind: Kind) -> int:
        """Return the number of rules with this result."""
        return sum(each.kind == kind for each in self.results)

    @property
    def prevented(self) -> list[RuleResult]:
        """The rules that could not be checked, though the user selected them and the contract allows them."""
        return [each for each in self.results if each.prevented and each.kind != "failed"]

    @property
    def broken(self) -> bool:
        """True if the server breaks a rule."""
        return self.count("failed") > 0

    @property
    def no_verdict(self) -> str:
        """The reason why there is no verdict; empty if there is one."""
        if self.broken:
            return ""
        if self.interrupted:
            return "the run was interrupted"
        failed = next((each for each in self.results if each.kind == "error"), None)
        if failed is not None:
            return f"the suite itself failed: {failed.title}: {failed.reason}"
        if self.trouble:
            return f"the suite itself failed: {self.trouble[0]}"
        if self.prevented:
            return self._prevented
        if not self.count("passed") + self.count("accepted"):
            shard = self.settings.shard
            if shard is not None and not shard.is_first:
                return "no rule was checked: all that are selected are the same on every machine, so the first has them"
            return "no rule was checked"
        return ""

    @property
    def _prevented(self) -> str:
        """Number of rules that could not be checked, with the most frequent reason."""
        reasons = Counter(each.reason for each in self.prevented)
        reason, _ = reasons.most_common(1)[0]
        return f"{len(self.prevented)} of {len(self.results)} rules could not be checked: {reason}"

    @property
    def verdict_kind(self) -> Verdict:
        """The verdict for programs."""
        if self.broken:
            return "does_not_conform"
        return "no_verdict" if self.no_verdict else "conforms"

    @property
    def verdict(self) -> str:
        """The verdict in one sentence."""
        if self.broken:
            kept = f", and {self._prevented}" if self.prevented else ""
            failed = self.count("failed")
            broken = f"{failed} of {len(self.results)} rules {'is' if failed == 1 else 'are'} broken"
            left = self.selected - len(self.results)
            before = f" before {'the last one' if left == 1 else f'the other {left}'}" if left > 0 else ""
            stopped = f". The run was interrupted{before}" if self.interrupted else ""
            return f"The {self.noun} does not conform: {broken}{kept}{stopped}."
        if self.no_verdict:
            return f"There is no verdict: {self.no_verdict}."
        checked = self.count("passed") + self.count("accepted")
        exception = f", but for accepted deviations from {self.count('accepted')}" if self.count("accepted") else ""
        if self.settings.profile.cases == 1:
            of = "" if checked == self.of else f" of {self.of}"
            return f"The {self.noun} conforms to {checked}{of} rules, each checked with one case{exception}."
        if max(self.selected, len(self.results)) < self.of:
            rules = "the selected rule" if checked == 1 else f"the {checked} selected rules"
            return f"The {self.noun} conforms to {rules} of {self.of}{exception}."
        if checked < len(self.results):
            return (
                f"The {self.noun} conforms, as far as {checked} of {len(self.results)} rules were checked{exception}."
            )
        return f"The {self.noun} conforms{exception}."
