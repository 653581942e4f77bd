"""Gives each difference that Redocly finds its name in the table of audiences.py, and its place in the contract."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from attrs import evolve

from scripts.contract_diff.operation_events import (
    module,
    read_header,
    read_media_type,
    read_operation,
    read_parameter,
    read_path,
    read_request_body,
    read_response,
    read_security,
    read_security_scheme,
    read_server,
)
from scripts.contract_diff.places import Event, Pair, Reader, at, is_of_another_component, judged_by_redocly
from scripts.contract_diff.prepare import REFS
from scripts.contract_diff.redocly import Change, Place
from scripts.contract_diff.schema_events import (
    class_changes,
    is_replaced,
    read_schema,
)
from scripts.contract_diff.structure import METHODS, entries, join, steps
from scripts.contract_diff.union_events import changed_unions, is_within, read_discriminator, union_events

# What Redocly reports whole where it first comes or last goes, and what it consists of.
CONTAINERS: Final = {
    "SchemaProperties": "Schema",
    "NamedSchemas": "Schema",
    "ParameterList": "Parameter",
    "HeadersMap": "Header",
    "MediaTypesMap": "MediaType",
    "Responses": "Response",
    "Paths": "PathItem",
    "PathItem": "Operation",
}
# Parts of a document that say something and promise nothing.
REMARKS: Final = frozenset(
    {"Contact", "Example", "ExamplesMap", "ExternalDocs", "Info", "License", "Link", "LinksMap", "Logo", "Root"}
    | {"SpecExtension", "Tag", "TagGroup", "TagGroups", "TagList", "Xml", "XCodeSampleList", "XMetaData"}
)


def events(changes: Iterable[Change], pair: Pair) -> Iterator[Event]:
    """What happened, for all that Redocly found, and for references to other classes, which it takes for equal."""
    listed = [part for change in changes if not in_references(change) for part in written_out(change, pair)]
    unions = changed_unions(listed, pair)
    for union in unions:
        yield from union_events(union, pair)
    replaced = {change.path for change in listed if is_replaced(change)}
    for change in listed:
        if is_of_unlike_things(change, pair) or any(union.tells(change, pair) for union in unions):
            continue
        if not is_replaced(change) and any(is_within(change.path, path) for path in replaced):
            continue
        found = list(READERS.get(change.type_name, read_other)(change, pair))
        yield from found
        if change.verdicts and not found:
            yield judged_by_redocly(change, pair)
    yield from class_changes(pair)


def is_of_unlike_things(change: Change, pair: Pair) -> bool:
    """Whether Redocly compared things that are alike and have nothing to do with each other.

    It takes a component or a path that is gone and a new one for the same, renamed. Of components that no operation
    leads from one to the other, and of operations that the client tells apart, this says nothing.
    """
    keys = steps(change.path)
    if keys[:1] == ["components"] and len(keys) > 3 and pair.base.get(join("", *keys[:3])) is None:
        return True
    if change.base is None or change.revision is None or change.property == "key":
        return False
    if keys[:1] == ["components"]:
        return is_of_another_component(change)
    old, new = steps(change.base.schema)[:3], steps(change.revision.schema)[:3]
    if old == new or old[:1] != ["paths"] or new[:1] != ["paths"] or template(old[1]) == template(new[1]):
        return False
    return module(pair.base.get(join("", *old))) != module(pair.revision.get(join("", *new)))


def in_references(change: Change) -> bool:
    """Whether a change is one of the place where what other files hold is kept."""
    return steps(change.path)[:1] == [REFS] or change.property == REFS


def is_same_path(change: Change) -> bool:
    """Whether a path is the same but for the names of its parameters."""
    return change.type_name == "PathItem" and template(str(change.base and change.base.value)) == template(
        str(change.revision and change.revision.value)
    )


def template(path: str) -> str:
    """A path without the names of its parameters."""
    return re.sub(r"\{[^}]*\}", "{}", path)


def written_out(change: Change, pair: Pair) -> Iterator[Change]:
    """A change as one or more of single things: a rename is a removal and an addition, a map's all those in it."""
    if change.property == "key" and change.base and change.revision and not is_same_path(change):
        # Its value is the name on either side, and not what has it.
        old = evolve(change.base, value=pair.base.get(change.base.schema))
        new = evolve(change.revision, value=pair.revision.get(change.revision.schema))
        removed = evolve(change, kind="removed", property=None, base=old, revision=None)
        added = evolve(change, kind="added", property=None, base=None, revision=new, verdicts=())
        yield from written_out(removed, pair)
        yield from written_out(added, pair)
        return
    place = change.revision if change.kind == "added" else change.base
    if change.kind == "modified" or place is None or change.type_name not in CONTAINERS:
        yield change
        return
    for key, value in entries(place.value or {}):
        if change.type_name == "PathItem" and key not in METHODS:
            continue
        inner = Place(join(place.schema, key), present=True, value=value)
        part = evolve(change, type_name=CONTAINERS[change.type_name], path=join(change.path, key))
        part = evolve(part, revision=inner) if change.kind == "added" else evolve(part, base=inner)
        yield from written_out(part, pair)


def read_other(change: Change, pair: Pair) -> Iterator[Event]:
    """What has no reader of its own."""
    if change.type_name == "Info" and change.property == "version":
        yield evolve(at(change, pair, "version"), name="")
    elif change.type_name in REMARKS or change.type_name.startswith("X"):
        yield at(change, pair, "wording", change.property or "")
    elif not change.verdicts and len(steps(change.path)) <= 3 and steps(change.path)[:1] == ["components"]:
        yield at(change, pair, "wording" if change.kind == "modified" else f"component {change.kind}")
    elif not change.verdicts:
        yield at(change, pair, "something added" if change.kind == "added" else "something changed")


READERS: Final[dict[str, Reader]] = {
    "Schema": read_schema,
    "Discriminator": read_discriminator,
    "Operation": read_operation,
    "PathItem": read_path,
    "Parameter": read_parameter,
    "RequestBody": read_request_body,
    "MediaType": read_media_type,
    "Response": read_response,
    "Header": read_header,
    **dict.fromkeys(("SecurityRequirement", "SecurityRequirementList"), read_security),
    **dict.fromkeys(("SecurityScheme", "OAuth2Flows", "ImplicitFlow", "PasswordFlow"), read_security_scheme),
    **dict.fromkeys(("ClientCredentials", "AuthorizationCode"), read_security_scheme),
    **dict.fromkeys(("Server", "ServerList", "ServerMap"), read_server),
}
