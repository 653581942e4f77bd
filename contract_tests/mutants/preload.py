"""Imports and generated requests that all forked runs share; each run would take seconds for them."""

from collections.abc import Sequence

from mutants import worker
from mutants.kill import in_order, on_trial
from mutants.lines import in_process
from mutants.request_schema_mutants import RequestSchemaMutant, survivors
from retell_conformance.reference_server.app import create_app

SERVERS = worker.SERVERS
with on_trial(create_app(), in_process) as trial:
    RUN = trial.run
    REQUESTS = in_order(RUN.document, RUN.known, RUN.profile.fuzzing, RUN.seed)


def surviving_requests(mutants: Sequence[RequestSchemaMutant]) -> list[str]:
    """Return the sentences of those that none of the requests kills."""
    return survivors(mutants, REQUESTS)
