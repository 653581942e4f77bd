"""Progress of a run: its plan, each rule when it is checked, and requests so far."""

import time
from typing import TextIO

from attrs import define, field

from api_conformance.events import CheckEnded, CheckStarted, Event, RequestSent, RunEnded, RunStarted
from api_conformance.reports import terminal
from api_conformance.results.check_result import RuleResult
from api_conformance.settings import Settings
from api_conformance.transport import pacing

SECONDS_BETWEEN_LINES = 10
SECONDS_BETWEEN_UPDATES = 0.2
SECONDS_A_REQUEST = 0.004
"""Seconds that a request takes if nothing slows it down, for the estimate."""


@define
class Progress:
    """Writes to a terminal, where one line is written over and over, or to a log, where a line comes now and then."""

    settings: Settings
    out: TextIO
    _expected: int | None = field(default=None, init=False)
    """About how many requests there will be; None if only some rules are checked."""
    _group: str = field(default="", init=False)
    _rule: str = field(default="", init=False)
    _began: float = field(factory=time.monotonic, init=False)
    _updated: float = field(factory=time.monotonic, init=False)

    def __call__(self, event: Event) -> None:
        """Show what happens."""
        match event:
            case RunStarted(checks, of):
                self._announce(checks, of)
            case CheckStarted(rule):
                self._rule = rule.title
            case RequestSent(count):
                self._sent(count)
            case CheckEnded(found):
                self._done(found)
            case RunEnded():
                pass  # what came of it has consumers of its own

    def _announce(self, selected: int, of: int) -> None:
        """Say what is about to be done."""
        target = self.settings.target
        server = "the embedded reference server" if target is None else target.base_url
        rules = f"{of} rules" if selected == of else f"{selected} of {of} rules"
        self._say(f"Checking {server} against {rules}.")
        if selected < of:
            return
        expected = self.settings.profile.requests
        self._expected = min(expected, self.settings.max_requests or expected)
        seconds, pace = self._expected * SECONDS_A_REQUEST, ""
        if self.settings.rate_limit is not None:
            seconds = max(seconds, self._expected * pacing.parse(self.settings.rate_limit).interval)
            pace = f" at {self.settings.rate_limit}"
        self._say(
            f"About {self._expected:,} requests{pace}, which takes {duration(seconds)} if responses come at once."
        )

    def _sent(self, count: int) -> None:
        """Show how many requests have been sent, though not for each of them."""
        moment = time.monotonic()
        if moment - self._updated < (SECONDS_BETWEEN_UPDATES if self.out.isatty() else SECONDS_BETWEEN_LINES):
            return
        self._updated = moment
        of = ""
        if self._expected is not None:
            expected = max(self._expected, count)
            left = (moment - self._began) / count * (expected - count)
            of = f" of about {expected:,} requests, {duration(left)} left"
        line = f"  … {self._rule}: {count:,}{of or ' requests'}"
        if self.out.isatty():
            print(f"\r\x1b[K{line}", end="", file=self.out, flush=True)
        else:
            self._say(line)

    def _done(self, result: RuleResult) -> None:
        """Show a rule that is done."""
        if self.out.isatty():
            print("\r\x1b[K", end="", file=self.out)
        if result.group != self._group:
            self._group = result.group
            self._say(f"\n{result.group}: {result.group_sentence[0].lower()}{result.group_sentence[1:]}")
        self._say(terminal.rule_line(result))

    def _say(self, line: str) -> None:
        print(line, file=self.out, flush=True)


def duration(seconds: float) -> str:
    """Return seconds as a person says them."""
    if seconds < 100:
        return f"{max(seconds, 1):.0f} s"
    return f"{seconds / 60:.0f} min"
