"""The comparison of two schemas by their meaning for data in one direction."""

from collections import deque
from typing import Final

from attrs import evolve

from contract_diff import keywords, unions
from contract_diff.audiences import REQUEST, RESPONSE, Audience, Bump
from contract_diff.constraint_changes import (
    compare_keyword,
    compare_null,
    compare_remarks,
    compare_types,
    is_remark,
    report_inner,
)
from contract_diff.impact_rules import rules_of
from contract_diff.item_changes import compare_items, compare_unevaluated_items
from contract_diff.keywords import Effect
from contract_diff.property_changes import compare_others, compare_properties
from contract_diff.schema_pairs import compare
from contract_diff.texts import both, gone
from contract_diff.walk import Context, Task, Walk
from openapi_contract.effective_schema import APPLYING, EffectiveSchema
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
