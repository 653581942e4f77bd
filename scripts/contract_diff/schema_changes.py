"""The comparison of two schemas by their meaning for data in one direction."""

from collections import deque
from typing import Final

from attrs import evolve

from contract_diff import keywords, unions
from contract_diff.audiences import REQUEST, RESPONSE, Audience, Bump
from contract_diff.class_changes import class_reference, compare_classes
from contract_diff.constraint_changes import (
    compare_keyword,
    compare_null,
    compare_remarks,
    compare_types,
    is_remark,
    report_constraint,
)
from contract_diff.impact_rules import rules_of
from contract_diff.keywords import COMPARED, Effect
from contract_diff.texts import both, gone
from contract_diff.walk import Context, Task, Walk
from openapi_contract.effective_schema import APPLYING, Conjoined, EffectiveSchema
from openapi_contract.located import Located

# Compared by functions of their own, in this order.
ELEMENTS: Final = ("additionalProperties", "unevaluatedProperties", "unevaluatedItems")
# If the schema in one of these allows fewer values, so does the schema around it.
INNER: Final = ("contains", "contentSchema", "propertyNames", "then", "else")
HOLDING: Final = frozenset(
    {
        *("items", "prefixItems", *ELEMENTS, *INNER),
        *("not", "if", "dependentRequired", "dependentSchemas", "patternProperties"),
    }
)
APART: Final = HOLDING | {"type", "readOnly", "writeOnly"}


def compare(
    context: Context,
    base: Conjoined,
    revision: Conjoined,
    *,
    needed: bool,
    has_class: bool = True,
    is_option: bool = False,
) -> None:
    """Queue the comparison of two schemas, unless they are equal or were queued before."""
    walk = context.walk
    for part in (*base, *revision):
        if part.reference is not None:
            walk.reach(part)
    if len(base) == len(revision) and all(
        walk.is_unchanged(one.value, other.value) for one, other in zip(base, revision, strict=True)
    ):
        return
    if has_class and not is_option and len(base) == len(revision) == 1:
        compare_classes(context, base[0], revision[0])
    anchor = None if is_option else moved_reference(base, revision)
    anchor_at = anchor and anchor[1].at
    if context.anchor is not None and not is_option and not leads_back(context, revision, anchor):
        # Unchanged references between components are followed once, however they are reached.
        anchor_at = None if anchor is not None else context.anchor[1].at
        anchor = context.anchor
    if all(part.reference and len(part.value) == 1 for part in (*base, *revision)):
        base, revision = (tuple(part.resolved() for part in parts) for parts in (base, revision))
    places = tuple(part.at for part in base), tuple(part.at for part in revision)
    direction = context.direction and context.direction.value
    if walk.first_time(places, direction, anchor_at, needed, is_option):
        context = context if anchor is context.anchor else evolve(context, anchor=anchor)
        walk.waiting.append(Task(context, base, revision, needed, is_option))


def moved_reference(base: Conjoined, revision: Conjoined) -> tuple[Located, Located] | None:
    """Return the part before, and in its place a reference that now leads to another component."""
    part = revision[0]
    if len(base) > 1 or len(revision) > 1 or part.reference is None:
        return None
    reference = class_reference(base[0])
    before = base[0].target(reference) if reference else base[0]
    return (base[0], part) if before.resolved().at != part.resolved().at else None


def leads_back(context: Context, revision: Conjoined, anchor: tuple[Located, Located] | None) -> bool:
    """Return whether findings below can be reported at their own place, not at the reference that led here."""
    if anchor is not None:
        return not context.walk.is_as_before(revision[0])
    return any(class_reference(part) is not None for part in revision)


def run(walk: Walk) -> None:
    """Compare the queued schemas, and those that they refer to."""
    while walk.waiting:
        task = walk.waiting.popleft()
        base, revision = walk.view(task.base), walk.view(task.revision)
        if travels(task.context, base, revision):
            compare_views(task, base, revision)


def travels(context: Context, base: EffectiveSchema, revision: EffectiveSchema) -> bool:
    """Report changes of readOnly and writeOnly; return whether both schemas occur in this direction."""
    for keyword, closed, kind in (("readOnly", REQUEST, "read-only"), ("writeOnly", RESPONSE, "write-only")):
        was, now = base.is_true(keyword), revision.is_true(keyword)
        part = (revision if now else base).part(keyword)
        if was is not now and part is not None and context.direction in (closed, None):
            kind = f"{kind} {'set' if now else 'unset'}" if context.direction else "something changed"
            context.report(kind, part)
        if (was or now) and context.direction is closed:
            return False
    return True


def is_hidden(context: Context, parts: Conjoined | list[Located]) -> bool:
    """Return whether a property does not occur in this direction."""
    if context.direction is None:
        return False
    keyword = "readOnly" if context.direction is REQUEST else "writeOnly"
    if all(isinstance(part.value, dict) and APPLYING.isdisjoint(part.value) for part in parts):
        return any(part.is_true(keyword) for part in parts)
    return context.walk.view(tuple(parts)).is_true(keyword)


def compare_views(task: Task, base: EffectiveSchema, revision: EffectiveSchema) -> None:
    """Compare the keywords of two schemas."""
    context = evolve(task.context, schemas=(base.place, revision.place))
    base, revision = (
        unions.with_what_options_share(context.walk, base, revision),
        unions.with_what_options_share(context.walk, revision, base),
    )
    if not are_alike(base, revision):
        compare_remarks(context, base, revision)
        if not task.is_option:
            compare_null(context, base, revision, task.needed)
        if compare_unions(context, base, revision) or compare_types(context, base, revision):
            return
        for keyword in dict.fromkeys((*base.keywords, *revision.keywords)):
            if keyword not in APART and not is_remark(keyword):
                compare_keyword(context, keyword, base, revision)
    said = base.keywords.keys() | revision.keywords.keys()
    if not HOLDING.isdisjoint(said):
        compare_inner(context, base, revision)
        compare_others(context, base, revision)
        compare_unevaluated_items(context, base, revision)
        compare_items(context, base, revision)
    compare_properties(context, base, revision)
    if "discriminator" in base.keywords and "discriminator" in revision.keywords:
        compare_kinds(context, base, revision)


def are_alike(base: EffectiveSchema, revision: EffectiveSchema) -> bool:
    """Return whether two schemas are written the same and refer to no other, so that only schemas inside may differ."""
    one, other = (view.place.value for view in (base, revision))
    if len(base.parts) > 1 or len(revision.parts) > 1 or not isinstance(one, dict):
        return False
    return APPLYING.isdisjoint(one) and "discriminator" not in one and repr(one) == repr(other)


# ---- schemas that restrict another ----


def relation(walk: Walk, base: Located, revision: Located) -> tuple[Effect | None, Bump | None]:
    """Return the effect on a schema's values, and the part of a version that it needs; None for each if unchanged."""
    apart = evolve(walk, events={}, waiting=deque(), met=set())
    for direction in (REQUEST, RESPONSE):
        compare(Context(apart, direction), (base,), (revision,), needed=False, has_class=False)
    run(apart)
    effects: list[Effect] = []
    bumps = []
    for event, directions in apart.events.items():
        rules = rules_of(event.name, frozenset(directions))
        bumps += [rule.bump for rule in rules]
        # A change that breaks senders allows fewer values, one that breaks strict readers more.
        if any(Audience.SENDERS in rule.breaks for rule in rules):
            effects.append("narrowed")
        if more := [rule for rule in rules if Audience.STRICT in rule.breaks]:
            effects.append("widened" if Bump.MAJOR in {rule.bump for rule in more} else "grown")
    return keywords.combined(effects), max(bumps, default=None)


def compare_inner(context: Context, base: EffectiveSchema, revision: EffectiveSchema) -> None:
    """Compare the keywords that contain schemas or names and only restrict the values."""
    for keyword in INNER:
        compare_inner_keyword(context, keyword, base, revision)
    compare_inner_keyword(context, "not", base, revision, inverted=True)
    compare_condition(context, base, revision)
    old, new = base.part("dependentRequired"), revision.part("dependentRequired")
    effect = keywords.dependence(old and old.value, new and new.value)
    if effect is not None:
        report_inner(context, "dependentRequired", base, revision, effect)
    for keyword in ("dependentSchemas", "patternProperties"):
        compare_named_schemas(context, keyword, base, revision)


def compare_inner_keyword(
    context: Context, keyword: str, base: EffectiveSchema, revision: EffectiveSchema, *, inverted: bool = False
) -> None:
    """Compare a keyword that contains one schema."""
    old, new = base.part(keyword), revision.part(keyword)
    # `then` and `else` have no effect without `if`.
    if (old is None and new is None) or (keyword in ("then", "else") and not has_condition(base, revision)):
        return
    if old is None or new is None:
        report_inner(context, keyword, base, revision, "narrowed" if old is None else "widened")
        return
    if inverted or not compare_shared(context, old, new):
        effect, bump = relation(context.walk, old, new)
        report_inner(context, keyword, base, revision, keywords.inverse(effect) if inverted else effect, bump)


def compare_shared(context: Context, base: Located, revision: Located) -> bool:
    """Compare two references to the same schema at its own place; return False if they are something else."""
    if base.reference is None or base.reference != revision.reference or len(base.value) + len(revision.value) > 2:
        return False
    compare(context, (base,), (revision,), needed=False)
    return True


def has_condition(*views: EffectiveSchema) -> bool:
    """Return whether all of some schemas have an `if`."""
    return all("if" in view.keywords for view in views)


def compare_condition(context: Context, base: EffectiveSchema, revision: EffectiveSchema) -> None:
    """Compare the `if` that a `then` or an `else` depends on."""
    old, new = base.part("if"), revision.part("if")
    if old is not None and new is not None:
        effect, bump = relation(context.walk, old, new)
        report_inner(context, "if", base, revision, effect and "changed", bump)
    elif old is not None or new is not None:
        view = base if old is not None else revision
        if {"then", "else"} & view.keywords.keys():
            report_inner(context, "if", base, revision, "widened" if old is not None else "narrowed")


def compare_named_schemas(context: Context, keyword: str, base: EffectiveSchema, revision: EffectiveSchema) -> None:
    """Compare a keyword that contains a schema for each of some names."""
    old, new = (part.children() if part else {} for part in (base.part(keyword), revision.part(keyword)))
    effects: list[Effect | None] = []
    # In a closed object, a pattern allows names that were excluded.
    opens = keyword == "patternProperties" and base.is_closed and revision.is_closed
    effects += ["widened" if opens else "narrowed" for _ in gone(new, old)]
    effects += ["narrowed" if opens else "widened" for _ in gone(old, new)]
    bumps: list[Bump] = []
    for name in both(old, new):
        if not compare_shared(context, old[name], new[name]):
            effect, bump = relation(context.walk, old[name], new[name])
            effects.append(effect)
            bumps += [] if bump is None else [bump]
    report_inner(context, keyword, base, revision, keywords.combined(effects), max(bumps, default=None))


def report_inner(
    context: Context,
    keyword: str,
    base: EffectiveSchema,
    revision: EffectiveSchema,
    effect: Effect | None,
    bump: Bump | None = None,
) -> None:
    """Report the effect of a keyword whose value is too long for a sentence.

    Args:
        bump: Part of the version that a change needs if it means neither fewer values nor more.
    """
    old, new = base.part(keyword), revision.part(keyword)
    place = new or old
    if place is None:
        return
    if effect is not None:
        change = "new" if old is None else "gone" if new is None else COMPARED[effect]
        report_constraint(context, place, effect, keyword=keyword, change=change)
    elif bump is not None:
        context.report("wording" if bump is Bump.PATCH else "something extended", place)


# ---- objects ----


def compare_properties(context: Context, base: EffectiveSchema, revision: EffectiveSchema) -> None:
    """Compare the properties that occur in this direction."""
    was_closed, is_closed = base.is_closed, revision.is_closed
    for name in dict.fromkeys((*revision.properties, *base.properties)):
        old, new = tuple(base.properties.get(name, ())), tuple(revision.properties.get(name, ()))
        if old and new:
            compare(context, old, new, needed=name in revision.required)
        elif new:
            report_new_property(context, name, new, name in revision.required, was_closed)
        else:
            report_gone_property(context, name, old, name in base.required, is_closed)
    compare_required(context, base, revision)


def report_new_property(context: Context, name: str, parts: Conjoined, required: bool, was_closed: bool) -> None:
    """Report a new property; one that must be sent is reported as required."""
    hidden = is_hidden(context, parts)
    if context.direction is None:
        context.report("something changed", parts[0])
    elif was_closed and context.direction is RESPONSE and not hidden:
        context.report("property added to a closed object", parts[0], name=name)
    elif hidden or not (required and context.direction is REQUEST):
        context.report("property added", parts[0], name=name)


def report_gone_property(context: Context, name: str, parts: Conjoined, required: bool, is_closed: bool) -> None:
    """Report a property that was removed."""
    if context.direction is None:
        kind = "something changed"
    elif is_hidden(context, parts):
        kind = "property removed that does not travel this way"
    elif context.direction is REQUEST:
        kind = "property removed from a closed object" if is_closed else "property removed"
    else:
        kind = f"{'required' if required else 'optional'} property removed"
    context.report(kind, parts[0], name=name)


def compare_required(context: Context, base: EffectiveSchema, revision: EffectiveSchema) -> None:
    """Compare the properties that are always present in this direction."""
    for name, place in revision.required.items():
        old, new = base.properties.get(name), revision.properties.get(name)
        if new and is_hidden(context, new):
            continue
        if name not in base.required:
            context.report("property required", place, name=name)
        elif old and is_hidden(context, old):
            context.report("hidden property required", place, name=name)
    for name, place in base.required.items():
        old, new = base.properties.get(name), revision.properties.get(name)
        if name not in revision.required and not (old and (not new or is_hidden(context, old))):
            context.report("property optional", place, name=name)
    in_other_order = base.required.keys() == revision.required.keys() and [*base.required] != [*revision.required]
    if in_other_order and all(place.at[:-2] == revision.place.at for place in revision.required.values()):
        context.report("wording", revision.place.child("required"))


def compare_others(context: Context, base: EffectiveSchema, revision: EffectiveSchema) -> None:
    """Compare the other properties that an object may have, by `additionalProperties` or `unevaluatedProperties`."""
    place = revision.others or base.others
    if place is None:
        return
    if base.is_closed is not revision.is_closed:
        context.report("closed" if revision.is_closed else "opened", place)
    elif not base.is_closed:
        compare_held(context, restrictions(base.others), restrictions(revision.others), place)
    elif base.others is not None and base.others.at[-1] != place.at[-1]:
        context.report("wording", place)


def restrictions(*parts: Located | None) -> Conjoined:
    """Return the schemas that restrict values; empty if anything is allowed."""
    return tuple(part for part in parts if part is not None and part.value is not True and part.value != {})


def compare_unevaluated_items(context: Context, base: EffectiveSchema, revision: EffectiveSchema) -> None:
    """Compare `unevaluatedItems`, unless `items` covers all items."""
    keyword = "unevaluatedItems"
    old, new = (elements(view, keyword) for view in (base, revision))
    place = revision.part(keyword) or base.part(keyword)
    if place is None or (is_complete(base) and is_complete(revision)):
        return
    was_closed, is_closed = (any(part.value is False for part in parts) for parts in (old, new))
    if was_closed is not is_closed:
        report_inner(context, keyword, base, revision, "narrowed" if is_closed else "widened")
    elif not was_closed:
        compare_held(context, old, new, place)


def is_complete(view: EffectiveSchema) -> bool:
    """Return whether an array may have only the items of `prefixItems`."""
    if "items" in view.keywords:
        return view.value("items") is False
    return view.value("unevaluatedItems") is False and "contains" not in view.keywords


def elements(view: EffectiveSchema, keyword: str) -> Conjoined:
    """Return the schemas that a keyword has for elements; empty if they may be anything."""
    return restrictions(*view.keywords.get(keyword, ()))


def compare_held(context: Context, old: Conjoined, new: Conjoined, place: Located) -> None:
    """Compare the schemas of an object's other values or an array's items."""
    if old and new:
        compare(context, old, new, needed=False)
    elif old or new:
        context.report("elements typed" if new else "elements untyped", place)


def compare_items(context: Context, base: EffectiveSchema, revision: EffectiveSchema) -> None:
    """Compare the items of an array: those of `prefixItems`, and the others."""
    first_old, first_new = (
        part.items() if part else [] for part in (base.part("prefixItems"), revision.part("prefixItems"))
    )
    rest_old, rest_new = elements(base, "items"), elements(revision, "items")
    for index in range(max(len(first_old), len(first_new))):
        old: Conjoined = (first_old[index],) if index < len(first_old) else rest_old
        new: Conjoined = (first_new[index],) if index < len(first_new) else rest_new
        compare_item(context, old, new, (*new, *old)[0])
    place = revision.part("items") or base.part("items")
    if place is not None and not (is_complete(base) and is_complete(revision)):
        compare_item(context, rest_old, rest_new, place)


def compare_item(context: Context, old: Conjoined, new: Conjoined, place: Located) -> None:
    """Compare an item, which an array may have or not."""
    was_closed, is_closed = (any(part.value is False for part in parts) for parts in (old, new))
    if was_closed is not is_closed:
        effect: Effect = "narrowed" if is_closed else "widened"
        change = "new" if not old else "gone" if not new else COMPARED[effect]
        report_constraint(context, place, effect, keyword="items", change=change)
    elif not was_closed:
        compare_held(context, old, new, place)


# ---- unions ----


def compare_unions(context: Context, base: EffectiveSchema, revision: EffectiveSchema) -> bool:
    """Compare the options of unions; return whether the kind of value changed, so that nothing else is compared."""
    old, new = unions.different(context.walk, base, revision)
    if not old and not new:
        return False
    if any(unions.only_bounds(each) for each in (*old, *new)):
        unions.compare_bounds(context, old, new)
        return False
    found = unions.match(context, base, revision, old[:1], new[:1])
    for one, other in found.pairs:
        compare(context, one, other, needed=False, is_option=True)
    return found.is_another_kind


def compare_kinds(context: Context, base: EffectiveSchema, revision: EffectiveSchema) -> None:
    """Compare the kinds of a schema with a discriminator that others extend."""
    old, new = (unions.kinds(context.walk, view) for view in (base, revision))
    for name in gone(new, old):
        context.report("union option added", new[name], option=name)
    for name in gone(old, new):
        context.report("union option removed", old[name], option=name)
    for name in both(old, new):
        compare(context, (old[name],), (new[name],), needed=False, is_option=True)
