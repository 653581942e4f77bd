"""Validation of report.json by its published schema."""

import json
from typing import Any

import jsonschema

from api_conformance.reports import report_json

SCHEMA = json.loads(report_json.SCHEMA.read_text(encoding="utf-8"))


def assert_valid(report: Any) -> None:
    """Assert that a report fits the schema, and has no property that the schema does not describe."""
    validator = jsonschema.Draft202012Validator(closed(SCHEMA), format_checker=jsonschema.FormatChecker())
    assert [f"{error.json_path}: {error.message}" for error in validator.iter_errors(report)] == []


def closed(schema: Any) -> Any:
    """Return the schema, changed to reject properties that it does not describe."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {name: closed(each) for name, each in schema.items()}
    return {"additionalProperties": False, **inner} if isinstance(schema.get("required"), list) else inner
