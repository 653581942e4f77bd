#!/bin/sh
# blitzjson 0.1.0 (PyPI), a drop-in replacement of json
#
# One would guess: loads() reads what Python's json.dumps() writes. A character beyond the first 65,536 is written
# as two escapes, "\ud83d\udc4d", as RFC 8259, section 7, says.
# What happens: both escapes are left out, without a word: "ok \ud83d\udc4d" is read as "ok ". The same character
# written as it is, or one escape such as "\u00e9", is read right.
# Whom it hurts: whoever reads messages of people, or Chinese names with rare signs, that a Python program has sent.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check blitzjson==0.1.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import json
import sys

import blitzjson

found = []
for text in ("caf\u00e9", "ok \U0001f44d", "\U00020bb7\u91ce\u5bb6"):
    escaped, plain = json.dumps(text), json.dumps(text, ensure_ascii=False)
    read = blitzjson.loads(escaped)
    print(escaped, "is read as", ascii(read), "which is right:", read == text)
    found.append((read, blitzjson.loads(plain) == text))
sys.exit(0 if found == [("caf\u00e9", True), ("ok ", True), ("\u91ce\u5bb6", True)] else 1)
EOF
venv/bin/python check.py
