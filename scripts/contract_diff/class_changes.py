"""Which class of our client a schema becomes, and whether another takes its place."""

from typing import Any

from contract_diff.parts import Part, strings
from contract_diff.views import is_null
from contract_diff.walk import Context


def compare_classes(context: Context, base: Part, revision: Part) -> None:
    """Tell of a reference that means another class of the client."""
    before, after = class_reference(base), class_reference(revision)
    if before is None:
        return
    name, now = before.rpartition("/")[2], after.rpartition("/")[2] if after else None
    revised = context.walk.part("revision", "components", "schemas", name)
    # A union of the class and others is told of as what it is: the class may still be given.
    if after is not None and is_union(revision.target(after)) and before in union_references(revision.target(after)):
        return
    if name == now or not revised.exists or not makes_a_class(base.target(before).value):
        return
    if now or (makes_a_class(revision.value) and not {"oneOf", "anyOf"} & revision.mapping.keys()):
        after_text = f"the class {now}" if now else "a class of its own"
        context.going(None).tell("class changed", revision, before=name, after=after_text)


def is_union(part: Part) -> bool:
    """Whether a schema is one of several."""
    return bool({"oneOf", "anyOf"} & part.mapping.keys())


def union_references(part: Part) -> list[str]:
    """Return what the options of a union refer to."""
    options = [each for keyword in ("oneOf", "anyOf") for each in part.mapping.get(keyword) or ()]
    return [each["$ref"] for each in options if isinstance(each, dict) and isinstance(each.get("$ref"), str)]


def class_reference(part: Part) -> str | None:
    """Return the reference to the only schema that a schema consists of."""
    if part.reference is not None:
        return part.reference
    node = part.value if isinstance(part.value, dict) else {}
    options = [each for keyword in ("allOf", "oneOf", "anyOf") for each in node.get(keyword) or () if not is_null(each)]
    if len(options) != 1 or node.get("properties") or not isinstance(options[0], dict):
        return None
    return next(iter(strings(options[0].get("$ref"))), None)


def makes_a_class(schema: Any) -> bool:
    """Whether the client has a class for a component."""
    return isinstance(schema, dict) and (
        schema.get("type") == "object"
        or bool({"properties", "enum", "oneOf", "anyOf"} & schema.keys())
        or len(schema.get("allOf") or ()) > 1
    )
