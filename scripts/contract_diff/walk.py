"""A walk through two contracts side by side: the events so far, and the schemas still to compare."""

from collections import deque
from collections.abc import Mapping
from typing import Any, Final

from attrs import define, evolve, field, frozen

from contract_diff.audiences import Direction
from openapi_contract.bundle import steps
from openapi_contract.effective_schema import Conjoined, EffectiveSchema, effective_schema
from openapi_contract.grammar import Pointer
from openapi_contract.json_data import same
from openapi_contract.located import Located, Side, strings
from openapi_contract.raw_document import RawDocument
from openapi_contract.written_schemas import COMPONENT

Details = tuple[tuple[str, str], ...]
# Keywords that lead from a schema to another which has no name of its own.
NAMELESS: Final = frozenset({"items", "additionalProperties", "allOf", "anyOf", "oneOf"})


@frozen
class Event:
    """A difference between the contracts, named by its event in impact_rules.py."""

    name: str
    side: Side
    """Contract that has the place: the base if the part was removed."""
    at: Pointer
    details: Details = ()
    inside: str = ""
    """Name of the property, if the place has a reference to the schema with it."""


@frozen(eq=False)
class Task:
    """Two schemas to compare."""

    context: "Context"
    base: Conjoined
    revision: Conjoined
    needed: bool
    """True if a value that does not fit makes the client treat the enclosing object as malformed."""
    is_option: bool
    """True if it is an option of a union, of which null is not a part."""


@define(eq=False)
class Walk:
    """Two contracts, and the events found between them."""

    base: RawDocument
    revision: RawDocument
    events: dict[Event, set[Direction]] = field(factory=dict)
    """Events, each with the directions of the data."""
    waiting: deque[Task] = field(factory=deque)
    met: set[Any] = field(factory=set)
    """Pairs of places that were compared."""
    reached: set[tuple[Side, Pointer]] = field(factory=set)
    """Components that operations refer to, directly or indirectly."""
    views: dict[Any, EffectiveSchema] = field(factory=dict)
    as_before: dict[tuple[Side, Pointer], bool] = field(factory=dict)
    """Cache: whether a place has the same value in the other contract."""
    unchanged: frozenset[Pointer | None] = frozenset()
    """The components that mean the same in both contracts."""
    kinds: Mapping[Side, Mapping[Pointer, list[str]]] = field(factory=dict)
    """The components that extend a schema by `allOf`, by the schema."""

    def part(self, side: Side, *keys: str | int) -> Located:
        """Return a part of one of the contracts."""
        document = self.base if side == "base" else self.revision
        return Located(document, side, (), document.root).child(*keys)

    def view(self, parts: Conjoined) -> EffectiveSchema:
        """Return the effective schema of schemas that all apply."""
        key = tuple((part.side, part.at) for part in parts)
        if key not in self.views:
            self.views[key] = effective_schema(parts)
        return self.views[key]

    def first_time(self, *key: Any) -> bool:
        """Return whether a key has not been met before, and note it."""
        if key in self.met:
            return False
        self.met.add(key)
        return True

    def reach(self, part: Located) -> None:
        """Note the components on the way from a reference to its final target."""
        while part.reference is not None:
            part = part.target(part.reference)
            if not part.at or (part.side, part.at) in self.reached:
                return
            self.reached.add((part.side, part.at))

    def resolved(self, part: Located) -> Located:
        """Return the final target of a part's references, or the part itself."""
        self.reach(part)
        return part.resolved()

    def is_as_before(self, part: Located) -> bool:
        """Return whether a place in a component has the same value in the other contract."""
        key = part.side, part.at
        if key not in self.as_before:
            self.as_before[key] = part.at[:1] == ("components",) and self._is_in_other(part)
        return self.as_before[key]

    def _is_in_other(self, part: Located) -> bool:
        *above, last = part.at
        try:
            here, there = (document.at(tuple(above)) for document in (part.document, self.other(part).document))
            value = here[last]
            return any(same(value, each) for each in there) if isinstance(there, list) else same(value, there[last])
        except (LookupError, TypeError):
            return False

    def other(self, part: Located) -> Located:
        """Return the root of the other contract."""
        return self.part("base" if part.side == "revision" else "revision")

    def is_unchanged(self, base: Any, revision: Any) -> bool:
        """Return whether two values are written the same, and so is everything that they refer to."""
        return repr(base) == repr(revision) and all(component(each) in self.unchanged for each in references(base))


def walk_of(base: RawDocument, revision: RawDocument) -> Walk:
    """Return a new walk through two contracts."""
    kinds: dict[Side, dict[Pointer, list[str]]] = {"base": extensions(base), "revision": extensions(revision)}
    return Walk(base, revision, kinds=kinds, unchanged=unchanged_components(base, revision, *kinds.values()))


def components(document: RawDocument) -> dict[Pointer, Any]:
    """Return each component by its place."""
    sections = document.root.get("components")
    return {
        ("components", section, name): value
        for section, named in (sections if isinstance(sections, dict) else {}).items()
        if isinstance(named, dict)
        for name, value in named.items()
    }


def extensions(document: RawDocument) -> dict[Pointer, list[str]]:
    """Return the names of the schemas that extend another by `allOf`, by the other's place."""
    found: dict[Pointer, list[str]] = {}
    for at, value in components(document).items():
        parts = value.get("allOf") if at[1] == "schemas" and isinstance(value, dict) else None
        for part in parts if isinstance(parts, list) else ():
            for reference in strings(part.get("$ref")) if isinstance(part, dict) else ():
                found.setdefault(tuple(steps(reference)), []).append(str(at[2]))
    return found


def unchanged_components(
    base: RawDocument, revision: RawDocument, *kinds: Mapping[Pointer, list[str]]
) -> frozenset[Pointer | None]:
    """Return the places of the components that are written the same and refer only to such components."""
    before, after = components(base), components(revision)
    users: dict[Pointer | None, list[Pointer]] = {}
    for each in (before, after):
        for at, value in each.items():
            for reference in references(value):
                users.setdefault(component(reference), []).append(at)
    for extended in kinds:
        for at, names in extended.items():
            for name in names:
                users.setdefault(("components", "schemas", name), []).append(at)
    places = before.keys() | after.keys()
    waiting: list[Pointer | None] = [at for at in places if repr(before.get(at)) != repr(after.get(at))]
    waiting += [at for at in users if at not in places]
    changed = set(waiting)
    while waiting:
        fresh = [at for at in users.get(waiting.pop(), ()) if at not in changed]
        changed.update(fresh)
        waiting += fresh
    return frozenset(places - changed)


def component(reference: str) -> Pointer | None:
    """Return the place of the component that a reference leads into; None if it leads elsewhere."""
    keys = tuple(steps(reference))
    return keys[:3] if keys[:1] == ("components",) and len(keys) > 2 else None


@frozen(eq=False)
class Context:
    """Direction (request or response) and report location of a comparison."""

    walk: Walk
    direction: Direction | None
    """None for a part that no operation refers to."""
    anchor: tuple[Located, Located] | None = None
    """The former target of a reference that leads to another schema now, and the reference.

    Differences behind it are reported at the reference.
    """
    schemas: tuple[Located, Located] | None = None
    """The two schemas being compared. A part that they refer to, and that both contracts have unchanged, is reported
    here: only the reference to it is new or gone."""

    def report(self, name: str, part: Located, /, **details: object) -> None:
        """Add an event to the walk."""
        place, inside = part, ""
        around = self.anchor
        if around is None and self.schemas is not None and self.walk.is_as_before(part):
            around = self.schemas
        if around is not None and not any(part.is_within(each) for each in around):
            place, inside = around[1], name_within(around, part)
        placeholders = tuple((key, str(value)) for key, value in details.items())
        event = Event(name, place.side, place.at, placeholders, inside)
        self.walk.events.setdefault(event, set()).update({self.direction} if self.direction else ())

    def going(self, direction: Direction | None) -> "Context":
        """Return this context for another direction."""
        return evolve(self, direction=direction, anchor=None, schemas=None)


def name_within(around: tuple[Located, Located], part: Located) -> str:
    """Return the name of a property behind a reference, without the component's name if the reference names it."""
    match part.at:
        case ("components", "schemas", name, *rest):
            names = properties_in([str(key) for key in rest])
            start = around[0] if part.side == "base" else around[1]
            is_there = start.reference is not None and start.resolved().at == part.at[:3]
            return ".".join(names if is_there or not names else [str(name), *names])
    return ""


def properties_in(keys: list[str]) -> list[str]:
    """Return the names of the properties on a path through schemas."""
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


def references(value: Any) -> list[str]:
    """Return the references in a value, those of discriminators included."""
    found: list[str] = []
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, list):
            waiting += each
        elif isinstance(each, dict):
            reference = each.get("$ref")
            if isinstance(reference, str):
                found.append(reference)
            mapping = each.get("mapping")
            if isinstance(mapping, dict):
                found += [full_reference(target) for target in mapping.values() if isinstance(target, str)]
            waiting += each.values()
    return found


def full_reference(target: str) -> str:
    """Return the reference that an entry of a mapping stands for: a bare name is that of a component."""
    return target if target.startswith("#") else COMPONENT + target
