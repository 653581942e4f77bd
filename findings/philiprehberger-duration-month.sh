#!/bin/sh
# philiprehberger-duration 0.4.0 (PyPI): parse(), which is said to read ISO 8601, and format()
#
# One would guess: "P1M" is a month, or refused, as "P1Y" is: only the M after the T is minutes. And what format()
# writes for minus 90 seconds, parse() reads as such.
# What happens: "P1M" is 60 seconds, as "PT1M" is. format(-90) is "-1w 6d 23h 58m 30s", which parse() reads as
# 1,209,510 seconds, two weeks; parse() leaves the minus of "-5m" out as well.
# Whom it hurts: whoever reads periods of subscriptions or of retention: they are over after a minute.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check philiprehberger-duration==0.4.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import sys

from philiprehberger_duration import format as write
from philiprehberger_duration import parse

found = {text: parse(text) for text in ("PT1M", "P1M", "-5m")}
for text, seconds in found.items():
    print(text.ljust(5), "is read as", seconds, "seconds")
written = write(-90)
print("-90 seconds are written as", repr(written), "which is read as", parse(written))
try:
    years = str(parse("P1Y"))
except ValueError as error:
    years = str(error)
print("P1Y:  ", years)
same = list(found.values()) == [60, 60, 300] and years.startswith("Unknown duration unit")
sys.exit(0 if same and parse(written) == 1209510 else 1)
EOF
venv/bin/python check.py
