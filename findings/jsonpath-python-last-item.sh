#!/bin/sh
# jsonpath-python 1.1.6 (PyPI)
#
# One would guess: $.calls[-1] is the last item, since a slice is the same as in Python by its documentation, and
# $.calls[-1:] does find it.
# What happens: [-1] finds nothing, without an error, as do [0,1] and the comparison with null.
# Whom it affects: whoever takes the latest item of a list by an expression that RFC 9535 has, and that other
# packages understand: the empty result is taken for an empty list.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check jsonpath-python==1.1.6
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import sys

from jsonpath import JSONPath

document = {"calls": [{"id": "a", "ended": None}, {"id": "b", "ended": 1}]}
found = {}
for path in ["$.calls[-1:].id", "$.calls[-1].id", "$.calls[0,1].id", "$.calls[?(@.ended==null)].id"]:
    found[path] = JSONPath(path).parse(document)
    print(path.ljust(30), found[path])
sys.exit(0 if list(found.values()) == [["b"], [], [], []] else 1)
EOF
venv/bin/python check.py
