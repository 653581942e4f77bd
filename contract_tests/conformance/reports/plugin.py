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

from contract_tests.conformance import run_settings
from contract_tests.conformance.conftest import RUN, SETTINGS
from contract_tests.conformance.deviations import unknown
from contract_tests.conformance.reports import github, har, html, junit, terminal
from contract_tests.conformance.reports.coverage import Coverage
from contract_tests.conformance.reports.progress import Progress
from contract_tests.conformance.reports.results import RuleResult, failure, result
from contract_tests.conformance.reports.summary import Summary
from contract_tests.conformance.rule import Rule
from contract_tests.conformance.rules import RULES
from contract_tests.conformance.run import Run
from contract_tests.conformance.run_settings import Settings
from contract_tests.conformance.test_rules import OUTCOME, RuleBroken

FILES = ("junit.xml", "report.html", "traffic.har")


class ReportsFailed(Exception):
    """The reports cannot be written; the text says why in one line."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the settings of a run to pytest's own options, for the processes of `-n`."""
    group = parser.getgroup("conformance", "conformance of a server with the contract")
    for option in run_settings.OPTIONS:
        group.addoption(option.flag, metavar=option.metavar, help=f"{option.help} (or {option.variable})")


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Read the settings in a process of `-n`; the first process hands its reporter over, see `__main__.py`."""
    if hasattr(config, "workerinput"):
        settings = run_settings.read(config.getoption)
        config.pluginmanager.register(RuleReporter(settings), "conformance-report")


@define(eq=False)
class RuleReporter:
    """Gathers the results, from other processes too, and writes the reports when the run is over."""

    settings: Settings
    run: Run | None = None
    """The run that was begun already; None in a process of `-n`."""
    summary: Summary = field(init=False)
    progress: Progress | None = field(default=None, init=False)
    """None in a process of `-n`, which has nobody to show it to."""
    failed: str = field(default="", init=False)
    """Why the reports could not be written."""

    def __attrs_post_init__(self) -> None:
        self.summary = Summary(self.settings, of=len(RULES))

    @pytest.hookimpl(trylast=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        """Hand the settings and the run to the rules, and take the place of pytest's own terminal report."""
        config.stash[SETTINGS] = self.settings
        reporter = config.pluginmanager.get_plugin("terminalreporter")
        if reporter is not None and not config.option.collectonly:
            config.pluginmanager.unregister(reporter)
        if not hasattr(config, "workerinput"):
            self.progress = Progress(self.settings, sys.stdout)
            if self.run is not None and not config.getoption("numprocesses", None):
                config.stash[RUN] = self.run
                self.run.traffic.watch = self.progress.sent

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Say what is about to be done."""
        for name in unknown(self.settings.deviations, {*RULES}):
            raise pytest.UsageError(f"error: DEVIATIONS names a rule that is not there: {name}")
        if self.progress is not None and session.items and not session.config.option.collectonly:
            self.summary.selected = len(session.items)
            self.progress.announce(len(session.items), len(RULES))

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Note which rule is being checked."""
        if self.progress is not None:
            self.progress.begin(_rule(item))

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Add the result to pytest's report, which is what crosses from another process."""
        report = yield
        if report.when == "call" or report.outcome != "passed":
            found = self._result(item, call)
            report.conformance = found.to_dict()  # type: ignore[attr-defined]
            if found.kind == "accepted":
                # pytest's word for a failure that is expected.
                report.outcome, report.wasxfail = "skipped", found.reason or "accepted"
        return report

    def _result(self, item: pytest.Item, call: pytest.CallInfo[None]) -> RuleResult:
        outcome, run = item.stash.get(OUTCOME, None), item.config.stash.get(RUN, None)
        exception = None if call.excinfo is None else call.excinfo.value
        expected = exception is None or isinstance(exception, RuleBroken | pytest.skip.Exception)
        if outcome is None or run is None or not expected:
            reason = f"{type(exception).__name__}: {exception}"
            return failure(_rule(item), reason if run is None else run.traffic.secrets.mask(reason))
        return result(outcome, run, self.settings.deviations, os.environ.get("PYTEST_XDIST_WORKER", "main") + "-")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take the result in."""
        plain = getattr(report, "conformance", None)
        if plain is not None:
            self.summary.results.append(RuleResult.from_dict(plain))
            if self.progress is not None:
                self.progress.done(self.summary.results[-1])

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Note rules that cannot be read."""
        if report.failed:
            self.summary.trouble.append(str(report.longrepr))

    def pytest_keyboard_interrupt(self) -> None:
        """Note that the run ends before its time."""
        self.summary.interrupted = True

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Take the traffic of another process in."""
        output = getattr(node, "workeroutput", {})
        if "entries" in output:
            self._take(output)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Write the reports; a process of `-n` hands its part over instead."""
        run = session.config.stash.get(RUN, None) or self.run
        if hasattr(session.config, "workeroutput"):
            session.config.workeroutput.update({} if run is None else _output(run))
            return
        if run is not None:
            self._take(_output(run))
        if self.summary.results or self.summary.trouble:
            order = list(RULES)
            self.summary.results.sort(key=lambda each: order.index(each.rule))
            self.summary.seconds = (datetime.now(UTC) - self.summary.started_at).total_seconds()
            try:
                write(self.summary)
            except OSError as error:
                self.failed = (
                    f"the reports cannot be written: {error.strerror}: {error.filename or self.settings.reports}"
                )
            terminal.show_summary(self.summary, sys.stdout)
            github.report(self.summary, os.environ, sys.stdout)

    def _take(self, output: dict[str, Any]) -> None:
        self.summary.base_url = output["base_url"]
        self.summary.entries.extend(output["entries"])
        self.summary.coverage.merge(output["coverage"])
        self.summary.from_a_gateway.update({int(status): count for status, count in output["gateway"].items()})


def write(summary: Summary) -> None:
    """Write the files of a run. Raises `OSError`."""
    har.write(summary.entries, summary.settings.reports / "traffic.har")
    html.write(summary, summary.settings.reports / "report.html")
    junit.write(summary, summary.settings.reports / "junit.xml")


def _output(run: Run) -> dict[str, Any]:
    """Return what one process has to tell of the run, in plain values."""
    coverage = Coverage(run.document)
    gateway: dict[str, int] = {}
    for exchange in run.traffic.exchanges:
        operation = run.operation_of(exchange)
        if operation is not None and exchange.status is not None:
            with suppress(ValueError, RecursionError):
                coverage.saw_request(operation, json.loads(exchange.request.content))
            with suppress(ValueError, RecursionError):
                coverage.saw_response(operation, exchange.status, exchange.json())
        judgement = run.judgements.get(id(exchange))
        if judgement is not None and judgement.from_a_gateway:
            gateway[str(exchange.status)] = gateway.get(str(exchange.status), 0) + 1
    return {
        "base_url": run.target.base_url,
        "entries": har.entries(run.traffic),
        "coverage": coverage.to_dict(),
        "gateway": gateway,
    }


def _rule(item: pytest.Item) -> Rule:
    assert isinstance(item, pytest.Function)
    found = item.callspec.params["rule"]
    assert isinstance(found, Rule)
    return found
