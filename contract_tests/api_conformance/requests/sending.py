"""The generated requests of a run, with their responses."""

from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from attrs import frozen

from api_conformance.finding import NotChecked
from api_conformance.requests.expectations import GeneratedRequest
from api_conformance.transport.api_key import bearer
from api_conformance.transport.exchange import Exchange
from api_conformance.transport.traffic import Headers, Traffic

T = TypeVar("T")
R = TypeVar("R")

LEAST_AT_ONCE = 4
"""So that the client has the next request ready while the server is at work."""


@frozen
class Sent:
    """The generated requests of a run with their responses."""

    pairs: tuple[tuple[GeneratedRequest, Exchange], ...]
    stopped: NotChecked | None = None
    """Trouble that ended the sending."""


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

    pairs = tuple(pair for pair in each_of(requests, one, traffic.at_once(LEAST_AT_ONCE)) if pair is not None)
    if not pairs and stopped:
        raise stopped[0]
    return Sent(pairs, stopped[0] if stopped else None)


def each_of(items: Iterable[T], act: Callable[[T], R], at_once: int) -> list[R]:
    """Return what comes of each item, in their order, with so many under way. Raises what one of them raises.

    A future for each of thousands of items would cost more than all else that is done for it here.
    """
    if at_once == 1:
        return [act(each) for each in items]
    left = deque(enumerate(items))
    found: dict[int, R] = {}

    def work() -> None:
        while True:
            try:
                number, item = left.popleft()
            except IndexError:
                return
            found[number] = act(item)

    with ThreadPoolExecutor(at_once) as pool:
        try:
            for each in [pool.submit(work) for _ in range(at_once)]:
                each.result()
        finally:
            left.clear()
    return [found[number] for number in sorted(found)]
