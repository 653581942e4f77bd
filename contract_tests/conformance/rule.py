"""What a rule is, and the list of them all."""

import inspect
from collections.abc import Callable, Iterator

from attrs import frozen

from contract_tests.conformance.finding import Finding
from contract_tests.conformance.run import Run

Check = Callable[[Run], Iterator[Finding]]


@frozen
class Group:
    """Rules about one topic."""

    title: str
    sentence: str


@frozen
class Rule:
    """What a server must do, and how that is checked."""

    id: str
    """Its name in deviations and behind `-k`: that of its function."""
    title: str
    sentence: str
    promised_by: str
    """Where the contract or an RFC says so."""
    group: Group
    check: Check
    needs_generated: bool
    """Whether it judges the generated requests."""
    last: bool
    """Whether it judges all that the run has sent."""


RULES: dict[str, Rule] = {}
"""Each rule by its id, in the order in which they are checked."""


def rule(
    group: Group, title: str, promised_by: str, *, needs_generated: bool = False, last: bool = False
) -> Callable[[Check], Check]:
    """Register a function as a rule; its docstring is the rule's sentence."""

    def register(check: Check) -> Check:
        name = getattr(check, "__name__", "")
        sentence = " ".join(inspect.getdoc(check).split()) if check.__doc__ else title  # type: ignore[union-attr]
        RULES[name] = Rule(name, title, sentence, promised_by, group, check, needs_generated or last, last)
        return check

    return register
