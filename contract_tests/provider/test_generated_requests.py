"""Rules about generated requests: each is served or refused as the contract says.

schemathesis generates the requests from the contract; what each may earn follows from its own bytes (cases.py).
"""

from collections.abc import Iterable

import pytest

from contract_tests.contract import Operation
from contract_tests.provider.answers import Generated
from contract_tests.provider.cases import OTHER_REFUSALS, REFUSALS, Expectation, GeneratedRequest
from contract_tests.provider.findings import Finding, answered, require
from contract_tests.provider.traffic import Exchange

Pairs = list[tuple[GeneratedRequest, Exchange]]


@pytest.fixture
def valid(generated: Generated) -> Pairs:
    """Requests that must be served."""
    return generated.expecting(Expectation.SERVE)


@pytest.fixture
def invalid(generated: Generated) -> Pairs:
    """Requests that must be refused."""
    return generated.expecting(Expectation.REFUSE)


@pytest.fixture
def without_json(generated: Generated) -> Pairs:
    """Requests without a body that is declared as JSON."""
    return generated.expecting(Expectation.NO_JSON)


@pytest.fixture
def with_other_methods(generated: Generated) -> Pairs:
    """Requests with a method that the path does not have."""
    return generated.expecting(Expectation.OTHER_METHOD)


def test_a_valid_request_is_served(valid: Pairs) -> None:
    """A request that is valid, names the known agent and no other asset earns the success status.

    Promised by: the request's schema, and the success response.
    """
    require(
        Finding(f"status {_list(request.operation.success_statuses)}", answered(exchange), exchange, request.about)
        for request, exchange in valid
        if exchange.status not in request.operation.success_statuses
    )


def test_an_invalid_request_is_refused(invalid: Pairs) -> None:
    """A body that the schema does not allow, and one that names an unknown agent, earns a documented refusal.

    Promised by: the request's schema, and the responses 400 and 422, either of which may refuse it.
    """
    require(
        Finding(f"status {_list(_refusals(request.operation))}", answered(exchange), exchange, request.about)
        for request, exchange in invalid
        if exchange.status not in _refusals(request.operation) and not _failed(exchange)
    )


def test_a_request_without_json_is_refused(without_json: Pairs) -> None:
    """A request whose body is not declared as JSON, or that has none, earns a 4xx.

    Promised by: `content` of the request, which is application/json alone.
    """
    require(
        Finding("a status from 400 to 499", answered(exchange), exchange)
        for _, exchange in without_json
        if not _failed(exchange) and not 400 <= (exchange.status or 0) < 500
    )


def test_another_method_is_refused(with_other_methods: Pairs) -> None:
    """A method that the path does not document registers nothing; where it is refused with 405, `Allow` says what is.

    Promised by: the path of the contract; RFC 9110, section 15.5.6.
    """
    for request, exchange in with_other_methods:
        if exchange.response is None:
            continue
        registered = any(f'"{name}"' in exchange.response.text for name in ("call_id", "access_token"))
        created = exchange.status in request.operation.success_statuses - {200}
        if created or (exchange.response.is_success and registered):
            require([Finding("no call", answered(exchange), exchange)])
        if exchange.status == 405:
            allowed = exchange.response.headers.get("Allow", "")
            if request.operation.method not in [method.strip() for method in allowed.split(",")]:
                came = f"status 405 with Allow: {allowed or '(absent)'}"
                require([Finding(f"an Allow header with {request.operation.method}", came, exchange)])


def _refusals(operation: Operation) -> frozenset[int]:
    """The statuses that refuse an invalid request; of a path with variables also 404, which no client tells apart."""
    documented = {status for status in operation.responses if 400 <= status < 500} - OTHER_REFUSALS
    usual = REFUSALS & documented or documented or REFUSALS
    return frozenset(usual | ({404} if "{" in operation.path else set()))


def _failed(exchange: Exchange) -> bool:
    """Whether another rule already has it: the server failed, or did not answer."""
    return exchange.status is None or exchange.status >= 500


def _list(values: Iterable[object]) -> str:
    return " or ".join(sorted(str(value) for value in values))
