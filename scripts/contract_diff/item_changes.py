"""The comparison of the items of an array."""

from contract_diff.constraint_changes import report_constraint, report_inner
from contract_diff.keywords import COMPARED, Effect
from contract_diff.schema_pairs import compare_held, restrictions
from contract_diff.walk import Context
from openapi_contract.effective_schema import Conjoined, EffectiveSchema
from openapi_contract.located import Located


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
