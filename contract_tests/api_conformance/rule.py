"""A rule, and which rules the modules of an API have."""

import inspect
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module

from attrs import frozen

from api_conformance.finding import Finding
from api_conformance.run import Run

Check = Callable[[Run], Iterator[Finding]]


@frozen
class Group:
    """Rules about one topic."""

    title: str
    sentence: str


@frozen
class Rule:
    """A requirement on a server, and its check."""

    id: str
    """Its name in deviations and behind `-k`: that of its function."""
    title: str
    sentence: str
    promised_by: str
    """Source: a place in the contract or an RFC."""
    group: Group
    check: Check
    needs_generated: bool
    """True if it judges the generated requests."""
    last: bool
    """True if it judges all exchanges of the run, and so comes last."""
    draws: bool = False
    """True if the seed decides what it sends or judges."""
    profile: str = "smoke"
    """The first profile that makes the check: smoke, ci or deep."""
    left_to_deep: str = ""
    """Part that PROFILE=deep alone has the time to check; empty if there is none."""


REGISTERED: dict[str, list[Rule]] = defaultdict(list)
"""The rules of each module, by the module's name, in the order in which they stand there."""


def rules_of(modules: Sequence[str]) -> dict[str, Rule]:
    """Return the rules of these modules by their ids, in the order in which they are checked."""
    for module in modules:
        import_module(module)
    return {each.id: each for module in modules for each in REGISTERED[module]}


def rule(
    group: Group,
    title: str,
    promised_by: str,
    *,
    needs_generated: bool = False,
    last: bool = False,
    draws: bool = False,
    profile: str = "smoke",
    left_to_deep: str = "",
) -> Callable[[Check], Check]:
    """Register a function as a rule; its docstring is the rule's sentence in reports."""

    def register(check: Check) -> Check:
        name = getattr(check, "__name__", "")
        sentence = " ".join(inspect.getdoc(check).split()) if check.__doc__ else title  # type: ignore[union-attr]
        generated = needs_generated or last
        found = Rule(
            name, title, sentence, promised_by, group, check, generated, last, draws or generated, profile, left_to_deep
        )
        REGISTERED[check.__module__].append(found)
        return check

    return register
