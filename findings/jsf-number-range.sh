#!/bin/sh
# jsf 0.11.2 (PyPI)
#
# One would guess: an example of {"type": "number", "minimum": 0.5, "maximum": 1.5} is any number of
# that range, such as 0.72.
# What happens: only whole numbers are drawn, so that it is 1.0 each time. If there is no whole number
# in the range, as from 0.1 to 0.9, a ValueError says that a range for randrange() is empty.
# Whom it hurts: whoever makes test data of prices, probabilities or temperatures from a contract.
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
import sys

from jsf import JSF

found = {JSF({"type": "number", "minimum": 0.5, "maximum": 1.5}).generate() for _ in range(50)}
print("from 0.5 to 1.5, fifty times:", found)
try:
    told = str(JSF({"type": "number", "minimum": 0.1, "maximum": 0.9}).generate())
except ValueError as error:
    told = f"ValueError: {error}"
print("from 0.1 to 0.9:", told)
sys.exit(0 if found == {1.0} and told.startswith("ValueError: empty range") else 1)
EOF
venv/bin/python check.py
