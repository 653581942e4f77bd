#!/bin/sh
# timelength 3.0.4 (PyPI), a parser of durations in words
#
# One would guess: "¼ h" is 15 minutes or no success, and "two and a half hours" is 2.5 hours or no success.
# What happens: the first is 4 hours, and the second half an hour, both with success. "1/4 h" and "2.5 hours" are
# read as they should be. What was not understood is in result.invalid, which is no failure unless strict is set.
# Whom it hurts: whoever asks a caller for how long, and reads the answer with it: the length is wrong by a
# factor, and looks like a good one.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check timelength==3.0.4
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import sys

from timelength import TimeLength

texts = ["1/4 h", "¼ h", "2.5 hours", "two and a half hours"]
read = []
for text in texts:
    result = TimeLength(text).result
    read.append((result.success, result.seconds))
    print(text, "=>", result.seconds, "seconds, success:", result.success)
sys.exit(0 if read == [(True, 900), (True, 14400), (True, 9000), (True, 1800)] else 1)
EOF
venv/bin/python check.py
