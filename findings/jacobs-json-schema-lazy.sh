#!/bin/sh
# jacobs-json-schema 0.6.1 (PyPI): lazy_error_reporting=True, which collects the errors instead of raising the first
#
# One would guess: it finds the same data valid as without: only the way of reporting differs.
# What happens: 1.5 becomes a valid integer. And with if, then and else, data that does not meet "if" is invalid
# whatever "else" says: the failed question is collected as an error.
# Whom it hurts: whoever shows all errors of a form at once: right data is refused, and wrong numbers are let in.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check jacobs-json-schema==0.6.1
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import sys

from jacobsjsonschema.draft4 import JsonSchemaValidationError
from jacobsjsonschema.draft7 import Validator


def eager(schema, data):
    try:
        return Validator(schema).validate(data)
    except JsonSchemaValidationError:
        return False


choice = {"if": {"required": ["a"]}, "then": {"required": ["b"]}, "else": {"required": ["c"]}}
found = []
for schema, data in (({"type": "integer"}, 1.5), ({"type": "integer"}, "x"), (choice, {"c": 1}), (choice, {"a": 1})):
    lazy = Validator(schema, lazy_error_reporting=True)
    verdicts = eager(schema, data), bool(lazy.validate(data))
    print(schema, data, "valid:", verdicts[0], "lazy:", verdicts[1], [str(error) for error in lazy.get_errors()])
    found.append(verdicts)
sys.exit(0 if found == [(False, True), (False, False), (True, False), (False, False)] else 1)
EOF
venv/bin/python check.py
