"""Tests of the figures of a run: percentiles, histograms, the slowest requests, and statuses over time."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api_conformance.results.figures import NO_RESPONSE, OTHER, Figures, figures
from api_conformance.transport.exchange import Exchange
from openapi_contract import document
from repository import CONTRACT

BEGIN = datetime(2026, 11, 30, tzinfo=UTC)
[OPERATION, *_] = document.read(CONTRACT).operations


def exchange(ms: float, status: int | None = 201, *, at: float = 0, path: str = "/calls") -> Exchange:
    """Return an exchange that took `ms` milliseconds, and was sent `at` seconds after the first."""
    request = httpx.Request("POST", f"http://server.test{path}")
    response = None if status is None else httpx.Response(status)
    return Exchange(request, response, None, BEGIN + timedelta(seconds=at), ms / 1000)


def of(exchanges: Iterable[Exchange]) -> Figures:
    return figures([*exchanges], lambda _: OPERATION, lambda text: text.replace("secret", "***"))


def test_percentiles_are_measured_times() -> None:
    (latency,) = of(exchange(ms) for ms in range(100, 0, -1)).latencies

    assert (latency.p50, latency.p90, latency.p99, latency.longest) == (50, 90, 99, 100)
    assert (latency.operation, latency.requests) == (OPERATION.id, 100)


@given(st.lists(st.floats(0, 6e6), min_size=1))
def test_a_histogram_counts_each_response_once_in_its_class(times: list[float]) -> None:
    (latency,) = of(exchange(ms) for ms in times).latencies

    for each in latency.histogram:
        inside = [ms for ms in times if each.start <= ms / 1000 * 1000 < each.end]
        assert each.requests == len(inside)
    assert sum(each.requests for each in latency.histogram) == len(times)


def test_the_slowest_requests_are_listed_by_their_entry_in_the_har_without_secrets() -> None:
    (latency,) = of([exchange(9, at=2, path="/of/secret"), *(exchange(ms, at=1 / ms) for ms in range(1, 8))]).latencies

    assert [each.ms for each in latency.slowest] == [9, 7, 6, 5, 4]
    assert latency.slowest[0].request == "POST /of/***"
    assert latency.slowest[0].entry == 8
    assert latency.slowest[1].entry == 1


def test_operations_share_histogram_classes_and_other_requests_come_last() -> None:
    fast, slow = exchange(1, path="/none"), exchange(900)
    found = figures([fast, slow], lambda each: OPERATION if each is slow else None, str).latencies

    assert [each.operation for each in found] == [OPERATION.id, OTHER]
    first, second = ([(each.start, each.end) for each in one.histogram] for one in found)
    assert first == second
    assert (first[0], first[-1]) == ((1, 1.5), (700, 1000))


def test_a_request_without_a_response_is_counted_over_time_and_has_no_latency() -> None:
    found = of([exchange(0, None, at=9)])

    assert found.latencies == ()
    assert sum(each.statuses.get(NO_RESPONSE, 0) for each in found.slices) == 1


def test_statuses_are_counted_at_the_time_of_the_response() -> None:
    slices = of([exchange(10), exchange(20, 500, at=5), exchange(1000, 200, at=9)]).slices

    came = {status: each.start for each in slices for status in each.statuses}
    assert came["201"] == 0
    assert came["500"] == pytest.approx(5, abs=0.3)
    assert slices[-1].end == pytest.approx(10)
    assert slices[-1].statuses == {"200": 1}


def test_a_run_that_sent_nothing_has_no_figures() -> None:
    assert of([]) == Figures()
