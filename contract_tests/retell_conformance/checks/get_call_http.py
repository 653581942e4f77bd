"""Checks of HTTP when a call is read: HEAD, the length of the response, and caches."""

from collections.abc import Iterator, Mapping
from typing import Any

from api_conformance.checks.http import misframed
from api_conformance.finding import Finding
from api_conformance.requests.registration import Reading
from api_conformance.run import Run
from api_conformance.transport.exchange import Exchange
from retell_conformance.checks.get_call import kept_rule, registered

NO_HEAD = frozenset({404, 405, 501})
"""The statuses of a server without HEAD for this path."""
CACHES = "RFC 9111, section 3.5: `public` lets shared caches keep what was sent to the holder of the key"


@kept_rule("A HEAD request for a call is answered like GET", "RFC 9110, sections 8.6 and 9.3.2")
def a_head_request_for_a_call_is_answered_like_get(run: Run) -> Iterator[Finding]:
    """HEAD gets the status and the length of GET without a body, or the server does not support it for this path."""
    reading, _, created = registered(run)
    source = next(iter(reading.parameters.values()))
    unknown = {**created, source: f"{created[source]}0"}
    for case, call in run.cases({"a-call": created, "an-unknown-call": unknown}):
        head, get = _by_hand(run, reading, call, "HEAD"), _by_hand(run, reading, call, reading.operation.method)
        if head.response is None or get.response is None:
            continue  # another check reports a missing response
        if head.status != get.status and head.status not in NO_HEAD:
            yield Finding(f"status {get.status}, as for GET", head.summary, head, case=case)
        yield from misframed(head, case)
        lengths = [each.response.headers.get("Content-Length") for each in (head, get) if each.response is not None]
        if head.status == get.status and None not in lengths and lengths[0] != lengths[1]:
            again = _by_hand(run, reading, call, reading.operation.method)
            if again.response is not None and again.response.headers.get("Content-Length") == lengths[1]:
                got = f"Content-Length: {lengths[0]}"
                yield Finding(f"Content-Length: {lengths[1]}, as for GET, or none", got, head, "Content-Length", case)


@kept_rule("A call that is read has the length that its headers state", "RFC 9112, sections 6.2 and 6.3")
def a_call_that_is_read_is_framed_as_it_says(run: Run) -> Iterator[Finding]:
    """The response with a call is as long as its headers say, and no header allows shared caches to store it."""
    reading, _, created = registered(run)
    exchange = _by_hand(run, reading, created, reading.operation.method)
    yield from misframed(exchange)
    control = "" if exchange.response is None else exchange.response.headers.get("Cache-Control", "")
    if "public" in {each.strip().lower() for each in control.split(",")}:
        expected = "a response that no shared cache keeps"
        yield Finding(expected, f"Cache-Control: {control}", exchange, "Cache-Control", note=CACHES)


def _by_hand(run: Run, reading: Reading, call: Mapping[str, Any], method: str) -> Exchange:
    """Read a call on a new connection, and read past the response."""
    headers = {"Authorization": run.key_header}
    return run.traffic.send_by_hand(method, run.target_of(reading, call), b"", headers)
