"""The figures of a run: the latency of each operation, and the statuses over time."""

import math
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from attrs import field, frozen

from api_conformance.transport.exchange import Exchange
from openapi_contract.operations import Operation
from openapi_contract.text import shortened

MOST_SLOW = 5
SLICES = 48
"""Number of intervals in which statuses are counted."""
LONGEST_PATH = 200
EDGES = tuple(float(f"{step}e{power}") for power in range(-1, 6) for step in (1, 1.5, 2, 3, 5, 7))
"""The upper bounds of a histogram's classes in milliseconds: six per power of ten, from 0.1 ms to 700 s."""
OTHER = "other requests"
"""The name for requests without an operation."""
NO_RESPONSE = "no response"


@frozen
class Bin:
    """A class of a histogram: responses that took at least `start` and less than `end` milliseconds."""

    start: float
    end: float
    requests: int


@frozen
class SlowRequest:
    """One of the slowest requests of an operation."""

    entry: int
    """Its number in traffic.har, from 1."""
    request: str
    """Its method and path, without secrets."""
    status: int
    ms: float


@frozen
class Latency:
    """The latency of an operation's responses in milliseconds, without requests that got no response."""

    operation: str
    requests: int
    p50: float
    p90: float
    p99: float
    longest: float
    histogram: tuple[Bin, ...]
    """The histogram, with the same classes for all operations."""
    slowest: tuple[SlowRequest, ...]


@frozen
class Slice:
    """An interval of the run, with the number of responses of each status."""

    start: float
    """Seconds since the first request was sent."""
    end: float
    statuses: Mapping[str, int]


@frozen
class Figures:
    """The figures of a run."""

    latencies: tuple[Latency, ...] = ()
    slices: tuple[Slice, ...] = field(default=(), repr=False)


def figures(
    exchanges: Sequence[Exchange],
    operation_of: Callable[[Exchange], Operation | None],
    mask: Callable[[str], str],
) -> Figures:
    """Return the figures of these exchanges.

    Args:
        operation_of: Returns the operation of a request.
        mask: Masks the secrets in a text.
    """
    in_order = sorted(exchanges, key=lambda each: each.sent_at)
    by_operation: dict[str, list[tuple[float, int, Exchange]]] = defaultdict(list)
    for entry, exchange in enumerate(in_order, 1):
        if exchange.response is not None:
            operation = operation_of(exchange)
            name = OTHER if operation is None else operation.id
            by_operation[name].append((exchange.seconds * 1000, entry, exchange))
    every = [ms for those in by_operation.values() for ms, _, _ in those]
    first, last = (bisect_right(EDGES, edge(every, default=0)) for edge in (min, max))
    # Requests without an operation come last.
    names = sorted(by_operation, key=lambda name: (name == OTHER, name))
    return Figures(
        tuple(_latency(name, by_operation[name], range(first, last + 1), mask) for name in names),
        tuple(_slices(in_order)),
    )


def _latency(name: str, taken: list[tuple[float, int, Exchange]], bins: range, mask: Callable[[str], str]) -> Latency:
    taken.sort(key=lambda each: each[:2])
    times = [ms for ms, _, _ in taken]
    counts = Counter(bisect_right(EDGES, ms) for ms in times)
    return Latency(
        name,
        len(times),
        _percentile(times, 0.5),
        _percentile(times, 0.9),
        _percentile(times, 0.99),
        round(times[-1], 3),
        tuple(Bin(*_limits(place), counts[place]) for place in bins),
        tuple(
            SlowRequest(entry, _named(exchange, mask), exchange.status or 0, round(ms, 3))
            for ms, entry, exchange in reversed(taken[-MOST_SLOW:])
        ),
    )


def _percentile(times: Sequence[float], share: float) -> float:
    """Return a percentile of these sorted times."""
    return round(times[max(math.ceil(len(times) * share) - 1, 0)], 3)


def _limits(place: int) -> tuple[float, float]:
    """Return the bounds of a class of the histograms."""
    start = 0.0 if place == 0 else EDGES[place - 1]
    return start, EDGES[place] if place < len(EDGES) else EDGES[-1] * 10


def _named(exchange: Exchange, mask: Callable[[str], str]) -> str:
    request = exchange.request
    return f"{request.method} {shortened(mask(request.url.path), LONGEST_PATH)}"


def _slices(in_order: Sequence[Exchange]) -> list[Slice]:
    """Return the intervals of the run, from the first request to the last response."""
    if not in_order:
        return []
    begin = in_order[0].sent_at

    def came(exchange: Exchange) -> datetime:
        return exchange.sent_at + timedelta(seconds=exchange.seconds)

    width = max((max(map(came, in_order)) - begin).total_seconds(), 0.001) / SLICES
    counts: list[Counter[str]] = [Counter() for _ in range(SLICES)]
    for exchange in in_order:
        place = int((came(exchange) - begin).total_seconds() / width)
        counts[min(max(place, 0), SLICES - 1)][str(exchange.status or NO_RESPONSE)] += 1
    return [
        Slice(round(place * width, 3), round((place + 1) * width, 3), dict(sorted(count.items())))
        for place, count in enumerate(counts)
    ]
