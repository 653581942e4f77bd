#!/bin/sh
# apischema 0.19.0 (PyPI)
#
# One would guess: deserialize(Decimal, serialize(Decimal, x)) is x for a price of 1.10, or at least 1.1: Decimal is
# among the types that the library handles by itself, and is used to have decimal digits and no others.
# What happens: it goes through a float, and comes back with all digits of that:
# 1.100000000000000088817841970012523... The comparison with the price that was sent fails, and so does one with the
# 1.1 of another service.
# Whom it hurts: whoever counts money with it.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check apischema==0.19.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import sys
from decimal import Decimal

import apischema

found = []
for text in ("1.10", "1.25"):
    price = Decimal(text)
    read = apischema.deserialize(Decimal, apischema.serialize(Decimal, price))
    print(text, "=>", read, "equal:", read == price)
    found.append(read == price)
sys.exit(0 if found == [False, True] else 1)
EOF
venv/bin/python check.py
