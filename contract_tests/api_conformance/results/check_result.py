"""The results of the checks for all reports, without secrets."""

from collections.abc import Iterable
from hashlib import sha256
from typing import Literal

import httpx
from attrs import evolve, field, frozen

from api_conformance.deviations import Deviation
from api_conformance.finding import Finding, alike, lacks_known, pattern
from api_conformance.results.curl import curl
from api_conformance.rule import Rule
from api_conformance.run import Run
from api_conformance.run_check import Outcome
from api_conformance.transport.exchange import Exchange
from openapi_contract.text import shortened

MOST_OF_A_BODY = 4_000
DIGITS_OF_AN_ID = 16
Kind = Literal["passed", "failed", "accepted", "not checked", "error"]


@frozen
class Mention:
    """The parts of a finding by which findings are grouped."""

    aspect: str
    """The faulty aspect of the response."""
    expected: str
    got: str
    exchange: str
    """The number of the exchange."""
    why: str
    size: int
    """Size of the request in bytes."""
    accepted: str
    """The reason why it is accepted; empty if it counts."""
    operation: str = ""
    """The id of the request's operation; empty if the contract has none."""
    asked_at: str = ""
    """The method and the path of that operation; a path alone if the contract has it with other methods."""
    status: int | None = None
    """The status of the response, if there is one."""
    lacks_known: bool = False
    """True if the request has a body without a known value, such as one for an agent that does not exist."""


@frozen
class Example:
    """A finding for reports."""

    mention: Mention
    case: str
    curl: str
    request: str
    response: str


@frozen
class Symptom:
    """The findings of a rule with the same text, and an example."""

    mentions: tuple[Mention, ...]
    example: Example
    """Example with the smallest request."""

    @property
    def accepted(self) -> bool:
        """True if a deviation accepts it."""
        return bool(self.example.mention.accepted)

    def id_in(self, rule: str) -> str:
        """Return an id of the finding that is equal in all runs, though numbers and ids vary: digits of a hash."""
        first = self.example.mention
        same = rule, pattern(first.expected), pattern(first.got), pattern(first.aspect), self.example.case
        return sha256("\0".join(same).encode(errors="backslashreplace")).hexdigest()[:DIGITS_OF_AN_ID]


@frozen
class Note:
    """Behaviour that an RFC allows. It is listed, but is not a failure."""

    expected: str
    got: str
    source: str
    """The source that allows it."""
    cases: tuple[str, ...]
    requests: int
    example: Example


@frozen
class RuleResult:
    """The result of a check."""

    rule: str
    title: str
    group: str
    group_sentence: str
    sentence: str
    source: str
    kind: Kind
    reason: str
    prevented: bool
    requests: int
    symptoms: tuple[Symptom, ...] = field(repr=False)
    """The findings: those that count first, then by size of the request."""
    trouble: str = ""
    """The reason why the suite cannot report more."""
    in_part: bool = False
    """True if the profile left out some of its cases."""
    notes: tuple[Note, ...] = ()
    left_to_deep: str = ""
    """The part that only the profile `deep` checks; empty if there is none."""
    seconds: float = 0
    """Seconds that the check took."""

    @property
    def mentions(self) -> list[Mention]:
        """All findings."""
        return [mention for symptom in self.symptoms for mention in symptom.mentions]


def result(outcome: Outcome, run: Run, deviations: Iterable[Deviation]) -> RuleResult:
    """Return the result of a check, without secrets."""
    shown = outcome.findings or outcome.notes
    numbers = {id(exchange): number for number, exchange in enumerate(run.traffic.exchanges if shown else ())}
    accepting = [each for each in deviations if each.rule == outcome.rule.id and not each.expired]

    mask, values = run.traffic.secrets.mask, run.target.values.values()

    def mention(finding: Finding) -> Mention:
        exchange = finding.exchange
        name = "" if exchange is None else str(numbers.get(id(exchange), -1))
        expected, got, why = mask(finding.expected), mask(finding.got), mask(finding.why)
        text = ""
        if accepting:
            text = "\n".join([expected, got, why, "" if exchange is None else mask(request_text(exchange))])
        accepted = next((each.reason for each in accepting if each.accepts(text)), "")
        size = 0 if exchange is None else len(exchange.request.content)
        operation = None if exchange is None else run.operation_of(exchange)
        named = "" if operation is None else operation.id
        place = "" if exchange is None or run.endpoint.exact_url else _place(exchange, run)
        status = None if exchange is None else exchange.status
        stranger = lacks_known(exchange, values)
        return Mention(_aspect(finding), expected, got, name, why, size, accepted, named, place, status, stranger)

    symptoms = []
    for findings in alike(outcome.findings, values):
        pairs = [(finding, mention(finding)) for finding in findings]
        # A deviation may accept some findings with the same text.
        for is_accepted in (False, True):
            group = [(finding, each) for finding, each in pairs if bool(each.accepted) is is_accepted]
            if group:
                symptoms.append(Symptom(tuple(each for _, each in group), _example(*group[0], run)))
    symptoms.sort(key=lambda each: each.accepted)
    kind: Kind = outcome.kind
    if kind == "failed" and all(each.accepted for each in symptoms):
        kind = "accepted"
    found = _of_rule(
        outcome.rule,
        kind,
        mask(outcome.reason),
        prevented=outcome.prevented,
        requests=outcome.requests,
        symptoms=symptoms,
    )
    groups: dict[tuple[str, str, str], list[Finding]] = {}
    for each in outcome.notes:
        groups.setdefault((mask(each.expected), mask(each.got), each.note), []).append(each)
    notes = (_note(of_one, _example(of_one[0], mention(of_one[0]), run)) for of_one in groups.values())
    return evolve(found, in_part=outcome.in_part, notes=tuple(notes), left_to_deep=outcome.left_to_deep)


def _place(exchange: Exchange, run: Run) -> str:
    """Return the method and path of a request's operation, or a path of the contract with other methods."""
    operation = run.operation_of(exchange)
    if operation is not None:
        return f"{operation.method} {operation.path}"
    path = exchange.request.url.path.removeprefix(httpx.URL(run.target.base_url).path.rstrip("/"))
    matching = (each.path for each in run.offered.operations if each.variables(path) is not None)
    return min(matching, key=lambda each: each.count("{"), default="")


def _note(findings: list[Finding], example: Example) -> Note:
    cases = tuple(dict.fromkeys(each.case for each in findings if each.case))
    first = example.mention
    return Note(first.expected, first.got, findings[0].note, cases, len(findings), example)


def failure(rule: Rule, reason: str) -> RuleResult:
    """Return the result of a check in which the suite itself failed."""
    return _of_rule(rule, "error", reason)


def without_symptoms(outcome: Outcome, trouble: str) -> RuleResult:
    """Return the result of a check whose findings cannot be reported."""
    kind, reason = outcome.kind, outcome.reason
    return _of_rule(outcome.rule, kind, reason, prevented=outcome.prevented, requests=outcome.requests, trouble=trouble)


def _of_rule(
    rule: Rule,
    kind: Kind,
    reason: str,
    *,
    prevented: bool = False,
    requests: int = 0,
    symptoms: Iterable[Symptom] = (),
    trouble: str = "",
) -> RuleResult:
    group = rule.group
    named = rule.id, rule.title, group.title, group.sentence, rule.sentence, rule.source
    return RuleResult(*named, kind, reason, prevented, requests, tuple(symptoms), trouble)


def _aspect(finding: Finding) -> str:
    if finding.exchange is None:
        return finding.place
    return "status" if finding.got == finding.exchange.summary else finding.place or finding.got


def _example(finding: Finding, mention: Mention, run: Run) -> Example:
    exchange, mask = finding.exchange, run.traffic.secrets.mask
    if exchange is None:
        return Example(mention, finding.case, "", "", "")
    return Example(
        mention,
        finding.case,
        mask(curl(exchange, run.traffic.network.headers)),
        mask(request_text(exchange)),
        mask(response_text(exchange)),
    )


def request_text(exchange: Exchange) -> str:
    """Return the request as text, with shell expressions in place of texts derived from the key."""
    target, body = exchange.keyed.get("target"), exchange.keyed.get("body")
    url = str(exchange.request.url) if target is None else str(exchange.request.url).partition("?")[0] + target.shell
    return f"{exchange.request.method} {url}\n{_text(exchange.request.content) if body is None else body.shell}"


def response_text(exchange: Exchange) -> str:
    """Return the response as text."""
    if exchange.response is None:
        return exchange.failure or ""
    kind = exchange.response.headers.get("Content-Type", "(no content type)")
    return f"{exchange.response.status_code} {kind}\n{_text(exchange.response.content)}"


def _text(content: bytes) -> str:
    text = content.decode("utf-8", errors="backslashreplace")
    return text if len(text) <= MOST_OF_A_BODY else f"{shortened(text, MOST_OF_A_BODY)} ({len(content):,} bytes)"
