#!/bin/sh
# srt-to-vtt 1.4.0 (PyPI), the Python package of that name
#
# One would guess: the WebVTT that it makes of an SRT file has all texts of it.
# What happens: each line that is only a number is left out, as if it were the number of a cue. The cue stays,
# and is empty.
# Whom it hurts: whoever shows the transcript of a call in a browser: a caller who says a code or a number, and
# nothing else, has said nothing.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check srt-to-vtt==1.4.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import pathlib
import sys

from srt_to_vtt import srt_to_vtt

source, target = pathlib.Path("call.srt"), pathlib.Path("call.vtt")
source.write_text("1\n00:00:01,000 --> 00:00:02,000\nYour code?\n\n2\n00:00:02,000 --> 00:00:03,000\n4711\n")
srt_to_vtt(str(source), str(target))
written = target.read_text()
print(written)
sys.exit(0 if "Your code?" in written and "00:00:03.000" in written and "4711" not in written else 1)
EOF
venv/bin/python check.py
