"""The generated requests of a run, sent, with what came back."""

from collections.abc import Iterable, Iterator

from attrs import frozen

from contract_tests.provider.cases import Expectation, GeneratedRequest
from contract_tests.provider.traffic import BudgetSpent, Exchange, Traffic


@frozen
class Generated:
    """The generated requests of a run with their answers."""

    pairs: tuple[tuple[GeneratedRequest, Exchange], ...]

    def expecting(self, *expectations: Expectation) -> Iterator[tuple[GeneratedRequest, Exchange]]:
        """Those of which the contract expects this, without the ones that a rate limit kept from being judged."""
        for request, exchange in self.pairs:
            if request.expectation in expectations and exchange.status != 429:
                yield request, exchange


def send(requests: Iterable[GeneratedRequest], traffic: Traffic) -> Generated:
    """Sends the requests with the key, as far as the budget reaches; raises `BudgetSpent` where it reaches none."""
    authorization = {"Authorization": f"Bearer {traffic.target.api_key}"}
    pairs: list[tuple[GeneratedRequest, Exchange]] = []
    for request in requests:
        try:
            exchange = traffic.send(request.method, request.path, request.content, {**request.headers, **authorization})
        except BudgetSpent:
            if not pairs:
                raise
            break
        pairs.append((request, exchange))
    return Generated(tuple(pairs))
