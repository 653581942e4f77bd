"""Tests of the alarm that ends work which does not check the time: it ends that work, and nothing else."""

import time
from collections.abc import Callable

import pytest

from api_conformance.events import Consumers, Event, GenerationEnded
from api_conformance.finding import Prevented
from api_conformance.transport.deadline import ended_after

LONG = 5
"""Seconds after which a test gives up: far more than the time between two alarms."""


def work_for(seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        time.sleep(0.001)


def end_after_a_moment(work: Callable[[], object]) -> None:
    with ended_after(0.01, "time is over"):
        work()


def test_work_is_ended_though_a_library_catches_the_first_alarm() -> None:
    def work() -> None:
        try:
            work_for(LONG)
        except Prevented:
            work_for(LONG)

    with pytest.raises(Prevented, match="time is over"):
        end_after_a_moment(work)


def test_a_report_is_written_to_its_end_and_the_work_after_it_is_ended() -> None:
    lines: list[Event] = []

    def report(event: Event) -> None:
        work_for(0.05)
        lines.append(event)

    consumers = Consumers({"the report": report})

    def work() -> None:
        consumers(GenerationEnded(1))
        work_for(LONG)

    with pytest.raises(Prevented):
        end_after_a_moment(work)
    assert lines == [GenerationEnded(1)]
    assert consumers.failures == {}
