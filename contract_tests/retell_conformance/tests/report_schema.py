"""The published schema of report.json, as a test holds the file against it."""

import json
from typing import Any

import jsonschema

from api_conformance.reports import report_json

SCHEMA = json.loads(report_json.SCHEMA.read_text(encoding="utf-8"))


def assert_valid(report: Any) -> None:
    """Assert that a report is what the schema says, and has nothing that the schema does not describe."""
    validator = jsonschema.Draft202012Validator(closed(SCHEMA), format_checker=jsonschema.FormatChecker())
    assert [f"{error.json_path}: {error.message}" for error in validator.iter_errors(report)] == []


def closed(schema: Any) -> Any:
    """Return the schema without room for properties that it does not describe."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {name: closed(each) for name, each in schema.items()}
    return {"additionalProperties": False, **inner} if isinstance(schema.get("required"), list) else inner
