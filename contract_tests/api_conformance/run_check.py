"""Checks one rule: runs its function and returns the outcome. Independent of pytest, so that the mutants can use it."""

from typing import Literal

from attrs import evolve, frozen

from api_conformance.finding import Finding, LeftOpen, NotChecked, NotInContract, alike
from api_conformance.requests.registration import Registration
from api_conformance.rule import Rule
from api_conformance.run import Run
from api_conformance.transport.recovery import Aside

BLOCKED = "blocked before the application, as by a firewall: without what looks like an attack it is answered"


@frozen
class Outcome:
    """Outcome of a rule."""

    rule: Rule
    findings: tuple[Finding, ...]
    """All of them, several of which may be about the same place."""
    reason: str = ""
    """Why it was not checked, or not to its end; empty if it was."""
    prevented: bool = False
    """True if the server, the network or the time limit prevented the check."""
    requests: int = 0
    """Number of requests that it rests on."""
    notes: tuple[Finding, ...] = ()
    """Findings that an RFC leaves to the server."""
    in_part: bool = False
    """True if the profile left out cases or generated requests."""
    left_to_deep: str = ""
    """Part that is left to the profile `deep`; empty if there is none."""

    @property
    def kind(self) -> Literal["passed", "failed", "not checked"]:
        """The outcome in a word."""
        if self.findings:
            return "failed"
        return "not checked" if self.reason else "passed"

    @property
    def shown(self) -> list[Finding]:
        """The findings to show: of those that read alike the one with the smallest request."""
        return [findings[0] for findings in alike(self.findings)]


def check(rule: Rule, run: Run) -> Outcome:
    """Check a rule. What it finds before it is kept from going on counts."""
    before = len(run.traffic.exchanges) + run.looked_again
    findings: list[Finding] = []
    notes: list[Finding] = []
    stopped: list[NotChecked] = []
    turns = _turns(rule, run)
    run.in_part = rule.needs_generated and run.profile.generated is not None
    for turn in turns:
        if turn is not None:
            run.ask_by(turn)
        try:
            for finding in rule.check(run):
                weighed = _weighed(finding, run)
                (notes if weighed.note else findings).append(weighed)
        except NotChecked as stop:
            stopped.append(stop)
    if turns[0] is not None:
        run.ask_by(turns[0])
    if len(stopped) < len(turns):
        # What one operation has nothing for is checked by the others.
        stopped = [each for each in stopped if not isinstance(each, NotInContract | LeftOpen)]
    if rule.needs_generated and run.sent is not None and run.sent.stopped is not None and run.sent.stopped.prevented:
        stopped.append(run.sent.stopped)
    if rule.last and run.cut_short is not None:
        stopped.append(run.cut_short)
    foremost = max(stopped, key=lambda each: each.prevented, default=None)
    reason, prevented = (str(foremost), foremost.prevented) if foremost else ("", False)
    exchanges = run.traffic.exchanges
    requests = len(exchanges) if rule.last else len(exchanges) + run.looked_again - before
    if rule.needs_generated and not rule.last and run.sent is not None:
        requests = len(run.sent.pairs)
    if not requests and not findings and not reason:
        reason = "there was nothing to judge"
    return Outcome(
        rule,
        tuple(findings),
        reason,
        prevented,
        requests,
        tuple(notes),
        run.in_part,
        "" if run.profile.waits else rule.left_to_deep,
    )


def _weighed(finding: Finding, run: Run) -> Finding:
    """Return a finding, as a note if it is about the page of a firewall in place of a response."""
    exchange = finding.exchange
    if exchange is None or run.traffic.recovery.aside.get(id(exchange)) is not Aside.BLOCKED:
        return finding
    about_the_page = f"status {exchange.status}" in finding.got or finding.got == exchange.summary
    return evolve(finding, note=BLOCKED) if about_the_page else finding


def _turns(rule: Rule, run: Run) -> list[Registration | None]:
    """Return the operations to check the rule with: each that registers calls, if the profile allows more than one."""
    if rule.needs_generated or not run.profile.everywhere:
        return [None]
    try:
        return list(run.registrations)
    except NotInContract:
        return [None]
