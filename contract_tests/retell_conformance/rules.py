"""All checks of Retell's web calls by their ids, in the order in which they are made."""

from typing import Final

from api_conformance.rule import rules_of
from retell_conformance.endpoint import RETELL

RULES: Final = rules_of(RETELL.checks)
