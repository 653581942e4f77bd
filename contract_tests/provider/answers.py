"""The generated requests of a run, sent, with what came back."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from statistics import median

import pytest
from attrs import frozen

from contract_tests.provider.cases import Expectation, GeneratedRequest
from contract_tests.provider.traffic import BudgetSpent, Exchange, Traffic

MOST_AT_ONCE = 8
SECONDS_THAT_ARE_FAST = 0.02


@frozen
class Generated:
    """The generated requests of a run with their answers."""

    pairs: tuple[tuple[GeneratedRequest, Exchange], ...]

    def expecting(self, expectation: Expectation) -> list[tuple[GeneratedRequest, Exchange]]:
        """Those of which the contract expects this, without the ones that a rate limit kept from being judged.

        Skips the rule that asks for them where there are none: it would have nothing to judge.
        """
        found = [pair for pair in self.pairs if pair[0].expectation is expectation and pair[1].status != 429]
        if not found:
            pytest.skip("no such request was sent")
        return found


def send(requests: Iterable[GeneratedRequest], traffic: Traffic) -> Generated:
    """Sends the requests with the key, as far as the budget reaches; raises `BudgetSpent` where it reaches none.

    A server that takes its time is asked several things at once, so that the run does not take as many times longer.
    """
    authorization = {"Authorization": f"Bearer {traffic.target.api_key}"}

    def answer(request: GeneratedRequest) -> tuple[GeneratedRequest, Exchange] | None:
        try:
            headers = {**request.headers, **authorization}
            return request, traffic.send(request.method, request.path, request.content, headers)
        except BudgetSpent:
            return None

    with ThreadPoolExecutor(_at_once(traffic)) as pool:
        pairs = tuple(pair for pair in pool.map(answer, requests) if pair is not None)
    if not pairs:
        raise BudgetSpent("no request was left for this rule")
    return Generated(pairs)


def _at_once(traffic: Traffic) -> int:
    """How many requests to have on their way, judged by how long the answers took so far."""
    typical = median([exchange.seconds for exchange in traffic.exchanges] or [0])
    return max(1, min(MOST_AT_ONCE, round(typical / SECONDS_THAT_ARE_FAST)))
