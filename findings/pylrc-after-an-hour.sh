#!/bin/sh
# pylrc 0.1.2 (PyPI), a reader and writer of LRC
#
# One would guess: "[61:02.50]" is the time of a line at an hour, a minute and two and a half seconds. The times of
# LRC have minutes and seconds and no hours, so that there is no other way to write it.
# What happens: from the sixtieth minute on, lines are left out, without a word.
# Whom it hurts: whoever keeps the transcript of a long talk as LRC, as players of music and of podcasts read it.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check pylrc==0.1.2
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import sys

import pylrc

text = "[00:01.00]Hello.\n[59:59.50]Still there?\n[60:00.00]Yes.\n[61:02.50]Bye."
lines = [line.text for line in pylrc.parse(text)]
print(text)
print("read:   ", lines)
print("written:", pylrc.parse(text).toLRC().split("\n"))
sys.exit(0 if lines == ["Hello.", "Still there?"] else 1)
EOF
venv/bin/python check.py
