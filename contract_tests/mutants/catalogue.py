"""The catalogue: every faulty server and every correct variant.

To add a defect, write a row into the table of its topic, under the rule that must find it: an id, a sentence, and a
change to the reference server from changes.py. A server that takes more than that is a function with the decorator
`defect`. What an RFC leaves to a server goes under `noted_by`: the rule must list it as a note, and accuse nobody.
`make test` tries the rule on it, `make test-faulty` the whole suite.
"""

from mutants import (
    defects_of_answers,
    defects_of_calls,
    defects_of_connections,
    defects_of_crashes,
    defects_of_http,
    defects_of_kept_calls,
    defects_of_sequences,
    defects_of_state,
    defects_of_validation,
    mutants_of_authentication,
    mutants_of_tokens,
    variants_of_answers,
    variants_of_proxies,
    variants_of_refusals,
    variants_of_today,
)
from mutants.entries import Defect, Variant
from mutants.tables import mutants

TABLES = (mutants_of_authentication, mutants_of_tokens)
TOPICS = (
    defects_of_validation,
    defects_of_answers,
    defects_of_crashes,
    defects_of_http,
    defects_of_calls,
    defects_of_state,
    defects_of_kept_calls,
    defects_of_connections,
    defects_of_sequences,
)
DEFECTS: tuple[Defect, ...] = (
    *(row for topic in TABLES for row in mutants(topic.MUTANTS)),
    *(
        row
        for topic in TOPICS
        for row in (*topic.DEFECTS, *(value for value in vars(topic).values() if isinstance(value, Defect)))
    ),
)
VARIANTS: tuple[Variant, ...] = tuple(
    row
    for topic in (variants_of_answers, variants_of_refusals, variants_of_proxies, variants_of_today)
    for row in topic.VARIANTS
)
