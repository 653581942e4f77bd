"""Imports and generated requests that all forked runs share, since they take seconds."""

from collections.abc import Sequence

from mutants import worker
from mutants.kill import in_order, on_trial
from mutants.request_schema_mutants import RequestSchemaMutant, survivors
from mutants.serve import in_process
from retell_conformance.reference_server.app import create_app

SERVERS = worker.SERVERS
with on_trial(create_app(), in_process) as trial:
    RUN = trial.run
    REQUESTS = in_order(RUN.document, RUN.known, RUN.profile.fuzzing, RUN.seed)


def surviving_requests(mutants: Sequence[RequestSchemaMutant]) -> list[str]:
    """Return the sentences of the mutants that no request kills."""
    return survivors(mutants, REQUESTS)
