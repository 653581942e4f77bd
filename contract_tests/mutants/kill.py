"""A run of one check, or of all, on a server of the catalogue, with as few requests as possible."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache

from attrs import define, evolve
from starlette.types import ASGIApp

from api_conformance.profiles import PROFILES
from api_conformance.requests import generation
from api_conformance.requests.expectations import GeneratedRequest, Known
from api_conformance.requests.sending import Sent, send
from api_conformance.rule import Rule
from api_conformance.run import Run
from api_conformance.run_check import Outcome, check
from api_conformance.transport.target import Target
from api_conformance.transport.traffic import SECONDS_TO_ANSWER, Traffic
from mutants.serve import Line
from openapi_contract.document import Document
from retell_conformance import contract
from retell_conformance.endpoint import RETELL
from retell_conformance.reference_server.server_settings import Settings
from retell_conformance.rules import RULES

PROFILE = PROFILES["ci"]
FIRST_REQUESTS = 64
SHORT_WORD = 2


@define
class Trial:
    """A run of the suite on one server."""

    run: Run
    requests: int | None = None
    """Maximum number of generated requests; None for all."""
    about: str = ""
    """The sentence of the server: requests about the properties that it names are sent first."""

    def send(self, most: int | None) -> bool:
        """Send more of the generated requests, a few of every kind first; return whether any were left."""
        sent = self.run.generated().pairs
        profile = self.run.profile
        every = in_order(self.run.offered, self.run.known, profile.fuzzing, self.run.seed)
        part = likely_first(every, self.about)[: self.requests][len(sent) :][:most]
        if part:
            self.run.sent = Sent((*sent, *send(self.run.resolved(part), self.run.traffic).pairs))
        return bool(part)


@contextmanager
def on_trial(
    app: ASGIApp,
    line: Line,
    *,
    requests: int | None = None,
    cases: int | None = None,
    fuzzing: int = PROFILE.fuzzing,
    everywhere: bool = False,
    linked: int = 0,
    about: str = "",
    seconds_to_answer: float = SECONDS_TO_ANSWER,
) -> Iterator[Trial]:
    """Serve an application, and yield a run of the suite on it.

    Args:
        cases: Maximum number of cases of each check; None for all.
        fuzzing: The number of random requests of each mode that are generated for each operation.
        everywhere: True to register calls by every operation that can.
        linked: The number of requests along the links.
        about: The sentence of the server, see `Trial`.
        seconds_to_answer: The seconds that each response may take.
    """
    server = Settings()
    with line(app) as reached:
        traffic = Traffic(
            Target(reached.base_url, server.api_key, RETELL.key_variable, {"agent_id": server.agent_id}),
            transport=reached.transport,
            seconds_to_answer=seconds_to_answer,
        )
        profile = evolve(PROFILE, cases=cases, fuzzing=fuzzing, further=0, everywhere=everywhere, linked=linked)
        try:
            yield Trial(Run(contract.read(), traffic, profile, 0, RETELL, Sent(())), requests, about)
        finally:
            traffic.close()


@lru_cache(maxsize=8)
def in_order(document: Document, known: Known, fuzzing: int, seed: int) -> tuple[GeneratedRequest, ...]:
    """Return the generated requests, a few of every kind first."""
    return tuple(generation.spread(generation.for_run(document, known, fuzzing=fuzzing, seed=seed)))


def likely_first(requests: Sequence[GeneratedRequest], about: str) -> list[GeneratedRequest]:
    """Return all requests, with those about a property that the sentence names first."""
    words = about.replace("-", "_").lower()

    @cache
    def unlikely(named: str) -> float:
        parts = [part for part in named.strip().split("_") if len(part) > SHORT_WORD]
        return -sum(part in words for part in parts) / max(len(parts), 1)

    return sorted(requests, key=lambda request: unlikely(request.about.rpartition("/")[2]))


def kill(rule: Rule, trial: Trial) -> Outcome:
    """Check the server until the rule finds something; return the outcome."""
    outcome = check(rule, trial.run)
    if not rule.needs_generated:
        return outcome
    for _ in _traffic(trial) if rule.last else _generated_traffic(trial):
        outcome = check(rule, trial.run)
        if outcome.findings:
            break
    return outcome


def everything(trial: Trial) -> list[Outcome]:
    """Check all rules; return their outcomes."""
    trial.send(None)
    return [check(rule, trial.run) for rule in RULES.values()]


def accusations(trial: Trial) -> list[Outcome]:
    """Return the outcomes of the rules that find something in the server."""
    return [outcome for outcome in everything(trial) if outcome.findings]


def _generated_traffic(trial: Trial) -> Iterator[None]:
    """Send the generated requests, twice as many each time, since a check judges all of them again."""
    most = FIRST_REQUESTS
    while trial.send(most):
        yield
        most = len(trial.run.generated().pairs)


def _traffic(trial: Trial) -> Iterator[None]:
    """Send one request, then a few generated ones, those of every other rule, and the rest of the generated ones."""
    trial.run.create()
    yield
    trial.send(FIRST_REQUESTS)
    yield
    for rule in RULES.values():
        if not rule.needs_generated:
            check(rule, trial.run)
    yield
    yield from _generated_traffic(trial)
