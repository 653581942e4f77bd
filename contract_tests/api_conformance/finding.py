"""The findings of rules: expected, got, and the exchange that shows the fault."""

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache

from attrs import frozen

from api_conformance.transport.exchange import Exchange


@frozen
class Finding:
    """A violation of a rule by an exchange."""

    expected: str
    got: str
    exchange: Exchange | None
    place: str = ""
    """A place that distinguishes findings of a rule, such as a JSON pointer."""
    case: str = ""
    """The case of the rule; empty if it has only one."""
    why: str = ""
    """For an invalid request: where and how it breaks the contract. For a valid one: the part that causes the fault."""
    note: str = ""
    """The source that allows it, such as a section of an RFC, which makes it a note. Else empty."""


class NotChecked(Exception):
    """The rule has nothing to judge; the message is the reason."""

    prevented = False
    """True if the rule could not be checked, so that it has no verdict."""


class LeftOut(NotChecked):
    """The profile leaves the rule out."""


class NotInContract(NotChecked):
    """The rule is about a part that this contract does not have."""


class NotApplicable(NotChecked):
    """The rule does not apply to this server, for instance since its token is not a JSON Web Token."""


class Prevented(NotChecked):
    """The server, the network or the time limit prevented the check."""

    prevented = True


def breaks(
    exchange: Exchange,
    expected: str,
    *problems: Callable[[Exchange], Iterable[str]],
    case: str = "",
    place: str = "",
    note: str = "",
) -> Iterator[Finding]:
    """Yield a finding for each problem with the exchange."""
    for problem in problems:
        for got in problem(exchange):
            yield Finding(expected, got, exchange, place, case, note=note)


def status_in(*allowed: int) -> Callable[[Exchange], Iterable[str]]:
    """Check that the response has one of the statuses."""

    def problem(exchange: Exchange) -> Iterable[str]:
        if exchange.status not in allowed:
            yield exchange.summary

    return problem


# A word with a digit is a number or an id, which varies between responses; statuses stay.
STATUSES_OR_WORD = re.compile(r"(?P<statuses>status \d{3}(?:(?:, | or )\d{3})*\b)|-?\w[\w,.-]*")
DIGIT = re.compile(r"\d")


@lru_cache(maxsize=10_000)
def pattern(text: str) -> str:
    """Return the text with a mark in place of each number, each id, and the text between its outermost brackets."""
    start = min((place for place in map(text.find, "[{") if place >= 0), default=len(text))
    end = max(map(text.rfind, "]}"))
    if start < end:
        text = f"{text[:start]}{{}}{text[end + 1 :]}"
    return STATUSES_OR_WORD.sub(_fixed, text)


def _fixed(match: re.Match[str]) -> str:
    return match[0] if match["statuses"] or not DIGIT.search(match[0]) else "#"


def alike(findings: Iterable[Finding], values: Collection[str] = ()) -> list[list[Finding]]:
    """Return the findings of a rule in groups with the same text, the best examples first.

    All reports use these groups, and show an example of each.

    Args:
        values: The known values. A small request is the best example, unless it lacks one of these.
    """
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for finding in sorted(findings, key=lambda each: (lacks_known(each.exchange, values), _size(each))):
        key = pattern(finding.expected), pattern(finding.got), finding.place, finding.case
        groups.setdefault(key, []).append(finding)
    return list(groups.values())


def lacks_known(exchange: Exchange | None, values: Iterable[str]) -> bool:
    """Return whether a request has a body without one of the known values, so that it may be rejected for that."""
    content = b"" if exchange is None else exchange.request.content
    return bool(content) and not all(json.dumps(value).encode() in content for value in values)


def _size(finding: Finding) -> int:
    return 0 if finding.exchange is None else len(finding.exchange.request.content)
