"""Rules about HTTP and JSON themselves: bodies that break parsers, and answers that are framed as they say."""

import json
from collections.abc import Callable, Mapping
from urllib.parse import urlencode

import pytest

from contract_tests import contract
from contract_tests.provider.findings import Finding, answered, breaks, require, status_in
from contract_tests.provider.registration import NotInContract
from contract_tests.provider.traffic import Exchange, Traffic


def refused(exchange: Exchange) -> list[str]:
    """Checks that the answer is a 4xx."""
    return [] if exchange.status is not None and 400 <= exchange.status < 500 else [answered(exchange)]


def sane(exchange: Exchange) -> list[str]:
    """Checks that the answer is a success or a 4xx: where JSON leaves it open, either is right."""
    ok = exchange.response is not None and (exchange.response.is_success or exchange.response.is_client_error)
    return [] if ok else [answered(exchange)]


def served(traffic: Traffic, exchange: Exchange) -> list[Finding]:
    """What is wrong where the answer is not the documented success."""
    asking = traffic.registration
    return breaks(exchange, asking.promise, status_in(*asking.operation.success_statuses))


def send(traffic: Traffic, content: bytes, content_type: str = "application/json") -> Exchange:
    """Sends these bytes with the key."""
    return traffic.ask(content, {**traffic.json_headers, "Content-Type": content_type})


def body(traffic: Traffic, rest: bytes = b"") -> bytes:
    """A complete body with more of it written by hand."""
    return traffic.registration.content()[:-1] + rest + b"}"


# Each made of a complete body, so that a server that makes sense of it shows it.
BROKEN: Mapping[str, Callable[[bytes], bytes]] = {
    "cut-short": lambda whole: whole[:-2],
    "cut-after-the-value": lambda whole: whole[:-1],
    "cut-after-the-comma": lambda whole: whole[:-1] + b",",
    "trailing-comma": lambda whole: whole[:-1] + b",}",
    "trailing-brace": lambda whole: whole + b"}",
    "single-quotes": lambda whole: whole.replace(b'"', b"'"),
    "unquoted-name": lambda whole: whole.replace(b'"', b"", 2),
    "comment": lambda whole: whole[:-1] + b" /* the agent */}",
    "line-comment": lambda whole: whole[:-1] + b" // the agent\n}",
    "two-values": lambda whole: whole + whole,
    "two-lines": lambda whole: whole + b"\n" + whole,
    "a-form": lambda whole: urlencode(json.loads(whole)).encode(),
    "yaml": lambda whole: b"\n".join(b"%s: %s" % pair for pair in _members(whole)),
    "invalid-utf-8": lambda whole: whole[:-1] + b', "metadata": {"a": "\xff\xfe"}}',
    "a-raw-line-break": lambda whole: whole[:-1] + b', "metadata": {"a": "one\ntwo"}}',
    "only-spaces": lambda _: b"   ",
    "null": lambda _: b"null",
    "true": lambda _: b"true",
    "number": lambda _: b"1",
    "the-agent-alone": lambda whole: _members(whole)[0][1],
    "json-in-a-string": lambda whole: json.dumps(whole.decode()).encode(),
    "an-array-of-names": lambda whole: b"[%s]" % b", ".join(b'"%s", %s' % pair for pair in _members(whole)),
    "an-array-of-bodies": lambda whole: b"[" + whole + b"]",
    "a-body-in-a-body": lambda whole: b'{"body": ' + whole + b"}",
}


def _members(whole: bytes) -> list[tuple[bytes, bytes]]:
    """The names and the values of an object, as JSON."""
    return [(name.encode(), json.dumps(value).encode()) for name, value in json.loads(whole).items()]


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN.keys())
def test_a_body_that_is_no_json_object_is_refused(traffic: Traffic, broken: Callable[[bytes], bytes]) -> None:
    """A body that is not a JSON object with an agent earns a 4xx: the server neither fails nor guesses.

    Promised by: the request's schema, and the response 400.
    """
    require(breaks(send(traffic, broken(body(traffic))), "a status from 400 to 499", refused))


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
    require(breaks(send(traffic, body(traffic, rest)), "a success, or a status from 400 to 499", sane))


def test_a_byte_order_mark_before_the_body_is_no_reason_to_fail(traffic: Traffic) -> None:
    """A body that begins with a byte order mark is served, or refused with a 4xx.

    Promised by: RFC 8259, section 8.1, lets a parser ignore it or take it for an error.
    """
    answer = send(traffic, b"\xef\xbb\xbf" + body(traffic))
    require(breaks(answer, "a success, or a status from 400 to 499", sane))


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
    answer = send(traffic, body(traffic), content_type)
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
    require(served(traffic, send(traffic, body(traffic), content_type)))


@pytest.mark.parametrize(
    "charset", ["utf-16", "latin-1", "x-unknown", ""], ids=["utf-16", "latin-1", "unknown", "none"]
)
def test_a_strange_charset_is_no_reason_to_fail(traffic: Traffic, charset: str) -> None:
    """A body that is declared in another charset is served, or refused with a 4xx; JSON knows no such parameter.

    Promised by: the responses of the contract; RFC 8259, section 11.
    """
    answer = send(traffic, body(traffic), f"application/json; charset={charset}")
    require(breaks(answer, "a success, or a status from 400 to 499", sane))


ACCEPT = ["*/*", "text/html, application/xml", "application/*;q=0.5", "nonsense", ""]


@pytest.mark.parametrize("accept", ACCEPT, ids=["anything", "no-json", "by-half", "nonsense", "nothing"])
def test_what_a_client_accepts_is_no_reason_to_fail(traffic: Traffic, accept: str) -> None:
    """A request is served whatever its `Accept` header says, or refused with 406, or with 400 where it says nonsense.

    Promised by: `content` of the response, which is application/json alone; RFC 9110, section 12.5.1.
    """
    answer = traffic.ask(body(traffic), {**traffic.json_headers, "Accept": accept})
    asking = traffic.registration
    allowed = status_in(*asking.operation.success_statuses, 400, 406)
    require(breaks(answer, f"{asking.promise}, 400 or 406", allowed))


@pytest.mark.parametrize("method", ["HEAD", "GET", "PROPFIND", "NONSENSE"])
def test_a_method_without_a_body_registers_nothing(traffic: Traffic, method: str) -> None:
    """Another method on the path, without a body, is refused, or answered without a call; the server does not fail.

    Promised by: the path of the contract; RFC 9110, section 15.6.2, for 501.
    """
    asking = traffic.registration
    if any(each.takes(method, asking.path) for each in contract.operations(contract.load())):
        pytest.skip(f"{method} is an operation of its own there")
    answer = traffic.ask(None, {"Authorization": traffic.json_headers["Authorization"]}, method)
    registered = answer.response is not None and '"access_token"' in answer.response.text
    created = answer.status in asking.operation.success_statuses - {200}
    ok = answer.status == 501 or (answer.status is not None and answer.status < 500 and not created and not registered)
    require([] if ok else [Finding("no call, and no failure", answered(answer), answer)])


EQUIVALENT: Mapping[str, Callable[[bytes], bytes]] = {
    "white-space": lambda whole: b" \r\n\t" + whole.replace(b'"', b' "', 1).replace(b":", b" :\n", 1) + b" \n",
    # {"agent_id" becomes {"\u0061gent_id"
    "escaped": lambda whole: whole[:2] + b"\\u%04x" % whole[2] + whole[3:],
    "other-order": lambda whole: b'{"metadata": {}, ' + whole[1:],
}


@pytest.mark.parametrize("written", EQUIVALENT.values(), ids=EQUIVALENT.keys())
def test_the_same_json_written_otherwise_is_served(traffic: Traffic, written: Callable[[bytes], bytes]) -> None:
    """White space, escapes and the order of names make no difference.

    Promised by: RFC 8259, sections 2, 4 and 7.
    """
    content = written(body(traffic))
    if not json.loads(content).keys() <= traffic.registration.asked:
        raise NotInContract("the contract has no metadata here")
    require(served(traffic, send(traffic, content)))


def test_a_chunked_body_is_served(traffic: Traffic) -> None:
    """A body sent in chunks is served like any other, unless the server insists on a length (411).

    Promised by: RFC 9112, section 7.1.
    """
    content = body(traffic)
    chunks = b"%x\r\n%s\r\n0\r\n\r\n" % (len(content), content)
    answer, _ = traffic.ask_by_hand(chunks, {**traffic.json_headers, "Transfer-Encoding": "chunked"})
    if answer.status != 411:
        require(served(traffic, answer))


@pytest.mark.parametrize("rest", [b"", b', "agent_version": "x"'], ids=["served", "refused"])
def test_an_answer_is_framed_as_it_says(traffic: Traffic, rest: bytes) -> None:
    """The body of an answer is as long as its headers say, with nothing behind it.

    Promised by: RFC 9112, section 6.
    """
    require(misframed(*traffic.ask_by_hand(body(traffic, rest), traffic.json_headers)))


def test_an_answer_to_head_has_no_body(traffic: Traffic) -> None:
    """The answer to HEAD ends with its headers, whatever length they tell: what follows would be the next answer.

    Promised by: RFC 9110, section 9.3.2.
    """
    key = {"Authorization": traffic.json_headers["Authorization"]}
    require(misframed(*traffic.ask_by_hand(b"", key, "HEAD")))


def misframed(answer: Exchange, surplus: bytes) -> list[Finding]:
    """What is wrong with the framing of an answer, of which this stood behind it."""
    if answer.response is None:
        return [Finding("an answer that is as long as it says", answered(answer), answer)]
    return [Finding("nothing behind the answer", f"{len(surplus)} bytes", answer)] if surplus else []
