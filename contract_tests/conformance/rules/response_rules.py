"""Rules that every response of the run must keep, whatever was asked. They are checked last, over all that was sent."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from typing import Any

from contract_tests.conformance import access_tokens
from contract_tests.conformance.allowances import LARGE_HEADER, Asked
from contract_tests.conformance.exchange import Exchange
from contract_tests.conformance.finding import Finding
from contract_tests.conformance.json_values import is_kept_everywhere, same, short
from contract_tests.conformance.judge import Answered, Aspect, Judgement, judge
from contract_tests.conformance.rule import Group, rule
from contract_tests.conformance.run import Run
from contract_tests.conformance.traffic import SECONDS_TO_ANSWER
from scripts.contract.document import pointer
from scripts.contract.operations import Operation

GROUP = Group("Every response", "Whatever was asked, the response is one that the contract documents.")
every_rule = partial(rule, GROUP, last=True)

ABSENT = object()
EARLIEST_MS, LATEST_MS = 10**12, 10**13  # 2001 and 2286
TRACES = re.compile(
    r"Traceback \(most recent call last\)|File \\?\"[^\"]+\.py\\?\", line \d+|node_modules/|"
    r"(\\n|\n|\")\s*at \S+ \(?\S+:\d+|"
    r"\.(java|kt|cs|go|rb|php):\d+|goroutine \d+ \[|panic: |Stack trace:"
)
NEEDLESS = "nothing in the contract needs it, and responses end up in logs"


# ---- what any response is ----


@every_rule("Every request is answered without a server error", "the responses of the contract")
def every_request_is_answered_without_a_server_error(run: Run) -> Iterator[Finding]:
    """Every request is answered, and none with a 5xx. A connection may be closed between two requests."""
    methods = {operation.method for operation in run.operations}
    for exchange in run.exchanges():
        # 501 says of another method that the server does not know it (RFC 9110, section 15.6.2).
        unknown = exchange.status == 501 and exchange.request.method not in methods
        failed = exchange.status is None or exchange.status >= 500
        if failed and not unknown and not exchange.repeated and id(exchange) not in run.traffic.waited_out:
            yield Finding("a response below 500", exchange.summary, exchange)


@every_rule("Every response comes in time", "nothing in the contract; a browser has about 30 seconds to join")
def every_answer_comes_in_time(run: Run) -> Iterator[Finding]:
    """Every response is complete within 10 seconds."""
    for exchange in run.exchanges():
        if exchange.seconds > SECONDS_TO_ANSWER:
            yield Finding(f"a response within {SECONDS_TO_ANSWER} s", f"{exchange.seconds:.1f} s", exchange, "seconds")


@every_rule("No response redirects", "`responses` of the contract, which have no 3xx")
def no_answer_redirects(run: Run) -> Iterator[Finding]:
    """No response sends the client elsewhere, which would carry the key and the body there."""
    for exchange in run.exchanges():
        response = exchange.response
        if response is not None and 300 <= response.status_code < 400 and "Location" in response.headers:
            got = f"status {exchange.status} to {response.headers['Location']}"
            yield Finding("no redirect", got, exchange, "3xx")


@every_rule("No response repeats the key", NEEDLESS)
def no_answer_repeats_the_key(run: Run) -> Iterator[Finding]:
    """No response has the API key in it, neither in its body, nor in a header, nor inside its token."""
    key = run.target.api_key
    for exchange in run.exchanges():
        text = exchange.text
        token = access_tokens.read(text) if exchange.call is not None else None
        if key in text or (token is not None and key in json.dumps([token.header, token.claims])):
            yield Finding("a response without the key", "the key", exchange, "key")


@every_rule("No response gives a stack trace away", "the error body, whose message is for a person to read")
def no_answer_gives_a_stack_trace_away(run: Run) -> Iterator[Finding]:
    """No rejection or failure names the server's source files."""
    for exchange in run.exchanges():
        if exchange.status is not None and exchange.status >= 400 and TRACES.search(exchange.text):
            yield Finding("a message without the server's code", "what looks like a stack trace", exchange, "trace")


# ---- what the contract documents ----


def asked_of(exchange: Exchange) -> Asked:
    """Return what of a request the judge looks at."""
    request = exchange.request
    values = [value for _, value in request.headers.raw]
    return Asked(
        method=request.method,
        content_type=request.headers.get("Content-Type", ""),
        size=len(request.content),
        accept=request.headers.get("Accept", ""),
        chunked="Transfer-Encoding" in request.headers,
        odd_headers=any(len(value) > LARGE_HEADER or not value.isascii() for value in values),
    )


def judged(run: Run) -> Iterator[tuple[Operation, Exchange, Judgement]]:
    """Yield each response with its judgement. An exchange is judged once."""
    known: dict[int, Judgement] = run.judgements
    for operation, exchange in run.responses():
        assert exchange.response is not None
        if id(exchange) not in known:
            answered = Answered(
                exchange.response.status_code,
                exchange.response.headers.get("Content-Type", ""),
                exchange.response.content,
                asked_of(exchange),
            )
            known[id(exchange)] = judge(operation, answered)
        yield operation, exchange, known[id(exchange)]


def lapses(run: Run, aspect: Aspect) -> Iterator[Finding]:
    """Yield a finding for each lapse of an aspect."""
    for _, exchange, judgement in judged(run):
        for lapse in judgement.lapses:
            if lapse.aspect != aspect:
                continue
            if aspect == "schema":
                place = pointer(lapse.path) or "the body"
                got = f"status {exchange.status}: expected {lapse.expected}, got {lapse.got} at {place}"
                yield Finding(f"{lapse.expected} at {place}", got, exchange, f"{exchange.status} {place}")
            else:
                yield Finding(lapse.expected, lapse.got, exchange)


@every_rule("Every status is documented", "`responses` of the operation, and RFC 9110 for requests that never reach it")
def every_status_is_documented(run: Run) -> Iterator[Finding]:
    """Every response of an operation has a status that it documents, or one of HTTP's own that is allowed here."""
    yield from lapses(run, "status")


@every_rule("Every content type is documented", "`content` of the response")
def every_content_type_is_documented(run: Run) -> Iterator[Finding]:
    """Every documented response has the documented content type, with any parameters."""
    yield from lapses(run, "content type")


@every_rule("Every body has the documented schema", "`schema` of the response")
def every_body_has_the_documented_schema(run: Run) -> Iterator[Finding]:
    """Every documented response has a body of the documented schema, at every depth."""
    yield from lapses(run, "schema")


@every_rule("Every body is strict JSON", "RFC 8259, sections 4, 6 and 8.1, for the content type application/json")
def every_body_is_strict_json(run: Run) -> Iterator[Finding]:
    """A JSON body is UTF-8 without a byte order mark, has no NaN or Infinity, and no name twice in an object."""
    for finding in lapses(run, "JSON"):
        # What was sent with half a surrogate pair may come back so.
        sent = b"" if finding.exchange is None else finding.exchange.request.content
        if "surrogate" not in finding.got or rb"\ud" not in sent.lower():
            yield finding


@every_rule("Every error says why", "the descriptions of `message` and `error_message`, one of which every error has")
def an_error_says_why(run: Run) -> Iterator[Finding]:
    """Every documented error has `message` or `error_message`, for a person to read."""
    for operation, exchange, judgement in judged(run):
        described, body = judgement.described, judgement.value
        if described is None or described.schema is None or exchange.status in operation.success_statuses:
            continue
        names = described.schema.property_names() & {"message", "error_message"}
        if names and isinstance(body, dict) and not names & body.keys():
            yield Finding(f"a text as {' or '.join(sorted(names))}", f"status {exchange.status} without any", exchange)


@every_rule("Every Retry-After says when", "the header's description in the response 429; RFC 9110, section 10.2.3")
def every_retry_after_says_when(run: Run) -> Iterator[Finding]:
    """A `Retry-After` header is a number of seconds or an HTTP date."""
    for _, exchange in run.responses():
        value = None if exchange.response is None else exchange.response.headers.get("Retry-After")
        if value is None or re.fullmatch(r"\d+|\w{3,9}, \d\d[ -]\w{3}[ -]\d{2,4} \d\d:\d\d:\d\d GMT", value):
            continue
        yield Finding("seconds, or an HTTP date", f"Retry-After: {value}", exchange, "Retry-After")


# ---- what every call is ----


@every_rule("No two calls share an id or a token", "the descriptions of `call_id` and `access_token`")
def no_two_calls_share_a_secret_or_an_id(run: Run) -> Iterator[Finding]:
    """Each call of the run has an id and an access token of its own, also if the requests are equal."""
    for name in ("call_id", "access_token"):
        seen: dict[str, list[Exchange]] = defaultdict(list)
        for each in run.registered():
            if isinstance(each.call.get(name), str):
                seen[each.call[name]].append(each.exchange)
        for shared in seen.values():
            if len(shared) > 1:
                got = f"{len(shared)} calls with the same"
                yield Finding(f"a {name} of its own for each call", got, shared[-1], name)


ECHOED = ("agent_id", "agent_version", "metadata", "retell_llm_dynamic_variables")


@every_rule("Every call is the one that was asked for", "the descriptions of the properties that a call repeats")
def every_call_is_the_one_that_was_asked_for(run: Run) -> Iterator[Finding]:
    """Every call that is registered names the agent and version of its request, and returns its own data unchanged.

    Numbers and characters on which JSON implementations differ are not judged.
    """
    by_operation = {each.operation: each.asked & each.told & {*ECHOED} for each in run.registrations}
    for each in run.registered():
        for name in sorted(by_operation[each.operation] & each.asked.keys()):
            value = each.asked[name]
            if name == "agent_version" and not isinstance(value, int):
                continue  # a tag such as `latest` is answered with the version that it names
            if is_kept_everywhere(value) and not same(value, each.call.get(name, ABSENT)):
                got = "absent" if name not in each.call else short(each.call[name])
                yield Finding(f"{name} as in the request", f"{name}: {got}", each.exchange, name)


@every_rule("Every call is registered", "the description of `call_status`, and the only value of `call_type`")
def every_call_is_registered(run: Run) -> Iterator[Finding]:
    """Every call that has just been registered has the status `registered` and the type `web_call`."""
    expected = {"call_status": "registered", "call_type": "web_call"}
    run.needs(*expected, asked=False)
    having = {each.operation for each in run.registrations if expected.keys() <= each.told}
    for each in run.registered():
        for name, value in expected.items() if each.operation in having else ():
            if each.call.get(name) != value:
                yield Finding(f'{name}: "{value}"', f"{name}: {short(each.call.get(name))}", each.exchange, name)


@every_rule("The times of every call agree", "the descriptions of `start_timestamp`, `end_timestamp` and `duration_ms`")
def the_times_of_every_call_agree(run: Run) -> Iterator[Finding]:
    """Timestamps are milliseconds since the epoch, no call ends before it begins, and none takes longer than that."""
    for each in run.registered():
        for got in _odd_times(each.call):
            yield Finding("times that agree", got, each.exchange, got.partition(" ")[0])


def _odd_times(call: dict[str, Any]) -> Iterator[str]:
    times = {name: call.get(name) for name in ("start_timestamp", "end_timestamp", "duration_ms")}
    known = {name: value for name, value in times.items() if isinstance(value, int) and value is not True}
    for name in ("start_timestamp", "end_timestamp"):
        if name in known and not EARLIEST_MS <= known[name] <= LATEST_MS:
            yield f"{name} {known[name]}, which is no time of ours in milliseconds"
    if known.get("duration_ms", 0) < 0:
        yield f"duration_ms {known['duration_ms']}"
    if "start_timestamp" in known and "end_timestamp" in known:
        took = known["end_timestamp"] - known["start_timestamp"]
        if took < 0:
            yield "an end before the start"
        elif known.get("duration_ms", 0) > took + 1_000:
            yield f"duration_ms {known['duration_ms']}, with {took} between start and end"


DESCRIBED = ("transcript_object", "transcript_with_tool_calls", "scrubbed_transcript_with_tool_calls", "latency")


@every_rule(
    "Every transcript and latency is in order", "the descriptions of `Word`, `LatencyStats`, `ToolCallInvocation`"
)
def every_transcript_and_latency_is_in_order(run: Run) -> Iterator[Finding]:
    """No word ends before it begins, percentiles rise, and what a tool was given is a JSON object."""
    for each in run.registered():
        for name in DESCRIBED:
            for got in _disorder(each.call.get(name)):
                yield Finding("transcripts and latencies in order", got, each.exchange, got[:12])


def _disorder(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for item in node:
            yield from _disorder(item)
    elif isinstance(node, dict):
        if _numbers(node, "start", "end") not in ([], sorted(_numbers(node, "start", "end"))):
            yield "a word that ends before it begins"
        rising = _numbers(node, "min", "p50", "p90", "p95", "p99", "max")
        if rising != sorted(rising):
            yield f"latencies {rising} for min, p50, p90, p95, p99, max"
        if node.get("role") == "tool_call_invocation" and not _is_object(node.get("arguments")):
            yield "arguments of a tool call that are no JSON object"
        for value in node.values():
            yield from _disorder(value)


def _numbers(node: dict[str, Any], *names: str) -> list[float]:
    found = (node.get(name) for name in names)
    return [value for value in found if isinstance(value, int | float) and not isinstance(value, bool)]


def _is_object(text: object) -> bool:
    if not isinstance(text, str):
        return True  # the schema's business
    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False
