#!/bin/sh
# dictdiffer 0.10.0 (PyPI): diff() and revert()
#
# One would guess: reverting the changes from [1, 2, 3] to [] gives [1, 2, 3], as patch() gives [].
# What happens: it gives [1, 3, 2]: the items are put back in the order in which they were removed, each at its
# old place, which is not there yet.
# Whom it hurts: whoever keeps the history of a record, such as of a call's messages, and goes back: what was said
# is in another order, without an error.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check dictdiffer==0.10.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import sys

import dictdiffer

before, after = {"said": [1, 2, 3]}, {"said": []}
changes = list(dictdiffer.diff(before, after))
patched = dictdiffer.patch(changes, before)
reverted = dictdiffer.revert(changes, after)
print("patched: ", patched)
print("reverted:", reverted)
sys.exit(0 if patched == after and reverted == {"said": [1, 3, 2]} else 1)
EOF
venv/bin/python check.py
