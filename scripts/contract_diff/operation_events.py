"""What happened to an operation, its parameters and answers, or the API as a whole, by the names of audiences.py."""

from collections.abc import Iterator
from typing import Any

from scripts.contract_diff.places import (
    Event,
    Pair,
    at,
    change_of,
    component,
    gone,
    nothing,
    place_of,
    read_deprecated,
    shown,
    side_of,
    strings,
    told,
    values_of,
)
from scripts.contract_diff.redocly import Change
from scripts.contract_diff.structure import Direction, above, follow, operations, steps


def read_operation(change: Change, pair: Pair) -> Iterator[Event]:
    """An operation, or something that it says of itself."""
    pointer, _ = place_of(change, pair)
    keys = steps(pointer)
    if keys[:1] != ["paths"] or len(keys) != 3:
        # The API calls it, as a webhook or a callback.
        if not change.verdicts:
            yield at(change, pair, "something added" if change.kind == "added" else "something changed")
        return
    if change.kind == "added":
        yield at(change, pair, "operation added")
    elif change.kind == "removed":
        operation = change.base.value if change.base else {}
        elsewhere = [place for place, each in operations(pair.revision.document) if module(each) == module(operation)]
        if elsewhere and module(operation)[1]:
            moved = f"{steps(elsewhere[0])[-1].upper()} {steps(elsewhere[0])[-2]}"
            yield at(change, pair, "operation moved", after=moved)
        else:
            yield at(change, pair, "operation removed")
    elif change.property == "operationId":
        before, after = values_of(change)
        yield at(change, pair, "operation renamed", "operationId", before=shown(before), after=shown(after))
    elif change.property == "tags":
        before, after = ((strings(value) or ["default"])[0] for value in values_of(change))
        if before != after:
            yield at(change, pair, "operation retagged", "tags", 0, before=before, after=after)
        else:
            yield at(change, pair, "wording", "tags")
    elif change.property == "deprecated":
        yield from read_deprecated(change, pair)
    elif not change.verdicts:
        yield at(change, pair, "wording", change.property)


def module(operation: Any) -> tuple[str, str]:
    """What the client's module for an operation has its place and name from."""
    said = operation if isinstance(operation, dict) else {}
    return (strings(said.get("tags")) or ["default"])[0], str(said.get("operationId") or "")


def read_path(change: Change, pair: Pair) -> Iterator[Event]:
    """A path whose template has other names for its parameters, which each parameter says too."""
    if change.kind == "modified" and change.property not in ("key", None):
        yield at(change, pair, "wording", change.property)
    elif change.kind == "modified" and not change.verdicts:
        yield from ()


def read_parameter(change: Change, pair: Pair) -> Iterator[Event]:
    """A parameter."""
    pointer, _ = place_of(change, pair)
    side = pair.side(side_of(change))
    parameter = side.get(follow(side.document, pointer)) or {}
    details = {"name": str(parameter.get("name")), "in": str(parameter.get("in"))}
    before, after = values_of(change) if change.kind == "modified" else (None, None)
    if component(pointer) and len(steps(pointer)) == 3 and change.kind != "modified":
        yield at(change, pair, f"component {change.kind}")
        return
    match change.kind, change.property:
        case "added", _:
            kind = "required" if parameter.get("required") is True else "optional"
            yield at(change, pair, f"{kind} parameter added", **details)
        case "removed", _:
            yield at(change, pair, "parameter removed", **details)
        case _, "required" if (before is True) is not (after is True):
            kind = "required" if after is True else "optional"
            yield told(change, pair, f"parameter {kind}", **details)
        case _, "name" if details["in"] == "path":
            yield at(change, pair, "path parameter renamed", "name", before=before, after=after)
        case _, "name" if details["in"] == "header" and str(before).lower() == str(after).lower():
            yield at(change, pair, "wording", "name")
        case _, "name":
            yield gone(change, pair, "parameter removed", "name", **{**details, "name": before})
            kind = "required" if parameter.get("required") is True else "optional"
            yield at(change, pair, f"{kind} parameter added", "name", **details)
        case _, "in":
            yield at(change, pair, "parameter moved", "in", before=before, after=after, **details)
        case _, "style" | "explode" | "allowReserved" | "allowEmptyValue" as keyword:
            written = change_of(before, after)
            yield told(change, pair, "parameter written otherwise", keyword=keyword, change=written, **details)
        case _, "deprecated":
            yield from read_deprecated(change, pair)
        case _, keyword if not change.verdicts:
            yield at(change, pair, "wording", keyword)


def read_request_body(change: Change, pair: Pair) -> Iterator[Event]:
    """The body of a request as a whole."""
    pointer, _ = place_of(change, pair)
    side = pair.side(side_of(change))
    body = side.get(follow(side.document, pointer)) or {}
    required = body.get("required") is True
    if component(pointer) and len(steps(pointer)) == 3 and change.kind != "modified":
        yield at(change, pair, f"component {change.kind}")
    elif change.kind == "added":
        yield at(change, pair, "required body added" if required else "optional body added")
    elif change.kind == "removed":
        yield at(change, pair, "request body removed")
    elif change.property == "required":
        before, _ = values_of(change)
        if (before is True) is not required:
            yield told(change, pair, "body required" if required else "body optional")
    else:
        yield at(change, pair, "wording", change.property)


def read_media_type(change: Change, pair: Pair) -> Iterator[Event]:
    """A media type of a body, or the only one."""
    pointer, directions = place_of(change, pair)
    if change.kind == "modified":
        yield at(change, pair, "wording", change.property)
        return
    other = (pair.base if change.kind == "added" else pair.revision).get(above(pointer))
    bodyless = not other and directions == {Direction.ANSWER}
    if bodyless and change.kind == "added":
        yield at(change, pair, "answer has a body")
    elif bodyless:
        yield at(change, pair, "answer has no body")
    else:
        yield at(change, pair, f"media type {change.kind}", name=steps(pointer)[-1])


def read_response(change: Change, pair: Pair) -> Iterator[Event]:
    """An answer of an operation."""
    pointer, _ = place_of(change, pair)
    status = steps(pointer)[-1]
    if component(pointer) and len(steps(pointer)) == 3 and change.kind != "modified":
        yield at(change, pair, f"component {change.kind}")
    elif change.kind == "modified":
        yield at(change, pair, "wording", change.property)
    elif change.kind == "added":
        kind = "error status" if status[:1] in "45" else "success status"
        yield at(change, pair, "other statuses added" if status == "default" else f"{kind} added", status=status)
    elif not status.isdigit() or int(status) >= 400:
        kept = any(status in (each.get("responses") or {}) for _, each in operations(pair.revision.document))
        has_class = status.isdigit() and not kept
        yield at(change, pair, "error class removed" if has_class else "status removed", status=status)
    else:
        yield at(change, pair, "success status removed", status=status)


def read_header(change: Change, pair: Pair) -> Iterator[Event]:
    """A header of an answer."""
    pointer, _ = place_of(change, pair)
    name = steps(pointer)[-1]
    before, after = values_of(change) if change.kind == "modified" else (None, None)
    if component(pointer) and len(steps(pointer)) == 3 and change.kind != "modified":
        yield at(change, pair, f"component {change.kind}")
    elif change.kind != "modified":
        other = (pair.base if change.kind == "added" else pair.revision).get(above(pointer)) or {}
        # To HTTP a name is the same in capitals.
        if name.lower() not in {each.lower() for each in other}:
            yield at(change, pair, f"header {change.kind}", name=name)
        else:
            yield at(change, pair, "wording")
    elif change.property == "required":
        if (before is True) is not (after is True):
            yield told(change, pair, "header required" if after is True else "header optional", name=name)
    elif change.property == "deprecated":
        yield from read_deprecated(change, pair)
    elif not change.verdicts:
        yield at(change, pair, "wording", change.property)


# ---- the whole API ----


def read_security(change: Change, pair: Pair) -> Iterator[Event]:
    """What a request has to prove."""
    if change.verdicts:
        yield at(change, pair, "security tightened", message=" ".join(change.verdicts))
    elif change.property is None or values_of(change)[1] is None:
        yield at(change, pair, "security loosened")
    else:
        yield at(change, pair, "something changed")


def read_security_scheme(change: Change, pair: Pair) -> Iterator[Event]:
    """How a request proves something."""
    if change.verdicts:
        yield at(change, pair, "security scheme changed", change.property or "", message=" ".join(change.verdicts))
    elif change.property in ("tokenUrl", "authorizationUrl", "refreshUrl"):
        before, after = values_of(change)
        message = f"{change.property} is {change_of(before, after)}"
        yield at(change, pair, "security scheme changed", change.property, message=message)
    elif change.kind == "added":
        yield at(change, pair, "component added")
    elif change.property in ("in", "name", "scheme"):
        yield nothing(change, pair)  # of another type, which says it already
    else:
        yield at(change, pair, "wording", change.property or "")


def read_server(change: Change, pair: Pair) -> Iterator[Event]:
    """Where the API is."""
    if change.verdicts:
        yield at(change, pair, "server removed", change.property or "", message=" ".join(change.verdicts))
    elif change.kind == "added":
        yield at(change, pair, "server added")
    else:
        yield at(change, pair, "wording", change.property or "")
