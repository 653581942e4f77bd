"""Tests of the reports of a run: one that fails is named, and changes neither the verdict nor the others."""

import io
import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any
from xml.etree import ElementTree

import httpx
import pytest
from starlette.types import Receive, Scope, Send

from api_conformance import cli, run_checks
from api_conformance.events import Consumers, Event, RunEnded
from api_conformance.finding import Finding
from api_conformance.reports import files, har, html, junit, terminal
from api_conformance.results import check_result, summary
from repository import ROOT
from retell_conformance.reference_server.app import create_app
from retell_conformance.tests.conftest import Conformance
from retell_conformance.tests.ended_runs import SERVER, consumers, ended, exchange, response
from retell_conformance.tests.report_schema import assert_valid

ODD: dict[str, Callable[[], list[Finding]]] = {
    "no exchange": lambda: [Finding("a", "b", None), Finding("a", "c", None, "place")],
    "no response": lambda: [Finding("a", "none", exchange(failure="ReadError: \udcff\x00"))],
    "no texts": lambda: [Finding("", "", exchange(), "", "", "")],
    "lone surrogates": lambda: [Finding("\ud800", "\udfff: [\ud800", exchange(), "\ud800", "\ud800", "\ud800")],
    "control characters": lambda: [Finding("\x00\x1b[2J", "]]>\x07\ufffe", exchange(b"\x00\xff"), "\x00")],
    "bytes that are no text": lambda: [Finding("a", "b", exchange(b"\xff\xfe", response(201, b"\xff\x00\xfe")))],
    "a header that is no text": lambda: [
        Finding("a", "b", exchange(b"", httpx.Response(200, headers=[(b"Content-Type", b"\xff\x80")])))
    ],
    "enormous texts": lambda: [Finding("a" * 10**5, "[" * 10**5 + "{" * 10**5, exchange(b"1" * 10**5))],
    "numbers that vary": lambda: [
        Finding("expires_at as in the token", f"expires_at {n} s from it", exchange(b"{}", response()), "expires_at")
        for n in range(300)
    ],
    "words that vary": lambda: [
        Finding("no redirect", f"status 302 to /{chr(97 + n // 26)}{chr(97 + n % 26)}", exchange(), "3xx")
        for n in range(300)
    ],
    "a number of 5,000 digits": lambda: [Finding("a", "b", exchange(b"1" * 5000, response(201, b"1" * 5000)))],
    "3,000 levels": lambda: [Finding("a", "b", exchange(b"[" * 3000, response(201, b"[" * 3000)))],
}


@pytest.mark.slow
@pytest.mark.parametrize("findings", ODD.values(), ids=ODD.keys())
def test_every_report_can_be_made_from_any_bytes_of_a_server(
    findings: Callable[[], list[Finding]], tmp_path: Path
) -> None:
    out = io.StringIO()
    deliver = Consumers(consumers(tmp_path, out))
    deliver(ended(findings(), tmp_path))

    assert deliver.failures == {}
    assert "1. " in out.getvalue()
    assert "The server does not conform" in out.getvalue()
    assert ElementTree.fromstring((tmp_path / "junit.xml").read_bytes()).find("testsuite/system-out") is not None
    assert 'id="cause-1"' in (tmp_path / "report.html").read_text()
    json.loads((tmp_path / "traffic.har").read_text())
    assert_valid(json.loads((tmp_path / "report.json").read_text()))
    assert json.loads((tmp_path / "report.sarif").read_text())["runs"][0]["results"]


@pytest.mark.parametrize("broken", consumers(Path(), io.StringIO()))
def test_a_consumer_that_raises_does_not_affect_the_others(broken: str, tmp_path: Path) -> None:
    def fails(_: Event) -> None:
        raise ValueError(f"of {SERVER.api_key}")

    out = io.StringIO()
    deliver = Consumers({**consumers(tmp_path, out), broken: fails}, lambda text: text.replace(SERVER.api_key, "***"))
    deliver(ended([Finding("a", "b", exchange(b"{}", response()))], tmp_path))

    assert {name: reason.partition(" in ")[0] for name, reason in deliver.failures.items()} == {
        broken: "ValueError: of ***"
    }
    assert {each.name for each in tmp_path.iterdir()} == {*files.WRITERS, "summary.md"} - {
        "summary.md" if broken == "the report on GitHub" else broken
    }
    assert ("The server does not conform" in out.getvalue()) == (broken != "the terminal's verdict")


def test_an_unfinished_file_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def half(_ended: RunEnded, path: Path) -> None:
        path.write_text("half a fi")
        raise ValueError

    monkeypatch.setattr(files, "WRITERS", {**files.WRITERS, "report.html": half})
    Consumers(files.consumers(tmp_path))(ended([], tmp_path))

    assert {each.name for each in tmp_path.iterdir()} == {*files.WRITERS} - {"report.html"}


def fails(*_arguments: Any, **_options: Any) -> Any:
    raise LookupError("as a test has it")


ALONE = ("-k", "an_empty_key_is_refused")


@pytest.mark.parametrize(
    ("module", "name", "said"),
    [
        (har, "entries", "traffic.har could not be made: LookupError"),
        (summary, "causes", "junit.xml could not be made: LookupError"),
        (html, "_template", "report.html could not be made: LookupError"),
        (junit, "_case", "junit.xml could not be made: LookupError"),
        (terminal, "rule_line", "the progress could not be made: LookupError"),
        (run_checks, "gather", "the suite itself failed: LookupError"),
        (run_checks, "cover", "the coverage cannot be computed: LookupError"),
        (run_checks, "check", "the suite itself failed: An empty key is rejected: LookupError"),
        (cli, "preflight", "the suite itself failed: LookupError"),
        (cli, "rules_of", "the suite itself failed: LookupError"),
    ],
    ids=lambda each: each.__name__ if isinstance(each, ModuleType) else None,
)
def test_any_exception_is_reported_in_one_line_without_a_verdict(
    module: Any, name: str, said: str, conformance: Conformance, reference_server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, name, fails)
    run = conformance("--base-url", reference_server, *ALONE)

    assert run.returncode == 2, run.stdout + run.stderr
    assert len(run.stderr.splitlines()) == 1
    assert said in run.stderr


def lax() -> Any:
    """Return a server that accepts an empty key."""
    app = create_app(SERVER)

    async def served(scope: Scope, receive: Receive, send: Send) -> None:
        headers = dict(scope.get("headers", ()))
        if headers.get(b"authorization", b"").strip() in (b"", b"Bearer"):
            headers[b"authorization"] = f"Bearer {SERVER.api_key}".encode()
        await app({**scope, "headers": [*headers.items()]}, receive, send)

    return served


@pytest.mark.parametrize(
    ("module", "name", "said"),
    [
        (html, "_template", "report.html could not be made: LookupError"),
        (check_result, "alike", "the findings of an_empty_key_is_refused cannot be reported: LookupError"),
        (run_checks, "cover", "the coverage cannot be computed: LookupError"),
    ],
    ids=lambda each: each.__name__ if isinstance(each, ModuleType) else None,
)
def test_a_broken_check_counts_even_if_a_report_fails(
    module: Any, name: str, said: str, conformance: Conformance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, name, fails)
    run = conformance(*ALONE, on=lax())

    assert run.returncode == 1, run.stdout + run.stderr
    assert len(run.stderr.splitlines()) == 1
    assert said in run.stderr


def test_reports_are_written_even_if_the_terminal_is_closed(reference_server: str, tmp_path: Path) -> None:
    environment = {**os.environ, "RETELL_API_KEY": SERVER.api_key, "RETELL_AGENT_ID": SERVER.agent_id}
    command = [str(ROOT / "scripts" / "conformance"), "--base-url", reference_server, *ALONE]
    reading, writing = os.pipe()
    os.close(reading)
    try:
        run = subprocess.run(
            command, cwd=tmp_path, env=environment, stdout=writing, stderr=subprocess.PIPE, text=True, timeout=120
        )
    finally:
        os.close(writing)

    assert run.returncode == 2
    assert "the terminal's verdict could not be made: Broken pipe" in run.stderr
    assert len(run.stderr.splitlines()) == 1
    assert {each.name for each in (tmp_path / "reports").iterdir()} == {*files.WRITERS}
