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
"""Minimum number of requests at a time, so that the next one is ready while the server works."""


@frozen
class Sent:
    """The generated requests of a run with their responses."""

    pairs: tuple[tuple[GeneratedRequest, Exchange], ...]
    stopped: NotChecked | None = None
    """The reason why the sending ended early."""


def send(requests: Iterable[GeneratedRequest], traffic: Traffic) -> Sent:
    """Send the requests with the key, within the limits. Raises `NotChecked` if none can be sent.

    A slow server gets several requests at a time, which keeps the run short.
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
    """Return the results for the items in order, with this many at a time. Raises the exception of an item.

    It does not create a future for each item, which would take longer than everything else here.
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
