#!/bin/sh
# vtt-builder 0.6.0 (PyPI): group_by_speaker() and build_vtt_string()
#
# One would guess: what the first makes, "<v Agent>hello", is written by the second as a cue in the voice of the
# agent. Both work with their defaults.
# What happens: the second escapes the tag of the first: "&lt;v Agent&gt;hello". Its escape_text=False writes the
# tag, but then an "&" that somebody said is not escaped either.
# Whom it hurts: whoever writes the transcript of a call with two sides: a player shows "<v Agent>" as text, and
# no program finds a speaker.
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

segments = [{"id": 1, "start": 0, "end": 1, "text": "Salt & pepper?", "speaker": "Agent"}]
grouped = vtt_builder.group_by_speaker(segments)
escaped, plain = (vtt_builder.build_vtt_string(grouped, escape_text=escape).splitlines()[4] for escape in (True, False))
print("grouped:          ", grouped[0]["text"])
print("written:          ", escaped)
print("escape_text=False:", plain)
right = grouped[0]["text"] == plain == "<v Agent>Salt & pepper?"
sys.exit(0 if right and escaped == "&lt;v Agent&gt;Salt &amp; pepper?" else 1)
EOF
venv/bin/python check.py
