#!/bin/sh
# json-schema-to-pydantic 0.5.0 (PyPI)
#
# One would guess: {"allOf": [{"$ref": ...}], "description": ...}, which is how OpenAPI 3.0 describes a
# property of a named type, becomes that type.
# What happens: it becomes a model without fields. If the type is a text or an enum, every valid value is
# rejected: "Input should be a valid dictionary".
# Whom it hurts: whoever checks the arguments of a model's tool call by the tool's own schema: each call is
# rejected, and the message blames the model.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check json-schema-to-pydantic==0.5.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import sys

from json_schema_to_pydantic import create_model
from pydantic import ValidationError


def outcome(language: dict, meaning: dict) -> str:
    schema = {"title": "Tool", "type": "object", "properties": {"language": language}, "required": ["language"]}
    model = create_model({**schema, "$defs": {"Language": meaning}})
    try:
        return f"accepted: {model.model_validate({'language': 'en-US'}).language}"
    except ValidationError as error:
        return f"rejected: {error.errors()[0]['msg']}"


reference = {"$ref": "#/$defs/Language"}
found = []
for meaning in ({"enum": ["en-US", "de-DE"]}, {"type": "string"}):
    alone = outcome(reference, meaning)
    described = outcome({"allOf": [reference], "description": "The language to speak."}, meaning)
    print(meaning)
    print("  $ref:         ", alone)
    print("  allOf of $ref:", described)
    found.append(alone == "accepted: en-US" and described.startswith("rejected: Input should be a valid dict"))
sys.exit(0 if all(found) else 1)
EOF
venv/bin/python check.py
