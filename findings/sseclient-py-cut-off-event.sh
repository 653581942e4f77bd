#!/bin/sh
# sseclient-py 1.9.0 (PyPI)
#
# One would guess: an event without the empty line that ends it is no event. The HTML standard, section
# 9.2.6, discards what is pending when the stream ends.
# What happens: it is given out like any other, with as much of its data as had arrived.
# Whom it hurts: whoever reads a transcript or a model output as server-sent events: a connection that
# breaks in the middle of a number, 15 of 1500, gives a wrong value in place of an error.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check sseclient-py==1.9.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import sys

import sseclient

complete, cut_off = b"data: 1200\n\n", b"data: 15"
found = [event.data for event in sseclient.SSEClient(iter([complete, cut_off])).events()]
print("sent:  ", complete + cut_off)
print("events:", found)
sys.exit(0 if found == ["1200", "15"] else 1)
EOF
venv/bin/python check.py
