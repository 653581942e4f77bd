"""Operations that send the same response whatever is asked, as a mock that knows one example does."""

from collections import defaultdict

from api_conformance.finding import Prevented
from api_conformance.run import Run

LEAST = 3
"""So many different requests must have got the same response."""


def always_the_same(run: Run) -> frozenset[tuple[str, int | None]]:
    """Return the operations and the statuses whose successful responses all have the same body.

    Two requests that are the same may well get the same response, so they count once.
    """
    bodies: dict[tuple[str, int | None], set[bytes]] = defaultdict(set)
    requests: dict[tuple[str, int | None], set[tuple[bytes, bytes]]] = defaultdict(set)
    try:
        responses = run.responses()
    except Prevented:
        return frozenset()  # none came
    for operation, exchange in responses:
        is_success = exchange.status in operation.success_statuses and exchange.request.method == operation.method
        if exchange.response is None or not is_success:
            continue
        key = operation.id, exchange.status
        bodies[key].add(exchange.response.content)
        requests[key].add((exchange.request.url.raw_path, exchange.request.content))
    return frozenset(key for key, different in bodies.items() if len(different) == 1 and len(requests[key]) >= LEAST)
