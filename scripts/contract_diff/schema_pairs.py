"""The queue of the pairs of schemas that are to be compared."""

from attrs import evolve

from contract_diff.class_changes import class_reference, compare_classes
from contract_diff.walk import Context, Task
from openapi_contract.effective_schema import Conjoined
from openapi_contract.located import Located


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


def restrictions(*parts: Located | None) -> Conjoined:
    """Return the schemas that restrict values; empty if anything is allowed."""
    return tuple(part for part in parts if part is not None and part.value is not True and part.value != {})


def compare_held(context: Context, old: Conjoined, new: Conjoined, place: Located) -> None:
    """Compare the schemas of an object's other values or an array's items."""
    if old and new:
        compare(context, old, new, needed=False)
    elif old or new:
        context.report("elements typed" if new else "elements untyped", place)
