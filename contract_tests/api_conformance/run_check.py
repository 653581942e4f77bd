"""The check of one rule: it calls the function of the rule and returns the outcome. Tests of mutants use it too."""

from typing import Literal

from attrs import evolve, frozen

from api_conformance.finding import Finding, NotApplicable, NotChecked, NotInContract, alike
from api_conformance.requests.registration import Registration
from api_conformance.rule import Rule
from api_conformance.run import Run
from api_conformance.transport.recovery import Aside

BLOCKED = "blocked in front of the application, as by a firewall, since it looks like an attack"


@frozen
class Outcome:
    """The outcome of a check."""

    rule: Rule
    findings: tuple[Finding, ...]
    """All findings; several may be about the same place."""
    reason: str = ""
    """The reason why the check was not made, or not completed; empty if it was."""
    prevented: bool = False
    """True if the server, the network or the time limit prevented the check."""
    requests: int = 0
    """Number of requests on which it is based."""
    notes: tuple[Finding, ...] = ()
    """Findings that an RFC allows."""
    in_part: bool = False
    """True if the profile left out cases or generated requests."""
    left_to_deep: str = ""
    """The part that only the profile `deep` checks; empty if there is none."""

    @property
    def kind(self) -> Literal["passed", "failed", "not checked"]:
        """The outcome in a word."""
        if self.findings:
            return "failed"
        return "not checked" if self.reason else "passed"

    @property
    def shown(self) -> list[Finding]:
        """The findings to show: of those with the same text the one with the smallest request."""
        return [findings[0] for findings in alike(self.findings)]


def check(rule: Rule, run: Run) -> Outcome:
    """Check a rule. Findings before an interruption count."""
    before = len(run.traffic.exchanges) + run.cache_hits
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
        # An operation to which the rule does not apply is skipped; the others are checked.
        stopped = [each for each in stopped if not isinstance(each, NotInContract | NotApplicable)]
    if rule.needs_generated and run.sent is not None and run.sent.stopped is not None and run.sent.stopped.prevented:
        stopped.append(run.sent.stopped)
    if rule.last and run.cut_short is not None:
        stopped.append(run.cut_short)
    foremost = max(stopped, key=lambda each: each.prevented, default=None)
    reason, prevented = (str(foremost), foremost.prevented) if foremost else ("", False)
    exchanges = run.traffic.exchanges
    requests = len(exchanges) if rule.last else len(exchanges) + run.cache_hits - before
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
    """Return a finding; as a note if its response is the page of a firewall, or of a server that refuses everything."""
    exchange = finding.exchange
    aside = None if exchange is None else run.traffic.recovery.aside.get(id(exchange))
    if exchange is not None and aside is Aside.BLOCKED:
        about_the_page = f"status {exchange.status}" in finding.got or finding.got == exchange.summary
        return evolve(finding, note=BLOCKED) if about_the_page else finding
    return evolve(finding, note=Aside.REFUSED.value) if aside is Aside.REFUSED else finding


def _turns(rule: Rule, run: Run) -> list[Registration | None]:
    """Return the registrations to check the rule with: all, if the profile allows more than one."""
    if rule.needs_generated or not run.profile.everywhere:
        return [None]
    try:
        return list(run.registrations)
    except NotInContract:
        return [None]
