"""The options of unions: those in both contracts, those that are new or gone, and their discriminator."""

import itertools
from collections.abc import Callable, Hashable
from typing import Any

from attrs import evolve, field, frozen

from contract_diff.keywords import COMPARED, Effect, covers
from contract_diff.texts import json_text
from contract_diff.walk import Context, Walk, full_reference
from openapi_contract.effective_schema import ANNOTATIONS, Conjoined, EffectiveSchema, Union, is_kind
from openapi_contract.json_data import canonical
from openapi_contract.located import Located
from openapi_contract.written_schemas import COMPONENT


@frozen
class Match:
    """Match of the options of two unions."""

    pairs: list[tuple[Conjoined, Conjoined]] = field(factory=list)
    """The options that both contracts have."""
    is_another_kind: bool = False
    """True if it is a union on one side alone, so that the rest cannot be compared."""


def different(walk: Walk, base: EffectiveSchema, revision: EffectiveSchema) -> tuple[list[Union], list[Union]]:
    """Return the unions that apply on one side alone."""
    if len(base.unions) == len(revision.unions) and all(
        one.keyword == other.keyword and walk.is_unchanged(one.place.value, other.place.value)
        for one, other in zip(base.unions, revision.unions, strict=True)
    ):
        return [], []
    if len(base.unions) < 2 and len(revision.unions) < 2:
        return base.unions, revision.unions
    old = {canonical(each.place.value): each for each in base.unions}
    new = {canonical(each.place.value): each for each in revision.unions}
    return [old[key] for key in old if key not in new], [new[key] for key in new if key not in old]


def with_what_options_share(walk: Walk, view: EffectiveSchema, other: EffectiveSchema) -> EffectiveSchema:
    """Return a schema with the types and properties that another has and that all options of its union have."""
    unions = [each for each in view.unions if not only_bounds(each)]
    lacks_a_type = bool(other.types) and not view.types
    if not unions or not (lacks_a_type or other.properties.keys() - view.properties.keys()):
        return view
    found = evolve(view, keywords=dict(view.keywords), properties=dict(view.properties), required=dict(view.required))
    for union in unions:
        first, *others = options = [walk.view((each,)) for each in union.options]
        if lacks_a_type and all(each.types for each in options):
            types = list(dict.fromkeys(name for each in options for name in each.types))
            found.keywords["type"] = [evolve(union.place, value=types[0] if len(types) == 1 else types)]
        for name in other.properties.keys() - view.properties.keys():
            schemas = first.properties.get(name)
            if schemas and all(have_the_same(schemas, each.properties.get(name)) for each in others):
                found.properties.setdefault(name, schemas)
        for name in found.properties.keys() & other.required.keys() - found.required.keys():
            if all(name in each.required for each in options):
                found.required[name] = first.required[name]
    return found


def have_the_same(schemas: list[Located], others: list[Located] | None) -> bool:
    """Return whether the schemas of a property are those of another."""
    return [canonical(each.value) for each in schemas] == [canonical(each.value) for each in others or ()]


def only_bounds(union: Union) -> bool:
    """Return whether the options only restrict the schema around them, and are not kinds of values."""
    return not all(is_kind(part.value) for part in union.options)


def compare_bounds(context: Context, old: list[Union], new: list[Union]) -> None:
    """Compare unions whose options only restrict the schema around them."""
    for one, other in itertools.zip_longest(old, new):
        union = other or one
        before, after = ({canonical(part.value) for part in each.options} if each else set() for each in (one, other))
        if one is None or other is None:
            effect: Effect = "narrowed" if one is None else "widened"
        elif before == after and one.keyword != other.keyword:
            effect = "narrowed" if other.keyword == "oneOf" else "widened"
            change = f"in the place of {one.keyword}"
            context.report(f"constraint {effect}", union.place, keyword=other.keyword, change=change)
        elif one.keyword != "anyOf" or other.keyword != "anyOf" or not (before <= after or after <= before):
            effect = "changed"
        else:
            effect = "widened" if before < after else "narrowed"
        change = "new" if one is None else "gone" if other is None else COMPARED[effect]
        if before != after:
            context.report(f"constraint {effect}", union.place, keyword=union.keyword, change=change)


def match(
    context: Context, base: EffectiveSchema, revision: EffectiveSchema, old: list[Union], new: list[Union]
) -> Match:
    """Pair the options that are the same, and report the others; a schema that is not a union is its only option."""
    walk = context.walk
    left, right = options_of(base, old), options_of(revision, new)
    before, after = list(left), list(right)
    pairs = pair(walk, left, right)
    if left and right:
        # An option may be a union itself, whose options are listed directly in the other contract.
        inner, outer = with_inner_options(walk, left), with_inner_options(walk, right)
        if more := pair(walk, inner, outer):
            pairs, left, right = pairs + more, inner, outer
    becomes_another = bool(old) is not bool(new)
    exchanged = bool(old and new) and old[0].keyword != new[0].keyword
    if (becomes_another or exchanged) and not pairs:
        change = f"{names_of(after)}, was {names_of(before)}"
        context.report("shape changed", revision.place, change=change)
        return Match([], True)
    is_known = sum(walk.view(option).is_object for option in before) > 1
    for option in right:
        is_read = is_known and walk.view(option).is_object
        name = "union option added" if is_read else "option added where the client knows no union"
        context.report(name, option[0], option=name_of(option))
    for option in left:
        context.report("union option removed", option[0], option=name_of(option))
    if exchanged:
        compare_exclusion(context, base if new[0].keyword == "anyOf" else revision, revision.place, new[0].keyword)
    return Match(pairs, becomes_another)


def pair(walk: Walk, left: list[Conjoined], right: list[Conjoined]) -> list[tuple[Conjoined, Conjoined]]:
    """Take the options that are the same out of both lists and return them."""
    pairs = []
    for key in KEYS:
        waiting: dict[Hashable, list[Conjoined]] = {}
        for option in right:
            waiting.setdefault(key(walk, option), []).append(option)
        for option in tuple(left):
            found = key(walk, option)
            if found is not None and waiting.get(found):
                twin = waiting[found].pop(0)
                left.remove(option)
                right.remove(twin)
                pairs.append((option, twin))
    return pairs


def with_inner_options(walk: Walk, options: list[Conjoined]) -> list[Conjoined]:
    """Return the options, with each one that is only a union replaced by its options."""
    found: list[Conjoined] = []
    for option in options:
        view = walk.view(option)
        is_union = len(view.unions) == 1 and not view.properties and not only_bounds(view.unions[0])
        found += options_of(view, view.unions) if is_union else [option]
    return found


def compare_exclusion(context: Context, exclusive: EffectiveSchema, place: Located, keyword: str) -> None:
    """Report `oneOf` and `anyOf` that were exchanged, which has no effect if the options exclude each other.

    Args:
        exclusive: The schema whose options are in `oneOf`.
        keyword: The keyword that has the options now.
    """
    options = options_of(exclusive, exclusive.unions[:1])
    common = None if has_tags(context.walk, exclusive, options) else overlapping(context.walk, options)
    if common is None:
        context.report("union written otherwise", place)
    else:
        kind = "union made exclusive" if keyword == "oneOf" else "union made inclusive"
        context.report(kind, place.child(keyword), options=" and ".join(map(name_of, common)))


def has_tags(walk: Walk, view: EffectiveSchema, options: list[Conjoined]) -> bool:
    """Return whether a discriminator tells the options apart, which all require its property."""
    name = (view.value("discriminator") or {}).get("propertyName")
    return name is not None and all(name in walk.view(option).required for option in options)


def overlapping(walk: Walk, options: list[Conjoined]) -> tuple[Conjoined, Conjoined] | None:
    """Return two options that a value may fit both, as far as can be seen; None if there are none."""
    pairs = itertools.combinations(options, 2)
    return next((pair for pair in pairs if not exclude_each_other(walk, *pair)), None)


def exclude_each_other(walk: Walk, one: Conjoined, other: Conjoined, depth: int = 3) -> bool:
    """Return whether no value fits two schemas: no common type, no common listed value, or no object that fits both."""
    if not depth:
        return False
    left, right = walk.view(one), walk.view(other)
    for view, alternative in ((left, other), (right, one)):
        if view.unions:
            options = options_of(view, view.unions)
            return all(exclude_each_other(walk, each, alternative, depth - 1) for each in options)
    if left.null and right.null:
        return False
    if (
        left.types
        and right.types
        and not any(covers([a], [b]) or covers([b], [a]) for a in left.types for b in right.types)
    ):
        return True
    values, others = left.enum_values, right.enum_values
    if values is not None and others is not None:
        return {canonical(each) for each in values}.isdisjoint(canonical(each) for each in others)
    if not (left.is_object and right.is_object):
        return False
    if any(
        view.is_closed and not view.properties.keys() >= rest.required.keys()
        for view, rest in ((left, right), (right, left))
    ):
        return True
    return any(
        exclude_each_other(walk, tuple(left.properties[name]), tuple(right.properties[name]), depth - 1)
        for name in left.required
        if name in right.required and name in left.properties and name in right.properties
    )


def options_of(view: EffectiveSchema, unions: list[Union]) -> list[Conjoined]:
    """Return the options of the first union; a schema without one is its only option."""
    return [(part,) for part in unions[0].options] if unions else [view.core]


# ---- properties by which options are paired, the strongest first ----


def by_name(_: Walk, option: Conjoined) -> Hashable:
    """Return the name of the component that an option refers to."""
    return option[0].reference if len(option) == 1 else None


def by_content(_: Walk, option: Conjoined) -> Hashable:
    """Return the content of an option."""
    return canonical([content(part.resolved().value) for part in option])


def by_tag(walk: Walk, option: Conjoined) -> Hashable:
    """Return the constants that tell an option apart."""
    tags = []
    view = walk.view(option)
    for name, schemas in view.properties.items():
        if name in view.required:
            tag = walk.view(tuple(schemas))
            if "const" in tag.keywords:
                tags.append((name, canonical(tag.value("const"))))
    return tuple(sorted(tags)) or None


def by_type(walk: Walk, option: Conjoined) -> Hashable:
    """Return the type of an option without a name, which may have been edited."""
    view = walk.view(option)
    if option[0].reference is not None or not view.types:
        return None
    return (*view.types, "enum" in view.keywords)


KEYS: tuple[Callable[[Walk, Conjoined], Hashable], ...] = (by_name, by_content, by_tag, by_type)


def content(value: Any) -> Any:
    """Return a schema without its remarks."""
    return {key: each for key, each in value.items() if key not in ANNOTATIONS} if isinstance(value, dict) else value


def means_the_same(walk: Walk, base: Conjoined, revision: Conjoined) -> bool:
    """Return whether two kinds have the same content, or are identified by the same constants."""
    tag = by_tag(walk, base)
    return by_content(walk, base) == by_content(walk, revision) or (tag is not None and tag == by_tag(walk, revision))


# ---- discriminators ----


def tags(view: EffectiveSchema) -> dict[str, str]:
    """Return the reference that each value of a discriminator stands for."""
    mapping = (view.value("discriminator") or {}).get("mapping")
    entries = mapping.items() if isinstance(mapping, dict) else ()
    return {str(tag): full_reference(target) for tag, target in entries if isinstance(target, str)}


def kind_references(walk: Walk, view: EffectiveSchema) -> set[str]:
    """Return the references to the kinds that a schema has."""
    options = {part.reference for union in view.unions for part in union.options if part.reference}
    return options | {COMPONENT + name for name in kinds(walk, view)}


def kinds(walk: Walk, view: EffectiveSchema) -> dict[str, Located]:
    """Return the kinds of a schema that others extend by `allOf`, by name; a union has its options instead."""
    place = view.place.resolved()
    if view.unions or "discriminator" not in view.keywords or view.keywords["discriminator"][0].at[:-1] != place.at:
        return {}
    names = walk.kinds[place.side].get(place.at, ())
    found = {name: walk.part(place.side, "components", "schemas", name) for name in names}
    for reference in tags(view).values():
        part = place.target(reference)
        if part.at != place.at:
            found.setdefault(last(reference), part)
    return found


def compare_discriminator(context: Context, part: Located, base: EffectiveSchema, revision: EffectiveSchema) -> None:
    """Compare how kinds are distinguished."""
    old, new = (view.value("discriminator") or {} for view in (base, revision))
    before, after = (json_text(each.get("propertyName")) for each in (old, new))
    if not old:
        context.report("wording", part)
    elif not new:
        context.report("discriminator removed", part, before=before)
    else:
        if before != after:
            context.report("discriminator changed", part.child("propertyName"), before=before, after=after)
        compare_tags(context, base, revision)


def compare_tags(context: Context, base: EffectiveSchema, revision: EffectiveSchema) -> None:
    """Compare the kind that each value of a discriminator stands for."""
    old, new = (tags(view) for view in (base, revision))
    was, still = (kind_references(context.walk, view) for view in (base, revision))
    before, after = base.keywords["discriminator"][0], revision.keywords["discriminator"][0]
    for tag in dict.fromkeys((*old, *new)):
        one, other = old.get(tag), new.get(tag)
        names = {"tag": json_text(tag), "before": last(one), "after": last(other)}
        if one is None and other in was:
            context.report("wording" if tag == last(other) else "tag added", after.child("mapping", tag), **names)
        elif other is None and one in still:
            context.report(kind_of_removal(context.walk, revision, tag, one), before.child("mapping", tag), **names)
        elif one and other and one != other:
            old_kind, new_kind = before.target(one), after.target(other)
            if not means_the_same(context.walk, (old_kind,), (new_kind,)):
                lists_tag = tag in words_of(context.walk, base, old_kind)
                name = "tag changed" if lists_tag else "tag changed that alone tells a kind"
                context.report(name, after.child("mapping", tag), **names)


def kind_of_removal(walk: Walk, revision: EffectiveSchema, tag: str, reference: str) -> str:
    """Return the event of a removed discriminator value whose kind is still there, and may list the value itself."""
    if tag == last(reference):
        return "wording"  # without an entry, a kind's own name is its value
    if tag in words_of(walk, revision, revision.place.target(reference)):
        return "tag left to the kind"
    return "tag removed" if reference in tags(revision).values() else "tag left to the kind's name"


def words_of(walk: Walk, view: EffectiveSchema, kind: Located) -> list[Any]:
    """Return the values that an option lists for the property that identifies it."""
    name = (view.value("discriminator") or {}).get("propertyName")
    schemas = walk.view((kind,)).properties.get(str(name))
    return (walk.view(tuple(schemas)).enum_values or []) if schemas else []


# ---- in words ----


def last(reference: str | None) -> str:
    """Return the name at the end of a reference."""
    return str(reference).rpartition("/")[2]


def names_of(options: list[Conjoined]) -> str:
    """Return the names of options."""
    return " or ".join(map(name_of, options))


def name_of(option: Conjoined) -> str:
    """Return the name of an option."""
    if option[0].reference is not None:
        return last(option[0].reference)
    kind = option[0].value.get("type") if isinstance(option[0].value, dict) else None
    return f"one of type {json_text(kind)}" if kind else "one without a name"
