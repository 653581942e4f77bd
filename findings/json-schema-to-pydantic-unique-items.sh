#!/bin/sh
# json-schema-to-pydantic 0.5.0 (PyPI)
#
# One would guess: an array with "uniqueItems: true" stays an array: its order is kept, and a repeated item
# is an error.
# What happens: it becomes a set. A repeated item is dropped without an error, the order is lost, and an array
# of objects is always rejected, since objects cannot be hashed.
# Whom it hurts: whoever reads a list whose order matters, such as languages by preference: the model writes
# it back in another order.
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


def read(items: dict, values: list) -> object:
    array = {"type": "array", "uniqueItems": True, "items": items}
    model = create_model({"title": "M", "type": "object", "properties": {"x": array}, "required": ["x"]})
    try:
        return model.model_validate({"x": values}).x
    except ValidationError as error:
        return error.errors()[0]["msg"]


repeated = read({"type": "string"}, ["en-US", "de-DE", "en-US"])
objects = read({"type": "object", "properties": {"a": {"type": "integer"}}}, [{"a": 1}, {"a": 2}])
print("en-US, de-DE, en-US:", type(repeated).__name__, "of", len(repeated))
print("two objects:        ", objects)
sys.exit(0 if repeated == {"en-US", "de-DE"} and objects == "Set items should be hashable" else 1)
EOF
venv/bin/python check.py
