#!/bin/sh
# hypothesis-jsonschema 0.23.1, with hypothesis 6.170.17 (both PyPI)
#
# One would guess: from_schema() makes examples of {"type": "object"}, as it does of texts and numbers.
# What happens: AttributeError, "'many' object has no attribute 'more'": an inner part of hypothesis that it uses
# has changed. All objects are concerned, also those whose members all have schemas; arrays are not.
# Whom it affects: tests of APIs that make bodies from schemas: they fail after an update of hypothesis alone.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv &&
        venv/bin/pip install -q --disable-pip-version-check hypothesis-jsonschema==0.23.1 hypothesis==6.170.17
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import sys

from hypothesis import HealthCheck, given, settings
from hypothesis_jsonschema import from_schema


def attempt(schema: dict[str, object]) -> str:
    @settings(max_examples=20, database=None, suppress_health_check=list(HealthCheck))
    @given(from_schema(schema))
    def run(_: object) -> None:
        pass

    try:
        run()
    except AttributeError as error:
        return str(error)
    return "examples are made"


closed = {"type": "object", "properties": {"id": {"type": "string"}}, "required": ["id"], "additionalProperties": False}
schemas = [{"type": "string"}, {"type": "array"}, {"type": "object"}, closed]
results = [attempt(schema) for schema in schemas]
for schema, result in zip(schemas, results, strict=True):
    print(schema, "->", result)
sys.exit(0 if results[:2] == ["examples are made"] * 2 and all("'more'" in result for result in results[2:]) else 1)
EOF
venv/bin/python check.py
