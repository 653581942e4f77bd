#!/bin/sh
# lattifai-captions 0.4.17, caption2text 0.1.2, webvtt-python 0.2.0 (all PyPI), which read WebVTT
#
# One would guess: "00:01.000 --> 00:02.000" is the time of a cue. WebVTT makes the hours optional, its own examples
# leave them out, and so do many writers for the first hour.
# What happens: lattifai-captions leaves the cue out, without a word; the cues from the first hour on are there.
# caption2text keeps the line of the time as part of what was said. webvtt-python, strict by default, refuses the
# file.
# Whom it hurts: whoever reads transcripts of calls, most of which end before their first hour.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv &&
        venv/bin/pip install -q --disable-pip-version-check \
            lattifai-captions==0.4.17 caption2text==0.1.2 webvtt-python==0.2.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import logging
import sys
from pathlib import Path

from caption2text.converter import vtt_to_transcript
from lattifai.caption import Caption
from webvtt_python import WebVTTParser

logging.disable(logging.CRITICAL)
text = "WEBVTT\n\n00:01.000 --> 00:02.000\nWhere are you?\n\n01:00:03.000 --> 01:00:04.000\nAt home.\n"
Path("call.vtt").write_text(text)

lattifai = [cue.text for cue in Caption.read("call.vtt").supervisions]
caption2text = vtt_to_transcript("call.vtt").splitlines()
try:
    webvtt_python = str(WebVTTParser().parse(text).cues)
except ValueError as error:
    webvtt_python = str(error)
print("lattifai-captions:", lattifai)
print("caption2text:     ", caption2text)
print("webvtt-python:    ", webvtt_python)
same = lattifai == ["At home."] and caption2text == ["00:01.000 --> 00:02.000", "Where are you?", "At home."]
sys.exit(0 if same and webvtt_python.startswith("Invalid timing line") else 1)
EOF
venv/bin/python check.py
