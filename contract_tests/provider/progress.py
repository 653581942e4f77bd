"""What a run shows while it goes on: what it is about to do, each rule as it is done, and how far it has come."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable
from typing import TextIO

from attrs import define, field

from contract_tests.provider import terminal
from contract_tests.provider.settings import Settings
from contract_tests.provider.verdicts import Verdict, rules, sentence

SECONDS_BETWEEN_LINES = 10
SECONDS_BETWEEN_UPDATES = 0.2
SECONDS_A_REQUEST = 0.01
"""What a request takes where nothing slows it down, for the estimate."""


@define
class Progress:
    """Writes to a terminal, where one line is written over and over, or to a log, where a line comes now and then."""

    settings: Settings
    out: TextIO
    _awaited: Counter[str] = field(factory=Counter)
    _verdicts: list[Verdict] = field(factory=list)
    _shown: set[str] = field(factory=set)
    _group: str = ""
    _rule: str = ""
    _began: float = field(factory=time.monotonic)
    _updated: float = field(factory=time.monotonic)

    def announce(self, awaited: Iterable[str]) -> None:
        """Says what is about to be done, given the rule of each case to come."""
        self._awaited.update(awaited)
        server = self.settings.base_url or "the embedded reference server"
        expected = self._expected()
        seconds = expected * SECONDS_A_REQUEST
        pace = ""
        if self.settings.rate_limit is not None:
            count, _, unit = self.settings.rate_limit.partition("/")
            seconds = max(seconds, expected / int(count) * {"s": 1, "m": 60, "h": 3600, "d": 86400}[unit])
            pace = f" at {self.settings.rate_limit}"
        self._say(f"Checking {server} against {len(self._awaited)} rules.")
        self._say(f"About {expected:,} requests{pace}, which takes {duration(seconds)} if answers come at once.")

    def begin(self, rule: str) -> None:
        """Notes which rule is being checked."""
        self._rule = rule

    def sent(self, count: int) -> None:
        """Shows how many requests have been sent, though not for each of them."""
        now = time.monotonic()
        if now - self._updated < (SECONDS_BETWEEN_UPDATES if self.out.isatty() else SECONDS_BETWEEN_LINES):
            return
        self._updated = now
        expected = max(self._expected(), count)
        left = (now - self._began) / count * (expected - count)
        line = f"  … {sentence(self._rule)}: {count:,} of about {expected:,} requests, {duration(left)} left"
        if self.out.isatty():
            print(f"\r\x1b[K{line}", end="", file=self.out, flush=True)
        else:
            self._say(line)

    def done(self, verdict: Verdict) -> None:
        """Takes a verdict in, and shows the rule when it was the last of its cases."""
        self._verdicts.append(verdict)
        self._awaited[verdict.rule] -= 1
        if self._awaited[verdict.rule] == 0:
            self._show(verdict.rule)

    def finish(self) -> None:
        """Shows the rules that are not shown yet: those that were cut short, and those of other processes."""
        for rule in rules(self._verdicts):
            if rule not in self._shown:
                self._show(rule)

    def _show(self, rule: str) -> None:
        self._shown.add(rule)
        cases = rules(self._verdicts)[rule]
        if self.out.isatty():
            print("\r\x1b[K", end="", file=self.out)
        if cases[0].group != self._group:
            self._group = cases[0].group
            self._say(f"\n{self._group}")
        self._say(terminal.rule_line(rule, cases))

    def _expected(self) -> int:
        expected = self.settings.profile.requests
        return min(expected, self.settings.max_requests or expected)

    def _say(self, line: str) -> None:
        print(line, file=self.out, flush=True)


def duration(seconds: float) -> str:
    """Seconds as a person says them."""
    if seconds < 100:
        return f"{max(seconds, 1):.0f} s"
    return f"{seconds / 60:.0f} min"
