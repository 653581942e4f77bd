#!/bin/sh
# pytomlpp 1.1.0 (PyPI): dumps()
#
# One would guess: [True, False] is written as [true, false], as True alone is.
# What happens: within a list, booleans are written as the integers 1 and 0. True as the value of a key is written
# as true, also within a table in the list.
# Whom it hurts: whoever writes a configuration for another program, which has booleans and integers as different
# types.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check pytomlpp==1.1.0 tomli==2.5.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import sys

import pytomlpp
import tomli

text = pytomlpp.dumps({"one": True, "list": [True, False], "tables": [{"one": True}]})
print(text)
back = tomli.loads(text)
kinds = [type(back["one"]), *map(type, back["list"]), type(back["tables"][0]["one"])]
print("read by tomli:", back)
sys.exit(0 if kinds == [bool, int, int, bool] else 1)
EOF
venv/bin/python check.py
