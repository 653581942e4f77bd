"""Prints how long the diff takes on a contract of 95,000 lines, beside reading it.

Run as `scripts/python -m benchmarks.compare_contracts`.
"""

import copy
import json
import time
from collections.abc import Callable
from typing import Any

import yaml

from contract_diff.changes import compare_contracts
from openapi_contract.raw_document import RawDocument, parse

SCHEMAS = 2_600
"""About as many as make 95,000 lines."""


def contract(schemas: int = SCHEMAS) -> dict[str, Any]:
    """Return a contract whose schemas refer to each other, in chains and in circles."""
    named = {f"Thing{number}": thing(number, schemas) for number in range(schemas)}
    paths = {f"/things{number}": {"post": operation(number)} for number in range(0, schemas, 4)}
    info = {"title": "Many things", "version": "1.0.0"}
    return {"openapi": "3.1.0", "info": info, "paths": paths, "components": {"schemas": named}}


def thing(number: int, schemas: int) -> dict[str, Any]:
    """Return a schema that refers to others."""
    other, far = ({"$ref": f"#/components/schemas/Thing{each % schemas}"} for each in (number + 1, number * 7))
    properties: dict[str, Any] = {
        "id": {"type": "string", "description": f"Which thing {number} is.", "maxLength": 40},
        "kind": {"type": "string", "enum": [f"kind{each}" for each in range(5)]},
        "amount": {"type": "integer", "minimum": 0, "maximum": 100},
        "next": {"anyOf": [other, {"type": "null"}]},
        "far": {"type": "array", "items": far},
    }
    return {"type": "object", "required": ["id", "kind"], "properties": properties}


def operation(number: int) -> dict[str, Any]:
    """Return an operation that sends and gets a thing."""
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/Thing{number}"}}}
    response = {"description": "The thing.", "content": content}
    body = {"required": True, "content": content}
    return {"operationId": f"make{number}", "requestBody": body, "responses": {"200": response}}


def few_changes(root: dict[str, Any]) -> None:
    """Change every hundredth schema."""
    for number in range(0, SCHEMAS, 100):
        root["components"]["schemas"][f"Thing{number}"]["properties"]["kind"]["enum"].append("new")


def many_changes(root: dict[str, Any]) -> None:
    """Change every schema in every property."""
    for schema in root["components"]["schemas"].values():
        schema["properties"]["kind"]["enum"] = ["kind0", "new"]
        schema["properties"]["amount"]["maximum"] = 50
        schema["properties"]["id"]["type"] = ["string", "null"]
        schema["properties"]["mood"] = {"type": "string"}
        schema["required"] = ["id", "mood"]


def other_names(root: dict[str, Any]) -> None:
    """Rename every schema."""
    text = json.dumps(root).replace("Thing", "Object")
    root.update(json.loads(text))


def main() -> None:
    """Print a line for each comparison."""
    base = contract()
    text = yaml.dump(base, Dumper=yaml.CSafeDumper, sort_keys=False)
    start = time.process_time()
    document = parse(text.encode(), "base", lambda _: b"")
    print(f"reading {len(text.splitlines()):,} lines: {time.process_time() - start:.1f} s of CPU")
    changes: dict[str, Callable[[dict[str, Any]], None]] = {
        "nothing changed": lambda _: None,
        "every hundredth schema changed": few_changes,
        "every schema changed": many_changes,
        "every schema renamed": other_names,
    }
    for name, change in changes.items():
        root = copy.deepcopy(base)
        change(root)
        start = time.process_time()
        found = compare_contracts(document, RawDocument("revision", root)).changes
        print(f"{name}: {time.process_time() - start:.1f} s, {len(found):,} differences")


if __name__ == "__main__":
    main()
