"""Classes of our client: the class that a schema becomes, and changes of it."""

from typing import Any

from contract_diff.python_names import name_of_class, title_or_name
from contract_diff.walk import Context
from openapi_contract.located import Located, strings
from openapi_contract.written_schemas import is_null


def compare_classes(context: Context, base: Located, revision: Located) -> None:
    """Report a schema that now has another class in the client."""
    before, after = class_reference(base), class_reference(revision)
    if before is None:
        compare_inline(context, base, revision, after)
        return
    name, now = before.rpartition("/")[2], after.rpartition("/")[2] if after else None
    revised = context.walk.part("revision", "components", "schemas", name)
    # A union of the class and others is reported as a union: the class may still be passed.
    if after is not None and is_union(revision.target(after)) and before in union_references(revision.target(after)):
        return
    if name == now or not revised.exists or not makes_a_class(base.target(before).value):
        return
    if now or (makes_a_class(revision.value) and not {"oneOf", "anyOf"} & revision.mapping.keys()):
        report_class(context, base.target(before), revision.target(after) if after else revision, revision)


def compare_inline(context: Context, base: Located, revision: Located, after: str | None) -> None:
    """Report another class of an inline schema, which is named after its place or its title."""
    old, new = without_null(base), without_null(revision)
    if not is_inline_class(old.value):
        return
    if after is not None:
        component = revision.target(after)
        if makes_a_class(component.value) and not is_union(component):
            report_class(context, old, component, revision)
    elif is_inline_class(new.value) and named_by(old, base) != named_by(new, revision):
        report_class(context, old, new, revision)


def named_by(schema: Located, around: Located) -> tuple[str, tuple[str | int, ...]]:
    """Return the parts that the class name of an inline schema depends on: its title, and its place in a union."""
    return title_or_name(schema.value, ""), schema.at[len(around.at) :]


def without_null(part: Located) -> Located:
    """Return the only option besides null of a union, or the schema itself."""
    for keyword in ("oneOf", "anyOf"):
        options = [each for each in part.child(keyword).items() if not is_null(each.value)] if keyword in part else []
        if len(options) == 1:
            return options[0]
    return part


def report_class(context: Context, base: Located, revision: Located, place: Located) -> None:
    """Report a class that replaces another, unless they have the same name."""
    before, after = (name_of_class(each) for each in (base, revision))
    if before != after or not before:
        names = (f"the class {name}" if name else "a class of its own" for name in (before, after))
        context.going(None).report("class changed", place, **dict(zip(("before", "after"), names, strict=True)))


def is_inline_class(schema: Any) -> bool:
    """Return whether an inline schema becomes a class."""
    if not isinstance(schema, dict) or "$ref" in schema or {"oneOf", "anyOf", "allOf"} & schema.keys():
        return False
    values = schema.get("enum")
    has_values = isinstance(values, list) and any(value is not None for value in values)
    return has_values or bool(schema.get("properties"))


def is_union(part: Located) -> bool:
    """Return whether a schema is a union."""
    return bool({"oneOf", "anyOf"} & part.mapping.keys())


def union_references(part: Located) -> list[str]:
    """Return the references of the options of a union."""
    options = [each for keyword in ("oneOf", "anyOf") for each in part.mapping.get(keyword) or ()]
    return [each["$ref"] for each in options if isinstance(each, dict) and isinstance(each.get("$ref"), str)]


def class_reference(part: Located) -> str | None:
    """Return the reference to the only schema that a schema consists of."""
    if part.reference is not None:
        return part.reference
    node = part.value if isinstance(part.value, dict) else {}
    options = [each for keyword in ("allOf", "oneOf", "anyOf") for each in node.get(keyword) or () if not is_null(each)]
    if len(options) != 1 or node.get("properties") or not isinstance(options[0], dict):
        return None
    return next(iter(strings(options[0].get("$ref"))), None)


def makes_a_class(schema: Any) -> bool:
    """Return whether the client has a class for a component."""
    return isinstance(schema, dict) and (
        schema.get("type") == "object"
        or bool({"properties", "enum", "oneOf", "anyOf"} & schema.keys())
        or len(schema.get("allOf") or ()) > 1
    )
