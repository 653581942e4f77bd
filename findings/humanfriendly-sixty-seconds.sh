#!/bin/sh
# humanfriendly 10.0 (PyPI): format_timespan()
#
# One would guess: a second has at most 59 of its kind before a minute is full: 3599.999 seconds are "1 hour",
# or "59 minutes and 59 seconds".
# What happens: they are "59 minutes and 60 seconds", since the seconds are rounded after they were divided.
# 59.999 seconds are "60 seconds", and 60 are "1 minute".
# Whom it hurts: whoever shows or compares the lengths of calls, which are measured in milliseconds, as texts.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check humanfriendly==10.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import sys

import humanfriendly

shown = {seconds: humanfriendly.format_timespan(seconds) for seconds in (59.999, 60, 3599.999, 3600)}
for seconds, text in shown.items():
    print(seconds, "=>", text)
expected = ["60 seconds", "1 minute", "59 minutes and 60 seconds", "1 hour"]
sys.exit(0 if list(shown.values()) == expected else 1)
EOF
venv/bin/python check.py
