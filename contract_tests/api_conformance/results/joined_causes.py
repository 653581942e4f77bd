"""Joining of causes that are one mistake of a server which ignores requests, such as a mock that invents responses."""

import re
from collections import defaultdict
from collections.abc import Collection

from attrs import evolve, frozen

from api_conformance.finding import pattern
from api_conformance.results.cause_keys import Key
from api_conformance.results.check_result import Example, Mention, RuleResult
from api_conformance.results.habits import Habits

ALL_SERVED = "a rejection of each request that is invalid or has no key", "a success for each request"
SERVING = ("served though invalid", "status")
"""Kinds of causes of a server that serves all requests."""
LEAST_JOINED = 3
"""Minimum number of causes that are joined if they follow from the same habit of the server."""
NULL = ", got null at /"
PLACED = re.compile(r"status \d+: expected (.+), got (.+) at (/\S+)")
Fault = tuple[str, str, tuple[str, ...]]
"""Expected and got, and the names of the property and of what it is in, if these do not have them."""
AS_BEFORE = re.compile(r"the same \w+ as before")
"""The expectation for a property that must not change between responses."""
MOST_PROPERTIES = 4
"""Maximum number of properties in a title."""


@frozen
class Entry:
    """A finding, with the example of those with the same text."""

    rule: RuleResult
    mention: Mention
    example: Example
    finding: str
    """The finding's id."""
    key: Key
    """Key of its cause, unless it follows from another finding."""


def joined(groups: dict[Key, list[Entry]], habits: Habits) -> dict[Key, tuple[str, str]]:
    """Join the groups that follow from one habit of the server; return the expected and got of those with names.

    These are one mistake each: null for every property without a value, the same fault of a property in three or more
    places, or in two objects of one name, a success for every request, no value of the request in the response, and
    three or more faults of one expectation.
    """
    texts: dict[Key, tuple[str, str]] = {}
    for framing in [each for each in groups if each.kind == "framing"]:
        # A Content-Length that is too short truncates the body. Only for some responses are the bytes after it read.
        cut_off = evolve(framing, kind="not JSON", what=("invalid JSON",))
        if _exchanges(groups[framing]) <= _exchanges(groups.get(cut_off, [])):
            groups[framing] += groups.pop(cut_off)
    for is_accepted in (False, True):
        of_kind = {each: entries for each, entries in groups.items() if each.accepted is is_accepted}
        nulls = [each for each, entries in of_kind.items() if each.kind == "body" and _are_null(entries)]
        if _join(groups, nulls):
            texts[nulls[0]] = "a value of the documented type, or no property", f"null at {len(nulls)} places"
        for names, least in ((2, 2), (1, LEAST_JOINED)):
            for (wanted, got, _), places in _by_fault(groups, of_kind.keys() - nulls, names).items():
                count = len({pattern(one.mention.aspect) for each in places for one in groups[each]})
                place = groups[places[0]][0].mention.got.rpartition(" at ")[2]
                if _join(groups, places, least):
                    texts[places[0]] = wanted, f"{got} at {count} places, such as {place}"
        served = [
            each
            for each, entries in of_kind.items()
            if each.kind in SERVING and all(one.mention.operation in habits.serves_all for one in entries)
        ]
        if _join(groups, served):
            texts[served[0]] = ALL_SERVED
        changed = [each for each in of_kind if each.kind == "property" and each.what[0] in habits.never_returned]
        if _join(groups, changed):
            texts[changed[0]] = f"{_named(changed)} as in the request", "other values"
        varying = [
            each
            for each, entries in of_kind.items()
            if each.kind == "property" and each not in changed and _vary(entries)
        ]
        if _join(groups, varying):
            texts[varying[0]] = f"the same {_named(varying)} as before", "other values"
        shared = [each for each in of_kind if each.kind == "own"]
        if _join(groups, shared, least=2):
            texts[shared[0]] = f"{_named(shared)} of their own for each call", "calls that share them"
        for expected in dict.fromkeys(each.what[0] for each in of_kind if each.kind == "text"):
            alike = [each for each in of_kind if each.kind == "text" and each.what[0] == expected]
            if _join(groups, alike):
                first = groups[alike[0]][0].mention
                texts[alike[0]] = first.expected, f"{first.got}, and other faults"
    return texts


def _join(groups: dict[Key, list[Entry]], keys: list[Key], least: int = LEAST_JOINED) -> bool:
    """Join these groups if there are enough of them; return whether there are."""
    if len(keys) < least:
        return False
    first, *others = keys
    for each in others:
        groups[first] += groups.pop(each)
    return True


def _exchanges(entries: list[Entry]) -> set[str]:
    return {each.mention.exchange for each in entries}


def _by_fault(groups: dict[Key, list[Entry]], among: Collection[Key], names: int) -> dict[Fault, list[Key]]:
    """Return the causes that are faults at places of bodies, by the fault and the last names of the place."""
    found: dict[Fault, list[Key]] = defaultdict(list)
    for each in [each for each in groups if each.kind == "body" and each in among]:
        if placed := PLACED.fullmatch(groups[each][0].mention.got):
            expected, got, place = placed.groups()
            at = [name for name in place.split("/") if not name.isdecimal()]
            is_named = names == 1 and expected.startswith("the property ")
            found[expected, got, () if is_named else tuple(at[-names:])].append(each)
    return found


def _named(keys: list[Key]) -> str:
    """Return the names of the properties in these keys."""
    names = [str(each.what[0]) for each in keys]
    if len(names) > MOST_PROPERTIES:
        names[MOST_PROPERTIES:] = [f"{len(names) - MOST_PROPERTIES} more properties"]
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _vary(entries: list[Entry]) -> bool:
    return any(AS_BEFORE.fullmatch(one.mention.expected) for one in entries)


def _are_null(entries: list[Entry]) -> bool:
    return all(NULL in one.mention.got for one in entries)
