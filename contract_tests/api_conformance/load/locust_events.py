"""The judging of a Locust test: settings, limits over all workers, their reports, and the exit status."""

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

import gevent
import locust.log
from attrs import define, evolve, field
from locust.runners import MasterRunner, WorkerRunner

from api_conformance.load import limits, report
from api_conformance.load.judged_user import JudgedUser, Refused
from api_conformance.load.options import Options, add_to
from api_conformance.load.process_run import ProcessRun
from api_conformance.load.whole_run import GENERIC, KEPT, NO_VERDICT, WholeRun
from api_conformance.no_verdict import NoVerdict
from api_conformance.reports.files import prepare
from api_conformance.transport.pacing import Pace
from api_conformance.transport.target import Target
from openapi_contract.document import Document

SHARE, LAST_REPORT, REPORT, SPENT = (f"conformance-{name}" for name in ("share", "last-report", "report", "spent"))
"""The messages of master and workers: a limit, the request for the last report, a report, a limit that is reached."""
OWN = ""
"""The name for the requests of this process itself."""
SECONDS_FOR_LAST_REPORTS = 10
ALONE = 5
"""Number of requests sent alone before the test, and after it."""
MOST_TRIES, SECONDS_BETWEEN = 10, 0.5
"""Number of requests to a server that is still busy after the test, and the pause before each in seconds."""
LEAST_FOR_TIMES = 100
"""Minimum number of requests of a test for which the time of a single request is measured."""


def attach(events: Any, document: Document, key_variable: str, known: Sequence[tuple[str, str]]) -> None:
    """Judge the load tests of this process.

    Args:
        events: Locust's events.
        known: The properties that must name something that the server has, each with the setting that says what.
    """

    @events.init_command_line_parser.add_listener
    def _(parser: Any, **_: Any) -> None:
        add_to(parser, known)

    @events.init.add_listener
    def _(environment: Any, runner: Any, **_: Any) -> None:
        try:
            is_worker = isinstance(runner, WorkerRunner)
            options = Options.read(environment, key_variable, known, is_worker=is_worker)
            folder = Path(environment.parsed_options.reports).absolute()
            if not is_worker:
                prepare(folder, [report.JUNIT])
        except NoVerdict as error:
            refuse(str(error))
        except OSError as error:
            refuse(f"the reports cannot be written: {error.strerror}: {error.filename}")
        environment.conformance = ProcessRun(document, options.target, options.network.headers)
        environment.conformance_network = options.network
        if is_worker:
            Worker(environment, options.target).attach()
        else:
            Head(environment, options, folder).attach()


def refuse(reason: str) -> NoReturn:
    """End the process, with the reason in one line."""
    print(f"load: {reason}", file=sys.stderr, flush=True)
    sys.exit(NO_VERDICT)


@define(eq=False)
class Worker:
    """The side of a worker."""

    environment: Any
    target: Target
    """The server, with the settings of this machine; its URL and known values come from the master."""
    _test: int = field(default=0, init=False)
    """The number of the current test."""
    _reported: bool = field(default=True, init=False)
    _spent: bool = field(default=False, init=False)

    def attach(self) -> None:
        """Listen to the master, and to Locust."""
        runner, events = self.environment.runner, self.environment.events
        runner.register_message(SHARE, self._share)
        runner.register_message(LAST_REPORT, self._last_report, concurrent=True)
        events.report_to_master.add_listener(lambda data, **_: data.update({REPORT: self._taken()}))
        events.quitting.add_listener(self._quit)

    def _taken(self) -> dict[str, Any]:
        run: ProcessRun = self.environment.conformance
        if self._test and run.share.requests <= 0 and not self._spent:
            self._spent = True
            self.environment.runner.send_message(SPENT)
        return {"test": self._test, **run.taken()}

    def _share(self, msg: Any, **_: Any) -> None:
        run: ProcessRun = self.environment.conformance
        if msg.data["test"] != self._test:
            self._test, self._reported, self._spent = msg.data["test"], False, False
            run.target = evolve(self.target, base_url=msg.data["base_url"], values=msg.data["values"])
            run.begin()
            run.share = limits.Share(msg.data["requests"])
        seconds = msg.data["seconds"]
        run.share.pace = None if seconds is None else Pace(seconds)

    def _last_report(self, **_: Any) -> None:
        if self._reported:
            return
        self._reported = True
        self.environment.conformance.share.stop.set()
        self.environment.runner.stop()
        self.environment.runner.send_message(REPORT, {**self._taken(), "last": True})

    def _quit(self, **_: Any) -> None:
        self._last_report()
        self.environment.process_exit_code = 0  # the master gives the verdict


@define(eq=False)
class Head:
    """The side of the master, or of a process without workers."""

    environment: Any
    options: Options
    folder: Path
    whole: WholeRun | None = field(default=None, init=False)
    _test: int = field(default=0, init=False)
    _began: float = field(default=0, init=False)
    _quitting: bool = field(default=False, init=False)
    _said: int = field(default=0, init=False)
    """The number of the last test whose report was printed."""
    _spent: set[str] = field(factory=set, init=False)
    """The workers that have reached their limit."""
    _watching: Any = field(default=None, init=False)
    _alone: JudgedUser | None = field(default=None, init=False)

    @property
    def _workers(self) -> list[str]:
        runner = self.environment.runner
        if not isinstance(runner, MasterRunner):
            return ["local"]
        clients = runner.clients
        return [each.id for each in (*clients.ready, *clients.spawning, *clients.running)]

    def attach(self) -> None:
        """Listen to the workers, and to Locust."""
        runner, events = self.environment.runner, self.environment.events
        if isinstance(runner, MasterRunner):
            runner.register_message(REPORT, lambda msg, **_: self._report(msg.node_id, msg.data))
            runner.register_message(SPENT, lambda msg, **_: self._spent.add(msg.node_id))
            events.worker_report.add_listener(lambda client_id, data, **_: self._report(client_id, data.get(REPORT)))
            events.heartbeat_sent.add_listener(lambda client_id, **_: self._saw(client_id))
            events.worker_connect.add_listener(self._late_worker)
        events.test_start.add_listener(self._start)
        events.spawning_complete.add_listener(self._spawned)
        events.test_stop.add_listener(self._stop)
        events.quitting.add_listener(self._quit)
        events.quit.add_listener(self._say)

    # ---- during the test ----

    def _start(self, **_: Any) -> None:
        users = [each for each in self.environment.user_classes if issubclass(each, JudgedUser)]
        checks = [*GENERIC, *dict.fromkeys(check for each in users for check in each.checks)]
        self.whole, self._test, self._spent = WholeRun(checks), self._test + 1, set()
        self._began = time.monotonic()
        run: ProcessRun = self.environment.conformance
        run.begin()
        most = self.options.most
        alone = ALONE if most >= LEAST_FOR_TIMES else 1
        run.share = limits.Share(alone, self.options.pace)
        self._alone = users[0](self.environment) if users else None
        reason = self._time_alone(self.whole.before, alone)
        if reason:
            self.whole.trouble.append(reason)
            run.begin()  # that request tested the settings, not the server
            gevent.spawn_later(0.1, self._end)
            most = 0
        self._send_shares(max(most - (alone + MOST_TRIES if alone == ALONE else alone), 0))
        self._watching = gevent.spawn(self._watch)

    def _send_shares(self, most: int) -> None:
        workers = self._workers
        if not isinstance(self.environment.runner, MasterRunner):
            self.environment.conformance.share = limits.Share(most, self.options.pace)
            return
        for worker, requests in limits.shares(most, workers).items():
            self._send_share(worker, requests, len(workers))

    def _send_share(self, worker: str, requests: int, workers: int) -> None:
        pace, target = limits.pace_of_one(self.options.pace, workers), self.options.target
        share = {
            "test": self._test,
            "requests": requests,
            "seconds": None if pace is None else pace.interval,
            "base_url": target.base_url,
            "values": dict(target.values),
        }
        self.environment.runner.send_message(SHARE, share, worker)

    def _late_worker(self, client_id: str, **_: Any) -> None:
        """Tell a worker that joins during the test that it may send nothing."""
        if self._watching is not None:
            self._send_share(client_id, 0, len(self._workers))

    def _watch(self) -> None:
        """Watch the workers and the time limit."""
        until = self._began + self.options.most_seconds
        local, known = not isinstance(self.environment.runner, MasterRunner), len(self._workers)
        while time.monotonic() < until:
            gevent.sleep(min(1, max(until - time.monotonic(), 0.01)))
            self._take_own()
            if local and self.environment.conformance.share.requests <= 0:
                break
            for each in () if local else self.environment.runner.clients.missing:
                self._lost(each.id)
            if len(self._workers) != known:  # the remaining workers share the whole rate limit
                known = len(self._workers)
                for worker in self._workers:
                    self._send_share(worker, 0, known)
            if not local and {*self._workers} <= self._spent:
                break
        self._end()

    def _take_own(self) -> None:
        """Add the requests of this process itself: those before and after the test, or all if it has no workers."""
        assert self.whole is not None
        self.whole.report(OWN, self.environment.conformance.taken(), time.monotonic())

    def _spawned(self, user_count: int, **_: Any) -> None:
        if self.whole is not None:
            self.whole.users = max(self.whole.users, user_count)

    def _report(self, worker: str, data: Any) -> None:
        if self.whole is None or not data or data["test"] != self._test:
            return
        self.whole.report(worker, data, time.monotonic())
        self.whole.workers[worker].ended |= "last" in data

    def _saw(self, worker: str) -> None:
        if self.whole is not None and worker in self.whole.workers:
            self.whole.workers[worker].seen_at = time.monotonic()

    def _lost(self, worker: str) -> None:
        assert self.whole is not None
        self.whole.lose(worker)

    def _end(self) -> None:
        """End the test: the limits are reached, or there is nothing to test."""
        runner = self.environment.runner
        if self.environment.parsed_options.headless:
            runner.quit()
        else:
            runner.stop()

    # ---- at the end ----

    def _stop(self, **_: Any) -> None:
        whole = self.whole
        assert whole is not None
        if self._watching is not None and self._watching is not gevent.getcurrent():
            self._watching.kill(block=False)
        self._watching = None
        self._collect()
        self._take_own()
        whole.seconds = time.monotonic() - self._began
        if self._quitting and self.environment.parsed_options.headless:
            whole.trouble.append("the test was interrupted")
        elif not whole.trouble:
            self._time_after()
        failed = next(iter(self.environment.runner.exceptions.values()), None)
        if failed is not None:
            whole.trouble.append(f"the load test itself failed {failed['count']:,} times: {failed['msg']}")
        elif locust.log.unhandled_greenlet_exception:
            whole.trouble.append("the load test itself failed: Locust's log says how")
        whole.compare_times()
        try:
            report.write_junit(whole, self.folder / report.JUNIT)
        except OSError as error:
            whole.trouble.append(f"{report.JUNIT} could not be written: {error.strerror}")
        if not self.environment.parsed_options.headless:
            self._say()

    def _collect(self) -> None:
        """Wait for the last report of each worker; one that does not report counts as dead."""
        assert self.whole is not None
        runner = self.environment.runner
        if not isinstance(runner, MasterRunner):
            return
        workers = {*self.whole.workers, *self._workers} - {OWN}
        alive = {each for each in workers if each not in self.whole.workers or self.whole.workers[each].lost is None}
        for worker in alive:
            runner.send_message(LAST_REPORT, client_id=worker)
        until = time.monotonic() + SECONDS_FOR_LAST_REPORTS
        while time.monotonic() < until and not all(map(self._has_ended, alive)):
            gevent.sleep(0.05)
        for worker in alive:
            self._lost(worker)

    def _has_ended(self, worker: str) -> bool:
        assert self.whole is not None
        return worker in self.whole.workers and self.whole.workers[worker].ended

    def _time_after(self) -> None:
        """Time single requests, until one is quick again."""
        assert self.whole is not None
        if self._alone is None or not self.whole.before or self.options.most < LEAST_FOR_TIMES:
            return
        self.environment.conformance.share = limits.Share(MOST_TRIES, self.options.pace)
        for _ in range(MOST_TRIES):
            gevent.sleep(SECONDS_BETWEEN if self.whole.after else 0)
            self._time_alone(self.whole.after, 1)
            if self.whole.after and self.whole.after[-1] < 2 * max(self.whole.before):
                break
        self._take_own()

    def _time_alone(self, seconds: list[float], requests: int) -> str:
        """Send single requests, and add the seconds of each; return the reason if none was served, else empty."""
        refused = ""
        for _ in range(requests if self._alone is not None else 0):
            try:
                assert self._alone is not None
                seconds.append(self._alone.time_alone())
            except Refused as reason:
                refused = str(reason)
                if not reason.is_passing:
                    return refused
        return "" if seconds else refused

    def _quit(self, **_: Any) -> None:
        self._quitting = True
        self.environment.runner.quit()
        status = NO_VERDICT if self.whole is None else self.whole.status
        # Locust logs an exception of a listener, and continues.
        failed = locust.log.unhandled_greenlet_exception and status == KEPT
        self.environment.process_exit_code = NO_VERDICT if failed else status

    def _say(self, **_: Any) -> None:
        if self.whole is None:
            print("load: no test was run", file=sys.stderr)
            return
        if self._said == self._test:
            return
        self._said = self._test
        for line in report.lines(self.whole, self.options.target.base_url, self.folder):
            print(line, flush=True)
