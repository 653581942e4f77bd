#!/bin/sh
# jsonschema-fill-default 0.2.4.20260725 (PyPI)
#
# One would guess: each instance gets a default of its own.
# What happens: a list or an object of the schema itself is put into the instance. What is added to it is in the
# schema from then on, and in the instances that are filled later.
# Whom it affects: a server that fills requests with defaults: the tags of one customer appear in the requests of
# all others, until it is started again.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check jsonschema-fill-default==0.2.4.20260725
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import sys

from jsonschema_fill_default import fill_default

schema = {"properties": {"tags": {"type": "array", "default": []}}}
first: dict[str, list[str]] = {}
fill_default(first, schema)
first["tags"].append("from the first request")
second: dict[str, list[str]] = {}
fill_default(second, schema)
print("second:", second)
print("schema:", schema)
sys.exit(0 if second == {"tags": ["from the first request"]} else 1)
EOF
venv/bin/python check.py
