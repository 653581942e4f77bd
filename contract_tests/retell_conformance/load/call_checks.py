"""The checks of each call in a load test: it belongs to the caller, and its token and times are right."""

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import field, frozen

from api_conformance.json_values import short
from api_conformance.load.tally import Violation
from openapi_contract.json_data import same
from retell_conformance.checks.every_call import odd_times
from retell_conformance.checks.get_call import SECONDS_TO_JOIN, other_tokens
from retell_conformance.checks.joining import other_expiries

SERVED = "A valid registration is served"
READABLE = "A registered call can be read"
OWN = "A call that is read matches its request"
UNCROSSED = "No call has the data of another caller"
NO_FRESHER = "Reading a call does not renew its token"
TIMES = "The times of every call agree"
KEY = "A wrong key is rejected"
BODY = "An invalid body is rejected"
CHECKS = (SERVED, READABLE, OWN, UNCROSSED, NO_FRESHER, TIMES, KEY, BODY)

MARK = "load_test_caller"
"""The name in metadata and in variables that identifies the caller."""
WAITING = ("registered", "not_connected", "ongoing")


@frozen
class RegisteredCall:
    """A call that a caller has registered."""

    request: Mapping[str, Any]
    """The body of the request."""
    response: Mapping[str, Any] = field(repr=False)
    """The body of the response."""
    at: float


def of_registration(operation: str, response: Any) -> Iterator[Violation]:
    """Yield the violations in the response to a registration."""
    for got in other_expiries(response):
        yield Violation(TIMES, operation, "expires_at as in the token", got, "expires_at")


def of_reading(operation: str, call: RegisteredCall, read: Any, at: float) -> Iterator[Violation]:
    """Yield the violations in a call that was read at this time."""
    if not same(read.get("call_id"), call.response.get("call_id")):
        yield Violation(OWN, operation, "the call_id that was asked for", "another call_id", "call_id")
    for name, value in call.request.items():
        if not same(read.get(name), value):
            yield _other(operation, name, value, read)
    status = read.get("call_status")
    if at - call.at < SECONDS_TO_JOIN and status not in WAITING:
        yield Violation(OWN, operation, "a call that nobody has joined", f"call_status: {short(status)}", "call_status")
    for expected, got, place in other_tokens(call.response, read):
        yield Violation(NO_FRESHER, operation, expected, got, place)
    for got in odd_times(read):
        yield Violation(TIMES, operation, "times that agree", got, got.partition(" ")[0])


def _other(operation: str, name: str, value: Any, read: Mapping[str, Any]) -> Violation:
    """Return the violation of a property that differs from the request: it is of another caller, or was changed."""
    got = read.get(name)
    if name not in read:
        return Violation(OWN, operation, f"{name} as in the request", f"a call without {name}", name)
    if (
        isinstance(value, dict)
        and isinstance(got, dict)
        and MARK in value
        and got.get(MARK, value[MARK]) != value[MARK]
    ):
        return Violation(UNCROSSED, operation, f"the caller's own {name}", f"{name} of another caller", name)
    return Violation(OWN, operation, f"{name} as in the request", f"{name}: {short(got)}", name)
