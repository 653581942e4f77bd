"""The progress of a run: its plan, the result of each rule, and the number of requests.

A terminal also shows a bar; in a log there is a line from time to time.
"""

import atexit
import os
import re
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from threading import Event, Thread
from typing import TYPE_CHECKING, Protocol, TextIO

from attrs import define, field

from api_conformance.events import (
    CheckEnded,
    CheckStarted,
    Consumer,
    GenerationEnded,
    GenerationStarted,
    RequestSent,
    RunEnded,
    RunStarted,
)
from api_conformance.events import Event as RunEvent
from api_conformance.reports import terminal
from api_conformance.results.check_result import RuleResult
from api_conformance.settings import Settings
from api_conformance.transport import pacing

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress as RichProgress

SECONDS_BETWEEN_LINES = 10
SECONDS_BETWEEN_UPDATES = 0.1
SECONDS_OF_A_RATE = 10
SECONDS_OF_A_PAUSE = 2
SECONDS_A_REQUEST = 0.004
"""Seconds of a request without delays, for the estimate."""
GENERATING = "generating requests"
BAR_WIDTH = 16
STYLES = {"passed": "green", "failed": "bold red", "accepted": "yellow", "not checked": "dim", "error": "bold red"}


class Display(Protocol):
    """A display of permanent lines, and of the current progress."""

    def line(self, text: str, result: RuleResult | None = None) -> None:
        """Show one or more lines, with the result of a rule if they are about one."""

    def sent(self, what: str, text: Callable[[], str], count: int, expected: int | None) -> None:
        """Show the current step, its progress, and the number of sent and expected requests."""

    def generating(self) -> None:
        """Show that requests are being generated."""

    def close(self) -> None:
        """Stop showing progress."""


def consumer(settings: Settings, out: TextIO) -> Consumer:
    """Return the consumer that shows the progress: with a bar on a terminal, else with lines."""
    can_have_a_bar = out.isatty() and os.environ.get("TERM", "") not in ("", "dumb", "unknown")
    return Progress(settings, Bar(out) if can_have_a_bar else Log(out))


@define
class Progress:
    """A consumer that shows the progress of a run on a display."""

    settings: Settings
    display: Display
    _expected: int | None = field(default=None, init=False)
    """Approximate number of all requests; None if it is not known."""
    _count: int = field(default=0, init=False)
    _findings: int = field(default=0, init=False)
    _rate: "Rate" = field(factory=lambda: Rate(), init=False)
    _group: str = field(default="", init=False)
    _reason: str = field(default="", init=False)
    _rule: str = field(default="", init=False)

    def __call__(self, event: RunEvent) -> None:
        """Show an event. If that fails, remove the bar and show nothing more."""
        try:
            self._follow(event)
        except Exception:
            self.display.close()
            raise

    def _follow(self, event: RunEvent) -> None:
        match event:
            case RunStarted(checks, of):
                self._announce(checks, of)
            case CheckStarted(rule):
                self._rule = rule.title
            case GenerationStarted():
                self.display.generating()
            case GenerationEnded(requests):
                self._expected = self._count + requests
                self._rate = Rate(self._count)
            case RequestSent(count):
                self._count = count
                self._show()
            case CheckEnded(found):
                self._done(found)
            case RunEnded():
                self.display.close()  # other consumers show the result of the run

    def _show(self) -> None:
        expected = self._expected and max(self._expected, self._count)
        rate = self._rate.after(self._count)
        text = partial(progress_text, self._count, expected, rate, self._findings)
        self.display.sent(self._rule, text, self._count, expected)

    def _announce(self, selected: int, of: int) -> None:
        """Show the plan of the run."""
        target = self.settings.target
        server = "the embedded reference server" if target is None else target.base_url
        rules = f"{of} rules" if selected == of else f"{selected} of {of} rules"
        self.display.line(f"Checking {server} against {rules}.")
        if selected < of:
            return
        expected = self.settings.endpoint.requests or self.settings.profile.requests
        self._expected = min(expected, self.settings.max_requests or expected)
        seconds, pace = self._expected * SECONDS_A_REQUEST, ""
        if self.settings.rate_limit is not None:
            seconds = max(seconds, self._expected * pacing.parse(self.settings.rate_limit).interval)
            pace = f" at {self.settings.rate_limit}"
        self.display.line(
            f"About {self._expected:,} requests{pace}, which takes {duration(seconds)} if responses come at once."
        )

    def _done(self, result: RuleResult) -> None:
        """Show the result of a rule."""
        self._findings += sum(not each.accepted for each in result.symptoms)
        if result.group != self._group:
            self._group = result.group
            self.display.line(f"\n{result.group}: {result.group_sentence[0].lower()}{result.group_sentence[1:]}")
        self.display.line(terminal.rule_line(result, self._reason), result)
        self._reason = result.reason or self._reason


@define
class Log:
    """A display in a file or a pipe, with a line at intervals."""

    out: TextIO
    _said: float = field(factory=time.monotonic, init=False)
    _generated: Event = field(factory=Event, init=False)

    def line(self, text: str, _result: RuleResult | None = None) -> None:
        """Write a line."""
        self._generated.set()
        print(text, file=self.out, flush=True)

    def sent(self, what: str, text: Callable[[], str], _count: int, _expected: int | None) -> None:
        """Write the number of sent requests, at intervals."""
        self._generated.set()
        moment = time.monotonic()
        if moment - self._said >= SECONDS_BETWEEN_LINES:
            self._said = moment
            self.line(f"  … {what}: {text()}")

    def generating(self) -> None:
        """Write at intervals that requests are being generated, which may take minutes."""
        self._generated = Event()
        Thread(target=self._wait, args=(self._generated, time.monotonic()), daemon=True).start()

    def _wait(self, generated: Event, began: float) -> None:
        while not generated.wait(SECONDS_BETWEEN_LINES):
            with suppress(OSError, ValueError):  # of which the next line tells
                print(f"  … {GENERATING}: {duration(time.monotonic() - began)} so far", file=self.out, flush=True)

    def close(self) -> None:
        """Write nothing more."""
        self._generated.set()


@define
class Bar:
    """A display on a terminal, with a bar below the permanent lines."""

    out: TextIO
    _console: "Console" = field(init=False, repr=False)
    _bar: "RichProgress" = field(init=False, repr=False)
    _updated: float = field(default=0, init=False)

    def __attrs_post_init__(self) -> None:
        """Draw the bar. rich is imported here, since a run that writes to a file does not need it."""
        from rich.console import Console
        from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
        from rich.table import Column

        self._console = Console(file=self.out, markup=False, highlight=False, emoji=False)
        self._bar = Progress(
            SpinnerColumn("line"),
            TimeElapsedColumn(),
            BarColumn(BAR_WIDTH),
            TextColumn("{task.fields[text]}", markup=False, table_column=Column(no_wrap=True)),
            TextColumn(
                "{task.description}",
                markup=False,
                style="dim",
                table_column=Column(no_wrap=True, overflow="ellipsis", ratio=1),
            ),
            console=self._console,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
            refresh_per_second=5,
            expand=True,
        )
        self._bar.add_task("", total=None, text="")
        atexit.register(self._bar.stop)  # restores the cursor, however the run ends
        self._bar.start()

    def line(self, text: str, result: RuleResult | None = None) -> None:
        """Show a line above the bar."""
        from rich.text import Text

        written = Text(text)
        if result is not None:
            written.stylize(STYLES[result.kind], 2, 3)
            written.highlight_regex(rf"(?m) {re.escape(result.rule)}$", "dim")
        self._console.print(written, soft_wrap=True)

    def sent(self, what: str, text: Callable[[], str], count: int, expected: int | None) -> None:
        """Show the number of sent requests, at intervals."""
        moment = time.monotonic()
        if moment - self._updated >= SECONDS_BETWEEN_UPDATES:
            self._updated = moment
            self._bar.update(self._bar.task_ids[0], description=what, completed=count, total=expected, text=text())

    def generating(self) -> None:
        """Show a pulsing bar."""
        self._updated = 0
        self._bar.update(self._bar.task_ids[0], description="", total=None, text=GENERATING)

    def close(self) -> None:
        """Remove the bar."""
        self._bar.stop()
        atexit.unregister(self._bar.stop)


@define
class Rate:
    """The requests per second, over the last seconds; after a pause over the whole time."""

    before: int = 0
    """Number of requests sent before."""
    _began: float = field(factory=lambda: time.monotonic(), init=False)
    _seen: deque[tuple[float, int]] = field(factory=deque, init=False)
    """Times, with the number of requests sent until then."""

    def after(self, count: int) -> float:
        """Return the rate after this many requests."""
        moment = time.monotonic()
        if self._seen and moment - self._seen[-1][0] > SECONDS_OF_A_PAUSE:
            self._seen.clear()
        if not self._seen or moment - self._seen[-1][0] >= SECONDS_BETWEEN_UPDATES:
            self._seen.append((moment, count))
        while moment - self._seen[0][0] > SECONDS_OF_A_RATE:
            self._seen.popleft()
        began, before = self._seen[0]
        if moment - began < SECONDS_BETWEEN_UPDATES:
            began, before = self._began, self.before
        return (count - before) / max(moment - began, 0.001)


def progress_text(count: int, expected: int | None, rate: float, findings: int) -> str:
    """Return the progress in words: requests, requests per second, the time left if it is known, and findings."""
    parts = [f"{count:,} requests" if expected is None else f"{count:,} of about {expected:,} requests"]
    parts.append(f"{rate:.0f}/s" if rate >= 10 else f"{rate:.1f}/s")
    if expected is not None:
        parts.append(f"{duration((expected - count) / max(rate, 0.001))} left")
    if findings:
        parts.append("1 finding" if findings == 1 else f"{findings:,} findings")
    return ", ".join(parts)


def duration(seconds: float) -> str:
    """Return a duration for people."""
    if seconds < 100:
        return f"{max(seconds, 1):.0f} s"
    return f"{seconds / 60:.0f} min"
