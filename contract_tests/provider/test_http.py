"""Rules about HTTP and JSON themselves: bodies that break parsers, and answers that are framed as they say."""

import json
from collections.abc import Callable, Mapping

import pytest

from contract_tests.provider.findings import Finding, answered, breaks, require
from contract_tests.provider.traffic import CREATE, Exchange, Traffic


def refused(exchange: Exchange) -> list[str]:
    """Checks that the answer is a 4xx."""
    return [] if exchange.status is not None and 400 <= exchange.status < 500 else [answered(exchange)]


def sane(exchange: Exchange) -> list[str]:
    """Checks that the answer is a success or a 4xx: where JSON leaves it open, either is right."""
    ok = exchange.status is not None and (exchange.status == 201 or 400 <= exchange.status < 500)
    return [] if ok else [answered(exchange)]


def created(exchange: Exchange) -> list[str]:
    """Checks that the answer is a 201."""
    return [] if exchange.status == 201 else [answered(exchange)]


def send(traffic: Traffic, content: bytes, content_type: str = "application/json") -> Exchange:
    """Sends these bytes with the key."""
    return traffic.send("POST", CREATE, content, {**traffic.json_headers, "Content-Type": content_type})


def body(traffic: Traffic, rest: bytes) -> bytes:
    """A complete body with more of it written by hand."""
    return b'{"agent_id": ' + json.dumps(traffic.target.agent_id).encode() + rest + b"}"


# With the known agent in them, so that a server that makes sense of them shows it.
BROKEN: Mapping[str, Callable[[bytes], bytes]] = {
    "cut-short": lambda agent: b'{"agent_id": ' + agent[:-1],
    "cut-after-the-value": lambda agent: b'{"agent_id": ' + agent,
    "cut-after-the-comma": lambda agent: b'{"agent_id": ' + agent + b",",
    "trailing-comma": lambda agent: b'{"agent_id": ' + agent + b",}",
    "trailing-brace": lambda agent: b'{"agent_id": ' + agent + b"}}",
    "single-quotes": lambda agent: b"{'agent_id': '" + agent[1:-1] + b"'}",
    "unquoted-name": lambda agent: b"{agent_id: " + agent + b"}",
    "comment": lambda agent: b'{"agent_id": ' + agent + b" /* the agent */}",
    "line-comment": lambda agent: b'{"agent_id": ' + agent + b" // the agent\n}",
    "two-values": lambda agent: b'{"agent_id": ' + agent + b'}{"agent_id": ' + agent + b"}",
    "two-lines": lambda agent: b'{"agent_id": ' + agent + b'}\n{"agent_id": ' + agent + b"}",
    "a-form": lambda agent: b"agent_id=" + agent[1:-1],
    "yaml": lambda agent: b"agent_id: " + agent,
    "invalid-utf-8": lambda agent: b'{"agent_id": ' + agent + b', "metadata": {"a": "\xff\xfe"}}',
    "a-raw-line-break": lambda agent: b'{"agent_id": ' + agent + b', "metadata": {"a": "one\ntwo"}}',
    "only-spaces": lambda _: b"   ",
    "null": lambda _: b"null",
    "true": lambda _: b"true",
    "number": lambda _: b"1",
    "the-agent-alone": lambda agent: agent,
    "json-in-a-string": lambda agent: json.dumps('{"agent_id": ' + agent.decode() + "}").encode(),
    "an-array-of-names": lambda agent: b'["agent_id", ' + agent + b"]",
    "an-array-of-bodies": lambda agent: b'[{"agent_id": ' + agent + b"}]",
    "a-body-in-a-body": lambda agent: b'{"body": {"agent_id": ' + agent + b"}}",
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN.keys())
def test_a_body_that_is_no_json_object_is_refused(traffic: Traffic, broken: Callable[[bytes], bytes]) -> None:
    """A body that is not a JSON object with an agent earns a 4xx: the server neither fails nor guesses.

    Promised by: the request's schema, and the response 400.
    """
    content = broken(json.dumps(traffic.target.agent_id).encode())
    require(breaks(send(traffic, content), "a status from 400 to 499", refused))


def test_a_request_without_a_body_is_refused(traffic: Traffic) -> None:
    """A request with no body at all earns a 4xx.

    Promised by: `required` of the request body.
    """
    require(breaks(send(traffic, b""), "a status from 400 to 499", refused))


NOT_JSON_NUMBERS = {
    "NaN": b', "agent_override": {"agent": {"volume": NaN}}',
    "infinity": b', "agent_override": {"agent": {"reminder_trigger_ms": Infinity}}',
    "hexadecimal": b', "agent_version": 0x1',
    "leading-zero": b', "agent_version": 01',
    "leading-plus": b', "agent_version": +1',
}


@pytest.mark.parametrize("rest", NOT_JSON_NUMBERS.values(), ids=NOT_JSON_NUMBERS.keys())
def test_a_number_that_is_not_json_is_refused(traffic: Traffic, rest: bytes) -> None:
    """NaN, Infinity and other numbers that JSON does not have earn a 4xx.

    Promised by: RFC 8259, section 6, for the content type application/json.
    """
    require(breaks(send(traffic, body(traffic, rest)), "a status from 400 to 499", refused))


OPEN_TO_INTERPRETATION = {
    "a-name-twice": b', "agent_id": "another"',
    "nul-in-a-string": b', "metadata": {"a": "\\u0000"}',
    "nul-in-a-name": b', "metadata": {"\\u0000": 1}',
    "lone-surrogate": b', "metadata": {"a": "\\ud800"}',
    "lone-surrogate-in-a-name": b', "metadata": {"\\udfff": 1}',
    "huge-integer": b', "metadata": {"a": ' + b"9" * 400 + b"}",
    "integer-of-5000-digits": b', "metadata": {"a": ' + b"9" * 5000 + b"}",
    "huge-exponent": b', "metadata": {"a": 1e400}',
    "tiny-exponent": b', "metadata": {"a": 1e-400}',
    "version-with-a-fraction-of-zero": b', "agent_version": 1.0',
    "long-agent-name": b', "agent_override": {"agent": {"agent_name": "' + b"x" * 5_000 + b'"}}',
    "huge-version": b', "agent_version": ' + b"9" * 40,
    "proto": b', "metadata": {"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}',
    "proto-at-the-top": b', "__proto__": {"agent_id": "another"}',
    "nested-100-deep": b', "metadata": {"a": ' + b"[" * 100 + b"]" * 100 + b"}",
    "nested-20000-deep": b', "metadata": {"a": ' + b"[" * 20_000 + b"]" * 20_000 + b"}",
    "nested-objects-5000-deep": b', "metadata": ' + b'{"a":' * 5_000 + b"{}" + b"}" * 5_000,
    "string-of-100-kb": b', "metadata": {"a": "' + b"x" * 100_000 + b'"}',
    "name-of-10-kb": b', "metadata": {"' + b"x" * 10_000 + b'": 1}',
    "10000-names": b', "metadata": {' + b",".join(b'"%d":0' % number for number in range(10_000)) + b"}",
    "template": b', "metadata": {"a": "{{7*7}} ${7*7} <%= 7*7 %> %s %n"}',
    "sql": b', "metadata": {"a": "\'; DROP TABLE calls; --"}',
    "three-megabytes": b', "metadata": {"a": "' + b"x" * 3_000_000 + b'"}',
}


@pytest.mark.parametrize("rest", OPEN_TO_INTERPRETATION.values(), ids=OPEN_TO_INTERPRETATION.keys())
def test_an_extreme_body_is_served_or_refused(traffic: Traffic, rest: bytes) -> None:
    """A body at the edge of what parsers take is served, or refused with a 4xx; the server does not fail.

    Promised by: the responses of the contract. JSON leaves open what such a body means (RFC 8259, sections 4, 6, 8, 9).
    """
    require(breaks(send(traffic, body(traffic, rest)), "status 201, or a status from 400 to 499", sane))


def test_a_byte_order_mark_before_the_body_is_no_reason_to_fail(traffic: Traffic) -> None:
    """A body that begins with a byte order mark is served, or refused with a 4xx.

    Promised by: RFC 8259, section 8.1, lets a parser ignore it or take it for an error.
    """
    answer = send(traffic, b"\xef\xbb\xbf" + body(traffic, b""))
    require(breaks(answer, "status 201, or a status from 400 to 499", sane))


CONTENT_TYPES = {
    "text": "text/plain",
    "form": "application/x-www-form-urlencoded",
    "xml": "application/xml",
    "bytes": "application/octet-stream",
    "json-lines": "application/json-seq",
    "jsonp": "application/jsonp",
    "multipart-without-boundary": "multipart/form-data",
    "nonsense": "nonsense",
    "nothing": "",
}


@pytest.mark.parametrize("content_type", CONTENT_TYPES.values(), ids=CONTENT_TYPES.keys())
def test_a_body_of_another_content_type_is_refused(traffic: Traffic, content_type: str) -> None:
    """A body that is declared as something else than JSON earns a 4xx.

    Promised by: `content` of the request, which is application/json alone.
    """
    answer = send(traffic, body(traffic, b""), content_type)
    require(breaks(answer, "a status from 400 to 499", refused))


@pytest.mark.parametrize(
    "content_type",
    ["application/json; charset=utf-8", "application/json;charset=UTF-8"],
    ids=["with-a-space", "without-one"],
)
def test_a_content_type_with_a_charset_is_json(traffic: Traffic, content_type: str) -> None:
    """A content type of JSON with its charset is JSON.

    Promised by: `content` of the request; RFC 9110, section 8.3.1.
    """
    require(breaks(send(traffic, body(traffic, b""), content_type), "status 201", created))


@pytest.mark.parametrize(
    "charset", ["utf-16", "latin-1", "x-unknown", ""], ids=["utf-16", "latin-1", "unknown", "none"]
)
def test_a_strange_charset_is_no_reason_to_fail(traffic: Traffic, charset: str) -> None:
    """A body that is declared in another charset is served, or refused with a 4xx; JSON knows no such parameter.

    Promised by: the responses of the contract; RFC 8259, section 11.
    """
    answer = send(traffic, body(traffic, b""), f"application/json; charset={charset}")
    require(breaks(answer, "status 201, or a status from 400 to 499", sane))


ACCEPT = ["*/*", "text/html, application/xml", "application/*;q=0.5", "nonsense", ""]


@pytest.mark.parametrize("accept", ACCEPT, ids=["anything", "no-json", "by-half", "nonsense", "nothing"])
def test_what_a_client_accepts_is_no_reason_to_fail(traffic: Traffic, accept: str) -> None:
    """A request is served whatever its `Accept` header says, or refused with 406, or with 400 where it says nonsense.

    Promised by: `content` of the response, which is application/json alone; RFC 9110, section 12.5.1.
    """
    answer = traffic.send("POST", CREATE, body(traffic, b""), {**traffic.json_headers, "Accept": accept})
    promised = "status 201, 400 or 406"
    require(breaks(answer, promised, lambda it: [] if it.status in (201, 400, 406) else [answered(it)]))


@pytest.mark.parametrize("method", ["HEAD", "GET", "PROPFIND", "NONSENSE"])
def test_a_method_without_a_body_registers_nothing(traffic: Traffic, method: str) -> None:
    """Another method on the path, without a body, is refused, or answered without a call; the server does not fail.

    Promised by: the path of the contract; RFC 9110, section 15.6.2, for 501.
    """
    answer = traffic.send(method, CREATE, None, {"Authorization": traffic.json_headers["Authorization"]})
    registered = answer.response is not None and '"access_token"' in answer.response.text
    refused = answer.status is not None and answer.status < 500 and answer.status != 201
    ok = answer.status == 501 or (refused and not registered)
    require([] if ok else [Finding("no call, and no failure", answered(answer), answer)])


EQUIVALENT: Mapping[str, Callable[[bytes], bytes]] = {
    "white-space": lambda agent: b' \r\n\t{ "agent_id" : ' + agent + b" } \n",
    "escaped": lambda agent: b'{"\\u0061gent_id": ' + agent + b"}",
    "other-order": lambda agent: b'{"metadata": {}, "agent_id": ' + agent + b"}",
}


@pytest.mark.parametrize("written", EQUIVALENT.values(), ids=EQUIVALENT.keys())
def test_the_same_json_written_otherwise_is_served(traffic: Traffic, written: Callable[[bytes], bytes]) -> None:
    """White space, escapes and the order of names make no difference.

    Promised by: RFC 8259, sections 2, 4 and 7.
    """
    content = written(json.dumps(traffic.target.agent_id).encode())
    require(breaks(send(traffic, content), "status 201", created))


def test_a_chunked_body_is_served(traffic: Traffic) -> None:
    """A body sent in chunks is served like any other, unless the server insists on a length (411).

    Promised by: RFC 9112, section 7.1.
    """
    content = body(traffic, b"")
    chunks = b"%x\r\n%s\r\n0\r\n\r\n" % (len(content), content)
    answer, _ = traffic.send_framed("Transfer-Encoding: chunked", chunks)
    if answer.status != 411:
        require(breaks(answer, "status 201", created))


@pytest.mark.parametrize("rest", [b"", b', "agent_version": "x"'], ids=["served", "refused"])
def test_an_answer_is_framed_as_it_says(traffic: Traffic, rest: bytes) -> None:
    """The body of an answer is as long as its headers say, with nothing behind it.

    Promised by: RFC 9112, section 6.
    """
    content = body(traffic, rest)
    answer, surplus = traffic.send_framed(f"Content-Length: {len(content)}", content)
    if answer.response is None:
        require([Finding("an answer that is as long as it says", answered(answer), answer)])
    if surplus:
        require([Finding("nothing behind the body", f"{len(surplus)} bytes", answer)])
