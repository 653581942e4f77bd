"""What a rule finds: what was expected, what was got, and the exchange that shows it."""

from collections.abc import Callable, Iterable, Iterator

from attrs import frozen

from api_conformance.transport.exchange import Exchange


@frozen
class Finding:
    """One way in which an exchange breaks a rule."""

    expected: str
    got: str
    exchange: Exchange | None
    place: str = ""
    """Tells findings of the same rule apart, such as a JSON pointer."""
    case: str = ""
    """The case of the rule, if it has several."""
    why: str = ""
    """For an invalid request: where and how it breaks the contract. For a valid one: which part of it is enough."""


class NotChecked(Exception):
    """There is nothing that a rule could judge; the text says why."""

    prevented = False
    """Whether the run was kept from checking the rule, so that it has no verdict."""


class LeftOut(NotChecked):
    """The user left it out: by a profile, or by MAX_REQUESTS."""


class NotInContract(NotChecked):
    """The rule is about something that this contract does not have."""


class LeftOpen(NotChecked):
    """What the server does here is its own business, such as a token that is no JSON web token."""


class Prevented(NotChecked):
    """The server, the network or the time kept the rule from being checked."""

    prevented = True


def breaks(
    exchange: Exchange, expected: str, *problems: Callable[[Exchange], Iterable[str]], case: str = "", place: str = ""
) -> Iterator[Finding]:
    """Yield a finding for each problem with the exchange."""
    for problem in problems:
        for got in problem(exchange):
            yield Finding(expected, got, exchange, place, case)


def status_in(*allowed: int) -> Callable[[Exchange], Iterable[str]]:
    """Check that the response has one of the statuses."""

    def problem(exchange: Exchange) -> Iterable[str]:
        if exchange.status not in allowed:
            yield exchange.summary

    return problem


def distinct(findings: Iterable[Finding]) -> list[Finding]:
    """Return for each place the finding with the smallest request, smallest first."""
    smallest: dict[tuple[str, str, str], Finding] = {}
    for finding in findings:
        key = finding.expected, finding.place or finding.got, finding.case
        if key not in smallest or _size(finding) < _size(smallest[key]):
            smallest[key] = finding
    return sorted(smallest.values(), key=_size)


def _size(finding: Finding) -> int:
    return 0 if finding.exchange is None else len(finding.exchange.request.content)
