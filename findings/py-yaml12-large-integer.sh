#!/bin/sh
# py-yaml12 0.2.0 (PyPI)
#
# One would guess: an integer is an int, whatever its size, since Python's have no limit, and its digits are kept.
# What happens: from 2^63 on it becomes a float, so that 18446744073709551615, the greatest unsigned number of 64
# bits, is read as 18446744073709551616.
# Whom it affects: whoever reads ids or limits from a document: two ids that differ in their last digits are the
# same, and a maximum in a contract allows one more.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check py-yaml12==0.2.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import sys

import yaml12

read = [yaml12.parse_yaml(f"id: {number}")["id"] for number in (2**63 - 1, 2**63, 2**64 - 1)]
for number in read:
    print(type(number).__name__.ljust(5), int(number))
sys.exit(0 if read == [2**63 - 1, float(2**63), float(2**64)] and isinstance(read[2], float) else 1)
EOF
venv/bin/python check.py
