#!/bin/sh
# jsf 0.11.2 (PyPI)
#
# One would guess: of {"const": false}, and of {"enum": [false]}, the only example is false.
# What happens: it is 0, which no JSON Schema validator accepts there; true becomes 1 as well.
# Whom it hurts: whoever makes examples or test data from a contract, and sends 0 where a server
# expects a boolean.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check jsf==0.11.2
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import json
import sys

from jsf import JSF

found = {name: json.dumps(JSF(schema).generate()) for name, schema in {
    "const false": {"const": False},
    "const true": {"const": True},
    "enum false": {"enum": [False]},
    "const null": {"const": None},
}.items()}
for name, example in found.items():
    print(f"{name}: {example}")
sys.exit(0 if [*found.values()] == ["0", "1", "0", "null"] else 1)
EOF
venv/bin/python check.py
