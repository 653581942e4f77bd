"""Impact rules: one for each event that can happen to a contract.

A walk through both contracts names each difference by an event. A rule says, for requests or for responses,
whom the event breaks, in a sentence for that audience, and which part of the version it needs.
"""

from typing import Final

from contract_diff.api_rules import API_RULES
from contract_diff.audiences import REQUEST, RESPONSE, Direction, ImpactRule
from contract_diff.object_rules import OBJECT_RULES
from contract_diff.operation_rules import OPERATION_RULES
from contract_diff.value_rules import VALUE_RULES

RULES: Final = (*VALUE_RULES, *OBJECT_RULES, *OPERATION_RULES, *API_RULES)
BY_EVENT: Final = {(rule.event, rule.direction): rule for rule in RULES}


def rules_of(event: str, directions: frozenset[Direction]) -> list[ImpactRule]:
    """Return the rules that apply to an event in these directions."""
    anyway = BY_EVENT.get((event, None))
    found = [BY_EVENT.get((event, direction), anyway) for direction in (REQUEST, RESPONSE) if direction in directions]
    rules = [rule for rule in found or [anyway] if rule is not None]
    if event and not directions and not rules:
        rules = [BY_EVENT["out of reach", None]]
    return list({id(rule): rule for rule in rules}.values())
