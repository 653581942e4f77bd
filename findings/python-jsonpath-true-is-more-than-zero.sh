#!/bin/sh
# python-jsonpath 2.2.2 (PyPI)
#
# One would guess: the filter [?@.n > 0] finds numbers above zero alone. RFC 9535, section 2.3.5.2.2,
# has < and > for two numbers or two strings, and false for all else.
# What happens: it finds true as well, since true is 1 to Python; [?@.n == 1] does not find it.
# Whom it hurts: whoever filters responses or reports by a count, where true stands for "any".
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check python-jsonpath==2.2.2
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import sys

import jsonpath

items = [{"id": "one", "n": 1}, {"id": "true", "n": True}, {"id": "text", "n": "1"}, {"id": "false", "n": False}]
found = {query: jsonpath.findall(query, items) for query in ("$[?@.n > 0].id", "$[?@.n == 1].id", "$[?@.n < 1].id")}
for query, ids in found.items():
    print(query, ids)
sys.exit(0 if [*found.values()] == [["one", "true"], ["one"], ["false"]] else 1)
EOF
venv/bin/python check.py
