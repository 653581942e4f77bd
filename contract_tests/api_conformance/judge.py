"""The judge: decides whether the contract allows a response, for live and for recorded traffic."""

from fnmatch import fnmatchcase
from typing import Any, Literal

from attrs import frozen

from api_conformance import allowances
from api_conformance.allowances import Asked
from api_conformance.strict_json import NotJson, Parsed, parse
from api_conformance.unknown_parts import Unknown, announced
from openapi_contract.operations import JSON, Body, Operation, media_type_of
from openapi_contract.violations import violations

INVALID = (400, 422)
"""The statuses that reject an invalid request."""
Aspect = Literal["status", "content type", "JSON", "schema"]


@frozen
class Answered:
    """The parts of a response that are judged."""

    status: int
    content_type: str | None
    """None if it is not known, as of a body that was saved alone."""
    content: bytes | str | Parsed | None
    """None if the body was not recorded."""
    asked: Asked | None
    """Known facts about the request."""


@frozen
class Lapse:
    """One way in which a response is not what the contract documents."""

    aspect: Aspect
    expected: str
    got: str
    path: tuple[str | int, ...] = ()
    """The place in the body."""
    keyword: str = ""
    """The keyword of the schema that the body breaks."""


@frozen
class Judgement:
    """Verdict on a response."""

    lapses: tuple[Lapse, ...] = ()
    from_a_gateway: bool = False
    """True if a proxy before the application may have sent it, so that its body was not judged."""
    value: Any = None
    """The parsed body, if it is JSON that a schema describes."""
    described: Body | None = None
    """Responses with that status, as the contract describes them."""
    note: str = ""
    """Source that leaves the status to the server, if a report should list it."""
    unknown: tuple[Unknown, ...] = ()
    """New values of enums and new kinds, which the contract announces; for new properties see `unknown_parts.py`."""


def judge(operation: Operation, answered: Answered) -> Judgement:
    """Judge the status, then the content type, then the body; what one leaves open the next cannot tell."""
    described = operation.response(answered.status)
    asked = answered.asked
    if described is None:
        allowed = None if asked is None else allowances.allowance(answered.status, asked)
        if allowed is not None:
            return Judgement(from_a_gateway=True, note=allowed.source if allowed.is_note else "")
        if answered.status >= 500 and asked is not None:
            return Judgement(from_a_gateway=answered.status in allowances.FROM_A_GATEWAY)
        if gap := _gap(operation, answered.status):
            return Judgement(note=gap)
        return Judgement((Lapse("status", f"status {listed(documented(operation))}", f"status {answered.status}"),))
    media_type = _media_type(described, answered.content_type)
    if media_type is None and described.content:
        if answered.status in allowances.FROM_A_GATEWAY or (asked and allowances.allowance(answered.status, asked)):
            return Judgement(from_a_gateway=True)
        got = f"status {answered.status} with {media_type_of(answered.content_type or '') or 'no content type'}"
        return Judgement((Lapse("content type", f"content type {listed(described.content)}", got),))
    if media_type is None or "json" not in media_type or answered.content is None or described.schema is None:
        return Judgement(described=described)
    return _body(described, answered)


def _gap(operation: Operation, status: int) -> str:
    """Return what the contract says nothing of though it must, if that is what allows a status; else an empty text.

    A server has no other way to reject a request without credentials, or one that the contract does not allow.
    """
    if status == 401 and any(operation.security):
        return "a gap of the contract: the operation has `security`, and documents no 401"
    rejects = operation.request is not None or operation.parameters
    if status in INVALID and rejects and not any(operation.response(each) for each in INVALID):
        return "a gap of the contract: the operation documents neither 400 nor 422"
    if status == 404 and "{" in operation.path:
        return "a gap of the contract: the path has a variable, and the operation documents no 404"
    return ""


def _body(described: Body, answered: Answered) -> Judgement:
    assert answered.content is not None
    assert described.schema is not None
    try:
        parsed = answered.content if isinstance(answered.content, Parsed) else parse(answered.content)
    except NotJson as error:
        if _may_be_of_a_gateway(answered):
            return Judgement(from_a_gateway=True)
        return Judgement((Lapse("JSON", "a JSON body", f"status {answered.status} with {error}"),))
    value = parsed.value
    found = [Lapse("JSON", "strict JSON", each) for each in parsed.lapses]
    unknown: list[Unknown] = []
    try:
        valid = described.schema.is_valid(value)
    except ValueError:
        valid = False  # lone surrogates, on which the walk below can report
    if not valid:
        if isinstance(value, dict) and _may_be_of_a_gateway(answered):
            return Judgement(tuple(found), from_a_gateway=True)
        for violation in violations(described.schema, value):
            new = announced(violation)
            if new is not None:
                unknown.append(new)
            else:
                found.append(Lapse("schema", violation.expected, violation.got, violation.path, violation.keyword))
    return Judgement(tuple(found), value=value, described=described, unknown=tuple(unknown))


def _may_be_of_a_gateway(answered: Answered) -> bool:
    status, asked = answered.status, answered.asked
    if asked is None:
        return False
    return status in allowances.FROM_A_GATEWAY or allowances.allowance(status, asked) is not None


def documented(operation: Operation) -> list[int | str]:
    """Return the statuses and the ranges that an operation documents."""
    return [*sorted(operation.responses), *sorted(operation.ranges)]


def listed(values: Any) -> str:
    """Return values as people list alternatives."""
    *most, last = map(str, values)
    return f"{', '.join(most)} or {last}" if most else last


def _media_type(described: Body, content_type: str | None) -> str | None:
    got = JSON if content_type is None else media_type_of(content_type)
    return next((each for each in described.content if fnmatchcase(got, each.lower())), None)
