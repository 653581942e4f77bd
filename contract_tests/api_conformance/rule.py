"""A rule, and the rules of the modules of an API."""

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
    """A requirement, and its check."""

    id: str
    """The name of its function, which deviations and `-k` use."""
    title: str
    sentence: str
    source: str
    """Source: a place in the contract or an RFC."""
    group: Group
    check: Check
    needs_generated: bool
    """True if the check judges the generated requests."""
    last: bool
    """True if the check judges all exchanges of the run, and so runs last."""
    draws: bool = False
    """True if the check depends on the seed."""
    profile: str = "smoke"
    """The smallest profile with the check: smoke, ci or deep."""
    left_to_deep: str = ""
    """The part that only PROFILE=deep checks; empty if there is none."""


REGISTERED: dict[str, list[Rule]] = defaultdict(list)
"""The rules of each module, by its name, in the order of the source."""


def rules_of(modules: Sequence[str]) -> dict[str, Rule]:
    """Return the rules of these modules by id, in the order of a run."""
    for module in modules:
        import_module(module)
    return {each.id: each for module in modules for each in REGISTERED[module]}


def rule(
    group: Group,
    title: str,
    source: str,
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
            name, title, sentence, source, group, check, generated, last, draws or generated, profile, left_to_deep
        )
        REGISTERED[check.__module__].append(found)
        return check

    return register
