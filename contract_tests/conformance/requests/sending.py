"""The generated requests of a run, sent, with what came back."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from statistics import median

from attrs import frozen

from contract_tests.conformance.api_key import bearer
from contract_tests.conformance.exchange import Exchange
from contract_tests.conformance.finding import NotChecked
from contract_tests.conformance.requests.expectations import GeneratedRequest
from contract_tests.conformance.traffic import Headers, Traffic

MOST_AT_ONCE = 8
SECONDS_THAT_ARE_FAST = 0.02


@frozen
class Sent:
    """The generated requests of a run with their responses."""

    pairs: tuple[tuple[GeneratedRequest, Exchange], ...]


def send(requests: Iterable[GeneratedRequest], traffic: Traffic) -> Sent:
    """Send the requests with the key, as far as the budget reaches. Raises `NotChecked` if it reaches none.

    A server that takes its time is asked several things at once, so that the run does not take as many times longer.
    """
    authorization = {"Authorization": bearer(traffic.target.api_key)}
    stopped: list[NotChecked] = []

    def one(request: GeneratedRequest) -> tuple[GeneratedRequest, Exchange] | None:
        try:
            headers: Headers = {**request.headers, **authorization}
            return request, traffic.send(request.method, request.path, request.content, headers)
        except NotChecked as reason:
            stopped.append(reason)
            return None

    with ThreadPoolExecutor(_at_once(traffic)) as pool:
        pairs = tuple(pair for pair in pool.map(one, requests) if pair is not None)
    if not pairs and stopped:
        raise stopped[0]
    return Sent(pairs)


def _at_once(traffic: Traffic) -> int:
    """Return how many requests to have on their way, judged by how long the responses took so far."""
    typical = median([exchange.seconds for exchange in traffic.exchanges] or [0])
    return max(1, min(MOST_AT_ONCE, round(typical / SECONDS_THAT_ARE_FAST)))
