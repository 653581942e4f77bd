#!/bin/sh
# deepdiff 9.1.0 (PyPI)
#
# One would guess: true and 1 differ in a list, if they differ as the value of a key. They do there, as a change of
# type.
# What happens: in a list there is no difference: DeepDiff([True], [1]) is empty, and so is that of [0] and
# [False]. In {"a": [True]} it is the same.
# Whom it hurts: whoever compares the JSON of two responses with it: one that sends numbers instead of booleans is
# found or not, depending on where they stand.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check deepdiff==9.1.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import sys

from deepdiff import DeepDiff

found = []
for before, after in (({"a": True}, {"a": 1}), ([True], [1]), ([0], [False]), ({"a": [True]}, {"a": [1]})):
    found.append(list(DeepDiff(before, after)))
    print(before, after, "=>", found[-1])
sys.exit(0 if found == [["type_changes"], [], [], []] else 1)
EOF
venv/bin/python check.py
