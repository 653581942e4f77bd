"""What happened to unions: which options came and went, and how kinds are told apart.

Redocly pairs options by their likeness and compares what is written. It takes one kind that replaces another for the
same under a new name, and where a schema becomes a union, it accuses each keyword that moved into an option. What
counts is which options there were and are.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any, Final

from attrs import evolve, frozen

from scripts.contract_diff.places import (
    Event,
    Pair,
    at,
    gone,
    held_at,
    is_of_another_component,
    last_key,
    nothing,
    shown,
    strings,
    values_of,
)
from scripts.contract_diff.prepare import ANNOTATIONS, MAPPING, NULL, Prepared
from scripts.contract_diff.redocly import Change, Place
from scripts.contract_diff.structure import above, follow, join, steps, target

COMBINATORS: Final = ("oneOf", "anyOf")
# An option that has none of these says something more of the schema that it is in, and is no kind of its own.
OF_A_KIND: Final = frozenset({"$ref", "const", "enum", "properties", "type"})


@frozen
class Option:
    """An option of a union."""

    place: str
    schema: Any
    meaning: str
    """The place that it refers to, or its own."""


@frozen
class Union:
    """A union, or what was one or is one now, and how its options changed."""

    path: str
    holder: str
    """Its place in the revision."""
    added: tuple[Option, ...]
    removed: tuple[Option, ...]
    has_kept: bool
    """Whether some option is as it was."""
    rewritten: bool
    """Whether it became a union, stopped being one, or is another sort of union now."""

    def tells(self, change: Change, pair: Pair) -> bool:
        """Whether a change is one of those that the union tells better."""
        if self.rewritten:
            return change.path == self.path or change.path.startswith(f"{self.path}/")
        for keyword in COMBINATORS:
            below = join(self.path, keyword)
            if change.path.startswith(f"{below}/"):
                is_option = change.kind != "modified" and above(change.path) == below
                return is_option or is_of_another_component(change) or self.is_in_other_option(change, pair)
        return False

    def is_in_other_option(self, change: Change, pair: Pair) -> bool:
        """Whether a change is in what only one side has as an option, and the other has not at all."""
        if change.revision is None:
            return any(is_lost(each, change.base, pair.revision) for each in self.removed)
        return any(is_lost(each, change.revision, pair.base) for each in self.added)


def is_lost(option: Option, place: Place | None, other: Prepared) -> bool:
    """Whether a place is in an option that the other side has not got."""
    return place is not None and is_within(place.schema, option.meaning) and other.get(option.meaning) is None


def is_within(pointer: str, place: str) -> bool:
    """Whether a pointer leads to a place or below it."""
    return pointer == place or pointer.startswith(f"{place}/")


def changed_unions(changes: Iterable[Change], pair: Pair) -> list[Union]:
    """The unions that changes are in."""
    rewritten, touched = set(), set()
    for change in changes:
        if change.type_name in ("OneOf", "AnyOf"):
            rewritten.add(above(change.path))
        keys = change.path.split("/")
        for index in range(1, len(keys) - 1):
            if keys[index] in COMBINATORS and keys[index + 1].isdigit():
                touched.add("/".join(keys[:index]))
    found = [union_at(path, pair, rewritten=path in rewritten) for path in sorted(rewritten | touched)]
    return [each for each in found if each is not None and (each.added or each.removed or each.rewritten)]


def union_at(path: str, pair: Pair, *, rewritten: bool) -> Union | None:
    """The union that a path leads to; None where something else is there."""
    old, new = held_at(pair.base, path), held_at(pair.revision, path)
    if old is None or new is None:
        return None
    before, after = options_of(pair.base, old), options_of(pair.revision, new)
    if not all(isinstance(each.schema, dict) and OF_A_KIND & each.schema.keys() for each in (*before, *after)):
        return None
    removed, added = list(before), list(after)
    for is_same in (is_same_place, is_same_content, has_same_tag):
        for one in tuple(removed):
            other = next((each for each in added if is_same(one, each, pair)), None)
            if other is not None:
                removed.remove(one)
                added.remove(other)
    return Union(path, new, tuple(added), tuple(removed), len(removed) < len(before), rewritten)


def options_of(side: Prepared, pointer: str) -> list[Option]:
    """The options of a union; a schema that is none is its own only option."""
    place = follow(side.document, pointer)
    union = side.get(place)
    for keyword in COMBINATORS:
        if place and isinstance(union, dict) and isinstance(union.get(keyword), list):
            return [option_at(side, join(place, keyword, index)) for index in range(len(union[keyword]))]
    return [option_at(side, pointer)]


def option_at(side: Prepared, pointer: str) -> Option:
    """The option at a place."""
    return Option(pointer, side.get(pointer), follow(side.document, pointer) or pointer)


def is_same_place(one: Option, other: Option, _: Pair) -> bool:
    """Whether two options are the same component, or say the same."""
    return identity(one.schema) == identity(other.schema)


def identity(option: Any) -> str:
    """What tells an option from others: the component that it is, or else all that it says."""
    return target(option) or content(option)


def content(schema: Any) -> str:
    """What a schema says, in words left out."""
    said = schema if isinstance(schema, dict) else {"is": schema}
    return json.dumps({key: each for key, each in said.items() if key not in (*ANNOTATIONS, NULL)}, sort_keys=True)


def is_same_content(one: Option, other: Option, pair: Pair) -> bool:
    """Whether an option is another component of the same content: a component renamed."""
    return content(meant(pair.base, one)) == content(meant(pair.revision, other))


def has_same_tag(one: Option, other: Option, pair: Pair) -> bool:
    """Whether the same constants say of both options which kind they are."""
    tags = tags_of(meant(pair.base, one))
    return bool(tags) and tags == tags_of(meant(pair.revision, other))


def tags_of(schema: Any) -> dict[str, Any]:
    """The required constants of an object."""
    if not isinstance(schema, dict) or not isinstance(schema.get("properties"), dict):
        return {}
    required = strings(schema.get("required"))
    return {
        name: each["const"]
        for name, each in schema["properties"].items()
        if name in required and isinstance(each, dict) and "const" in each
    }


def meant(side: Prepared, option: Option) -> Any:
    """The schema that an option is or refers to."""
    return side.get(option.meaning)


def is_object(side: Prepared, option: Option) -> bool:
    """Whether an option is an object, for which the client has a class."""
    schema = meant(side, option)
    return isinstance(schema, dict) and (schema.get("type") == "object" or "properties" in schema)


def union_events(union: Union, pair: Pair) -> Iterator[Event]:
    """What happened to a union."""
    old = held_at(pair.base, union.path) or ""
    directions = pair.base.directions(old) & pair.revision.directions(union.holder)
    if union.rewritten and not union.has_kept:
        before, after = options_of(pair.base, old), options_of(pair.revision, union.holder)
        details = {"change": f"{names_of(after)}, was {names_of(before)}"}
        yield Event("shape changed", union.holder, "revision", directions, details)
        return
    # The client keeps an unknown kind as UnknownVariant where it has two classes to choose from.
    known = sum(is_object(pair.base, option) for option in options_of(pair.base, old)) > 1
    for option in union.added:
        is_known = known and is_object(pair.revision, option)
        kind = "union option added" if is_known else "option added where the client knows no union"
        yield Event(kind, option.place, "revision", directions, {"option": name_of(option)})
    for option in union.removed:
        yield Event("union option removed", option.place, "base", directions, {"option": name_of(option)})
    if not union.added and not union.removed:
        yield Event("union written otherwise", union.holder, "revision", directions)


def name_of(option: Option) -> str:
    """What an option is called."""
    if (pointer := target(option.schema)) is not None:
        return steps(pointer)[-1]
    kind = option.schema.get("type") if isinstance(option.schema, dict) else None
    return f"one of type {shown(kind)}" if kind else "one without a name"


def names_of(options: Iterable[Option]) -> str:
    """Options in a sentence."""
    return " or ".join(name_of(option) for option in options)


# ---- discriminators ----


def read_discriminator(change: Change, pair: Pair) -> Iterator[Event]:
    """How kinds are told apart."""
    if change.kind == "modified" and change.property == "propertyName":
        before, after = values_of(change)
        yield at(change, pair, "discriminator changed", "propertyName", before=shown(before), after=shown(after))
    elif change.kind == "modified" and change.property == MAPPING:
        yield from read_mapping(change, pair)
    elif change.kind == "removed":
        tag = change.base.value.get("propertyName") if change.base and isinstance(change.base.value, dict) else ""
        yield at(change, pair, "discriminator removed", before=shown(tag))
    elif change.kind == "modified" or not change.verdicts:
        yield at(change, pair, "wording", change.property or "")


def read_mapping(change: Change, pair: Pair) -> Iterator[Event]:
    """Which value means which kind, for kinds that are there on both sides: others are options that came or went."""
    before, after = (json.loads(value) if value else {} for value in values_of(change))
    assert change.base is not None
    assert change.revision is not None
    known = {identity(option.schema) for option in options_of(pair.base, above(change.base.schema))}
    still = {identity(option.schema) for option in options_of(pair.revision, above(change.revision.schema))}
    for tag in {**before, **after}:
        old, new = before.get(tag), after.get(tag)
        details = {"tag": shown(tag), "before": last_key(old), "after": last_key(new)}
        if old is None and str(new).removeprefix("#") in known:
            yield tagged(at(change, pair, "tag added", MAPPING, **details), tag)
        elif new is None and str(old).removeprefix("#") in still:
            yield tagged(gone(change, pair, "tag removed", MAPPING, **details), tag)
        elif old is not None and new is not None and old != new and not is_renamed(str(old), str(new), pair):
            yield tagged(at(change, pair, "tag changed", MAPPING, **details), tag)
    yield nothing(change, pair)


def is_renamed(old: str, new: str, pair: Pair) -> bool:
    """Whether what a mapping names is the same under another name."""
    one = Option(old, {"$ref": old}, old.removeprefix("#"))
    other = Option(new, {"$ref": new}, new.removeprefix("#"))
    return is_same_content(one, other, pair) or has_same_tag(one, other, pair)


def tagged(event: Event, tag: str) -> Event:
    """An event at one value of a mapping."""
    return evolve(event, pointer=join(event.pointer, tag))
