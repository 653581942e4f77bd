"""The rules. To add one, write a function of a run in the module of its topic, with the decorator `rule`."""

from contract_tests.conformance.rule import RULES
from contract_tests.conformance.rules import (  # noqa: F401, in the order in which they are checked
    api_key_rules,
    call_rules,
    connection_rules,
    generated_request_rules,
    http_rules,
    kept_call_rules,
    response_rules,
    sequence_rules,
)

__all__ = ["RULES"]
