"""Tries rules of the suite on a server of the catalogue, with no more requests than it takes."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from attrs import define, field
from starlette.types import ASGIApp

from contract_tests.faulty_servers.lines import Line
from contract_tests.faulty_servers.rules import Rule, all_rules, fixture_value
from contract_tests.provider import answers, cases, settings
from contract_tests.provider.answers import Generated
from contract_tests.provider.cases import GeneratedRequest, Known
from contract_tests.provider.findings import RuleBroken
from contract_tests.provider.registration import NotInContract
from contract_tests.provider.target import Target
from contract_tests.provider.traffic import Traffic
from contract_tests.reference_server.settings import Settings

RUN = settings.read(lambda _: None, {})
FIRST_REQUESTS = 64


def generated_requests(known: Known, fuzzing: int) -> Sequence[GeneratedRequest]:
    """What a run with the profile `ci` generates, of every kind a few first."""
    requests = cases.for_run(known, fuzzing=fuzzing, seed=RUN.seed)
    return cases.spread(requests)


@define
class Trial:
    """A server on trial, and the generated requests that it was sent so far."""

    traffic: Traffic
    known_call: Mapping[str, Any]
    requests: int | None = None
    """Generated requests at the most; None for all that there are."""
    cases: int | None = None
    """Cases of each rule at the most; None for all that there are."""
    fuzzing: int = RUN.profile.fuzzing
    """Random requests of each mode that are generated for each operation."""
    generated: Generated = field(factory=lambda: Generated(()))

    @property
    def agent_version(self) -> int | None:
        """A version of the agent, as far as the server tells one."""
        version: int | None = fixture_value("agent_version", {"known_call": self.known_call})
        return version

    def finding(self, rule: Rule) -> RuleBroken | None:
        """What the rule says of all that was sent so far, and of what it sends itself."""
        given = {
            "traffic": self.traffic,
            "target": self.traffic.target,
            "settings": RUN,
            "known_call": self.known_call,
            "agent_version": self.agent_version,
            "generated": self.generated,
        }
        try:
            rule.judge(given, self.cases)
        except RuleBroken as broken:
            return broken
        return None

    def send(self, most: int | None) -> bool:
        """Sends more of the generated requests, so many at the most; returns whether there were any left."""
        done = len(self.generated.pairs)
        requests = generated_requests(Known(self.traffic.target.agent_id, self.agent_version), self.fuzzing)
        part = requests[: self.requests][done:][:most]
        if part:
            self.generated = Generated(self.generated.pairs + answers.send(part, self.traffic).pairs)
        return bool(part)


@contextmanager
def on_trial(
    app: ASGIApp,
    line: Line,
    *,
    requests: int | None = None,
    cases: int | None = None,
    fuzzing: int = RUN.profile.fuzzing,
) -> Iterator[Trial]:
    """The server, up for a trial."""
    server = Settings()
    with line(app) as reached:
        target = Target(reached.base_url, server.api_key, server.agent_id)
        traffic = Traffic(target, transport=reached.transport)
        try:
            yield Trial(traffic, fixture_value("known_call", {"traffic": traffic}), requests, cases, fuzzing)
        finally:
            traffic.close()


def found_by(rule: Rule, trial: Trial) -> RuleBroken | None:
    """What the rule finds in the server, as soon as it finds anything."""
    if not rule.takes("generated"):
        return trial.finding(rule)
    steps = _traffic(trial) if rule.about_every_answer else _generated_traffic(trial)
    return next((broken for _ in steps if (broken := trial.finding(rule)) is not None), None)


def accusations(trial: Trial) -> list[tuple[Rule, RuleBroken]]:
    """What all rules together find in the server."""
    trial.send(None)
    found = []
    for rule in all_rules().values():
        with suppress(NotInContract):
            broken = trial.finding(rule)
            if broken is not None:
                found.append((rule, broken))
    return found


def _generated_traffic(trial: Trial) -> Iterator[None]:
    """Sends the generated requests, twice as many each time, since judging starts from the beginning."""
    most = FIRST_REQUESTS
    while trial.send(most):
        yield
        most = len(trial.generated.pairs)


def _traffic(trial: Trial) -> Iterator[None]:
    """Sends a few generated requests, those of every other rule, and the generated rest."""
    trial.send(FIRST_REQUESTS)
    yield
    for rule in all_rules().values():
        if not rule.takes("generated"):
            with suppress(NotInContract):
                trial.finding(rule)
    yield
    yield from _generated_traffic(trial)
