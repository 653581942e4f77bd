"""Operations that send the same response whatever is asked, as a mock that knows one example does."""

from collections import defaultdict

from api_conformance.run import Run

LEAST = 3
"""So many different requests must have got the same response."""


def always_the_same(run: Run) -> frozenset[tuple[str, int | None]]:
    """Return the operations and the statuses whose successful responses all have the same body.

    Only what was sent so far is looked at. Two requests that are the same may well get the same response, so they count
    once; responses without a body are not looked at.
    """
    bodies: dict[tuple[str, int | None], set[bytes]] = defaultdict(set)
    requests: dict[tuple[str, int | None], set[tuple[bytes, bytes]]] = defaultdict(set)
    for exchange in run.traffic.exchanges:  # those of `run.exchanges` would be sent first, if they are not yet
        operation = None if exchange.response is None else run.operation_of(exchange)
        if exchange.response is None or operation is None or not exchange.response.content:
            continue
        if exchange.status not in operation.success_statuses or exchange.request.method != operation.method:
            continue
        key = operation.id, exchange.status
        bodies[key].add(exchange.response.content)
        requests[key].add((exchange.request.url.raw_path, exchange.request.content))
    return frozenset(key for key, different in bodies.items() if len(different) == 1 and len(requests[key]) >= LEAST)
