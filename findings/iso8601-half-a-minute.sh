#!/bin/sh
# iso8601 2.1.0 (PyPI): parse_date(), with isodate 0.7.2 to compare
#
# One would guess: "12:30.5" is half a minute past half past twelve. ISO 8601 lets the last part of a time have a
# decimal fraction, be it hours, minutes or seconds. Else it would be refused, as "12.5" is.
# What happens: the minutes become seconds: it is read as 12:00:30.5. isodate reads 12:30:30. Python's own
# datetime.fromisoformat(), whose documentation says that such fractions are not supported, reads 12:30:00.5.
# Whom it hurts: whoever reads times of instruments or of phone systems that count in minutes: up to an hour is
# lost.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check iso8601==2.1.0 isodate==0.7.2
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import sys

import iso8601
import isodate

found = {}
for text in ("2026-01-01T12:30Z", "2026-01-01T12:30.5Z"):
    read = [iso8601.parse_date(text), isodate.parse_datetime(text)]
    print(text.ljust(20), "=> iso8601", read[0].time(), "isodate", read[1].time())
    found[text] = [str(when.time()) for when in read]
expected = [["12:30:00", "12:30:00"], ["12:00:30.500000", "12:30:30"]]
sys.exit(0 if list(found.values()) == expected else 1)
EOF
venv/bin/python check.py
