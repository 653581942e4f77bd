#!/bin/sh
# json-stream 2.5.1 (PyPI)
#
# One would guess: of a persistent list, which keeps what was read, [-1] is the last item, as of any list
# in Python, or an error.
# What happens: it is the last item that was read so far: the first, if nothing was read before. After
# another item was read, the same expression has another value.
# Whom it hurts: whoever takes the latest of a list of calls or utterances, as with json.load(), and gets
# the oldest, without an error.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check json-stream==2.5.1
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import io
import sys

import json_stream

calls = json_stream.load(io.StringIO('["first", "second", "third"]'), persistent=True)
found = [calls[-1], calls[1], calls[-1], list(calls)[-1], calls[-1]]
print("[-1] of a new list:   ", found[0])
print("[-1] once [1] is read:", found[2])
print("[-1] once all is read:", found[4])
sys.exit(0 if found == ["first", "second", "second", "third", "third"] else 1)
EOF
venv/bin/python check.py
