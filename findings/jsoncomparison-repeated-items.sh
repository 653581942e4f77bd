#!/bin/sh
# jsoncomparison 1.1.0 (PyPI)
#
# One would guess: the lists [1, 1, 2] and [1, 2, 2] differ, whether their order counts or not.
# What happens: no difference is found: each item of one list is looked for anywhere in the other, and the
# same item serves several times. [1, 2] and [2, 1] do not differ either. Lengths do count.
# Whom it hurts: whoever compares two responses by it in a test: a list in which one call is there twice
# and another is missing passes.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check jsoncomparison==1.1.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import sys

from jsoncomparison import NO_DIFF, Compare

pairs = [([1, 1, 2], [1, 2, 2]), ([1, 2], [2, 1]), ([1, 2], [1, 3]), ([1], [1, 1])]
found = [Compare().check(expected, actual) == NO_DIFF for expected, actual in pairs]
for (expected, actual), same in zip(pairs, found):
    print(expected, "and", actual, "are the same" if same else "differ")
sys.exit(0 if found == [True, True, False, False] else 1)
EOF
venv/bin/python check.py
