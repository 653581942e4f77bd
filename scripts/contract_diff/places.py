"""What happened to the contract, and where: what all readers of changes have in common."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Literal

from attrs import evolve, field, frozen

from scripts.contract_diff.prepare import DATA, REFS, Prepared
from scripts.contract_diff.redocly import Change
from scripts.contract_diff.structure import BOTH, Direction, follow, join, steps

Side = Literal["base", "revision"]


@frozen
class Event:
    """Something that happened to the contract."""

    name: str
    """Its name in the table."""
    pointer: str
    """Where, in the prepared document."""
    side: Side
    """Which document that is: the base for what is gone."""
    directions: frozenset[Direction] = frozenset()
    """Which way the data there travels."""
    details: Mapping[str, str] = field(factory=dict)


@frozen
class Pair:
    """Both contracts."""

    base: Prepared
    revision: Prepared

    def side(self, name: Side) -> Prepared:
        """One of them."""
        return self.base if name == "base" else self.revision


Reader = Callable[[Change, Pair], Iterator[Event]]
"""Gives a change its names in the table of audiences.py."""


def side_of(change: Change) -> Side:
    """The document that has the place of a change: the revision, except for what is gone."""
    return "base" if change.revision is None else "revision"


def place_of(change: Change, pair: Pair) -> tuple[str, frozenset[Direction]]:
    """The object that changed, and which way its data travels in both contracts."""
    if change.base is None or change.revision is None:
        place = change.base or change.revision
        assert place is not None, change
        return place.schema, pair.side(side_of(change)).directions(place.schema)
    old, new = change.base.schema, change.revision.schema
    holder = held_at(pair.revision, change.path)
    changed = holder if holder is not None and is_retargeted(change, pair) else new
    return changed, pair.base.directions(old) & pair.revision.directions(changed)


def is_retargeted(change: Change, pair: Pair) -> bool:
    """Whether what changed is a reference, which means another component, and not the component itself."""
    if change.base is None or change.revision is None:
        return False
    holder = held_at(pair.revision, change.path)
    return holder is not None and holder != change.revision.schema and is_of_another_component(change)


def is_of_another_component(change: Change) -> bool:
    """Whether the two sides of a change are not of the same component, nor both of none."""
    if change.base is None or change.revision is None:
        return False
    return component(change.base.schema) != component(change.revision.schema)


def component(pointer: str) -> list[str]:
    """The component that a place is in; empty elsewhere."""
    keys = steps(pointer)
    return keys[:3] if keys[:1] == ["components"] else keys[:2] if keys[:1] == [REFS] else []


def held_at(side: Prepared, path: str) -> str | None:
    """The place that a path means, which leads through references; a reference at its end is not followed."""
    pointer = ""
    for key in steps(path):
        try:
            place = follow(side.document, pointer)
        except (LookupError, TypeError):
            return None
        if place is None:
            return None
        pointer = join(place, key)
    return pointer if side.get(pointer) is not None else None


def at(change: Change, pair: Pair, name: str, /, *keys: object, **details: object) -> Event:
    """An event at what changed, or below it."""
    pointer, directions = place_of(change, pair)
    side = side_of(change)
    holder = join(pointer, *keys) if pair.side(side).get(join(pointer, *keys)) is not None else pointer
    return Event(name, holder, side, directions, {key: str(value) for key, value in details.items()})


def gone(change: Change, pair: Pair, name: str, /, *keys: object, **details: object) -> Event:
    """An event at what the base has and the revision has not."""
    event = at(change, pair, name, **details)
    if change.base is None or is_of_another_component(change):
        return event
    return evolve(event, pointer=join(change.base.schema, *keys), side="base")


def told(change: Change, pair: Pair, name: str, /, **details: object) -> Event:
    """An event at the keyword that changed, in the revision where that still has it."""
    is_there = change.revision is not None and change.revision.present
    return (at if is_there else gone)(change, pair, name, change.property, **details)


def nothing(change: Change, pair: Pair) -> Event:
    """No event, where another change says it already; without one Redocly's verdict would be told."""
    return at(change, pair, "")


def shown(value: object) -> str:
    """A value as it is written in a sentence."""
    if isinstance(value, str) and value.startswith(DATA):
        return value.removeprefix(DATA)
    return json.dumps(value, ensure_ascii=False)


def listed(values: Iterable[object]) -> str:
    """Values as they are written in a sentence."""
    written = [shown(value) for value in values]
    return ", ".join(written[:5]) + (f" and {len(written) - 5} more" if len(written) > 5 else "")


def change_of(before: object, after: object) -> str:
    """From what to what something changed, None where it was not there."""
    if before is None:
        return f"{shown(after)}, was not set"
    return f"not set, was {shown(before)}" if after is None else f"{shown(after)}, was {shown(before)}"


def values_of(change: Change) -> tuple[Any, Any]:
    """The keyword's value before and after, None where it was not there."""
    return (
        change.base.value if change.base and change.base.present else None,
        change.revision.value if change.revision and change.revision.present else None,
    )


def judged_by_redocly(change: Change, pair: Pair) -> Event:
    """What no reader below knows, and Redocly takes for breaking."""
    event = at(change, pair, "judged by Redocly", message=" ".join(change.verdicts))
    return evolve(event, directions=event.directions or BOTH)


def last_key(reference: object) -> str:
    """The name of what a reference refers to."""
    return str(reference).rpartition("/")[2]


def strings(value: object) -> list[str]:
    """The strings of a list; none where it is no list."""
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def read_deprecated(change: Change, pair: Pair) -> Iterator[Event]:
    """A deprecation."""
    _, after = values_of(change)
    yield at(change, pair, "deprecated" if after is True else "deprecation lifted", "deprecated")
