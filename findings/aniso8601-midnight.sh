#!/bin/sh
# aniso8601 10.0.1 (PyPI): parse_datetime(), with ciso8601 2.4.1 to compare
#
# One would guess: "2026-01-01T24:00:00Z" is the end of that day, 2026-01-02 at midnight, as ISO 8601 has it (the
# edition of 2019 took it out, its amendment of 2022 put it back).
# What happens: it is read as 2026-01-01 at midnight: the beginning of that day, a day too early. ciso8601, arrow
# and dateutil read the second of January.
# Whom it hurts: whoever reads opening hours, bookings or periods that end with a day: they end before they begin.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check aniso8601==10.0.1 ciso8601==2.4.1
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import sys

import aniso8601
import ciso8601

text = "2026-01-01T24:00:00Z"
found = [aniso8601.parse_datetime(text), ciso8601.parse_datetime(text)]
print(text, "=> aniso8601", found[0], "ciso8601", found[1])
ends = [aniso8601.parse_datetime(f"2026-01-01T{time}Z") for time in ("22:00:00", "24:00:00")]
print("22:00 to 24:00 takes", (ends[1] - ends[0]).total_seconds() / 3600, "hours with aniso8601")
sys.exit(0 if [when.day for when in found] == [1, 2] and ends[1] < ends[0] else 1)
EOF
venv/bin/python check.py
