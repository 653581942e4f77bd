"""The first events of a run, which show whether the receiver can be judged, and which form of a body it accepts."""

from attrs import evolve

from api_conformance.finding import NotChecked
from api_conformance.no_verdict import NoVerdict
from api_conformance.preflight import check_connection
from api_conformance.run import Run
from api_conformance.transport.exchange import Exchange
from api_conformance.transport.recovery import APPLICATION_IS_AWAY
from openapi_contract.operations import Operation
from retell_conformance.receiver.event_bodies import ENDED, usual
from retell_conformance.receiver.signed_requests import FORMS, Known, learn, post, sign

NOTHING_THERE = frozenset({404, 405, 410, 501})
REJECTED = frozenset({400, 401, 403, 422})


def preflight(run: Run, _: frozenset[str]) -> list[Operation]:
    """Send one event in each form until the receiver accepts it. Return the operations that it lacks, always none.

    Raises:
        NoVerdict: Nothing listens, a gateway says so, the path does not exist, or each event is rejected, as by a
            receiver with another key. Any other response, however wrong or slow, is judged by the rules.
    """
    if run.target.base_url.endswith("/"):
        operations = tuple(evolve(each, path="/") for each in run.offered.operations)
        run.offered = evolve(run.offered, operations=operations)
    try:
        learn(run, _known(run))
    except NotChecked as reason:
        raise NoVerdict(f"{run.target.base_url}: {reason}") from None
    return []


def _known(run: Run) -> Known:
    rejected: list[Exchange] = []
    for form in FORMS.values():
        content = form(usual(run.offered, ENDED))
        exchange = post(run, content, sign(run, content))
        check_connection(run, exchange)
        if exchange.response is not None and exchange.response.is_success:
            return Known(form)
        if exchange.status not in REJECTED:
            _check_route(run, exchange)
            return Known(takes_events=False)
        rejected.append(exchange)
    raise NoVerdict(
        f"{run.target.base_url} rejects a signed event ({rejected[0].status}): check that it verifies with the key in "
        f"{run.endpoint.key_variable}, over the unchanged body and the time of the signature"
    )


def _check_route(run: Run, exchange: Exchange) -> None:
    """Raise `NoVerdict` if the response is not that of a receiver."""
    url, response = run.target.base_url, exchange.response
    if response is not None and response.has_redirect_location:
        raise NoVerdict(f"{url} redirects ({exchange.status}), which Retell does not follow: check --url")
    if exchange.status in APPLICATION_IS_AWAY:
        raise NoVerdict(f"{url} is down, according to a gateway in front of it ({exchange.status})")
    if exchange.status in NOTHING_THERE:
        raise NoVerdict(f"{url} responds to a POST with {exchange.status}: check --url")
