"""Rules about HTTP and JSON: bodies that break parsers, and responses as long as their headers say."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from urllib.parse import urlencode

from attrs import evolve

from api_conformance.finding import Finding, NotInContract, breaks, status_in
from api_conformance.requests.expectations import constraint
from api_conformance.rule import Group, rule
from api_conformance.run import Run
from api_conformance.transport.exchange import Exchange

GROUP = Group(
    "HTTP and JSON", "Malformed bodies are rejected, and each response has the length that its headers state."
)
http_rule = partial(rule, GROUP)

REJECTED = "a status from 400 to 499"
ANSWERED = "a success, or a status from 400 to 499"


def refused(exchange: Exchange) -> list[str]:
    """Check that the response is a 4xx."""
    return [] if exchange.status is not None and 400 <= exchange.status < 500 else [exchange.summary]


def sane(exchange: Exchange) -> list[str]:
    """Check that the response is a success or a 4xx; where JSON allows both, either is right."""
    ok = exchange.response is not None and (exchange.response.is_success or exchange.response.is_client_error)
    return [] if ok else [exchange.summary]


NO_TYPE = "RFC 9110, section 8.3: a server may look at a body to find its type, if no header names one"
EXTENSION = "RFC 8259, section 9: a JSON parser may accept extensions"


def left_to_parsers(exchange: Exchange) -> str:
    """Return the source that allows a server to read more than JSON, if the response shows that it did; else empty."""
    return EXTENSION if exchange.call is not None else ""


def served(run: Run, exchange: Exchange, case: str = "") -> Iterator[Finding]:
    """Yield a finding if the response is not the documented success."""
    asking = run.registration
    return breaks(exchange, asking.expected, status_in(*asking.operation.served_with), case=case)


def send(run: Run, content: bytes, content_type: str = "application/json") -> Exchange:
    """Send these bytes with the key."""
    return run.ask(content, {**run.json_headers, "Content-Type": content_type})


def body(run: Run, rest: bytes = b"") -> bytes:
    """Return a complete body, with more JSON written by hand, see `named`."""
    return run.registration.content()[:-1] + named(run, rest) + b"}"


def named(run: Run, text: bytes) -> bytes:
    """Return a text with names of this contract in place of `@any`, `@integer` and `@first`.

    They are placeholders for a property with any object, one with an integer, and the first of the smallest body.
    """
    registration = run.registration
    names = {b"@any": registration.free, b"@integer": registration.integer, b"@first": next(iter(registration.body))}
    for stand_in, name in names.items():
        text = text.replace(stand_in, json.dumps(name)[1:-1].encode())
    return text


# Each is made from a complete body, so that a server that accepts it registers a call.
BROKEN: Mapping[str, Callable[[bytes], bytes]] = {
    "cut-short": lambda whole: whole[:-2],
    "cut-after-the-value": lambda whole: whole[:-1],
    "cut-after-the-comma": lambda whole: whole[:-1] + b",",
    "trailing-comma": lambda whole: whole[:-1] + b",}",
    "trailing-brace": lambda whole: whole + b"}",
    "single-quotes": lambda whole: whole.replace(b'"', b"'"),
    "unquoted-name": lambda whole: whole.replace(b'"', b"", 2),
    "comment": lambda whole: whole[:-1] + b" /* a comment */}",
    "line-comment": lambda whole: whole[:-1] + b" // a comment\n}",
    "two-values": lambda whole: whole + whole,
    "two-lines": lambda whole: whole + b"\n" + whole,
    "a-form": lambda whole: urlencode(json.loads(whole)).encode(),
    "yaml": lambda whole: b"\n".join(b"%s: %s" % pair for pair in _members(whole)),
    "invalid-utf-8": lambda whole: whole[:-1] + b', "@any": {"a": "\xff\xfe"}}',
    "a-raw-line-break": lambda whole: whole[:-1] + b', "@any": {"a": "one\ntwo"}}',
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


EXTENSIONS = frozenset(
    {
        *("trailing-comma", "single-quotes", "unquoted-name", "comment", "line-comment"),
        *("a-raw-line-break", "invalid-utf-8"),
    }
)
"""The bodies above that lenient parsers, such as those of JSON5, read as an object."""


def _members(whole: bytes) -> list[tuple[bytes, bytes]]:
    """Return the names and the values of an object, as JSON."""
    return [(name.encode(), json.dumps(value).encode()) for name, value in json.loads(whole).items()]


@http_rule("A body that is not a JSON object is rejected", "the request's schema, and the response 400")
def a_body_that_is_no_json_object_is_refused(run: Run) -> Iterator[Finding]:
    """A body that is not a complete JSON object is rejected with a 4xx, without a server error."""
    for case, _, exchange in run.each_case(BROKEN, lambda broken: send(run, named(run, broken(body(run))))):
        note = left_to_parsers(exchange) if case in EXTENSIONS else ""
        for finding in breaks(exchange, REJECTED, refused, case=case, note=note):
            yield evolve(finding, why=constraint(run.registration.operation.request_schema, exchange.request.content))


@http_rule("A request without a body is rejected", "`required` of the request body")
def a_request_without_a_body_is_refused(run: Run) -> Iterator[Finding]:
    """A request with no body at all is rejected with a 4xx."""
    yield from breaks(send(run, b""), REJECTED, refused)


NOT_JSON_NUMBERS = {
    "NaN": b', "@any": {"a": NaN}',
    "infinity": b', "@any": {"a": Infinity}',
    "hexadecimal": b', "@integer": 0x1',
    "leading-zero": b', "@integer": 01',
    "leading-plus": b', "@integer": +1',
}


@http_rule("A number that is not JSON is rejected", "RFC 8259, section 6, for the content type application/json")
def a_number_that_is_not_json_is_refused(run: Run) -> Iterator[Finding]:
    """NaN, Infinity and other numbers that JSON does not have are rejected with a 4xx."""
    for case, _, exchange in run.each_case(NOT_JSON_NUMBERS, lambda rest: send(run, body(run, rest))):
        yield from breaks(exchange, REJECTED, refused, case=case, note=left_to_parsers(exchange))


OPEN_TO_INTERPRETATION = {
    "a-name-twice": b', "@first": "another"',
    "nul-in-a-string": b', "@any": {"a": "\\u0000"}',
    "nul-in-a-name": b', "@any": {"\\u0000": 1}',
    "lone-surrogate": b', "@any": {"a": "\\ud800"}',
    "lone-surrogate-in-a-name": b', "@any": {"\\udfff": 1}',
    "huge-integer": b', "@any": {"a": ' + b"9" * 400 + b"}",
    "integer-of-5000-digits": b', "@any": {"a": ' + b"9" * 5000 + b"}",
    "huge-exponent": b', "@any": {"a": 1e400}',
    "tiny-exponent": b', "@any": {"a": 1e-400}',
    "version-with-a-fraction-of-zero": b', "@integer": 1.0',
    "huge-version": b', "@integer": ' + b"9" * 40,
    "proto": b', "@any": {"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}',
    "proto-at-the-top": b', "__proto__": {"@first": "another"}',
    "nested-100-deep": b', "@any": {"a": ' + b"[" * 100 + b"]" * 100 + b"}",
    "nested-20000-deep": b', "@any": {"a": ' + b"[" * 20_000 + b"]" * 20_000 + b"}",
    "nested-objects-5000-deep": b', "@any": ' + b'{"a":' * 5_000 + b"{}" + b"}" * 5_000,
    "string-of-100-kb": b', "@any": {"a": "' + b"x" * 100_000 + b'"}',
    "name-of-10-kb": b', "@any": {"' + b"x" * 10_000 + b'": 1}',
    "10000-names": b', "@any": {' + b",".join(b'"%d":0' % number for number in range(10_000)) + b"}",
    "template": b', "@any": {"a": "{{7*7}} ${7*7} <%= 7*7 %> %s %n"}',
    "sql": b', "@any": {"a": "\'; DROP TABLE calls; --"}',
    "three-megabytes": b', "@any": {"a": "' + b"x" * 3_000_000 + b'"}',
}


@http_rule("An extreme body is served or rejected", "the responses; RFC 8259, sections 4, 6, 8, 9, leave it open")
def an_extreme_body_is_served_or_refused(run: Run) -> Iterator[Finding]:
    """A body near the limits of parsers is served, or rejected with a 4xx; the server does not fail."""
    bodies = {**OPEN_TO_INTERPRETATION, **run.endpoint.extreme_bodies}
    for case, _, exchange in run.each_case(bodies, lambda rest: send(run, body(run, rest))):
        yield from breaks(exchange, ANSWERED, sane, case=case)


@http_rule("A byte order mark before the body is tolerated", "RFC 8259, section 8.1: a parser may ignore or reject it")
def a_byte_order_mark_before_the_body_is_no_reason_to_fail(run: Run) -> Iterator[Finding]:
    """A body that begins with a byte order mark is served, or rejected with a 4xx."""
    yield from breaks(send(run, b"\xef\xbb\xbf" + body(run)), ANSWERED, sane)


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


@http_rule("A body of another content type is rejected", "`content` of the request, which is only application/json")
def a_body_of_another_content_type_is_refused(run: Run) -> Iterator[Finding]:
    """A body with a content type other than JSON is rejected with a 4xx."""
    for case, given, exchange in run.each_case(CONTENT_TYPES, lambda content_type: send(run, body(run), content_type)):
        note = "" if given or exchange.call is None else NO_TYPE
        yield from breaks(exchange, REJECTED, refused, case=case, note=note)


UTF_8 = {"with-a-space": "application/json; charset=utf-8", "without-one": "application/json;charset=UTF-8"}


@http_rule("A content type with a charset is JSON", "`content` of the request; RFC 9110, section 8.3.1")
def a_content_type_with_a_charset_is_json(run: Run) -> Iterator[Finding]:
    """A body whose content type is JSON with the charset UTF-8 is served."""
    for case, content_type in run.cases(UTF_8):
        yield from served(run, send(run, body(run), content_type), case)


CHARSETS = {"utf-16": "utf-16", "latin-1": "latin-1", "unknown": "x-unknown", "none": ""}


@http_rule("An unknown charset is tolerated", "the responses of the contract; RFC 8259, section 11")
def a_strange_charset_is_no_reason_to_fail(run: Run) -> Iterator[Finding]:
    """A body with another charset in its content type is served, or rejected with a 4xx: JSON has no such parameter."""
    for case, _, exchange in run.each_case(
        CHARSETS, lambda each: send(run, body(run), f"application/json; charset={each}")
    ):
        yield from breaks(exchange, ANSWERED, sane, case=case)


ACCEPT = {
    "anything": "*/*",
    "no-json": "text/html, application/xml",
    "by-half": "application/*;q=0.5",
    "nonsense": "nonsense",
    "nothing": "",
}


@http_rule("Any Accept header is tolerated", "`content` of the response; RFC 9110, section 12.5.1")
def what_a_client_accepts_is_no_reason_to_fail(run: Run) -> Iterator[Finding]:
    """A request with any `Accept` is served, or rejected with 406, or with 400 if the header is malformed."""
    asking = run.registration
    allowed = status_in(*asking.operation.served_with, 400, 406)
    for case, _, exchange in run.each_case(
        ACCEPT, lambda accept: run.ask(body(run), {**run.json_headers, "Accept": accept})
    ):
        yield from breaks(exchange, f"{asking.expected}, 400 or 406", allowed, case=case)


METHODS = {method: method for method in ("HEAD", "GET", "PROPFIND", "NONSENSE")}


@http_rule("A method without a body registers nothing", "the path of the contract; RFC 9110, section 15.6.2, for 501")
def a_method_without_a_body_registers_nothing(run: Run) -> Iterator[Finding]:
    """Another method on the path, without a body, does not register a call; the server does not fail."""
    asking = run.registration
    for method, _ in run.cases(METHODS):
        if any(each.takes(method, asking.path) for each in run.operations):
            continue
        exchange = run.ask(None, {"Authorization": run.key_header}, method)
        registered = run.endpoint.proves_registration(exchange.text)
        created = exchange.status in asking.operation.success_statuses - {200}
        failed = exchange.status is None or (exchange.status >= 500 and exchange.status != 501)
        if failed or created or registered:
            yield Finding("no call, and no failure", exchange.summary, exchange, case=method)


EQUIVALENT: Mapping[str, Callable[[bytes], bytes]] = {
    "white-space": lambda whole: b" \r\n\t" + whole.replace(b'"', b' "', 1).replace(b":", b" :\n", 1) + b" \n",
    # {"name" becomes {"\u006eame"
    "escaped": lambda whole: whole[:2] + b"\\u%04x" % whole[2] + whole[3:],
    "other-order": lambda whole: b'{"@any": {}, ' + whole[1:],
}


@http_rule("The same JSON in another notation is served", "RFC 8259, sections 2, 4 and 7")
def the_same_json_written_otherwise_is_served(run: Run) -> Iterator[Finding]:
    """White space, escapes and the order of names make no difference."""
    for case, written in run.cases(EQUIVALENT):
        content = named(run, written(body(run)))
        if not json.loads(content).keys() <= run.registration.request_names:
            raise NotInContract("the contract has no property with any object here")
        yield from served(run, send(run, content), case)


@http_rule("A chunked body is served", "RFC 9112, section 7.1")
def a_chunked_body_is_served(run: Run) -> Iterator[Finding]:
    """A body sent in chunks is served like any other, unless the server insists on a length (411)."""
    content = body(run)
    chunks = b"%x\r\n%s\r\n0\r\n\r\n" % (len(content), content)
    exchange = run.ask_by_hand(chunks, {**run.json_headers, "Transfer-Encoding": "chunked"})
    if exchange.status != 411:
        yield from served(run, exchange)


FRAMED = {"served": b"", "refused": b', "@integer": {}'}


@http_rule("Content-Length matches the body", "RFC 9112, sections 6.2 and 6.3")
def an_answer_is_framed_as_it_says(run: Run) -> Iterator[Finding]:
    """The body of a response is as long as its headers say, with nothing after it."""
    for case, rest in run.cases(FRAMED):
        yield from misframed(run.ask_by_hand(body(run, rest), run.json_headers), case)


@http_rule("A response to HEAD has no body", "RFC 9110, section 9.3.2")
def an_answer_to_head_has_no_body(run: Run) -> Iterator[Finding]:
    """The response to HEAD ends with its headers, since a client reads any bytes after them as the next response."""
    yield from misframed(run.ask_by_hand(b"", {"Authorization": run.key_header}, "HEAD"))


def misframed(exchange: Exchange, case: str = "") -> Iterator[Finding]:
    """Yield the faults in the length of a response."""
    if exchange.response is None:
        yield Finding("a response of the length that its headers state", exchange.summary, exchange, case=case)
    elif exchange.response.headers.keys() >= {"content-length", "transfer-encoding"}:
        # The two headers may give different ends of the body, and readers use one or the other.
        yield Finding("Content-Length or Transfer-Encoding", "both headers", exchange, "both", case)
    elif exchange.surplus:
        yield Finding("no data after the response", f"{len(exchange.surplus)} bytes", exchange, case=case)
