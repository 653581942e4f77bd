"""Rules about the API key: without a valid one, in the right place and form, nothing is registered."""

from collections.abc import Iterator, Mapping
from functools import partial

from api_conformance.allowances import is_malformed
from api_conformance.finding import Finding, NotInContract, breaks, status_in
from api_conformance.requests.expectations import Expectation
from api_conformance.rule import Group, rule
from api_conformance.run import Run
from api_conformance.transport.api_key import (
    KeyDerived,
    Variant,
    base64_with,
    first_half,
    in_other_case,
    joined,
    last_four,
    second_half,
    split,
    whole,
    with_ends_changed,
    with_letter_changed,
    without_last_letter,
)
from api_conformance.transport.credentials import chosen
from api_conformance.transport.exchange import Exchange
from api_conformance.transport.traffic import Headers

GROUP = Group("The API key", "Without a valid key, in the right place and form, nothing is registered.")
key_rule = partial(rule, GROUP)

UNAUTHORIZED = "status 401"
SECURITY = "`security` of the contract, and the response 401"
SCHEME = "`securitySchemes` of the contract: http, bearer"


def ask(run: Run, headers: Headers | None = None, query: str | KeyDerived = "", **fields: str) -> Exchange:
    """Send a complete body with these headers, and only the key in them."""
    content = run.registration.content(**fields)
    return run.ask(content, {"Content-Type": "application/json", **(headers or {})}, query=query)


def requires_key(run: Run) -> None:
    """Raise `NotInContract` if the registration requires no key."""
    if not run.registration.operation.secured:
        raise NotInContract("the operation requires no key")


def requires_bearer(run: Run) -> None:
    """Raise `NotInContract` if the key of the registration is not a bearer token."""
    requires_key(run)
    known = run.target.credentials
    if known is not None and [each.place for each in chosen(run.registration.operation.security, known)] != ["bearer"]:
        raise NotInContract("the key is not a bearer token here")


def unauthorized(exchange: Exchange) -> Iterator[str]:
    """Check that the status is 401, or 400 if the header is malformed (RFC 6750, section 3.1)."""
    malformed = is_malformed(exchange.request.headers.get("Authorization"))
    return iter(status_in(401, 400)(exchange) if malformed else status_in(401)(exchange))


def cookies_of(exchange: Exchange) -> Headers:
    """Return the header with the cookies that a response set. They may be as secret as the key."""
    if exchange.response is None:
        return {}
    cookies = [each.partition(";")[0] for each in exchange.response.headers.get_list("Set-Cookie")]
    return {"Cookie": KeyDerived("; ".join(cookies), "$COOKIE")} if cookies else {}


WITHOUT_KEY: Mapping[str, tuple[str, Headers]] = {
    "nothing-else": ("", {}),
    "from-a-trusted-address": ("", {"X-Forwarded-For": "127.0.0.1", "X-Real-IP": "127.0.0.1"}),
    "with-a-charset": ("", {"Content-Type": "application/json; charset=utf-8"}),
    "with-a-query": ("?x=1", {}),
    "with-another-method-in-a-header": ("", {"X-HTTP-Method-Override": "OPTIONS"}),
}


@key_rule("A missing key is rejected", SECURITY)
def a_missing_key_is_refused(run: Run) -> Iterator[Finding]:
    """A request without a key is rejected with 401, even after one with a key, with the cookies of its response."""
    requires_key(run)
    for case, (query, headers) in run.cases(WITHOUT_KEY):
        cookies = cookies_of(run.create())
        yield from breaks(ask(run, {**cookies, **headers}, query), UNAUTHORIZED, status_in(401), case=case)


@key_rule("Every operation requires a key", SECURITY)
def every_operation_wants_a_key(run: Run) -> Iterator[Finding]:
    """Each operation with `security` rejects a request without a key, and one with a wrong key, with 401."""
    for operation in run.operations:
        if operation.secured:
            request = run.simplest(operation)
            for key in ({"Authorization": "Bearer wrong-key"}, {})[: run.profile.cases]:
                headers: Headers = {**request.headers, **key}
                exchange = run.traffic.send(request.method, request.path, request.content, headers)
                # A server may look at the body first, of which no valid one may be known.
                lacks_body = operation.body_required and request.content is None
                is_invalid = lacks_body or request.expectation is Expectation.REJECT
                allowed = (401, 400, 415, 422) if is_invalid else (401,)
                yield from breaks(exchange, UNAUTHORIZED, status_in(*allowed), place=operation.id)


def plain(text: str) -> Variant:
    """Make a text that does not contain the key."""
    return lambda _: KeyDerived(text, text)


WRONG_KEYS: Mapping[str, Variant] = {
    "another-key": plain("key_" + "0" * 28),
    "the-key-and-more": lambda key: whole(key) + "x",
    "the-key-after-more": lambda key: "x" + whole(key),
    "the-key-cut-short": without_last_letter,
    "the-first-half-of-the-key": lambda key: first_half(key) + "0" * (len(key) - len(key) // 2),
    "the-second-half-of-the-key": lambda key: "0" * (len(key) // 2) + second_half(key),
    "the-last-four-letters": lambda key: "0" * (len(key) - 4) + last_four(key),
    "one-letter-changed": with_letter_changed,
    "its-ends-changed": with_ends_changed,
    "another-case": in_other_case,
    "two-keys": lambda key: whole(key) + ", " + whole(key) + "x",
    "a-key-of-the-same-length": lambda key: KeyDerived("0" * len(key), "0" * len(key)),
    "null": plain("null"),
    "undefined": plain("undefined"),
    "a-wildcard": plain("*"),
    "an-injection": plain("' OR '1'='1"),
}


@key_rule("A wrong key is rejected", SECURITY)
def a_wrong_key_is_refused(run: Run) -> Iterator[Finding]:
    """A request with a wrong key is rejected with 401, however similar it is to the right one."""
    requires_bearer(run)
    made = {case: variant(run.target.api_key) for case, variant in WRONG_KEYS.items()}
    wrong = {case: each for case, each in made.items() if each.value != run.target.api_key}
    for case, _, exchange in run.each_case(wrong, lambda each: ask(run, {"Authorization": "Bearer " + each})):
        yield from breaks(exchange, UNAUTHORIZED, unauthorized, case=case)


EMPTY_KEYS = {"nothing": "", "the-scheme-alone": "Bearer"}


@key_rule("An empty key is rejected", SECURITY)
def an_empty_key_is_refused(run: Run) -> Iterator[Finding]:
    """An `Authorization` header without a key is rejected with 401."""
    requires_bearer(run)
    for case, value in run.cases(EMPTY_KEYS):
        yield from breaks(ask(run, {"Authorization": value}), UNAUTHORIZED, unauthorized, case=case)


ODD_KEYS: Mapping[str, bytes | Variant] = {
    "beyond-ascii": "Bearer clé".encode(),
    "not-utf-8": b"Bearer cl\xe9",
    "5000-letters": b"Bearer " + b"x" * 5_000,
    "many-spaces": b"Bearer   x   y",
    "a-space-in-the-key": lambda key: "Bearer " + split(key),
}


@key_rule("A malformed key is rejected", f"{SECURITY}; RFC 9110, section 5.5, and RFC 6585, section 5, for 400 and 431")
def an_odd_key_is_refused(run: Run) -> Iterator[Finding]:
    """An unusual key is rejected with 401, or with HTTP's status for such a header."""
    requires_bearer(run)
    for case, odd in run.cases(ODD_KEYS):
        value = odd if isinstance(odd, bytes) else odd(run.target.api_key)
        exchange = ask(run, {"Authorization": value})
        yield from breaks(exchange, "status 401, 400 or 431", status_in(401, 400, 431), case=case)


SCHEMES: Mapping[str, Variant] = {
    "none": whole,
    "Basic": lambda key: "Basic " + whole(key),
    "Basic-as-it-should-be": lambda key: "Basic " + base64_with("", ":")(key),
    "Basic-with-the-key-as-password": lambda key: "Basic " + base64_with("api:", "")(key),
    "Token": lambda key: "Token " + whole(key),
    "ApiKey": lambda key: "ApiKey " + whole(key),
    "Digest": lambda key: "Digest " + whole(key),
    "Bearerx": lambda key: "Bearerx " + whole(key),
}


@key_rule("Another authentication scheme is rejected", SCHEME)
def another_scheme_is_refused(run: Run) -> Iterator[Finding]:
    """The key under a scheme other than Bearer is rejected with 401."""
    requires_bearer(run)
    for case, _, exchange in run.each_case(SCHEMES, lambda each: ask(run, {"Authorization": each(run.target.api_key)})):
        yield from breaks(exchange, UNAUTHORIZED, unauthorized, case=case)


COOKIES = ("api_key", "token", "session", "access_token")
OTHER_HEADERS: Mapping[str, Variant] = {
    "X-API-Key": whole,
    "Api-Key": whole,
    "X-Auth-Token": whole,
    "X-Access-Token": whole,
    "Proxy-Authorization": lambda key: "Bearer " + whole(key),
    "X-Authorization": lambda key: "Bearer " + whole(key),
    "Cookie": lambda key: joined("; ", (f"{name}=" + whole(key) for name in COOKIES)),
}


@key_rule("The key in another header is rejected", f"{SCHEME} (RFC 6750, section 2.1)")
def the_key_in_another_header_is_refused(run: Run) -> Iterator[Finding]:
    """The key in any header but `Authorization` is rejected with 401."""
    requires_bearer(run)
    made = {name: {name: variant(run.target.api_key)} for name, variant in OTHER_HEADERS.items()}
    for name, _, exchange in run.each_case(made, lambda headers: ask(run, headers)):
        yield from breaks(exchange, UNAUTHORIZED, status_in(401), case=name)


PARAMETERS = {name: name for name in ("api_key", "access_token", "key", "token", "authorization")}


@key_rule("The key in the query string is rejected", f"{SCHEME}; URLs end up in logs")
def the_key_in_the_address_is_refused(run: Run) -> Iterator[Finding]:
    """The key as a query parameter is rejected with 401."""
    requires_bearer(run)
    key = whole(run.target.api_key)
    for name, _, exchange in run.each_case(PARAMETERS, lambda name: ask(run, query=f"?{name}=" + key)):
        yield from breaks(exchange, UNAUTHORIZED, status_in(401), case=name)


@key_rule("The key in the body is rejected", SCHEME)
def the_key_in_the_body_is_refused(run: Run) -> Iterator[Finding]:
    """The key in the body is rejected with 401, or with 400 for a property that is not documented."""
    requires_bearer(run)
    body = run.registration.content(api_key="KEY", access_token="KEY", token="KEY").decode()
    content = KeyDerived("", "")
    for position, part in enumerate(body.split("KEY")):
        content = (content if position == 0 else content + whole(run.target.api_key)) + part
    exchange = run.ask(content, {"Content-Type": "application/json"})
    yield from breaks(exchange, "status 401 or 400", status_in(401, 400))


@key_rule(
    "A rejected request does not repeat the key", "nothing in the contract needs it, and responses end up in logs"
)
def a_refused_request_does_not_repeat_the_key(run: Run) -> Iterator[Finding]:
    """The response of any operation to a wrong key does not contain it."""
    requires_bearer(run)
    wrong = "key_that_is_wrong_but_may_be_somebodys"
    exchanges = [ask(run, {"Authorization": f"Bearer {wrong}"})]
    for operation in [each for each in run.operations if each.secured][: run.profile.cases]:
        request = run.simplest(operation)
        headers: Headers = {**request.headers, "Authorization": f"Bearer {wrong}"}
        exchanges.append(run.traffic.send(request.method, request.path, request.content, headers))
    for exchange in exchanges:
        if wrong in exchange.text:
            yield Finding("a response without the key", "the key that was sent, in the response", exchange)
