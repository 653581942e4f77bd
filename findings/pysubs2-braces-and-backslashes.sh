#!/bin/sh
# pysubs2 1.8.1 (PyPI)
#
# One would guess: an SRT file that is read and written again has the same texts: SRT gives braces and
# backslashes no meaning.
# What happens: "{name}" is dropped as a command of another format, which the package uses within itself, and
# "C:\new" becomes "C:", a new line and "ew", without an error.
# Whom it hurts: whoever shifts or converts the captions of a call in which a bot reads out a template that was
# not filled in, a path or a piece of code: what shows the error is gone.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check pysubs2==1.8.1
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import sys

import pysubs2

before = "1\n00:00:01,000 --> 00:00:02,000\nHello {name}, see C:\\new\n\n"
after = pysubs2.SSAFile.from_string(before).to_string("srt")
print("read:   ", before.splitlines()[2:])
print("written:", after.splitlines()[2:])
sys.exit(0 if after.splitlines()[2:4] == ["Hello , see C:", "ew"] else 1)
EOF
venv/bin/python check.py
