"""Tests of the history of runs: new, known and gone findings, and the file."""

import json
from pathlib import Path

import pytest

from api_conformance.reports import history_file
from api_conformance.results.history import KnownFinding, PastRun, RunLatency, Verdict, compare

FIRST, SECOND, THIRD = (f"2026-11-{day}T03:17:00+00:00" for day in (27, 28, 29))
CHECKS = ("a", "b")


def run(started_at: str, *findings: str, checked: tuple[str, ...] = CHECKS, server: str = "http://a.test") -> PastRun:
    """Return a run with findings, each written as its check and the value that it got: `a status 500`."""
    found = (KnownFinding(each, each[0], "expected", each) for each in findings)
    verdict: Verdict = "does_not_conform" if findings else "conforms"
    latency = (RunLatency("create", 1.5, 2, 3),)
    return PastRun(
        started_at, server, "API", "1.0", "ci", verdict, 1.5, 7, len(findings), latency, frozenset(checked), (*found,)
    )


def test_a_finding_of_the_first_run_is_new() -> None:
    assert compare([], run(FIRST, "a 500")).new == {"a 500"}


def test_a_finding_is_known_since_the_first_run_that_had_it() -> None:
    found = compare([run(FIRST, "a 500"), run(SECOND, "a 500")], run(THIRD, "a 500", "b 404"))

    assert (found.new, found.gone) == (frozenset({"b 404"}), ())
    assert found.known == {"a 500": FIRST}
    assert [found.state(each) for each in ("a 500", "b 404")] == ["known", "new"]


def test_a_finding_that_a_check_no_longer_finds_is_gone_once() -> None:
    past = [run(FIRST, "a 500"), run(SECOND)]

    assert [each.id for each in compare(past[:1], past[1]).gone] == ["a 500"]
    assert compare(past, run(THIRD)).gone == ()


def test_a_finding_that_was_gone_and_occurs_again_is_new() -> None:
    assert compare([run(FIRST, "a 500"), run(SECOND)], run(THIRD, "a 500")).new == {"a 500"}


def test_a_finding_of_an_unchecked_rule_is_not_gone() -> None:
    past = [run(FIRST, "a 500"), run(SECOND, checked=("b",))]

    assert compare(past[:1], past[1]).gone == ()
    assert compare(past, run(THIRD, "a 500")).known == {"a 500": FIRST}


def test_runs_against_another_server_are_ignored() -> None:
    found = compare([run(FIRST, "a 500", server="http://b.test")], run(SECOND, "a 500"))

    assert found.runs == ()
    assert found.new == {"a 500"}


def test_a_file_returns_the_runs_that_were_added(tmp_path: Path) -> None:
    runs = run(FIRST, "a 500"), run(SECOND)
    for each in runs:
        history_file.add(history_file.written(each), tmp_path / "history.jsonl")

    assert history_file.read(tmp_path / "history.jsonl") == runs


def test_a_truncated_line_is_skipped_and_the_others_are_read(tmp_path: Path) -> None:
    file = tmp_path / "history.jsonl"
    first, second, third = (json.dumps(history_file.written(run(each))) for each in (FIRST, SECOND, THIRD))
    file.write_text(f"{first}\n{second[:40]}")
    history_file.add(json.loads(third), file)

    assert [each.started_at for each in history_file.read(file)] == [FIRST, THIRD]


def test_a_missing_file_has_no_runs(tmp_path: Path) -> None:
    assert history_file.read(tmp_path / "none") == ()


@pytest.mark.parametrize(
    "content", [b"# Notes\n", b"{}\n", b'{"version": 2}\n', b"[1]\n", b"\xff\xfe\n", b"\n", b"[" * 100_000]
)
def test_a_file_of_another_kind_is_rejected(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(content)

    with pytest.raises(history_file.BadHistory):
        history_file.read(tmp_path / "file")
