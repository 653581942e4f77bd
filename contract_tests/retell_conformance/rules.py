"""All checks of Retell's web calls by id, in the order of a run."""

from typing import Final

from api_conformance.rule import rules_of
from retell_conformance.endpoint import RETELL

RULES: Final = rules_of(RETELL.checks)
