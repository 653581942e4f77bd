#!/bin/sh
# jsonpath-rust-bindings 1.1.1 (PyPI)
#
# One would guess: the filter [?@.note] finds each object that has "note". RFC 9535, section 2.3.5.2.1, tests
# whether something is there, not what it is.
# What happens: a note that is an empty text, list or object counts as none; null, false and 0 do not. [?!@.note]
# finds those that have it and is empty.
# Whom it affects: whoever looks by a filter for responses that lack a property: those with an empty text are
# accused as well, and those with null are not.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check jsonpath-rust-bindings==1.1.1
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import sys

from jsonpath_rust_bindings import Finder

notes = {"text": "a", "empty text": "", "empty list": [], "empty object": {}, "null": None, "false": False, "zero": 0}
document = [{"id": name, "note": note} for name, note in notes.items()] + [{"id": "absent"}]
found = {path: [result.data for result in Finder(document).find(path)] for path in ("$[?@.note].id", "$[?!@.note].id")}
for path, ids in found.items():
    print(path.ljust(15), ids)
sys.exit(0 if found["$[?!@.note].id"] == ["empty text", "empty list", "empty object", "absent"] else 1)
EOF
venv/bin/python check.py
