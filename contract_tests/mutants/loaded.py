"""What every run has in common, done once: the suite is imported, and the requests are generated that all runs send.

The process that scripts/test-mutants forks its runs from imports this module first; each run would take seconds for it.
"""

from collections.abc import Sequence

from mutants import one_run
from mutants.lines import in_process
from mutants.request_schema_mutants import RequestSchemaMutant, survivors
from mutants.trials import in_order, on_trial
from retell_conformance.reference_server.app import create_app

SERVERS = one_run.SERVERS
with on_trial(create_app(), in_process) as trial:
    RUN = trial.run
    REQUESTS = in_order(RUN.document, RUN.known, RUN.profile.fuzzing, RUN.seed)


def surviving_requests(mutants: Sequence[RequestSchemaMutant]) -> list[str]:
    """Return the sentences of those that none of the requests kills."""
    return survivors(mutants, REQUESTS)
