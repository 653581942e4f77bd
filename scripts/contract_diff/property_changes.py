"""The comparison of the properties of an object."""

from contract_diff.audiences import REQUEST, RESPONSE
from contract_diff.schema_pairs import compare, compare_held, restrictions
from contract_diff.walk import Context
from openapi_contract.effective_schema import APPLYING, Conjoined, EffectiveSchema
from openapi_contract.located import Located


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


def is_hidden(context: Context, parts: Conjoined | list[Located]) -> bool:
    """Return whether a property does not occur in this direction."""
    if context.direction is None:
        return False
    keyword = "readOnly" if context.direction is REQUEST else "writeOnly"
    if all(isinstance(part.value, dict) and APPLYING.isdisjoint(part.value) for part in parts):
        return any(part.is_true(keyword) for part in parts)
    return context.walk.view(tuple(parts)).is_true(keyword)
