"""Tests of the verdict over all workers: repeated, lost and slow calls, and the memory."""

import tracemalloc
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from api_conformance.digests import SIZE, DigestSet, digest
from api_conformance.load import report
from api_conformance.load.limits import Share, pace_of_one, shares
from api_conformance.load.tally import MOST_CAUSES, Example, Tally, Violation
from api_conformance.load.whole_run import GENERIC, UNIQUE, WholeRun
from api_conformance.transport import pacing


def reported(requests: int, so_far: int | None = None, **unique: str) -> dict[str, Any]:
    """Return a worker's report."""
    tally = Tally(requests)
    digests = {name: b"".join(map(digest, text.split())) for name, text in unique.items()}
    return {**tally.written(), "unique": digests, "so_far": requests if so_far is None else so_far}


@pytest.fixture
def run() -> WholeRun:
    return WholeRun(GENERIC)


def test_ids_of_different_workers_differ(run: WholeRun) -> None:
    run.report("one", reported(3, call_id="a b c"), 1)
    run.report("two", reported(2, call_id="d e"), 1)
    assert (run.status, run.calls) == (0, 5)

    run.report("two", reported(1, 3, call_id="b"), 2)
    assert run.status == 1
    assert run.broken == [UNIQUE]


def test_unreported_requests_of_a_dead_worker_are_lost(run: WholeRun) -> None:
    run.report("one", reported(0), 0)
    run.report("one", reported(30, call_id="a"), 3)
    run.workers["one"].seen_at = 5
    run.lose("one")
    run.lose("one")

    assert run.status == 2
    assert run.trouble == ["worker one died: about 20 of its requests were not reported, and are lost"]


def test_a_lost_report_of_a_worker_is_reported(run: WholeRun) -> None:
    run.report("one", reported(10, 25, call_id="a"), 1)
    assert run.no_verdict == "15 requests of one were lost on the way"


def test_a_worker_that_has_ended_is_not_lost(run: WholeRun) -> None:
    run.report("one", reported(10, call_id="a"), 1)
    run.workers["one"].ended = True
    run.lose("one")
    assert run.status == 0


@pytest.mark.parametrize(
    ("before", "after", "status"),
    [
        ([0.002] * 5, [0.4] * 10, 1),
        ([0.002] * 5, [0.4, 0.003], 0),  # it was busy still
        ([0.002] * 5, [0.03] * 10, 0),  # too little to tell it from another program on the machine
        ([0.2] * 5, [0.4] * 10, 0),
    ],
)
def test_a_server_must_not_become_slower(run: WholeRun, before: list[float], after: list[float], status: int) -> None:
    run.report("one", reported(10, call_id="a"), 1)
    run.before, run.after = before, after
    run.compare_times()
    assert run.status == status


def test_a_server_with_few_responses_is_not_judged(run: WholeRun) -> None:
    tally = Tally(10)
    tally.unanswered["ConnectionResetError"] = 6
    run.report("one", {**tally.written(), "unique": {"call_id": digest("a")}, "so_far": 10}, 1)
    assert run.no_verdict == "6 of 10 requests had no usable response, as ConnectionResetError"


def test_the_report_has_each_check_and_each_cause(run: WholeRun, tmp_path: Path) -> None:
    run.report("one", reported(3, call_id="a a"), 1)
    report.write_junit(run, tmp_path / report.JUNIT)
    suite = ElementTree.parse(tmp_path / report.JUNIT).getroot()[0]
    assert [each.get("name") for each in suite.iter("testcase")] == [*GENERIC]
    [failure] = suite.iter("failure")
    assert failure.get("message") == "expected a call_id of its own for each call, got a call_id of another call × 1"
    lines = "\n".join(report.lines(run, "http://here", tmp_path))
    assert f"breaks    {UNIQUE}: all workers × 1" in lines


def test_violations_that_differ_only_by_numbers_are_one_cause() -> None:
    tally = Tally()
    for number in range(5):
        violation = Violation("check", "op", f"metadata {number}", f"metadata {number + 1}")
        tally.add(violation, lambda: Example("first", "of all"))
    [(_, cause)] = tally.in_order()
    assert cause.count == 5


def test_the_number_of_stored_causes_is_limited() -> None:
    tally, other = Tally(), Tally()
    for number in range(2 * MOST_CAUSES):
        word = "".join(chr(97 + int(digit)) for digit in str(number))
        tally.add(Violation("check", "op", "this", word), lambda: Example("", ""))
    other.merge(tally.written())
    assert len(other.causes) <= MOST_CAUSES + 1
    assert sum(each.count for each in other.causes.values()) == 2 * MOST_CAUSES


def test_bytes_across_two_digests_are_not_a_digest() -> None:
    kept = DigestSet()
    one, two = bytes([0, 0, 1, 2, 3, 4, 0, 0]), bytes([0, 0, 5, 6, 7, 8, 9, 10])
    kept.add(one)
    kept.add(two)
    assert kept.add(one[6:] + two[:6])
    assert not kept.add(one)
    assert not kept.add(two)


def test_digests_need_little_more_memory_than_their_bytes() -> None:
    kept = DigestSet()
    values = [digest(str(number)) for number in range(50_000)]
    tracemalloc.start()
    try:
        for each in values:
            kept.add(each)
        grown, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert kept.count == len(values)
    assert grown < 1.5 * SIZE * len(values)


def test_the_shares_of_workers_add_up_to_the_limit() -> None:
    assert shares(10, ["a", "b", "c"]) == {"a": 4, "b": 3, "c": 3}
    share = Share(2)
    assert [share.take() for _ in range(3)] == [True, True, False]


def test_workers_share_the_rate_limit() -> None:
    pace = pace_of_one(pacing.parse("60/m"), 4)
    assert pace is not None
    assert pace.interval == 4
