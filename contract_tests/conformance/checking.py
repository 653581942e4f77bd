"""Checks a rule: runs its function, and says what came of it. No pytest in here, so that trials can use it too."""

from typing import Literal

from attrs import frozen

from contract_tests.conformance.finding import Finding, NotChecked, distinct
from contract_tests.conformance.rule import Rule
from contract_tests.conformance.run import Run


@frozen
class Outcome:
    """What came of a rule."""

    rule: Rule
    findings: tuple[Finding, ...]
    """All of them, several of which may be about the same place."""
    reason: str = ""
    """Why it was not checked, or not to its end; empty if it was."""
    prevented: bool = False
    """Whether the server, the network or the time kept it from being checked."""
    requests: int = 0
    """How many requests are behind it."""

    @property
    def kind(self) -> Literal["passed", "failed", "not checked"]:
        """The outcome in a word."""
        if self.findings:
            return "failed"
        return "not checked" if self.reason else "passed"

    @property
    def shown(self) -> list[Finding]:
        """The findings to show: for each place the one with the smallest request."""
        return distinct(self.findings)


def check(rule: Rule, run: Run) -> Outcome:
    """Check a rule. What it finds before it is kept from going on counts."""
    before = len(run.traffic.exchanges) + run.looked_again
    findings: list[Finding] = []
    reason, prevented = "", False
    try:
        for finding in rule.check(run):
            findings.append(finding)
    except NotChecked as stopped:
        reason, prevented = str(stopped), stopped.prevented
    if rule.last and run.cut_short is not None and not reason:
        reason, prevented = str(run.cut_short), run.cut_short.prevented
    exchanges = run.traffic.exchanges
    requests = len(exchanges) if rule.last else len(exchanges) + run.looked_again - before
    if rule.needs_generated and not rule.last and run.sent is not None:
        requests = len(run.sent.pairs)
    if not requests and not findings and not reason:
        reason = "there was nothing to judge"
    return Outcome(rule, tuple(findings), reason, prevented, requests)
