"""What happened to a schema: the changes that Redocly finds in one, by the names of audiences.py."""

from collections.abc import Iterator
from typing import Any, Final

from attrs import evolve

from scripts.contract_diff.places import (
    Event,
    Pair,
    Reader,
    at,
    change_of,
    component,
    gone,
    last_key,
    listed,
    nothing,
    place_of,
    read_deprecated,
    shown,
    side_of,
    strings,
    told,
    values_of,
)
from scripts.contract_diff.prepare import ANNOTATIONS, NULL, REFS, Prepared
from scripts.contract_diff.redocly import Change, Place
from scripts.contract_diff.structure import Direction, JsonObject, above, join, steps, target

# Formats for which the client has a type of its own.
TYPED_FORMATS: Final = frozenset({"binary", "date", "date-time", "uuid"})
LOWER: Final = ("minimum", "exclusiveMinimum")
UPPER: Final = ("maximum", "exclusiveMaximum")


def read_schema(change: Change, pair: Pair) -> Iterator[Event]:
    """What happened to a schema, or to a keyword of one."""
    if change.kind != "modified":
        yield from read_whole_schema(change, pair)
    elif change.property in KEYWORDS:
        yield from KEYWORDS[change.property](change, pair)
    elif change.property in ANNOTATIONS or str(change.property).startswith("x-"):
        yield at(change, pair, "wording", change.property)
    elif not change.verdicts:
        yield at(change, pair, "something changed", change.property)


def read_whole_schema(change: Change, pair: Pair) -> Iterator[Event]:
    """A schema that is there on one side alone; what it is to the one around it says what that means."""
    added = change.kind == "added"
    side = pair.side(side_of(change))
    pointer, directions = place_of(change, pair)
    name = steps(pointer)[-1]
    other = (pair.base if added else pair.revision).get(above(pointer))
    match position(side, pointer):
        case "component":
            if added:
                yield at(change, pair, "component added")
            else:
                lost = makes_a_class(side.get(pointer)) and name not in class_names(pair.revision)
                yield at(change, pair, "class removed" if lost else "component removed", name=name)
        case "property":
            yield from read_property(change, pair, name, side.get(above(above(pointer))))
        case "items" | "additionalProperties" if other is None or other.get(name) is not False:
            yield at(change, pair, "elements typed" if added else "elements untyped")
        case "items" | "additionalProperties":
            # From nothing at all to something described, or back: `closed` and `opened` say so.
            return
        case _ if not change.verdicts and directions:
            yield at(change, pair, "something changed")


def read_property(change: Change, pair: Pair, name: str, parent: JsonObject) -> Iterator[Event]:
    """A property that came or went."""
    pointer, directions = place_of(change, pair)
    required = name in strings(parent.get("required"))
    if change.kind == "added":
        before = pair.base.get(above(above(pointer)))
        closed = isinstance(before, dict) and before.get("additionalProperties") is False
        if not (required and directions == {Direction.REQUEST}):
            yield at(change, pair, "property added to a closed object" if closed else "property added", name=name)
            if closed and Direction.REQUEST in directions:
                yield evolve(at(change, pair, "property added", name=name), directions=frozenset({Direction.REQUEST}))
        return
    after = pair.revision.get(above(above(pointer)))
    closed = isinstance(after, dict) and after.get("additionalProperties") is False
    event = at(change, pair, "", name=name)
    if Direction.REQUEST in directions:
        kind = "property removed from a closed object" if closed else "property removed"
        yield evolve(event, name=kind, directions=frozenset({Direction.REQUEST}))
    if Direction.ANSWER in directions:
        kind = "required property removed" if required else "optional property removed"
        yield evolve(event, name=kind, directions=frozenset({Direction.ANSWER}))
    if not directions:
        yield evolve(event, name="something changed")


def position(side: Prepared, pointer: str) -> str:
    """What a schema is to what holds it: a property, a component, or else what its keyword says."""
    kinds, keys = side.kinds_to(pointer), steps(pointer)
    if len(kinds) < 3:
        return "root"
    if kinds[-2] == "schemas":
        if kinds[-3] == "components":
            return "component"
        return "property" if keys[-2] == "properties" else keys[-2]
    return keys[-2] if kinds[-2] == "schema list" else keys[-1] if kinds[-2] == "schema" else "root"


def is_needed(side: Prepared, pointer: str) -> bool:
    """Whether the client has to read a schema's value, or may leave it as it came: an optional property it may."""
    if position(side, pointer) != "property":
        return True
    parent = side.get(above(above(pointer)))
    return steps(pointer)[-1] in strings(parent.get("required"))


def makes_a_class(schema: Any) -> bool:
    """Whether the client has a class, or a name for a union, for a component."""
    if not isinstance(schema, dict):
        return False
    return schema.get("type") == "object" or any(key in schema for key in ("properties", "enum", "oneOf", "anyOf"))


# ---- keywords ----


def sides(change: Change, pair: Pair) -> Iterator[tuple[Prepared, Place]]:
    """The places of a modification, each with its contract."""
    assert change.base is not None
    assert change.revision is not None
    yield from ((pair.base, change.base), (pair.revision, change.revision))


def read_enum(change: Change, pair: Pair) -> Iterator[Event]:
    """Values that came and went, or an enum as a whole."""
    before, after = values_of(change)
    old, new = (side.get(place.schema) or {} for side, place in sides(change, pair))
    if not isinstance(before, list):
        # A constant that is one of the values now is told as such.
        known = isinstance(after, list) and "const" in old and old["const"] in after
        values = listed(after if isinstance(after, list) else [])
        yield nothing(change, pair) if known else at(change, pair, "enum set", "enum", values=values)
    elif not isinstance(after, list):
        event = told(change, pair, "enum dropped", values=listed(before))
        # One of the values is a constant now: to readers nothing new, but the client's class is gone.
        kept = "const" in new and new["const"] in before
        yield evolve(event, directions=frozenset({Direction.REQUEST})) if kept and event.directions else event
    else:
        written_before, written_after = [shown(each) for each in before], [shown(each) for each in after]
        for index, value in enumerate(written_after):
            if value not in written_before:
                yield at(change, pair, "enum value added", "enum", index, value=value)
        for index, value in enumerate(written_before):
            if value not in written_after:
                yield gone(change, pair, "enum value removed", "enum", index, value=value)
        if sorted(written_before) == sorted(written_after):
            yield at(change, pair, "wording", "enum")


def read_required(change: Change, pair: Pair) -> Iterator[Event]:
    """Properties that became required or optional."""
    before, after = (strings(value) for value in values_of(change))
    _, directions = place_of(change, pair)
    old, new = (side.get(place.schema) or {} for side, place in sides(change, pair))
    for index, name in enumerate(after):
        if name in before:
            continue
        event = at(change, pair, "property required", "required", index, name=name)
        declared = (new.get("properties") or {}).get(name)
        one_way = isinstance(declared, dict) and declared.get("readOnly") is True
        yield evolve(event, directions=directions - {Direction.REQUEST} if one_way else directions)
    for index, name in enumerate(before):
        declared = (old.get("properties") or {}).get(name)
        removed = declared is not None and name not in (new.get("properties") or {})
        if removed:
            yield nothing(change, pair)
        elif name not in after:
            event = gone(change, pair, "property optional", "required", index, name=name)
            one_way = isinstance(declared, dict) and declared.get("writeOnly") is True
            yield evolve(event, directions=directions - {Direction.ANSWER} if one_way else directions)
    if sorted(before) == sorted(after):
        yield at(change, pair, "wording", "required")


def is_replaced(change: Change) -> bool:
    """Whether a schema is of another type altogether, which makes all that is said in it another thing."""
    if change.type_name != "Schema" or change.property != "type":
        return False
    before, after = ({value} if isinstance(value, str) else {*strings(value)} for value in values_of(change))
    related = {"integer", "number"} <= before | after and not (before | after) - {"integer", "number"}
    return bool(before and after) and not before & after and not related


def read_type(change: Change, pair: Pair) -> Iterator[Event]:
    """Types that a value may have or may have no longer."""
    before, after = ([each] if isinstance(each, str) else strings(each) for each in values_of(change))
    details = {"before": " or ".join(before) or "anything", "after": " or ".join(after) or "anything"}
    if not covers(before, after):
        yield at(change, pair, "type widened", "type", **details)
    if not covers(after, before):
        narrowed = at(change, pair, "type narrowed", "type", **details)
        one_way = narrowed.directions - {Direction.ANSWER} if not covers(before, after) else narrowed.directions
        yield evolve(narrowed, directions=one_way)
    if covers(before, after) and covers(after, before):
        yield at(change, pair, "wording", "type")


def covers(types: list[str], others: list[str]) -> bool:
    """Whether a value of any of the others has one of the types; no types at all are all."""
    if not types or not others:
        return not types
    return all(each in types or (each == "integer" and "number" in types) for each in others)


def read_null(change: Change, pair: Pair) -> Iterator[Event]:
    """Null that may come or may come no longer."""
    before, _ = values_of(change)
    if before is not None:
        yield told(change, pair, "null removed")
        return
    pointer, _ = place_of(change, pair)
    needed = is_needed(pair.revision, pointer)
    yield at(change, pair, "null added where it is needed" if needed else "null added", NULL)


def read_constant(change: Change, pair: Pair) -> Iterator[Event]:
    """A constant."""
    before, after = values_of(change)
    kind = "changed" if change.base and change.base.present else "narrowed"
    if change.revision and not change.revision.present:
        kind = "widened"
    old, new = (side.get(place.schema) or {} for side, place in sides(change, pair))
    if (kind, old.get("enum")) == ("narrowed", [after]) or (kind, new.get("enum")) == ("widened", [before]):
        yield at(change, pair, "something changed", "const")
        return
    yield told(change, pair, f"constant {kind}", before=shown(before), after=shown(after))


def read_default(change: Change, pair: Pair) -> Iterator[Event]:
    """What leaving something out means."""
    before, after = values_of(change)
    assert change.base is not None
    assert change.revision is not None
    kind = "added" if not change.base.present else "changed" if change.revision.present else "removed"
    yield told(change, pair, f"default {kind}", before=shown(before), after=shown(after))


def read_constraint(change: Change, pair: Pair) -> Iterator[Event]:
    """A bound, a pattern, a format: whether it lets less or more through than before."""
    before, after = values_of(change)
    keyword = str(change.property)
    effect = effect_of(change, pair)
    details = {"keyword": keyword, "change": change_of(before, after)}
    if effect is None or is_told_by_partner(change, pair):
        yield nothing(change, pair)
        return
    yield told(change, pair, f"constraint {effect}", **details)
    if keyword == "format" and {str(before), str(after)} & TYPED_FORMATS:
        yield told(change, pair, "attribute retyped", **details)


def is_told_by_partner(change: Change, pair: Pair) -> bool:
    """Whether a bound was replaced by its exclusive or inclusive form, which says it already."""
    for names in (LOWER, UPPER):
        if change.property in names and change.base and change.revision:
            (partner,) = (name for name in names if name != change.property)
            old, new = pair.base.get(change.base.schema) or {}, pair.revision.get(change.revision.schema) or {}
            return old.get(partner) != new.get(partner) and not change.revision.present
    return False


def effect_of(change: Change, pair: Pair) -> str | None:
    """Whether a constraint narrowed or widened; `changed` where one cannot tell, None where all stayed as it was."""
    before, after = values_of(change)
    keyword = str(change.property)
    if keyword in LOWER + UPPER:
        assert change.base is not None
        assert change.revision is not None
        names = LOWER if keyword in LOWER else UPPER
        old = bound(pair.base.get(change.base.schema), *names)
        new = bound(pair.revision.get(change.revision.schema), *names)
        return None if old == new else "narrowed" if new > old else "widened"
    if keyword == "uniqueItems":
        return None if (before is True) is (after is True) else "narrowed" if after is True else "widened"
    if before is None or after is None:
        return "narrowed" if before is None else "widened"
    if keyword.startswith(("min", "max")) and isinstance(before, int | float) and isinstance(after, int | float):
        return "narrowed" if (after > before) is keyword.startswith("min") else "widened"
    return "changed"


def bound(schema: Any, inclusive: str, exclusive: str) -> tuple[float, bool]:
    """How much a bound excludes: the more, the larger. OpenAPI 3.0 has a boolean for exclusive."""
    sign = 1 if inclusive == "minimum" else -1
    at_most: list[tuple[float, bool]] = [(float("-inf"), False)]
    schema = schema if isinstance(schema, dict) else {}
    if is_number(schema.get(inclusive)):
        at_most.append((sign * schema[inclusive], schema.get(exclusive) is True))
    if is_number(schema.get(exclusive)):
        at_most.append((sign * schema[exclusive], True))
    return max(at_most)


def is_number(value: object) -> bool:
    """Whether a value is a number to JSON."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def read_openness(change: Change, pair: Pair) -> Iterator[Event]:
    """Whether an object may have other properties than those described."""
    before, after = values_of(change)
    if (before is False) is not (after is False):
        yield told(change, pair, "closed" if after is False else "opened")
    elif not change.verdicts:
        yield nothing(change, pair)


def read_one_way(change: Change, pair: Pair) -> Iterator[Event]:
    """A property that only comes or only goes."""
    before, after = values_of(change)
    if (before is True) is (after is True):
        return
    kind = "read-only" if change.property == "readOnly" else "write-only"
    assert change.base is not None
    assert change.revision is not None
    # It matters where data travelled the way that is closed now, or travels the one that is open now.
    now = after is True
    directions = pair.base.directions(change.base.schema) if now else pair.revision.directions(change.revision.schema)
    closed = Direction.REQUEST if kind == "read-only" else Direction.ANSWER
    name = f"{kind} {'set' if now else 'unset'}" if closed in directions else "something changed"
    yield told(change, pair, name)


KEYWORDS: Final[dict[str, Reader]] = {
    "enum": read_enum,
    "required": read_required,
    "type": read_type,
    NULL: read_null,
    "const": read_constant,
    "default": read_default,
    "readOnly": read_one_way,
    "writeOnly": read_one_way,
    "deprecated": read_deprecated,
    "additionalProperties": read_openness,
    "unevaluatedProperties": read_openness,
    **dict.fromkeys(LOWER + UPPER, read_constraint),
    **dict.fromkeys(("minLength", "maxLength", "pattern", "format", "multipleOf", "uniqueItems"), read_constraint),
    **dict.fromkeys(("minItems", "maxItems", "minProperties", "maxProperties"), read_constraint),
    **dict.fromkeys(("contentEncoding", "contentMediaType"), read_constraint),
}


# ---- classes ----


def class_changes(pair: Pair) -> Iterator[Event]:
    """References that mean another component of the same content, for which the client has another class."""
    kept = class_names(pair.revision)
    for pointer in sorted(pair.base.reach):
        keys = steps(pointer)
        before, node = target(pair.base.get(pointer)), pair.revision.get(pointer)
        if before is None or not isinstance(node, dict) or {"parameters", "oneOf", "anyOf", "allOf"} & set(keys):
            continue
        after, name = target(node), class_name(pair.base, before)
        if name in kept and after != before and makes_a_class(pair.base.get(before)):
            now = class_name(pair.revision, after) if after else None
            if now != name and (now or (makes_a_class(node) and not {"oneOf", "anyOf"} & node.keys())):
                details = {"before": name, "after": f"the class {now}" if now else "a class of its own"}
                yield Event("class changed", pointer, "revision", frozenset(), details)


def class_name(side: Prepared, pointer: str) -> str:
    """The name of a component, which its class has from it, also where it is in another file."""
    return steps(pointer)[-1] if component(pointer)[:1] == ["components"] else last_key(side.origin(pointer))


def class_names(side: Prepared) -> set[str]:
    """The names of all components, also of those in other files."""
    here = (side.document.get("components") or {}).get("schemas") or {}
    elsewhere = range(len(side.kinds))
    return {*here, *(class_name(side, join("", REFS, index)) for index in elsewhere)}
