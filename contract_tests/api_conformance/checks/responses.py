"""Rules for every response of the run. They are checked last, over all exchanges."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import partial

from attrs import evolve

from api_conformance.allowances import LARGE_HEADER, RequestFacts
from api_conformance.finding import Finding, NotApplicable
from api_conformance.hints import is_under, looks_like
from api_conformance.json_web_tokens import tokens_in
from api_conformance.judge import Aspect, Mismatch, RecordedResponse, ResponseVerdict, documented, judge, listed
from api_conformance.rule import Group, rule
from api_conformance.run import Run
from api_conformance.transport.exchange import Exchange
from api_conformance.transport.recovery import Aside
from openapi_contract.operations import Operation
from openapi_contract.raw_document import pointer
from openapi_contract.walk import property_names

GROUP = Group("Every response", "Whatever the request, the response is one that the contract documents.")
every_rule = partial(rule, GROUP, last=True)

FEW_INTERMITTENT = 3
"""Number of requests that may fail in a run while others succeed, for instance while a backend is replaced."""
NOT_LATE = (Aside.AWAY, Aside.REPEATED, Aside.REUSED)
"""Reasons why a response that took long, or did not arrive, is not late as well."""
ABSENT = object()
EARLIEST_MS, LATEST_MS = 10**12, 10**13  # 2001 and 2286
TRACES = re.compile(
    r"Traceback \(most recent call last\)|File \\?\"[^\"]+\.py\\?\", line \d+|node_modules/|"
    r"(\\n|\n|\")\s*at \S+ \(?\S+:\d+|"
    r"\.(java|kt|cs|go|rb|php):\d+|goroutine \d+ \[|panic: |Stack trace:"
)
TELLING_KEY = 8
"""Length of the shortest key that does not occur by chance in a response."""
# The properties in which frameworks put the message of an error.
ELSEWHERE = ("error", "detail", "details", "errors", "title", "reason", "msg", "description")
REQUIRED = "the property "
"""The text before the name in the expectation of a missing property."""
NEEDLESS = "nothing in the contract needs it, and responses end up in logs"


# ---- any response ----


@every_rule("Every request is answered without a server error", "the responses of the contract")
def every_request_is_answered_without_a_server_error(run: Run) -> Iterator[Finding]:
    """Every request gets a response other than a 5xx. A connection may be closed between two requests.

    A missing response, 502, 503 or 504 is tolerated a few times, if the repeated request gets a response.
    """
    methods, recovery = {operation.method for operation in run.operations}, run.traffic.recovery
    exchanges = run.send_all()
    for exchange in exchanges:
        # For another method, 501 means that the server does not know it (RFC 9110, section 15.6.2).
        unknown = exchange.status == 501 and exchange.request.method not in methods
        failed = exchange.status is None or exchange.status >= 500
        if failed and not unknown and id(exchange) not in recovery.aside:
            yield Finding("a response below 500", exchange.summary, exchange)
    count = len(recovery.intermittent)
    if count > FEW_INTERMITTENT:
        for exchange in recovery.intermittent:
            of = f"{count:,} of {len(exchanges):,} requests, each answered when repeated"
            got = f"{exchange.summary} intermittently: {of}"
            yield Finding("a response below 500", got, exchange, "intermittently")


@every_rule("Every response arrives in time", "nothing in the contract; a browser has about 30 seconds to join")
def every_answer_comes_in_time(run: Run) -> Iterator[Finding]:
    """Every response is complete within 10 seconds, or the setting TIMEOUT."""
    seconds, aside = run.traffic.seconds_to_answer, run.traffic.recovery.aside
    for exchange in run.send_all():
        if exchange.seconds > seconds and aside.get(id(exchange)) not in NOT_LATE:
            yield Finding(f"a response within {seconds:g} s", f"{exchange.seconds:.1f} s", exchange, "seconds")


@every_rule("No response redirects", "`responses` of the contract, which have no 3xx")
def no_answer_redirects(run: Run) -> Iterator[Finding]:
    """No response redirects, since a client would send the key and the body to the other URL."""
    for exchange in run.send_all():
        response = exchange.response
        if response is not None and 300 <= response.status_code < 400 and "Location" in response.headers:
            got = f"status {exchange.status} to {response.headers['Location']}"
            yield Finding("no redirect", got, exchange, "3xx")


@every_rule("No response repeats the key", NEEDLESS)
def no_answer_repeats_the_key(run: Run) -> Iterator[Finding]:
    """No response contains the API key in its body, in a header or inside a token."""
    key = run.target.api_key
    if len(key) < TELLING_KEY:
        raise NotApplicable("no key is sent" if not key else "the key is so short that it may occur by chance")
    for exchange in run.send_all():
        if key in exchange.text or (exchange.call is not None and key in _inside_tokens(exchange.text)):
            yield Finding("a response without the key", "the key", exchange, "key")


def _inside_tokens(text: str) -> str:
    """Return the content of the JSON Web Tokens in a text, as JSON."""
    return "\n".join(json.dumps([token.header, token.claims]) for token in tokens_in(text))


@every_rule("No response gives a stack trace away", "the error body, whose message is for a person to read")
def no_answer_gives_a_stack_trace_away(run: Run) -> Iterator[Finding]:
    """No error response names the server's source files."""
    for exchange in run.send_all():
        if exchange.status is not None and exchange.status >= 400 and TRACES.search(exchange.text):
            yield Finding("a message without the server's code", "what looks like a stack trace", exchange, "trace")


# ---- documented responses ----


def asked_of(exchange: Exchange) -> RequestFacts:
    """Return the facts about a request that the judge needs."""
    request = exchange.request
    # A pass over the raw headers takes less time than look-ups in those of httpx.
    headers = {name.lower(): value.decode("latin-1") for name, value in request.headers.raw}
    return RequestFacts(
        method=request.method,
        content_type=headers.get(b"content-type", ""),
        size=len(request.content),
        accept=headers.get(b"accept", "*/*"),
        chunked=b"transfer-encoding" in headers,
        odd_headers=any(len(value) > LARGE_HEADER or not value.isascii() for value in headers.values()),
        authorization=headers.get(b"authorization"),
        target_size=len(request.url.raw_path),
    )


def judged(run: Run) -> Iterator[tuple[Operation, Exchange, ResponseVerdict]]:
    """Yield each response with its verdict; each is judged only once."""
    known: dict[int, ResponseVerdict] = run.verdicts
    for operation, exchange in run.responses():
        assert exchange.response is not None
        if id(exchange) not in known:
            response = RecordedResponse(
                exchange.response.status_code,
                exchange.response.headers.get("Content-Type", ""),
                exchange.parsed or exchange.response.content,
                asked_of(exchange),
            )
            known[id(exchange)] = judge(operation, response)
        yield operation, exchange, known[id(exchange)]


def mismatches(run: Run, aspect: Aspect) -> Iterator[Finding]:
    """Yield a finding for each mismatch of an aspect, with its frequency among similar responses."""
    found: dict[tuple[str, int | None, str], dict[int, list[Finding]]] = defaultdict(lambda: defaultdict(list))
    alike: Counter[tuple[str, int | None]] = Counter()
    for operation, exchange, verdict in judged(run):
        alike[operation.id, exchange.status] += 1
        of_aspect = [mismatch for mismatch in verdict.mismatches if mismatch.aspect == aspect]
        other = _of_another_operation(run, operation, of_aspect, verdict)
        if other:
            expected = f"the body of {operation.method} {operation.path}"
            got = f"status {exchange.status}: expected {expected}, got {other}"
            finding = Finding(expected, got, exchange, f"{exchange.status} the body")
            found[operation.id, exchange.status, "the body"][id(exchange)].append(finding)
            continue
        for mismatch in of_aspect:
            place = (pointer(mismatch.path) or "the body") if aspect == "schema" else ""
            if aspect == "schema":
                where = f"at {place}" if mismatch.path else "in the body"
                got = f"status {exchange.status}: expected {mismatch.expected}, got {mismatch.got} {where}"
                got += _elsewhere(mismatch, verdict)
                finding = Finding(f"{mismatch.expected} {where}", got, exchange, f"{exchange.status} {place}")
            else:
                finding = Finding(mismatch.expected, mismatch.got, exchange)
            found[operation.id, exchange.status, place][id(exchange)].append(finding)
    for (operation_id, status, _), of_exchange in found.items():
        of = alike[operation_id, status]
        part = f"{len(of_exchange):,} of {of:,} responses of {operation_id} with status {status}"
        why = part if len(of_exchange) < of else ""
        yield from (evolve(finding, why=why) for findings in of_exchange.values() for finding in findings)


def _of_another_operation(run: Run, operation: Operation, of_aspect: list[Mismatch], verdict: ResponseVerdict) -> str:
    """Return a hint at the operation whose body was sent by mistake; empty if there is none."""
    missing = [mismatch for mismatch in of_aspect if mismatch.keyword == "required" and not mismatch.path]
    return looks_like(run.document, operation, verdict.value) if missing else ""


def _elsewhere(mismatch: Mismatch, verdict: ResponseVerdict) -> str:
    """Return a hint at the property that has the value of a missing one; empty if there is none."""
    described, missing = verdict.described, mismatch.expected.removeprefix(REQUIRED)
    if mismatch.keyword != "required" or mismatch.path or described is None or described.schema is None:
        return ""
    under = is_under(described.schema, missing, verdict.value)
    return f"; its value is in {under}" if under else ""


@every_rule("Every status is documented", "`responses` of the operation, and RFC 9110 for requests that never reach it")
def every_status_is_documented(run: Run) -> Iterator[Finding]:
    """Every response has a status that its operation documents, or that HTTP allows for the request."""
    yield from mismatches(run, "status")
    for operation, exchange, verdict in judged(run):
        if verdict.note:
            expected = f"status {listed(documented(operation))}"
            yield Finding(expected, exchange.summary, exchange, note=verdict.note)


@every_rule("Every content type is documented", "`content` of the response")
def every_content_type_is_documented(run: Run) -> Iterator[Finding]:
    """Every documented response has the documented content type, with any parameters."""
    yield from mismatches(run, "content type")


@every_rule("Every body has the documented schema", "`schema` of the response")
def every_body_has_the_documented_schema(run: Run) -> Iterator[Finding]:
    """Every documented response has a body of the documented schema, at every depth."""
    yield from mismatches(run, "schema")


@every_rule("Every body is strict JSON", "RFC 8259, sections 4, 6 and 8.1, for the content type application/json")
def every_body_is_strict_json(run: Run) -> Iterator[Finding]:
    """A JSON body is UTF-8 without a byte order mark, has no NaN or Infinity, and no name twice in an object."""
    for finding in mismatches(run, "JSON"):
        # A server may echo half a surrogate pair of the request.
        sent = b"" if finding.exchange is None else finding.exchange.request.content
        if "surrogate" not in finding.got or rb"\ud" not in sent.lower():
            yield finding


@every_rule("Every error says why", "the descriptions of `message` and `error_message`, one of which every error has")
def an_error_says_why(run: Run) -> Iterator[Finding]:
    """Every documented error has a `message` or an `error_message` for people."""
    for operation, exchange, verdict in judged(run):
        described, body = verdict.described, verdict.value
        if described is None or described.schema is None or exchange.status in operation.served_with:
            continue
        names = property_names(described.schema) & {"message", "error_message"}
        if names and isinstance(body, dict) and not names & body.keys():
            under = next((name for name in ELSEWHERE if name in body), "")
            instead = f"with {under} in its place" if under else "without any"
            expected = f"a text as {' or '.join(sorted(names))}"
            yield Finding(expected, f"status {exchange.status} {instead}", exchange)


@every_rule("Every Retry-After says when", "the header's description in the response 429; RFC 9110, section 10.2.3")
def every_retry_after_says_when(run: Run) -> Iterator[Finding]:
    """A `Retry-After` header is a number of seconds or an HTTP date."""
    for _, exchange in run.responses():
        value = None if exchange.response is None else exchange.response.headers.get("Retry-After")
        if value is None or re.fullmatch(r"\d+|\w{3,9}, \d\d[ -]\w{3}[ -]\d{2,4} \d\d:\d\d:\d\d GMT", value):
            continue
        yield Finding("seconds, or an HTTP date", f"Retry-After: {value}", exchange, "Retry-After")
