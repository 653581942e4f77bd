"""The catalogue: every mutant and every conforming server.

To add a mutant, write a row into the table of its topic, under the id of the check that must kill it: a sentence, and
an operator of `steps.py`, `request.py` or `response.py`, or else a function beside the table. The id of a row is its
sentence with hyphens. Behaviour that an RFC allows goes into `NOTES`: the check must report it as a note, not as a
failure. `make test` tries the check on it, `make test-mutants` the whole suite.
"""

from mutants import (
    mutants_of_authentication,
    mutants_of_calls,
    mutants_of_connections,
    mutants_of_crashes,
    mutants_of_get_call,
    mutants_of_http,
    mutants_of_read_calls,
    mutants_of_responses,
    mutants_of_state,
    mutants_of_tokens,
    mutants_of_validation,
)
from mutants.conforming import proxies, rejections, responses, today
from mutants.tables import ConformingServer, Mutant, conforming_servers, mutants

TOPICS = (
    mutants_of_authentication,
    mutants_of_validation,
    mutants_of_responses,
    mutants_of_crashes,
    mutants_of_http,
    mutants_of_calls,
    mutants_of_state,
    mutants_of_get_call,
    mutants_of_read_calls,
    mutants_of_connections,
    mutants_of_tokens,
)
MUTANTS: tuple[Mutant, ...] = (
    *(each for topic in TOPICS for each in mutants(topic.MUTANTS)),
    *(each for topic in (mutants_of_http, mutants_of_read_calls) for each in mutants(topic.NOTES, are_notes=True)),
)
CONFORMING: tuple[ConformingServer, ...] = tuple(
    each for topic in (responses, rejections, proxies, today) for each in conforming_servers(topic.CONFORMING)
)
