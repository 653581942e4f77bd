"""A run of one check, or of all, on a server of the catalogue, with as few requests as possible."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache
from itertools import zip_longest
from operator import itemgetter

from attrs import define, evolve, field
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
from mutants.serve import Line, in_process
from openapi_contract.document import Document
from retell_conformance import contract
from retell_conformance.endpoint import RETELL
from retell_conformance.reference_server.app import create_app
from retell_conformance.reference_server.server_settings import Settings
from retell_conformance.rules import RULES

PROFILE = PROFILES["ci"]
FIRST_REQUESTS = 64
RULES_AT_ONCE = 8
SHORT_WORD = 2
IN_A_PLACE = re.compile(r"(?:/|-> )([a-z]\w*)")
IN_A_BODY = re.compile(rb'"(\w+)":')


@define
class Trial:
    """A run of the suite on one server."""

    run: Run
    requests: int | None = None
    """Maximum number of generated requests; None for all."""
    about: str = ""
    """The sentence of the server: requests about the properties that it names are sent first."""
    _every: list[GeneratedRequest] | None = field(default=None, init=False)

    def send(self, most: int | None) -> bool:
        """Send more of the generated requests, a few of every kind first; return whether any were left."""
        sent = self.run.generated().pairs
        if self._every is None:
            self._every = likely_first(self._requests(), self.about)[: self.requests]
        part = self._every[len(sent) :][:most]
        if part:
            self.run.sent = Sent((*sent, *send(self.run.placeholders.resolved(part), self.run.traffic).pairs))
        return bool(part)

    def _requests(self) -> Sequence[GeneratedRequest]:
        profile = self.run.profile
        if profile.generated is not None:
            return generation.few(self.run.offered, self.run.known, profile.generated)
        return in_order(self.run.offered, self.run.known, profile.fuzzing, self.run.seed)


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
    chosen: int | None = None,
    document: Document | None = None,
    about: str = "",
    seconds_to_answer: float = SECONDS_TO_ANSWER,
) -> Iterator[Trial]:
    """Serve an application, and yield a run of the suite on it.

    Args:
        cases: Maximum number of cases of each check; None for all.
        fuzzing: The number of random requests of each mode that are generated for each operation.
        everywhere: True to register calls by every operation that can.
        linked: The number of requests along the links.
        chosen: At most so many chosen values in place of all generated requests, which schemathesis takes seconds for.
        document: The contract to judge by; by default the one that the server keeps.
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
        profile = evolve(
            PROFILE, cases=cases, fuzzing=fuzzing, further=0, everywhere=everywhere, linked=linked, generated=chosen
        )
        try:
            yield Trial(Run(document or contract.read(), traffic, profile, 0, RETELL, Sent(())), requests, about)
        finally:
            traffic.close()


@lru_cache(maxsize=8)
def in_order(document: Document, known: Known, fuzzing: int, seed: int) -> tuple[GeneratedRequest, ...]:
    """Return the generated requests, a few of every kind first."""
    return tuple(generation.spread(generation.for_run(document, known, fuzzing=fuzzing, seed=seed)))


@cache
def of_the_reference_server() -> tuple[GeneratedRequest, ...]:
    """Return the generated requests of a run on the reference server, a few of every kind first."""
    with on_trial(create_app(), in_process) as trial:
        run = trial.run
        return in_order(run.offered, run.known, run.profile.fuzzing, run.seed)


def likely_first(requests: Sequence[GeneratedRequest], about: str) -> list[GeneratedRequest]:
    """Return all requests, in turn one about a property that a sentence names, the small ones first, and another."""
    words = about.replace("-", "_").lower()

    @cache
    def likeness(name: str) -> float:
        parts = [part for part in name.split("_") if len(part) > SHORT_WORD]
        named = sum(part in words for part in parts)
        return named * named / max(len(parts), 1)

    @cache
    def best(names: frozenset[str]) -> float:
        return max(map(likeness, names), default=0)

    likely, others = [], []
    for request in requests:
        found = best(_properties_of(request.about, request.content))
        if found:
            likely.append((-found, len(request.content or b""), request))
        else:
            others.append(request)
    named = (request for *_, request in sorted(likely, key=itemgetter(0, 1)))
    return [request for pair in zip_longest(named, others) for request in pair if request is not None]


@lru_cache(maxsize=20_000)
def _properties_of(about: str, content: bytes | None) -> frozenset[str]:
    """Return the names of the properties that a request is about: as it says, else those of its body."""
    places = IN_A_PLACE.findall(about)[-2:]
    return frozenset(places or (name.decode() for name in IN_A_BODY.findall(content or b"")))


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
    others = [rule for rule in RULES.values() if not rule.needs_generated]
    for start in range(0, len(others), RULES_AT_ONCE):
        for rule in others[start : start + RULES_AT_ONCE]:
            check(rule, trial.run)
        yield
    yield from _generated_traffic(trial)
