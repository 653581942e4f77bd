"""Rules that every answer of the run must keep, whatever was asked. They are judged last, over all that was sent."""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Any

import httpx
import pytest
import schemathesis
from schemathesis import checks
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.generation.case import Case

from contract_tests import contract
from contract_tests.allowances import is_status_of_http
from contract_tests.contract import Operation
from contract_tests.provider import tokens
from contract_tests.provider.answers import Generated
from contract_tests.provider.findings import Finding, answered, require
from contract_tests.provider.json_values import is_kept_everywhere, read_once, same
from contract_tests.provider.traffic import SECONDS_TO_ANSWER, Exchange, Traffic
from contract_tests.violations import violations

ABSENT = object()
EARLIEST_MS, LATEST_MS = 10**12, 10**13  # 2001 and 2286
LARGE_HEADER = 4_000
TRACES = re.compile(
    r"Traceback \(most recent call last\)|File \\?\"[^\"]+\.py\\?\", line \d+|node_modules/|"
    r"(\\n|\n|\")\s*at \S+ \(?\S+:\d+|"
    r"\.(java|kt|cs|go|rb|php):\d+|goroutine \d+ \[|panic: |Stack trace:"
)


@pytest.fixture(scope="module")
def exchanges(traffic: Traffic, generated: Generated) -> list[Exchange]:
    """All that was sent so far; with a choice of rules (-k) at least the generated requests."""
    assert generated.pairs
    return traffic.exchanges


@pytest.fixture(scope="module")
def answers(exchanges: list[Exchange], traffic: Traffic) -> list[tuple[Operation, Exchange]]:
    """The answers to requests that the contract has an operation for."""
    operations = list(contract.operations(contract.load()))
    usual = (each for each in exchanges if not _odd(each))
    found = ((traffic.operation_of(each, operations), each) for each in usual)
    return [(operation, each) for operation, each in found if operation is not None and each.response is not None]


Registered = tuple[dict[str, Any], dict[str, Any], Exchange]
"""A call that was registered: the body that asked for it, and the call."""


@pytest.fixture(scope="module")
def registered(answers: list[tuple[Operation, Exchange]], traffic: Traffic) -> list[Registered]:
    """Each call that was registered."""
    found = []
    for operation, exchange in answers:
        if operation == traffic.registration.operation and exchange.status in operation.success_statuses:
            call = _parsed(exchange)
            with suppress(ValueError, RecursionError):
                asked = read_once(exchange.request.content)
                if isinstance(call, dict) and isinstance(asked, dict):
                    found.append((asked, call, exchange))
    return found


def test_every_request_is_answered_without_a_server_error(exchanges: list[Exchange]) -> None:
    """Every request is answered, and none with a 5xx. A connection may be closed between two requests.

    Promised by: the responses of the contract; a server error is no answer to anything that a client sends.
    """
    require(
        Finding("an answer below 500", answered(exchange), exchange)
        for exchange in exchanges
        if _failed(exchange) and not exchange.repeated
    )


def test_every_answer_comes_in_time(exchanges: list[Exchange]) -> None:
    """Every answer is complete within 10 seconds.

    Promised by: nothing in the contract; a browser has about 30 seconds to join, and a backend waits for this answer.
    """
    require(
        Finding(f"an answer within {SECONDS_TO_ANSWER} s", f"{exchange.seconds:.1f} s", exchange, "seconds")
        for exchange in exchanges
        if exchange.seconds > SECONDS_TO_ANSWER
    )


def test_every_status_is_documented(answers: list[tuple[Operation, Exchange]]) -> None:
    """Every answer of an operation has a status that it documents.

    Promised by: `responses` of the operation. HTTP's own statuses are allowed for a body that is too large (413) or
    not JSON (411, 415).
    """

    def excused(exchange: Exchange) -> bool:
        request = exchange.request
        content_type = request.headers.get("Content-Type", "")
        chunked = "Transfer-Encoding" in request.headers
        return is_status_of_http(exchange.status, content_type=content_type, size=len(request.content), chunked=chunked)

    ordinary = [(operation, exchange) for operation, exchange in answers if not excused(exchange)]
    require(_failures(ordinary, checks.status_code_conformance, lambda it, _: f"status {_list(it.responses)}"))


def test_every_content_type_is_documented(answers: list[tuple[Operation, Exchange]]) -> None:
    """Every documented answer has the documented content type, with any parameters.

    Promised by: `content` of the response.
    """

    def promise(operation: Operation, exchange: Exchange) -> str:
        return f"content type {_list(operation.response(exchange.status).get('content', ()))}"

    require(_failures(answers, checks.content_type_conformance, promise))


def test_every_retry_after_says_when(answers: list[tuple[Operation, Exchange]]) -> None:
    """A `Retry-After` header is a number of seconds or an HTTP date.

    Promised by: the header's description in the response 429; RFC 9110, section 10.2.3.
    """
    require(
        Finding("seconds, or an HTTP date", f"Retry-After: {value}", exchange, "Retry-After")
        for _, exchange in answers
        if exchange.response is not None and (value := exchange.response.headers.get("Retry-After")) is not None
        if not re.fullmatch(r"\d+|\w{3,9}, \d\d[ -]\w{3}[ -]\d{2,4} \d\d:\d\d:\d\d GMT", value)
    )


def test_every_body_has_the_documented_schema(answers: list[tuple[Operation, Exchange]]) -> None:
    """Every documented answer has a body of the documented schema, at every depth.

    Promised by: `schema` of the response.
    """

    def problems() -> Iterator[Finding]:
        for operation, exchange in answers:
            promised = contract.json_schema(operation.response(exchange.status))
            if promised is None or exchange.response is None:
                continue
            try:
                body = exchange.json()
            except (ValueError, RecursionError):
                yield Finding("a JSON body", f"{answered(exchange)} with a body that is not JSON", exchange)
                continue
            for violation in violations(contract.load(), promised, body):
                place = violation.pointer or "/"
                came = f"{answered(exchange)}: {violation.message} at {place}"
                yield Finding(f"{violation.expected} at {place}", came, exchange, f"{exchange.status} {place}")

    require(problems())


def test_every_body_is_strict_json(answers: list[tuple[Operation, Exchange]]) -> None:
    """A JSON body is UTF-8 without a byte order mark, has no NaN or Infinity, and no name twice in an object.

    Promised by: RFC 8259, sections 4, 6 and 8.1, for the content type application/json.
    """

    def problem(content: bytes) -> str | None:
        if content.startswith(b"\xef\xbb\xbf"):
            return "a byte order mark before the body"
        try:
            json.dumps(read_once(content), ensure_ascii=False).encode("utf-8")
        except UnicodeEncodeError:
            return "half a surrogate pair"
        except UnicodeDecodeError:
            return "a body that is not UTF-8"
        except (ValueError, RecursionError) as error:
            return str(error)
        return None

    def problems() -> Iterator[Finding]:
        for _, exchange in answers:
            # What was sent with half a pair may come back so.
            if rb"\ud" in exchange.request.content.lower() or exchange.response is None:
                continue
            if "json" in exchange.response.headers.get("Content-Type", ""):
                came = problem(exchange.response.content)
                if came is not None:
                    yield Finding("strict JSON", came, exchange)

    require(problems())


def test_no_answer_repeats_the_key(exchanges: list[Exchange], traffic: Traffic) -> None:
    """No answer has the API key in it, neither in its body, nor in a header, nor inside its token.

    Promised by: nothing in the contract needs it, and answers end up in logs.
    """
    key = traffic.target.api_key

    def repeated(exchange: Exchange) -> bool:
        text = _all_of(exchange)
        token = tokens.read(text) if exchange.response is not None and exchange.response.is_success else None
        return key in text or (token is not None and key in json.dumps([token.header, token.claims]))

    require(Finding("an answer without the key", "the key", each, "key") for each in exchanges if repeated(each))


def test_no_answer_gives_a_stack_trace_away(exchanges: list[Exchange]) -> None:
    """No refusal or failure names the server's source files.

    Promised by: the error body, whose message is for a person to read.
    """
    require(
        Finding("a message without the server's code", "what looks like a stack trace", exchange, "trace")
        for exchange in exchanges
        if exchange.status is not None and exchange.status >= 400 and TRACES.search(_all_of(exchange))
    )


def test_no_answer_redirects(exchanges: list[Exchange]) -> None:
    """No answer sends the client elsewhere, which would carry the key and the body there.

    Promised by: `responses` of the contract, which have no 3xx.
    """
    require(
        Finding("no redirect", f"status {exchange.status} to {exchange.response.headers['Location']}", exchange, "3xx")
        for exchange in exchanges
        if exchange.response is not None and 300 <= exchange.response.status_code < 400 and _location(exchange)
    )


@pytest.mark.parametrize("name", ["call_id", "access_token"])
def test_no_two_calls_share_a_secret_or_an_id(registered: list[Registered], name: str) -> None:
    """Each call of the run has an id and an access token of its own.

    Promised by: the descriptions of `call_id` and `access_token`.
    """
    seen: dict[str, list[Exchange]] = defaultdict(list)
    for _, call, exchange in registered:
        if isinstance(call.get(name), str):
            seen[call[name]].append(exchange)
    require(
        Finding(f"a {name} of its own for each call", f"{len(shared)} calls with the same", shared[-1], name)
        for shared in seen.values()
        if len(shared) > 1
    )


ECHOED = ("agent_id", "agent_version", "metadata", "retell_llm_dynamic_variables")


def test_every_call_is_the_one_that_was_asked_for(registered: list[Registered], traffic: Traffic) -> None:
    """Every call that is registered names the agent and the version of its request, and returns its own data unchanged.

    Promised by: the descriptions of `agent_id`, `agent_version`, `metadata` and `retell_llm_dynamic_variables`.
    Numbers and characters on which JSON implementations differ are not judged.
    """

    echoed = traffic.registration.asked & traffic.registration.answered & {*ECHOED}

    def problems() -> Iterator[Finding]:
        for asked, call, exchange in registered:
            for name in sorted(echoed):
                if name in asked and is_kept_everywhere(asked[name]) and not same(asked[name], call.get(name, ABSENT)):
                    came = "absent" if name not in call else _short(call[name])
                    yield Finding(f"{name} as in the request", f"{name}: {came}", exchange, name)

    require(problems())


def test_every_call_is_registered(registered: list[Registered], traffic: Traffic) -> None:
    """Every call that has just been registered has the status `registered` and the type `web_call`.

    Promised by: the description of `call_status`, and the only value of `call_type`.
    """
    promised = {"call_status": "registered", "call_type": "web_call"}
    require(
        Finding(f'{name}: "{value}"', f"{name}: {_short(call.get(name))}", exchange, name)
        for _, call, exchange in registered
        for name, value in promised.items()
        if name in traffic.registration.answered and call.get(name) != value
    )


def test_the_times_of_every_call_agree(registered: list[Registered]) -> None:
    """Timestamps are milliseconds since the epoch, no call ends before it begins, and none takes longer than that.

    Promised by: the descriptions of `start_timestamp`, `end_timestamp` and `duration_ms`.
    """

    def problems(call: dict[str, Any]) -> Iterator[str]:
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

    require(
        Finding("times that agree", came, exchange, came.partition(" ")[0])
        for _, call, exchange in registered
        for came in problems(call)
    )


def test_every_transcript_and_latency_is_in_order(registered: list[Registered]) -> None:
    """No word ends before it begins, percentiles rise, and what a tool was given is a JSON object.

    Promised by: the descriptions of `Word`, `LatencyStats` and `ToolCallInvocation`.
    """

    def problems(node: Any) -> Iterator[str]:
        if isinstance(node, list):
            for item in node:
                yield from problems(item)
        elif isinstance(node, dict):
            if _numbers(node, "start", "end") not in ([], sorted(_numbers(node, "start", "end"))):
                yield "a word that ends before it begins"
            rising = _numbers(node, "min", "p50", "p90", "p95", "p99", "max")
            if rising != sorted(rising):
                yield f"latencies {rising} for min, p50, p90, p95, p99, max"
            if node.get("role") == "tool_call_invocation" and not _is_object(node.get("arguments")):
                yield "arguments of a tool call that are no JSON object"
            for value in node.values():
                yield from problems(value)

    described = ("transcript_object", "transcript_with_tool_calls", "scrubbed_transcript_with_tool_calls", "latency")
    require(
        Finding("transcripts and latencies in order", came, exchange, came[:12])
        for _, call, exchange in registered
        for name in described
        for came in problems(call.get(name))
    )


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


def _short(value: object) -> str:
    text = json.dumps(value)
    return text if len(text) <= 100 else f"{text[:100]}…"


def _failures(
    answers: Iterable[tuple[Operation, Exchange]],
    check: checks.CheckFunction,
    promise: Callable[[Operation, Exchange], str],
) -> Iterator[Finding]:
    """What one of schemathesis' checks says of the answers. It looks at their status and content type alone."""
    cases = _cases()
    known: dict[tuple[object, ...], list[tuple[str, str]]] = {}
    for operation, exchange in answers:
        assert exchange.response is not None
        key = operation.id, exchange.status, exchange.response.headers.get("Content-Type")
        if key not in known:
            known[key] = _said(check, cases[operation.id], exchange.response)
        for place, came in known[key]:
            yield Finding(promise(operation, exchange), f"{answered(exchange)}: {came}", exchange, place)


def _said(check: checks.CheckFunction, case: Case[Any], response: httpx.Response) -> list[tuple[str, str]]:
    try:
        case.validate_response(response, checks=[check])
    except FailureGroup as group:
        return [_words(failure) for failure in group.exceptions]
    return []


def _cases() -> dict[str, Case[Any]]:
    """A case of each operation: the checks want one, for what its operation documents."""
    schema = schemathesis.openapi.from_dict(contract.load())
    return {
        each.id: schema[each.path][each.method].Case(
            path_parameters={parameter["name"]: "any" for parameter in each.parameters if parameter["in"] == "path"}
        )
        for each in contract.operations(contract.load())
    }


def _words(failure: BaseException) -> tuple[str, str]:
    """Where the failure is and what it is, without the schema and the whole body that schemathesis adds."""
    if isinstance(failure, Failure):
        words = " ".join(f"{failure.title}. {failure.message}".split())
        return "", words if len(words) <= 300 else f"{words[:300]}…"
    return "", str(failure)


def _failed(exchange: Exchange) -> bool:
    # 501 says of another method that the server does not know it (RFC 9110, section 15.6.2).
    return exchange.status is None or (exchange.status >= 500 and (exchange.status != 501 or _is_documented(exchange)))


def _is_documented(exchange: Exchange) -> bool:
    """Whether the method is one that the contract has, on any path."""
    return exchange.request.method in {each.method for each in contract.operations(contract.load())}


def _odd(exchange: Exchange) -> bool:
    """Whether an HTTP server may refuse the request for its headers, before the operation has a say."""
    values = [value for _, value in exchange.request.headers.raw]
    return any(len(value) > LARGE_HEADER or not value.isascii() for value in values)


def _all_of(exchange: Exchange) -> str:
    response = exchange.response
    return "" if response is None else f"{response.headers.multi_items()}\n{response.text}"


def _location(exchange: Exchange) -> bool:
    return exchange.response is not None and "Location" in exchange.response.headers


def _parsed(exchange: Exchange) -> Any:
    try:
        return exchange.json()
    except (ValueError, RecursionError):
        return None


def _list(values: Iterable[object]) -> str:
    return " or ".join(sorted(str(value) for value in values))
