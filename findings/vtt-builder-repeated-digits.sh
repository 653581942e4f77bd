#!/bin/sh
# vtt-builder 0.6.0 (PyPI): remove_repeated_phrases()
#
# One would guess: it removes what a speaker stutters, and leaves a telephone number alone.
# What happens: two equal words in a row become one, also if they are digits: "5 5 5 0 1 0 0" becomes
# "5 0 1 0".
# Whom it hurts: whoever cleans the transcripts of calls with it: numbers and codes that are read out digit by
# digit get shorter, and look like good ones.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check vtt-builder==0.6.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import sys

import vtt_builder

said = "my number is 5 5 5 0 1 0 0"
kept = vtt_builder.remove_repeated_phrases([{"id": 1, "start": 0, "end": 4, "text": said}])[0]["text"]
print("said:", said)
print("kept:", kept)
sys.exit(0 if kept == "my number is 5 0 1 0" else 1)
EOF
venv/bin/python check.py
