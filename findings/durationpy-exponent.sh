#!/bin/sh
# durationpy 0.11 (PyPI), Go's durations for Python
#
# One would guess: from_str() reads what to_str() writes, as it does for 1h0m30s or 1.5s.
# What happens: if the seconds are few microseconds, and there are minutes or hours as well, they are written
# with an exponent: "1m5e-05s". from_str() rejects it, and Go's durations have no exponents either.
# Whom it affects: whoever writes measured durations into a configuration or a message for a Go program, such
# as Kubernetes, whose Python client depends on this package: it fails for one or two values of a million.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check durationpy==0.11
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import datetime
import sys

import durationpy

written = durationpy.to_str(datetime.timedelta(minutes=1, microseconds=50))
print("a minute and 50 microseconds:", written)
try:
    print("read again:", durationpy.from_str(written))
except durationpy.DurationError as error:
    print("read again:", error)
    sys.exit(0 if written == "1m5e-05s" else 1)
sys.exit(1)
EOF
venv/bin/python check.py
