"""A run of the receiver's checks on a receiver in this process."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

import httpx
from starlette.types import ASGIApp

from api_conformance.profiles import PROFILES
from api_conformance.requests.sending import Sent
from api_conformance.rule import rules_of
from api_conformance.run import Run
from api_conformance.run_check import Outcome, check
from api_conformance.transport.target import Target
from api_conformance.transport.traffic import Traffic
from mutants.receivers.right import KEY, PATH
from mutants.serve import in_process
from retell_conformance import contract
from retell_conformance.receiver.first_event import preflight
from retell_conformance.receiver.receiving import RECEIVER, webhooks_alone

SECONDS_TO_ANSWER = 0.5
RULES = rules_of(RECEIVER.checks)


@contextmanager
def run_on(app: ASGIApp) -> Iterator[Run]:
    """Yield a run on a receiver, after its first events."""
    with in_process(app) as reached, run_at(reached.base_url + PATH, reached.transport) as run:
        yield run


@contextmanager
def run_at(url: str, transport: httpx.BaseTransport | None = None) -> Iterator[Run]:
    """Yield a run on the receiver at a URL, after its first events."""
    target = Target(url, KEY, RECEIVER.key_variable)
    with closing(Traffic(target, transport=transport, seconds_to_answer=SECONDS_TO_ANSWER)) as traffic:
        run = Run(webhooks_alone(contract.read()), traffic, PROFILES["ci"], 0, RECEIVER, Sent(()))
        preflight(run, frozenset())
        yield run


def outcomes(run: Run) -> list[Outcome]:
    """Return the outcome of each check."""
    return [check(rule, run) for rule in RULES.values()]
