"""The judge: decides whether the contract allows a response, for live and for recorded traffic."""

from fnmatch import fnmatchcase
from typing import Any, Literal

from attrs import evolve, frozen

from api_conformance import allowances
from api_conformance.allowances import RequestFacts
from api_conformance.strict_json import NotJson, Parsed, parse
from api_conformance.unknown_parts import Unknown, announced
from openapi_contract.operations import JSON, Body, Operation, media_type_of
from openapi_contract.violations import violations

INVALID = (400, 422)
"""The statuses that reject an invalid request."""
WITHOUT_CONTENT = (204, 205, 304)
"""The statuses of responses that have no content (RFC 9110, section 15)."""
Aspect = Literal["status", "content type", "JSON", "schema"]


@frozen
class RecordedResponse:
    """The parts of a response that are judged."""

    status: int
    content_type: str | None
    """None if it is not known, for instance for a body that was saved without headers."""
    content: bytes | str | Parsed | None
    """None if the body was not recorded."""
    request: RequestFacts | None
    """Known facts about the request."""


@frozen
class Mismatch:
    """A difference between a response and the contract."""

    aspect: Aspect
    expected: str
    got: str
    path: tuple[str | int, ...] = ()
    """The place in the body."""
    keyword: str = ""
    """The keyword of the schema that the body breaks."""


@frozen
class ResponseVerdict:
    """The verdict on a response."""

    mismatches: tuple[Mismatch, ...] = ()
    from_a_gateway: bool = False
    """True if a proxy in front of the application may have sent it, so that its body was not judged."""
    value: Any = None
    """The parsed body, if it is JSON that a schema describes."""
    described: Body | None = None
    """The contract's description of responses with this status."""
    note: str = ""
    """The source that allows the status, if reports should list it; else empty."""
    unknown: tuple[Unknown, ...] = ()
    """New values of enums and new kinds, which the contract announces; for new properties see `unknown_parts.py`."""


def judge(operation: Operation, response: RecordedResponse) -> ResponseVerdict:
    """Judge the status, then the content type, then the body; stop at the first aspect that leaves the next open."""
    described = operation.response(response.status)
    request = response.request
    if described is None:
        allowed = None if request is None else allowances.allowance(response.status, request)
        if allowed is not None:
            return ResponseVerdict(from_a_gateway=True, note=allowed.source if allowed.is_note else "")
        if response.status >= 500 and request is not None:
            return ResponseVerdict(from_a_gateway=response.status in allowances.FROM_A_GATEWAY)
        if gap := _gap(operation, response.status):
            return ResponseVerdict(note=gap)
        return ResponseVerdict(
            (Mismatch("status", f"status {listed(documented(operation))}", f"status {response.status}"),)
        )
    media_type = _media_type(described, response.content_type)
    if media_type is None and not response.content_type and _has_no_content(response):
        return ResponseVerdict(described=described)
    if media_type is None and described.content:
        if response.status in allowances.FROM_A_GATEWAY or (request and allowances.allowance(response.status, request)):
            return ResponseVerdict(from_a_gateway=True)
        got = f"status {response.status} with {media_type_of(response.content_type or '') or 'no content type'}"
        mismatch = Mismatch("content type", f"content type {listed(described.content)}", got)
        if not media_type_of(response.content_type or "").endswith("+json") or response.content is None:
            return ResponseVerdict((mismatch,))
        # Another kind of JSON may still have the documented content.
        body = ResponseVerdict() if described.schema is None else _body(described, response)
        return evolve(body, mismatches=(mismatch, *body.mismatches))
    if media_type is None or "json" not in media_type or response.content is None or described.schema is None:
        return ResponseVerdict(described=described)
    return _body(described, response)


def _has_no_content(response: RecordedResponse) -> bool:
    """Return whether HTTP allows no content in a response, whatever `default` or a range says of others."""
    is_head = response.request is not None and response.request.method == "HEAD"
    return is_head or response.status in WITHOUT_CONTENT or response.status < 200


def _gap(operation: Operation, status: int) -> str:
    """Return the gap of the contract that allows a status, in words; empty if there is none.

    A server needs such a status to reject a request without credentials, or an invalid one.
    """
    if status == 401 and any(operation.security):
        return "a gap of the contract: the operation has `security`, and documents no 401"
    rejects = operation.request is not None or operation.parameters
    if status in INVALID and rejects and not any(operation.response(each) for each in INVALID):
        return "a gap of the contract: the operation documents neither 400 nor 422"
    if status == 404 and "{" in operation.path:
        return "a gap of the contract: the path has a variable, and the operation documents no 404"
    return ""


def _body(described: Body, response: RecordedResponse) -> ResponseVerdict:
    assert response.content is not None
    assert described.schema is not None
    try:
        parsed = response.content if isinstance(response.content, Parsed) else parse(response.content)
    except NotJson as error:
        if _may_be_of_a_gateway(response):
            return ResponseVerdict(from_a_gateway=True)
        return ResponseVerdict((Mismatch("JSON", "a JSON body", f"status {response.status} with {error}"),))
    value = parsed.value
    found = [Mismatch("JSON", "strict JSON", each) for each in parsed.faults]
    unknown: list[Unknown] = []
    try:
        valid = described.schema.is_valid(value)
    except ValueError:
        valid = False  # lone surrogates, on which the walk below can report
    if not valid:
        if isinstance(value, dict) and _may_be_of_a_gateway(response):
            return ResponseVerdict(tuple(found), from_a_gateway=True)
        for violation in violations(described.schema, value):
            new = announced(violation)
            if new is not None:
                unknown.append(new)
            else:
                found.append(Mismatch("schema", violation.expected, violation.got, violation.path, violation.keyword))
    return ResponseVerdict(tuple(found), value=value, described=described, unknown=tuple(unknown))


def _may_be_of_a_gateway(response: RecordedResponse) -> bool:
    status, request = response.status, response.request
    if request is None:
        return False
    return status in allowances.FROM_A_GATEWAY or allowances.allowance(status, request) is not None


def documented(operation: Operation) -> list[int | str]:
    """Return the statuses and the ranges that an operation documents."""
    return [*sorted(operation.responses), *sorted(operation.ranges)]


def listed(values: Any) -> str:
    """Return a list of alternatives in words."""
    *most, last = map(str, values)
    return f"{', '.join(most)} or {last}" if most else last


def _media_type(described: Body, content_type: str | None) -> str | None:
    got = JSON if content_type is None else media_type_of(content_type)
    return next((each for each in described.content if fnmatchcase(got, each.lower())), None)
