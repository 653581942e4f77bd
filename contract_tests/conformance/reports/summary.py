"""Everything that the reports tell of a run, and its verdict."""

from collections import Counter
from datetime import UTC, datetime
from typing import Any

from attrs import define, field

from contract_tests.conformance.reports.causes import Cause, causes
from contract_tests.conformance.reports.coverage import Coverage
from contract_tests.conformance.reports.results import Kind, RuleResult
from contract_tests.conformance.run_settings import Settings
from scripts.contract.operations import operations


@define
class Summary:
    """A run, as the reports tell of it."""

    settings: Settings
    selected: int = 0
    """How many rules were chosen."""
    of: int = 0
    """How many there are."""
    started_at: datetime = field(factory=lambda: datetime.now(UTC))
    base_url: str = ""
    results: list[RuleResult] = field(factory=list)
    entries: list[dict[str, Any]] = field(factory=list)
    """What went over the wire, as HAR entries without secrets."""
    coverage: Coverage = field(init=False)
    """What of the contract was sent, and seen in responses."""
    from_a_gateway: Counter[int] = field(factory=Counter)
    """How many responses, by status, were taken for those of something that stands before the application."""
    trouble: list[str] = field(factory=list)
    """What kept the suite itself from working."""
    interrupted: bool = False
    seconds: float = 0

    def __attrs_post_init__(self) -> None:
        self.coverage = Coverage(self.settings.document)

    @property
    def title(self) -> str:
        """The contract's title and version."""
        return f"{self.settings.document.root['info'].get('title', 'the contract')} {self.settings.document.version}"

    @property
    def server(self) -> str:
        """The server, as a person calls it."""
        name = self.base_url or self.settings.base_url or "none"
        return name if self.settings.base_url else f"{name} (the embedded reference server)"

    @property
    def operations(self) -> str:
        """The operations that were checked, and those that the server does not offer."""
        checked = ", ".join(each.id for each in operations(self.settings.document)) or "none"
        absent = ", ".join(each.id for each in self.settings.not_offered)
        return f"{checked}; not offered: {absent}" if absent else checked

    def causes(self) -> list[Cause]:
        """Return what the findings have in common."""
        return causes(self.results)

    def count(self, kind: Kind) -> int:
        """Return how many rules ended so."""
        return sum(each.kind == kind for each in self.results)

    def statuses(self) -> dict[str, int]:
        """Return how often each status came, the most frequent first."""
        counts = Counter(str(entry["response"]["status"] or "no response") for entry in self.entries)
        return dict(counts.most_common())

    @property
    def prevented(self) -> list[RuleResult]:
        """The rules that could not be checked, for no choice of the user and no want of the contract."""
        return [each for each in self.results if each.prevented and each.kind != "failed"]

    @property
    def broken(self) -> bool:
        """Whether the server breaks a rule."""
        return self.count("failed") > 0

    @property
    def no_verdict(self) -> str:
        """Why the run says nothing about the server; empty if it does."""
        if self.broken:
            return ""
        if self.interrupted:
            return "the run was interrupted"
        if self.trouble or self.count("error"):
            failed = next((each for each in self.results if each.kind == "error"), None)
            said = f"{failed.title}: {failed.reason}" if failed else self.trouble[0]
            return f"the suite itself failed: {said}"
        if self.prevented:
            reasons = Counter(each.reason for each in self.prevented)
            reason, _ = reasons.most_common(1)[0]
            return f"{len(self.prevented)} of {len(self.results)} rules could not be checked: {reason}"
        if not self.count("passed") + self.count("accepted"):
            return "no rule was checked"
        return ""

    @property
    def verdict(self) -> str:
        """The verdict in one sentence."""
        if self.broken:
            return f"The server does not conform: {self.count('failed')} of {len(self.results)} rules are broken."
        if self.no_verdict:
            return f"There is no verdict: {self.no_verdict}."
        checked = self.count("passed") + self.count("accepted")
        exception = f", but for accepted deviations from {self.count('accepted')}" if self.count("accepted") else ""
        if max(self.selected, len(self.results)) < self.of:
            rules = "the rule" if checked == 1 else f"the {checked} rules"
            return f"The server keeps {rules} chosen of {self.of}{exception}."
        if checked < len(self.results):
            return f"The server conforms, as far as {checked} of {len(self.results)} rules were checked{exception}."
        return f"The server conforms{exception}."
