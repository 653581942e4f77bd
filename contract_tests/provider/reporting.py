"""A pytest plugin that reports by rule: what the terminal shows, and the files of a run."""

import json
import os
import sys
from collections.abc import Generator
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from attrs import define, field

from contract_tests import contract
from contract_tests.provider import github, html, recording, terminal
from contract_tests.provider.conftest import TRAFFIC, WATCH
from contract_tests.provider.coverage import Coverage
from contract_tests.provider.deviations import Deviation
from contract_tests.provider.findings import RuleBroken
from contract_tests.provider.progress import Progress
from contract_tests.provider.settings import Settings
from contract_tests.provider.traffic import Traffic
from contract_tests.provider.verdicts import ReportedFinding, Verdict, reported


@define
class Run:
    """Everything that the reports tell of a run."""

    settings: Settings
    contract_version: str
    started_at: datetime
    base_url: str = ""
    verdicts: list[Verdict] = field(factory=list)
    entries: list[dict[str, Any]] = field(factory=list)
    """What went over the wire, as HAR entries without secrets."""
    coverage: Coverage = field(factory=lambda: Coverage(contract.load()))
    """What of the contract was sent, and seen in answers."""
    trouble: list[str] = field(factory=list)
    """What kept the suite itself from working."""
    interrupted: bool = False
    seconds: float = 0


@define(eq=False)
class RuleReporter:
    """Gathers the verdicts, from other processes too, and writes the reports when the run is over."""

    settings: Settings
    run: Run = field(init=False)
    progress: Progress | None = field(default=None, init=False)
    """None in a worker process, which has nobody to show it to."""

    def __attrs_post_init__(self) -> None:
        version = contract.load()["info"]["version"]
        self.run = Run(self.settings, version, datetime.now(UTC))

    def pytest_configure(self, config: pytest.Config) -> None:
        """Takes the place of pytest's own terminal report, which a worker process does not have."""
        terminal_reporter = config.pluginmanager.get_plugin("terminalreporter")
        if terminal_reporter is not None and not config.option.collectonly:
            config.pluginmanager.unregister(terminal_reporter)
        if not hasattr(config, "workerinput"):
            self.progress = Progress(self.settings, sys.stdout)
            config.stash[WATCH] = self.progress.sent

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Says what is about to be done."""
        if self.progress is not None and session.items and not session.config.option.collectonly:
            self.progress.announce(_rule(item) for item in session.items)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Notes where the rule's requests begin."""
        if self.progress is not None:
            self.progress.begin(_rule(item))
        traffic = item.config.stash.get(TRAFFIC, None)
        item.stash[SENT_BEFORE] = 0 if traffic is None else len(traffic.exchanges)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Adds the verdict to pytest's report, which is what crosses from a worker process."""
        report = yield
        if report.when == "call" or report.outcome != "passed":
            verdict = _verdict(item, call, report, self.settings.deviations)
            report.verdict = verdict.to_dict()  # type: ignore[attr-defined]
            if verdict.findings:
                report.longrepr = "\n\n".join(terminal.finding_lines(verdict, self.settings.seed))
            if verdict.outcome == "accepted":
                # pytest's word for a failure that is expected.
                report.outcome = "skipped"
                report.wasxfail = "; ".join(sorted({finding.accepted for finding in verdict.findings}))
        return report

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Takes the verdict in."""
        plain = getattr(report, "verdict", None)
        if plain is not None:
            self.run.verdicts.append(Verdict.from_dict(plain))
            if self.progress is not None:
                self.progress.done(self.run.verdicts[-1])

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Notes a file of rules that cannot be read."""
        if report.failed:
            self.run.trouble.append(str(report.longrepr))

    def pytest_keyboard_interrupt(self) -> None:
        """Notes that the run ends before its time."""
        self.run.interrupted = True

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Takes a worker's traffic in."""
        output = getattr(node, "workeroutput", {})
        if "entries" in output:
            self._take(output)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Writes the reports; a worker hands its part over instead."""
        traffic = session.config.stash.get(TRAFFIC, None)
        output = {} if traffic is None else _output(traffic)
        if hasattr(session.config, "workeroutput"):
            session.config.workeroutput.update(output)
            return
        if output:
            self._take(output)
        self.run.seconds = (datetime.now(UTC) - self.run.started_at).total_seconds()
        if self.run.verdicts:
            reports = self.settings.reports
            recording.write(self.run.entries, reports / "traffic.har")
            html.write(self.run, reports / "report.html")
        if self.progress is not None:
            self.progress.finish()
        if self.run.verdicts or self.run.trouble:
            terminal.show_summary(self.run, sys.stdout)
            github.report(self.run, os.environ, sys.stdout)
        outcomes = {verdict.outcome for verdict in self.run.verdicts}
        if "error" in outcomes and "failed" not in outcomes:
            session.exitstatus = pytest.ExitCode.INTERNAL_ERROR

    def _take(self, output: dict[str, Any]) -> None:
        self.run.base_url = output["base_url"]
        self.run.entries.extend(output["entries"])
        self.run.coverage.merge(output["coverage"])


def _output(traffic: Traffic) -> dict[str, Any]:
    """What one process has to tell of the run, in plain values."""
    coverage = Coverage(contract.load())
    operations = list(contract.operations(contract.load()))
    for exchange in traffic.exchanges:
        operation = traffic.operation_of(exchange, operations)
        if operation is not None and exchange.status is not None:
            with suppress(ValueError, RecursionError):
                coverage.saw_request(operation, json.loads(exchange.request.content))
            with suppress(ValueError, RecursionError):
                coverage.saw_response(operation, exchange.status, exchange.json())
    return {
        "base_url": traffic.target.base_url,
        "entries": recording.entries(traffic),
        "coverage": coverage.to_dict(),
    }


def _verdict(
    item: pytest.Item, call: pytest.CallInfo[None], report: pytest.TestReport, deviations: tuple[Deviation, ...]
) -> Verdict:
    assert isinstance(item, pytest.Function)
    traffic = item.config.stash.get(TRAFFIC, None)
    exception = None if call.excinfo is None else call.excinfo.value
    findings: tuple[ReportedFinding, ...] = ()
    rule = _rule(item)
    reason = ""
    outcome: str = report.outcome
    if isinstance(exception, RuleBroken) and traffic is not None:
        findings = reported(exception.findings, rule, traffic, deviations)
        if all(finding.accepted for finding in findings):
            outcome = "accepted"
    elif report.outcome == "skipped":
        reason = str(getattr(exception, "msg", exception))
    elif exception is not None:
        outcome = "error"
        reason = f"{type(exception).__name__}: {exception}"
        reason = reason if traffic is None else traffic.secrets.mask(reason)
    return Verdict(
        rule=rule,
        case=item.callspec.id if hasattr(item, "callspec") else None,
        group=(item.module.__doc__ or "").splitlines()[0],
        promise=(item.function.__doc__ or "").strip(),
        outcome=outcome,
        reason=reason,
        findings=findings,
        requests=_requests(item),
    )


def _rule(item: pytest.Item) -> str:
    """The rule's id: the name of its function."""
    return str(getattr(item, "originalname", item.name)).removeprefix("test_")


def _requests(item: pytest.Function) -> int:
    """How many requests are behind the verdict: those that it judged with other rules, or the rule's own."""
    for judged in item.funcargs.values():
        if isinstance(judged, list | tuple):
            return len(judged)
    traffic = item.config.stash.get(TRAFFIC, None)
    sent_before: int = item.stash.get(SENT_BEFORE, 0)
    return 0 if traffic is None else len(traffic.exchanges) - sent_before


SENT_BEFORE = pytest.StashKey[int]()
