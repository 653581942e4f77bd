"""Changes of constraints on a value itself: null, types, limits, annotations."""

from typing import Any, Final

from attrs import evolve

from contract_diff import keywords, unions
from contract_diff.audiences import RESPONSE, Bump
from contract_diff.keywords import BOUNDS, COMPARED, LOWER, PLAIN, TYPED_FORMATS, UPPER, Effect
from contract_diff.patterns import mean_the_same
from contract_diff.texts import gone, json_text
from contract_diff.walk import Context
from openapi_contract.effective_schema import ANNOTATIONS, EffectiveSchema
from openapi_contract.json_data import canonical, same
from openapi_contract.located import Located

SECRET_MARK: Final = "x-secret"
RETIRED: Final = "x-retired"
"""Our own mark for what the vendor once documented and no longer does."""


# ---- null and types ----


def compare_null(context: Context, base: EffectiveSchema, revision: EffectiveSchema, needed: bool) -> None:
    """Compare whether a value may be null; a schema without a type says nothing about null."""
    was, now = base.null, revision.null
    if was and now and None not in (base.lists_null, revision.lists_null):
        # In OpenAPI 3.0 an enum beside `nullable` has to list null too; many contracts omit it.
        was, now = base.lists_null, revision.lists_null
    if was and now is False:
        context.report("null removed", null_place(base))
    if now and was is False:
        context.report("null added where it is needed" if needed else "null added", null_place(revision))


def null_place(view: EffectiveSchema) -> Located:
    """Return the place at which a schema allows null."""
    enum = view.part("enum")
    values = enum.document.at(enum.at) if enum is not None and view.lists_null else ()
    if enum is not None and None in values:
        return evolve(enum, at=(*enum.at, values.index(None)))
    return view.null_at or view.place


def compare_types(context: Context, base: EffectiveSchema, revision: EffectiveSchema) -> bool:
    """Compare the types; return whether they have nothing in common, so that nothing is left to compare."""
    before, after = base.types, revision.types
    if base.says_nothing is not revision.says_nothing:
        name = "type widened" if revision.says_nothing else "type narrowed"
        context.report(name, place_of_type(revision), before=text_types(base), after=text_types(revision))
        return True
    if before == after or is_spelled_out(base, revision) or is_spelled_out(revision, base):
        compare_reading(context, base, revision)
        return False
    wider, narrower = not keywords.covers(before, after), not keywords.covers(after, before)
    details = {"before": text_types(base), "after": text_types(revision)}
    place = place_of_type(revision)
    if wider:
        context.report("type widened", place, **details)
    if narrower and not (wider and context.direction is RESPONSE):
        context.report("type narrowed", place, **details)
    if not wider and not narrower:
        context.report("wording", place)
    numbers = {"integer", "number"}
    return bool(before and after) and not set(before) & set(after) and not numbers >= {*before, *after}


def is_spelled_out(one: EffectiveSchema, other: EffectiveSchema) -> bool:
    """Return whether one schema names the type that the other's keywords imply."""
    if not one.written_types or other.written_types or not keywords.covers(one.written_types, other.types):
        return False
    return not {"enum", "const"}.isdisjoint(other.keywords) or keywords.covers(other.types, one.written_types)


def compare_reading(context: Context, base: EffectiveSchema, revision: EffectiveSchema) -> None:
    """Report a value that the client reads as a list or a map in one contract only, since the other has no type."""
    if base.types != revision.types or base.types not in (["array"], ["object"]):
        return
    was, now = (bool(view.written_types or view.properties) for view in (base, revision))
    if was is not now:
        name = json_text(base.types[0])
        change = keywords.change_text(name if was else None, name if now else None)
        context.report("attribute retyped", place_of_type(revision), keyword="type", change=change)


def place_of_type(view: EffectiveSchema) -> Located:
    """Return the place of a schema's type, or of the schema."""
    return view.part("type") or view.place


def text_types(view: EffectiveSchema) -> str:
    """Return the types of a schema in words."""
    if view.says_nothing:
        return "anything"
    types = [*view.types, *(["null"] if view.null else [])]
    return " or ".join(types) or "anything"


# ---- keywords ----


def is_remark(keyword: str) -> bool:
    """Return whether it is an annotation that `compare_remarks` compares; others have functions of their own."""
    return keyword in ANNOTATIONS or keyword.startswith("x-") or keyword in ("default", "deprecated")


def compare_remarks(context: Context, base: EffectiveSchema, revision: EffectiveSchema) -> None:
    """Compare the annotations of a schema, which do not restrict its values."""
    for keyword in dict.fromkeys((*base.keywords, *revision.keywords)):
        part = revision.part(keyword) or base.part(keyword)
        is_in_both = keyword in base.keywords and keyword in revision.keywords
        if part is None or not is_remark(keyword):
            continue
        if is_in_both and same(base.value(keyword), revision.value(keyword)):
            continue
        before, after = json_text(base.value(keyword)), json_text(revision.value(keyword))
        if keyword == "default":
            kind = "changed" if is_in_both else "added" if keyword in revision.keywords else "removed"
            context.report(f"default {kind}", part, before=before, after=after)
        elif keyword == RETIRED:
            compare_retired(context, part, base.value(keyword), revision.value(keyword))
        elif keyword == SECRET_MARK:
            compare_mark(context, part, base.is_true(keyword), revision.is_true(keyword))
        elif keyword != "deprecated":
            context.report("wording", part)
        elif base.is_true(keyword) is not revision.is_true(keyword):
            context.report("deprecated" if revision.is_true(keyword) else "deprecation lifted", part)


def compare_retired(context: Context, part: Located, base: Any, revision: Any) -> None:
    """Compare the marks of what the vendor no longer documents: the schema itself, or some of its values."""
    before, after = retired_values(base), retired_values(revision)
    if dropped := [each for each in after if each not in before]:
        context.report("no longer documented", part, what=", ".join(dropped))
    if back := [each for each in before if each not in after]:
        context.report("documented again", part, what=", ".join(back))


def retired_values(mark: Any) -> list[str]:
    """Return the values that a mark applies to, in words."""
    return ["this"] if mark is True else [json_text(each) for each in mark] if isinstance(mark, list) else []


def compare_keyword(context: Context, keyword: str, base: EffectiveSchema, revision: EffectiveSchema) -> None:
    """Compare a keyword, of which each occurrence restricts the values on its own."""
    old = list(base.keywords.get(keyword, ()))
    new = list(revision.keywords.get(keyword, ()))
    for part in tuple(old):
        twin = next((each for each in new if same(each.value, part.value)), None)
        if twin is not None:
            old.remove(part)
            new.remove(twin)
    if keyword in BOUNDS:
        if old or new:
            compare_bound(context, keyword, base, revision)
        return
    for index in range(max(len(old), len(new))):
        before, after = old[index : index + 1], new[index : index + 1]
        part = (after or before)[0]
        was, now = (each[0].value if each else None for each in (before, after))
        if keyword == "enum":
            compare_enum(context, before, after, base, revision)
        elif keyword == "const":
            compare_const(context, part, base, revision)
        elif keyword == "discriminator":
            unions.compare_discriminator(context, part, base, revision)
        elif keyword == "format":
            compare_format(context, part, was, now, [*base.types, *revision.types])
        elif keyword == "pattern" and mean_the_same(was, now):
            context.report("pattern written otherwise", part)
        elif keyword in PLAIN:
            report_constraint(
                context, part, keywords.effect_of(keyword, was, now), keyword=keyword, change=change_of(before, after)
            )
        else:
            context.report("something changed", part)


def compare_format(context: Context, part: Located, was: Any, now: Any, types: list[str]) -> None:
    """Compare a format, which may limit the size of numbers, or mark a secret."""
    change = keywords.change_text(*(None if each is None else json_text(each) for each in (was, now)))
    compare_mark(context, part, was == keywords.SECRET, now == keywords.SECRET)
    # A format that is not a string is ignored.
    old, new = (each if isinstance(each, str) and each != keywords.SECRET else None for each in (was, now))
    if old == new:
        return
    if {"integer", "number"}.issuperset(types) and types and {old, new} <= keywords.NUMBER_FORMATS.keys():
        effect = keywords.number_format(old, new)
        if effect is None:
            context.report("precision of numbers changed", part, change=change)
    else:
        effect = keywords.effect_of("format", old, new)
    report_constraint(context, part, effect, keyword="format", change=change)
    if {str(old), str(new)} & TYPED_FORMATS:
        context.report("attribute retyped", part, keyword="format", change=change)


def compare_mark(context: Context, part: Located, was: bool, now: bool) -> None:
    """Compare whether a value is marked as a secret."""
    if was is not now:
        context.report("secret marked" if now else "secret no longer marked", part)


def report_constraint(context: Context, part: Located, effect: Effect | None, *, keyword: str, change: str) -> None:
    """Report that fewer, more or other values are valid."""
    if effect is not None:
        context.report(f"constraint {effect}", part, keyword=keyword, change=change)


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


def change_of(before: list[Located], after: list[Located]) -> str:
    """Return a change as the end of a sentence."""
    return keywords.change_text(*(json_text(each[0].value) if each else None for each in (before, after)))


def compare_bound(context: Context, keyword: str, base: EffectiveSchema, revision: EffectiveSchema) -> None:
    """Compare a bound, inclusive or exclusive, as it applies together with the other one."""
    names = UPPER if keyword in UPPER else LOWER
    before, after = keywords.bound(base, names), keywords.bound(revision, names)
    other = names[1 - names.index(keyword)]
    part = revision.part(keyword) or base.part(keyword)
    is_told_there = keyword not in revision.keywords and not same(base.value(other), revision.value(other))
    if before == after or part is None or is_told_there:
        return
    change = change_of(base.keywords.get(keyword, [])[:1], revision.keywords.get(keyword, [])[:1])
    report_constraint(context, part, "narrowed" if after > before else "widened", keyword=keyword, change=change)


def compare_enum(
    context: Context, before: list[Located], after: list[Located], base: EffectiveSchema, revision: EffectiveSchema
) -> None:
    """Compare the values of an enum."""
    old = {canonical(each): json_text(each) for part in before for each in part.value}
    new = {canonical(each): json_text(each) for part in after for each in part.value}
    if not before:
        if "const" not in base.keywords or canonical(base.value("const")) not in new:
            context.report("enum set", after[0], values=keywords.values_text([*new.values()]))
    elif not after:
        if "const" in revision.keywords and canonical(revision.value("const")) in old:
            context.report("enum became a constant", before[0])
        else:
            context.report("enum dropped", before[0], values=keywords.values_text([*old.values()]))
    else:
        for key in gone(new, old):
            context.report("enum value added", value_place(after[0], key), value=new[key])
        for key in gone(old, new):
            context.report("enum value removed", value_place(before[0], key), value=old[key])
        if old.keys() == new.keys() and [*old] != [*new]:
            context.report("wording", after[0])


def value_place(enum: Located, key: str) -> Located:
    """Return the place of a value in an enum."""
    values = enum.document.at(enum.at)
    index = next(index for index, each in enumerate(values) if canonical(each) == key)
    return evolve(enum, at=(*enum.at, index))


def compare_const(context: Context, part: Located, base: EffectiveSchema, revision: EffectiveSchema) -> None:
    """Compare the value of `const`."""
    if "const" in base.keywords and "const" in revision.keywords:
        kind = "changed"
    else:
        kind = "narrowed" if "const" in revision.keywords else "widened"
    enum = (base if kind == "narrowed" else revision).value("enum")
    if kind != "changed" and enum is not None and same(enum, [part.value]):
        if (
            kind == "widened" or "enum" in revision.keywords
        ):  # else the enum became the constant, which is reported there
            context.report("something changed", part)
        return
    before, after = (json_text(view.value("const")) for view in (base, revision))
    context.report(f"constant {kind}", part, before=before, after=after)
