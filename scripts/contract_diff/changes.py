"""What two contracts differ in, and whom each difference breaks: the whole comparison in one call."""

import re
from collections.abc import Iterable

from attrs import frozen

from scripts.contract_diff.audiences import Audience, Bump, Row, rows_of
from scripts.contract_diff.documents import Contract
from scripts.contract_diff.events import events
from scripts.contract_diff.places import Event, Pair, Side
from scripts.contract_diff.prepare import prepare
from scripts.contract_diff.redocly import Change, compare
from scripts.contract_diff.structure import METHODS, JsonObject, find, steps

# Keywords that lead from a schema to another without a name that a person would use.
NAMELESS = frozenset({"items", "additionalProperties", "allOf", "anyOf", "oneOf"})


@frozen
class Finding:
    """One difference, as it concerns one audience; None where it breaks nobody."""

    audience: Audience | None
    pointer: str
    """Into the contract, or `file#pointer` into a file beside it."""
    side: Side
    """Which contract that is: the base for what is gone."""
    event: str
    """The row of the table."""
    sentence: str
    bump: Bump
    """The part of the version that the difference needs, whomever it concerns."""
    subject: str
    """What the place is called, in words."""


@frozen
class Comparison:
    """Two contracts and what they differ in."""

    base: Contract
    revision: Contract
    findings: tuple[Finding, ...]

    @property
    def breaking(self) -> list[Finding]:
        """What breaks somebody."""
        return [each for each in self.findings if each.audience is not None]

    @property
    def harmless(self) -> list[Finding]:
        """What breaks nobody."""
        return [each for each in self.findings if each.audience is None]

    @property
    def bump(self) -> Bump | None:
        """The part of the version that all differences need together; None where there are none."""
        return max((each.bump for each in self.findings), default=None)


def compare_contracts(base: Contract, revision: Contract) -> Comparison:
    """Compares two contracts."""
    pair = Pair(prepare(base), prepare(revision))
    changes = [] if base.root == revision.root and not other_files(pair) else compare(*documents(pair))
    return Comparison(base, revision, tuple(findings(changes, pair)))


def documents(pair: Pair) -> tuple[JsonObject, JsonObject]:
    """The documents that Redocly compares."""
    return pair.base.document, pair.revision.document


def other_files(pair: Pair) -> bool:
    """Whether the contracts are more than one file each."""
    return bool(pair.base.contract.files or pair.revision.contract.files)


def findings(changes: Iterable[Change], pair: Pair) -> list[Finding]:
    """Each difference once for each audience that it breaks, in the order of audiences and places."""
    found: dict[tuple[object, ...], Finding] = {}
    for event in events(changes, pair):
        for finding in judged(event, pair):
            # A client has one attribute for what goes and what comes: one sentence about it will do.
            about = None if finding.audience is Audience.CLIENT else finding.sentence
            found[finding.audience, finding.pointer, about] = finding
    told = {(each.side, each.pointer) for each in found.values() if each.audience is not None}
    # A part of an `allOf` is out of reach itself, and told of where it is merged.
    told_at_all = {(each.side, each.pointer) for each in found.values() if each.event != "out of reach"}
    kept = [
        each
        for each in found.values()
        if each.audience is not None
        or (each.side, each.pointer) not in (told_at_all if each.event == "out of reach" else told)
    ]
    return sorted(kept, key=order)


def order(finding: Finding) -> tuple[object, ...]:
    """Sorts by audience and place, numbers by their size."""
    audiences = list(Audience)
    rank = len(audiences) - finding.bump if finding.audience is None else audiences.index(finding.audience)
    place = [(0, int(key), "") if key.isdigit() else (1, 0, key) for key in finding.pointer.split("/")]
    return (finding.audience is None, rank, place, finding.sentence)


def judged(event: Event, pair: Pair) -> list[Finding]:
    """What an event means for each audience."""
    rows = rows_of(event.name, event.directions)
    side = pair.side(event.side)
    pointer = side.origin(event.pointer)
    about = subject(side.contract.root, pointer)
    bump = max((row.bump for row in rows), default=Bump.PATCH)

    def finding(row: Row, audience: Audience | None, sentence: str) -> Finding:
        written = re.sub(r"\s+", " ", sentence.format_map(event.details))
        return Finding(audience, pointer, event.side, row.event, written, bump, about)

    # The client has no attribute for a header.
    unread = {Audience.CLIENT} if "header" in side.kinds_to(event.pointer) else set()
    broken = [finding(row, who, said) for row in rows for who, said in row.breaks.items() if who not in unread]
    return broken or [finding(row, None, row.says) for row in rows[:1]]


def subject(document: JsonObject, pointer: str) -> str:
    """What a place is called: `WebCall.metadata`, or the operation and its part."""
    keys = steps(pointer)
    match keys:
        case ["components", "schemas", name, *rest]:
            return ".".join([name, *properties_in(rest)])
        case ["components", _, name, *_]:
            return name
        case ["paths", path, method, *rest] if method in METHODS:
            return f"{method.upper()} {path}{part_of_operation(document, keys[:3], rest)}"
        case ["paths", path, *rest]:
            return f"{path}{part_of_operation(document, keys[:2], rest)}"
        case [first, *_]:
            return first
    return pointer or "the document"


def properties_in(keys: list[str]) -> list[str]:
    """The names of properties on a way through schemas."""
    names = []
    while keys:
        if keys[0] == "properties" and len(keys) > 1:
            names.append(keys[1])
            keys = keys[2:]
        elif keys[0] in NAMELESS or keys[0].isdigit():
            keys = keys[1:]
        else:
            break
    return names


def part_of_operation(document: JsonObject, before: list[str], keys: list[str]) -> str:
    """What a place in an operation is a part of."""
    match keys:
        case ["parameters", index, *_]:
            try:
                parameter = find(document, "".join(f"/{key.replace('~', '~0').replace('/', '~1')}" for key in before))
                name = parameter["parameters"][int(index)]["name"]
            except (LookupError, TypeError, ValueError):
                return ""
            return f", {name}"
        case ["requestBody", *rest]:
            names = properties_in(rest[3:]) if rest[2:3] == ["schema"] else []
            return ", " + ".".join(["body", *names])
        case ["responses", status, *rest]:
            names = properties_in(rest[3:]) if rest[2:3] == ["schema"] else []
            return ", " + ".".join([status, *names])
    return ""
