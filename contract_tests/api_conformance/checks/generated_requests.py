"""Rules about generated requests: each is served or rejected as the contract says.

schemathesis generates the requests from the contract; the expectation of each follows from its own bytes.
"""

from collections.abc import Iterator
from functools import partial

from api_conformance.allowances import REFUSED_BY_GATEWAYS, allowance
from api_conformance.checks.responses import asked_of
from api_conformance.finding import Finding
from api_conformance.judge import listed
from api_conformance.requests.expectations import Expectation
from api_conformance.rule import Group, rule
from api_conformance.run import Run
from api_conformance.transport.exchange import Exchange
from openapi_contract.operations import Operation

GROUP = Group("Generated requests", "Each is served or rejected as the contract says.")
generated_rule = partial(rule, GROUP, needs_generated=True)

# The statuses that reject a body for its content,
REFUSALS = frozenset({400, 404, 422})
# and those that reject it for its sender or its rate.
OTHER_REFUSALS = frozenset({401, 402, 403, 429})


@generated_rule("A valid request is served", "the request's schema, and the success response")
def a_valid_request_is_served(run: Run) -> Iterator[Finding]:
    """A valid request with known values gets the success status."""
    found = []
    for request, exchange in run.expecting(Expectation.ACCEPT):
        operation = request.operation
        if exchange.status not in operation.served_with and not _is_allowed(exchange):
            expected = operation.expected_success
            found.append((request, Finding(expected, exchange.summary, exchange, request.about)))
    if found:
        yield from run.shrinking().refused(found)


@generated_rule(
    "An invalid request is rejected", "the request's schema, and the responses 400 and 422, either of which"
)
def an_invalid_request_is_refused(run: Run) -> Iterator[Finding]:
    """A body that the schema forbids, or with unknown values, is rejected as documented."""
    found = []
    # A malformed id may also be rejected as not found.
    names = tuple(f"/{name}" for name in run.known.values)
    for request, exchange in run.expecting(Expectation.REJECT):
        statuses = refusals(request.operation)
        if exchange.status in statuses - {404}:
            continue  # most are rejected, and the reason why a request is invalid takes time
        if request.why and not request.why.startswith(names):
            statuses -= {404} - ({404} if "{" in request.operation.path else set())
        if exchange.status not in statuses and not _failed(exchange) and not _is_allowed(exchange):
            expected = f"status {listed(sorted(statuses))}"
            why = request.why
            found.append((request, Finding(expected, exchange.summary, exchange, why or request.about, why=why)))
    if found:
        yield from run.shrinking().accepted(found)


@generated_rule("A request without JSON is rejected", "`content` of the request, which is only application/json")
def a_request_without_json_is_refused(run: Run) -> Iterator[Finding]:
    """A request without a body, or whose content type is not JSON, is rejected with a 4xx."""
    for _, exchange in run.expecting(Expectation.NO_JSON):
        if not _failed(exchange) and not 400 <= (exchange.status or 0) < 500:
            yield Finding("a status from 400 to 499", exchange.summary, exchange)


@generated_rule("Another method is rejected", "the path of the contract; RFC 9110, sections 10.2.1 and 15.5.6")
def another_method_is_refused(run: Run) -> Iterator[Finding]:
    """A method that the path does not document registers nothing; a 405 lists the allowed methods in `Allow`."""
    pairs = run.expecting(Expectation.OTHER_METHOD)
    rejected = {(_path(exchange), request.method) for request, exchange in pairs if exchange.status == 405}
    for request, exchange in pairs:
        if exchange.response is None:
            continue
        registered = run.endpoint.proves_registration(exchange.response.text)
        created = exchange.status in request.operation.success_statuses - {200}
        if created or (exchange.response.is_success and registered):
            yield Finding("no call", exchange.summary, exchange, request.method)
        if exchange.status == 405 and request.method not in REFUSED_BY_GATEWAYS:
            allowed = allowed_methods(exchange)
            allow = exchange.response.headers.get("Allow") or "(absent)"
            if request.operation.method not in allowed:
                expected = f"an Allow header with {request.operation.method}"
                yield Finding(expected, f"status 405 with Allow: {allow}", exchange, request.method)
            for method in allowed:
                if (_path(exchange), method) in rejected and method not in REFUSED_BY_GATEWAYS:
                    expected = f"an Allow header without {method}, which is rejected with 405"
                    yield Finding(expected, f"status 405 with Allow: {allow}", exchange, method)


def _path(exchange: Exchange) -> str:
    return exchange.request.url.path


def allowed_methods(exchange: Exchange) -> list[str]:
    """Return the methods that the response's `Allow` header lists."""
    value = "" if exchange.response is None else exchange.response.headers.get("Allow", "")
    return [method.strip() for method in value.split(",")]


def refusals(operation: Operation) -> frozenset[int]:
    """Return the statuses that reject an invalid request, those of a path with variables 404 among them."""
    documented = {status for status in operation.responses if 400 <= status < 500} - OTHER_REFUSALS
    usual = REFUSALS & documented or documented or REFUSALS
    return frozenset(usual | ({404} if "{" in operation.path else set()))


def _is_allowed(exchange: Exchange) -> bool:
    """Return whether HTTP allows the status for such a request, whatever the contract says."""
    return exchange.status is not None and allowance(exchange.status, asked_of(exchange)) is not None


def _failed(exchange: Exchange) -> bool:
    """Return whether another rule reports it: the server failed, or did not respond."""
    return exchange.status is None or exchange.status >= 500
