#!/bin/sh
# jsonschema-rs 0.60.3 (PyPI)
#
# One would guess: the path of an error has the names of properties as they are in the body, as
# text; only positions in arrays are numbers.
# What happens: a name that reads as a number is an int, so that "7", "007" and "+49" come out as 7,
# 7 and 49. Following such a path in the body raises KeyError, and which of "7" and "007" was meant
# is lost. jsonschema gives the names unchanged.
# Whom it hurts: whoever looks up the wrong value, or writes a JSON pointer, for maps by year, size,
# status code or telephone number.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv &&
        venv/bin/pip install -q --disable-pip-version-check jsonschema-rs==0.60.3 jsonschema==4.26.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import sys

import jsonschema
import jsonschema_rs

SCHEMA = {"additionalProperties": {"type": "integer"}}
found = {}
for name in ("7", "007", "+49", "a"):
    body = {name: "many"}
    [error] = jsonschema_rs.Draft202012Validator(SCHEMA).iter_errors(body)
    [other] = jsonschema.Draft202012Validator(SCHEMA).iter_errors(body)
    found[name] = error.instance_path
    print(f"{name!r}: jsonschema-rs {error.instance_path}, jsonschema {list(other.absolute_path)}")
sys.exit(0 if found == {"7": [7], "007": [7], "+49": [49], "a": ["a"]} else 1)
EOF
venv/bin/python check.py
