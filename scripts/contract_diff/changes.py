"""Changes between two contracts, and whom each breaks: the whole comparison in one call."""

import re
from collections.abc import Iterable
from functools import lru_cache

from attrs import frozen

from contract_diff.audiences import MALFORMED, Audience, Bump, ImpactRule
from contract_diff.comparison import walk_through
from contract_diff.impact_rules import BY_EVENT, rules_of
from contract_diff.walk import Event, Walk, component, properties_in, references, walk_of
from openapi_contract.grammar import METHODS, Pointer, nodes
from openapi_contract.json_data import JsonObject
from openapi_contract.located import Side
from openapi_contract.raw_document import RawDocument, pointer
from openapi_contract.signatures import MARK as SIGNATURE
from openapi_contract.yaml12 import garbage_kept

# Events that are reported once for our client, although they occur in requests and in responses.
ONE_ATTRIBUTE = {
    **dict.fromkeys(("type narrowed", "type widened"), "type"),
    **dict.fromkeys(
        (
            *("property removed", "property removed from a closed object", "optional property removed"),
            *("required property removed", "property removed that does not travel this way"),
        ),
        "property",
    ),
}


SAYS_LITTLE = ("something changed", "component added")
"""Events that are not reported where another says more of the same place."""


@frozen
class Change:
    """One difference for one audience; the audience is None if it breaks nobody."""

    audience: Audience | None
    pointer: str
    """Into the contract, or `file#pointer` into a file beside it."""
    side: Side
    """Contract that the pointer leads into: the base if the part was removed."""
    event: str
    """Event of the rule that applies."""
    sentence: str
    bump: Bump
    """Part of the version that the difference needs, over all audiences."""
    subject: str
    """Name of the place, in words."""


@frozen
class Comparison:
    """Two contracts and their differences."""

    base: RawDocument
    revision: RawDocument
    changes: tuple[Change, ...]

    @property
    def breaking(self) -> list[Change]:
        """Changes that break somebody."""
        return [each for each in self.changes if each.audience is not None]

    @property
    def harmless(self) -> list[Change]:
        """Changes that break nobody."""
        return [each for each in self.changes if each.audience is None]

    @property
    def bump(self) -> Bump | None:
        """The part of the version that all differences together need; None if there are none."""
        return max((each.bump for each in self.changes), default=None)


@garbage_kept()
def compare_contracts(base: RawDocument, revision: RawDocument) -> Comparison:
    """Compare two contracts. Raises `Unreadable` if one of them is not OpenAPI."""
    return Comparison(base, revision, tuple(changes(walk_through(walk_of(base, revision)))))


def changes(walk: Walk) -> list[Change]:
    """Return each difference once for each audience that it breaks, in the order of audiences and places."""
    found: dict[tuple[object, ...], Change] = {}
    for event, directions in walk.events.items():
        rules = rules_of(event.name, frozenset(directions))
        if rules == [BY_EVENT["out of reach", None]] and is_reached(event, walk):
            rules = [BY_EVENT["something changed", None]]
        for change in changes_of_event(event, rules, walk):
            # The client has one attribute for both directions; the longer of two sentences about it includes the other.
            is_client = change.audience is Audience.CLIENT
            about = (ONE_ATTRIBUTE.get(event.name, event.name), event.inside) if is_client else change.sentence
            key = change.audience, change.side, change.pointer, about
            known = found.get(key)
            if known is None or len(known.sentence) < len(change.sentence):
                found[key] = change
    reported = {(each.side, each.pointer) for each in found.values() if each.audience is not None}
    named = {(each.side, each.pointer) for each in found.values() if each.event not in SAYS_LITTLE}
    kept = [
        each
        for each in found.values()
        if each.audience is not None
        or (each.side, each.pointer) not in (named if each.event in SAYS_LITTLE else reported)
    ]
    return sorted(kept, key=order)


def is_reached(event: Event, walk: Walk) -> bool:
    """Return whether an operation reaches the component of an event; if none does, the event affects nobody."""
    return event.at[:3] in reached_components(walk.base if event.side == "base" else walk.revision)


@lru_cache(maxsize=4)
def reached_components(document: RawDocument) -> set[Pointer]:
    """Return the places of the components that operations and webhooks lead to."""
    return components_from(document, [document.root.get(key) for key in ("paths", "webhooks")])


def order(change: Change) -> tuple[object, ...]:
    """Return the key to sort by: the audience and the place, with numbers by their size."""
    audiences = list(Audience)
    rank = len(audiences) - change.bump if change.audience is None else audiences.index(change.audience)
    place = [(0, int(key), "") if key.isdigit() else (1, 0, key) for key in change.pointer.split("/")]
    return (change.audience is None, rank, place, change.sentence)


def changes_of_event(event: Event, rules: list[ImpactRule], walk: Walk) -> list[Change]:
    """Return the changes that an event is, one for each audience that it breaks."""
    document = walk.base if event.side == "base" else walk.revision
    about = subject(document.root, event.at)
    details = dict(event.details)
    lenient = said_of_errors(event.at, document)
    unread = set() if is_read_by_the_client(event.at, document) and not is_of_another_enum(event) else {Audience.CLIENT}
    broken = [
        (rule, who, shortened)
        for rule in rules
        for who, said in rule.breaks.items()
        if who not in unread and (shortened := without_malformed(said) if lenient else said)
    ]
    # A change breaks nobody if the only audience that it would break does not read the place.
    counted = [rule for rule in rules if not rule.breaks or any(each is rule for each, _, _ in broken)]
    bump = max((rule.bump for rule in counted), default=Bump.PATCH)

    def change(rule: ImpactRule, audience: Audience | None, sentence: str) -> Change:
        said = f"{event.inside}: {sentence}" if event.inside else sentence
        written = re.sub(r"\s+", " ", said.format_map(details))
        return Change(audience, pointer(event.at), event.side, rule.event, written, bump, about)

    return [change(*each) for each in broken] or [change(rule, None, rule.says) for rule in rules[:1]]


def is_of_another_enum(event: Event) -> bool:
    """Return whether a value is gone because a reference leads to another enum; the first enum's class still has it."""
    return event.name == "enum value removed" and event.at[-2:-1] != ("enum",)


def without_malformed(said: str) -> str:
    """Return a sentence without its remark on malformed responses; empty if nothing is left."""
    _, malformed, rest = said.partition(MALFORMED)
    return rest.removeprefix(", and ") if malformed else said


def said_of_errors(at: Pointer, document: RawDocument) -> bool:
    """Return whether a place occurs in error responses alone, which the client reads leniently."""
    match at:
        case ("paths", path, method, "responses", status, *_):
            return is_error(str(status), document.root["paths"][path][method]["responses"])
        case ("components", "schemas" | "responses", _, *_):
            return at[:3] in only_in_errors(document)
    return False


def is_error(status: str, responses: Iterable[str]) -> bool:
    """Return whether a status is that of an error; `default` is one if the operation describes its success."""
    return status[:1] in "45" or (status == "default" and any(str(each)[:1] == "2" for each in responses))


@lru_cache(maxsize=4)
def only_in_errors(document: RawDocument) -> set[Pointer]:
    """Return the places of the components that nothing but error responses refers to."""
    in_errors: list[object] = []
    elsewhere: list[object] = []
    for node in nodes(document.root):
        if node.kind == "operation":
            responses = node.value.get("responses") or {}
            for status, response in responses.items():
                (in_errors if is_error(str(status), responses) else elsewhere).append(response)
            elsewhere.append({key: value for key, value in node.value.items() if key != "responses"})
        elif node.kind == "path item":
            elsewhere.append(node.value.get("parameters"))
    return components_from(document, in_errors) - components_from(document, elsewhere)


def components_from(document: RawDocument, values: Iterable[object]) -> set[Pointer]:
    """Return the places of the components that values lead to, at any depth."""
    found: set[Pointer] = set()
    waiting = list(values)
    while waiting:
        for reference in references(waiting.pop()):
            at = component(reference)
            if at is not None and at not in found:
                found.add(at)
                waiting.append(document.target(reference))
    return found


def is_read_by_the_client(at: Pointer, document: RawDocument) -> bool:
    """Return whether the generated client reads a place: it reads no headers, and only signed webhooks."""
    match at:
        case ("webhooks", name, *rest):
            is_request = rest[1:2] in ([], ["operationId"], ["requestBody"]) or rest[-1:] == [SIGNATURE]
            return is_request and is_signed(document, str(name), [str(each) for each in rest[:1]])
        case ("webhooks",) | ("components", "headers" | "callbacks", *_) | ("paths", _, _, "callbacks", *_):
            return False
        case ("components", "responses", _, "headers", *_) | ("paths", _, _, "responses", _, "headers", *_):
            return False
    return True


def is_signed(document: RawDocument, name: str, methods: list[str]) -> bool:
    """Return whether a webhook describes its signature, in one of these operations or, if none is named, in any."""
    item = document.resolve(document.root["webhooks"][name])
    operations = [item[method] for method in methods or METHODS if isinstance(item.get(method), dict)]
    written = [each for holder in (item, *operations) for each in holder.get("parameters") or ()]
    return any(SIGNATURE in document.resolve(each) for each in written)


def subject(root: JsonObject, at: Pointer) -> str:
    """Return the name of a place: `WebCall.metadata`, or the operation and its part."""
    keys = [str(key) for key in at]
    match keys:
        case ["components", "schemas", name, *rest]:
            return ".".join([name, *properties_in(rest)])
        case ["components", _, name, *_]:
            return name
        case ["paths", path, method, *rest] if method in METHODS:
            return f"{method.upper()} {path}{part_of_operation(root['paths'][path][method], rest)}"
        case ["paths", path, *rest]:
            return f"{path}{part_of_operation(root['paths'][path], rest)}"
        case [first, *_]:
            return first
    return "the document"


def part_of_operation(holder: JsonObject, keys: list[str]) -> str:
    """Return the part of an operation or a path that a place belongs to, in words."""
    match keys:
        case ["parameters", index, *_]:
            parameter = holder["parameters"][int(index)]
            return f", {parameter['name']}" if isinstance(parameter, dict) and "name" in parameter else ""
        case ["requestBody", *rest]:
            return ", " + ".".join(["body", *properties_in(rest[3:] if rest[2:3] == ["schema"] else [])])
        case ["responses", status, *rest]:
            return ", " + ".".join([status, *properties_in(rest[3:] if rest[2:3] == ["schema"] else [])])
    return ""
