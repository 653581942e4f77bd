"""The catalogue: every faulty server and every correct variant.

To add one, write a row into the table of its topic: an id, a sentence, the rule that must find it, and a change to the
reference server from changes.py. `make test` tries the rule on it, `make test-faulty` the whole suite.
"""

from contract_tests.faulty_servers import (
    defects_of_answers,
    defects_of_authentication,
    defects_of_calls,
    defects_of_crashes,
    defects_of_http,
    defects_of_state,
    defects_of_tokens,
    defects_of_validation,
    variants,
)

TOPICS = {
    "authentication": defects_of_authentication.DEFECTS,
    "validation": defects_of_validation.DEFECTS,
    "answers": defects_of_answers.DEFECTS,
    "crashes": defects_of_crashes.DEFECTS,
    "HTTP": defects_of_http.DEFECTS,
    "the meaning of a call": defects_of_calls.DEFECTS,
    "state and order": defects_of_state.DEFECTS,
    "ids and tokens": defects_of_tokens.DEFECTS,
}
DEFECTS = tuple(defect for defects in TOPICS.values() for defect in defects)
VARIANTS = variants.VARIANTS
