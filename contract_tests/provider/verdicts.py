"""What became of each rule, in plain values that travel between processes and into every report."""

from collections.abc import Iterable
from typing import Any

from attrs import asdict, evolve, frozen

from contract_tests.provider.deviations import Deviation
from contract_tests.provider.findings import Finding
from contract_tests.provider.traffic import Traffic

MOST_OF_A_BODY = 4_000


@frozen
class ReportedFinding:
    """A finding as a report shows it, without secrets."""

    promised: str
    came: str
    curl: str | None
    request: str
    response: str
    accepted: str
    """Why the finding is accepted; empty where it counts."""


@frozen
class Verdict:
    """What became of one rule, or of one case of it."""

    rule: str
    case: str | None
    group: str
    promise: str
    outcome: str
    """passed, failed, accepted (all that it found is), skipped, or error where the suite itself failed."""
    reason: str
    findings: tuple[ReportedFinding, ...]
    requests: int

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON, for another process."""
        return asdict(self)

    @classmethod
    def from_dict(cls, plain: dict[str, Any]) -> "Verdict":
        """The verdict that `to_dict` took apart."""
        return cls(**{**plain, "findings": tuple(ReportedFinding(**finding) for finding in plain["findings"])})


def rules(verdicts: Iterable[Verdict]) -> dict[str, list[Verdict]]:
    """The verdicts of each rule."""
    grouped: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        grouped.setdefault(verdict.rule, []).append(verdict)
    return grouped


def outcome(cases: Iterable[Verdict]) -> str:
    """The outcome of a rule with several cases: the worst, where a skipped one says nothing."""
    seen = {case.outcome for case in cases}
    return next(outcome for outcome in ("error", "failed", "accepted", "passed", "skipped") if outcome in seen)


def sentence(rule: str) -> str:
    """A rule's id as words."""
    return rule.replace("_", " ")


def title(verdict: Verdict) -> str:
    """The rule, and the case of it."""
    return sentence(verdict.rule) + (f" [{verdict.case}]" if verdict.case else "")


def reported(
    findings: Iterable[Finding], rule: str, traffic: Traffic, deviations: Iterable[Deviation]
) -> tuple[ReportedFinding, ...]:
    """The findings of a rule, without secrets, each with the reason why it is accepted, where it is."""
    plain = (_reported(finding, traffic) for finding in findings)
    return tuple(evolve(finding, accepted=_acceptance(rule, finding.came, deviations)) for finding in plain)


def _acceptance(rule: str, came: str, deviations: Iterable[Deviation]) -> str:
    return next((deviation.reason for deviation in deviations if deviation.accepts(rule, came)), "")


def _reported(finding: Finding, traffic: Traffic) -> ReportedFinding:
    mask = traffic.secrets.mask
    exchange = finding.exchange
    request, response, curl = "", "", None
    if exchange is not None:
        curl = traffic.curl(exchange)
        request = f"{exchange.request.method} {exchange.request.url}\n{_text(exchange.request.content)}"
        if exchange.response is None:
            response = exchange.failure or ""
        else:
            kind = exchange.response.headers.get("Content-Type", "(no content type)")
            response = f"{exchange.response.status_code} {kind}\n{_text(exchange.response.content)}"
    return ReportedFinding(mask(finding.promised), mask(finding.came), curl, mask(request), mask(response), "")


def _text(content: bytes) -> str:
    text = content.decode("utf-8", errors="backslashreplace")
    return text if len(text) <= MOST_OF_A_BODY else f"{text[:MOST_OF_A_BODY]}… ({len(content):,} bytes)"
