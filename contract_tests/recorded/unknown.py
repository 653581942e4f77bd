"""Properties of a body that the contract does not know: no violations, since an API may grow, but worth knowing."""

from typing import Any

from contract_tests.shapes import Shape
from contract_tests.violations import Path, json_type


def unknown_properties(shape: Shape, body: Any) -> list[tuple[Path, str]]:
    """The place and the JSON type of each. What is inside one is not looked into; nor is what may hold any names."""
    found: list[tuple[Path, str]] = []
    pending: list[tuple[Shape, Any, Path]] = [(shape, body, ())]
    while pending:
        shape, value, path = pending.pop()
        applying = shape.applying(value)
        if isinstance(value, dict):
            # A value that no schema has properties for, such as one of an unrecognised kind, may have any.
            if any(each.properties for each in applying) and not any(each.open for each in applying):
                unknown = value.keys() - {name for each in applying for name in each.properties}
                found += [((*path, name), json_type(value[name])) for name in unknown]
            for each in applying:
                for name, part in value.items():
                    inner = each.properties.get(name, each.others)
                    if inner is not None and not inner.ends:
                        pending.append((inner, part, (*path, name)))
        elif isinstance(value, list):
            items = [each.items for each in applying if each.items is not None and not each.items.ends]
            pending += [(each, item, (*path, position)) for each in items for position, item in enumerate(value)]
    return found
