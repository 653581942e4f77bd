"""The comparison of operations, and of the callbacks and webhooks that the API calls."""

import re
from collections.abc import Iterator
from typing import Final

from attrs import evolve, frozen

from contract_diff.api_changes import compare_security, compare_servers
from contract_diff.audiences import REQUEST, Direction
from contract_diff.message_changes import (
    compare_deprecation,
    compare_messages,
    compare_parameters,
    compare_remarks,
    parameters_of,
    place_of,
)
from contract_diff.python_names import identifier, operation_name
from contract_diff.texts import both, gone, json_text
from contract_diff.walk import Context, Walk
from openapi_contract.grammar import METHODS
from openapi_contract.json_data import same
from openapi_contract.located import Located, Side, strings

OWN_KEYWORDS: Final = frozenset(
    {
        *("parameters", "requestBody", "responses", "security", "callbacks", "tags", "operationId"),
        *("deprecated", "servers"),
    }
)
ITEM_KEYWORDS: Final = frozenset({"$ref", "parameters", "servers", *METHODS})

Key = tuple[str, str]
"""A path and a method."""


@frozen(eq=False)
class Operation:
    """An operation and the path item around it."""

    key: Key
    part: Located
    item: Located

    @property
    def module(self) -> tuple[str, str]:
        """The tag and the id that the client's module is named after."""
        tags = strings(self.part.mapping.get("tags")) or ["default"]
        return tags[0], str(self.part.mapping.get("operationId") or "")


def operations(walk: Walk, side: Side) -> dict[Key, Operation]:
    """Return the operations of a contract by path and method."""
    found = {}
    for path, part in walk.part(side, "paths").children(extensible=True).items():
        item = walk.resolved(part)
        for method in METHODS:
            if item.mapping.get(method) is not None:
                found[path, method] = Operation((path, method), item.child(method), item)
    return found


def template(key: Key) -> Key:
    """Return a path without the names of its parameters, with the method."""
    return re.sub(r"\{[^}]*\}", "{}", key[0]), key[1]


def compare_operations(context: Context) -> None:
    """Compare all operations, each with the one at the same path, or else of the same id."""
    old, new = operations(context.walk, "base"), operations(context.walk, "revision")
    by_template = {template(key): key for key in new}
    by_module = {each.module: key for key, each in new.items() if each.module[1]}
    paired: set[Key] = set()
    items: set[tuple[str, str]] = set()
    for key, operation in old.items():
        twin = key if key in new else by_template.get(template(key))
        if twin is None:
            elsewhere = by_module.get(operation.module)
            if elsewhere is None:
                context.report("operation removed", operation.part)
            else:
                context.report("operation moved", operation.part, after=f"{elsewhere[1].upper()} {elsewhere[0]}")
                compare_operation(context, operation, new[elsewhere])
            continue
        paired.add(twin)
        if (key[0], twin[0]) not in items:
            items.add((key[0], twin[0]))
            compare_item(context, operation.item, new[twin].item)
        compare_operation(context, operation, new[twin])
    for key, operation in new.items():
        if key not in paired:
            context.report("operation added", operation.part)


def compare_item(context: Context, base: Located, revision: Located) -> None:
    """Compare the parts of a path that apply to all its operations."""
    compare_remarks(context, base, revision, ITEM_KEYWORDS)
    compare_servers(context, base.child("servers"), revision.child("servers"))


def compare_operation(context: Context, base: Operation, revision: Operation) -> None:
    """Compare an operation that users call."""
    old, new = base.part, revision.part
    compare_names(context, old, new)
    compare_security(context, old, new)
    compare_servers(context, old.child("servers"), new.child("servers"))
    compare_content(context, base, revision, REQUEST)


def compare_names(context: Context, base: Located, revision: Located) -> None:
    """Compare the tag and the id, which the client's module is named after."""
    before, after = (part.mapping.get("operationId") for part in (base, revision))
    if before != after:
        place = place_of("operationId", base, revision)
        names = {operation_name(part, *part.at[-2:]) for part in (base, revision)}
        kind = "operation renamed" if len(names) > 1 else "wording"
        context.report(kind, place, before=json_text(before), after=json_text(after))
    old, new = ((strings(part.mapping.get("tags")) or ["default"])[0] for part in (base, revision))
    place = place_of("tags", base, revision)
    modules = [identifier(each, "tag") for each in (old, new)] if old != new else []
    if len(set(modules)) > 1:
        first = evolve(place, at=(*place.at, 0)) if isinstance(place.value, list) and place.value else place
        context.report("operation retagged", first, before=modules[0], after=modules[1])
    elif not same(base.mapping.get("tags"), revision.mapping.get("tags")):
        context.report("wording", place)


def compare_content(context: Context, base: Operation, revision: Operation, sent: Direction) -> None:
    """Compare an operation's annotations, requests and responses.

    Args:
        sent: Direction of its requests: those of a webhook are read by the user.
    """
    old, new = base.part, revision.part
    compare_remarks(context, old, new, OWN_KEYWORDS)
    compare_deprecation(context, old, new)
    before = parameters_of(context, base.item, old)
    # The parameters of a path have the names in its template, which may have changed.
    names = dict(zip(names_in(base.key[0]), names_in(revision.key[0]), strict=False))
    before = {
        (place, names.get(name, name) if place == "path" else name): part for (place, name), part in before.items()
    }
    compare_parameters(context.going(sent), before, parameters_of(context, revision.item, new))
    compare_messages(context, old, new, sent)
    compare_hooks(context, old.child("callbacks"), new.child("callbacks"), sent.opposite, are_callbacks=True)


def names_in(path: str) -> list[str]:
    """Return the names of a path's parameters."""
    return re.findall(r"\{(.*?)\}", path)


# ---- callbacks and webhooks ----


def compare_hooks(context: Context, base: Located, revision: Located, sent: Direction, *, are_callbacks: bool) -> None:
    """Compare callbacks or webhooks by name, and a callback by the expressions of its URLs."""
    context = context.going(sent)
    if revision.children(extensible=True) and not base.children(extensible=True):
        context.report("something added", revision)
        return
    for one, other in of_same_name(context, base, revision):
        if not are_callbacks:
            compare_hook(context, one, other, sent)
        elif context.walk.first_time(one.at, other.at, sent):
            for old, new in of_same_name(context, one, other):
                compare_hook(context, old, new, sent)


def of_same_name(context: Context, base: Located, revision: Located) -> Iterator[tuple[Located, Located]]:
    """Report the hooks that are gone or new, and yield the others."""
    old, new = (part.children(extensible=True) for part in (base, revision))
    for name in gone(old, new):
        context.report("webhook removed", old[name])
    for name in gone(new, old):
        context.report("something added", new[name])
    for name in both(old, new):
        yield context.walk.resolved(old[name]), context.walk.resolved(new[name])


def compare_hook_names(context: Context, base: Located, revision: Located) -> None:
    """Compare the id of a webhook, which the client's functions for it are named after."""
    before, after = (part.mapping.get("operationId") for part in (base, revision))
    if before == after:
        return
    names = [identifier(str(part.mapping.get("operationId") or part.at[-2]), "operation") for part in (base, revision)]
    place = place_of("operationId", base, revision)
    context.report("webhook renamed" if len(set(names)) > 1 else "wording", place, before=names[0], after=names[1])


def compare_hook(context: Context, base: Located, revision: Located, sent: Direction) -> None:
    """Compare a path item that the API calls."""
    if not context.walk.first_time(base.at, revision.at, sent, "item"):
        return
    compare_remarks(context, base, revision, ITEM_KEYWORDS)
    for method in METHODS:
        old, new = base.child(method), revision.child(method)
        if old.exists and new.exists:
            compare_hook_names(context, old, new)
            compare_content(context, Operation(("", method), old, base), Operation(("", method), new, revision), sent)
        elif old.exists:
            context.report("webhook removed", old)
        elif new.exists:
            context.report("something added", new)
