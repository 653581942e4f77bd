"""What a rule says when it is broken: what was promised, what came instead, and the request that shows it."""

from collections.abc import Callable, Collection, Iterable

from attrs import frozen

from contract_tests.provider.traffic import Exchange


@frozen
class Finding:
    """One way in which an exchange breaks a rule. `place` tells findings of the same rule apart."""

    promised: str
    came: str
    exchange: Exchange | None
    place: str = ""


class RuleBroken(AssertionError):
    """Raised by a rule that found something."""

    def __init__(self, findings: Collection[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("; ".join(finding.came for finding in self.findings))


def require(findings: Iterable[Finding]) -> None:
    """Raises `RuleBroken` if there is any finding: for each place the one with the smallest request."""
    smallest: dict[tuple[str, str], Finding] = {}
    for finding in findings:
        key = finding.promised, finding.place or finding.came
        if key not in smallest or _size(finding) < _size(smallest[key]):
            smallest[key] = finding
    if smallest:
        raise RuleBroken(sorted(smallest.values(), key=_size))


def breaks(exchange: Exchange, promised: str, *problems: Callable[[Exchange], Iterable[str]]) -> list[Finding]:
    """The findings of each check on the exchange."""
    return [Finding(promised, came, exchange) for problem in problems for came in problem(exchange)]


def status_in(*allowed: int) -> Callable[[Exchange], Iterable[str]]:
    """Checks that the answer has one of the statuses."""

    def problem(exchange: Exchange) -> Iterable[str]:
        if exchange.status not in allowed:
            yield answered(exchange)

    return problem


def answered(exchange: Exchange) -> str:
    """What came back, in a few words."""
    if exchange.status is None:
        return f"no answer ({exchange.failure})"
    return f"status {exchange.status}"


def _size(finding: Finding) -> int:
    return 0 if finding.exchange is None else len(finding.exchange.request.content)
