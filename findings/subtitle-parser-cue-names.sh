#!/bin/sh
# subtitle-parser 2.0.1 (PyPI), which reads WebVTT and SRT
#
# One would guess: a WebVTT cue may have the name "intro". The format lets the line above the times be any text
# without "-->".
# What happens: it is an error, "Invalid subtitle number", since only whole numbers are taken, as in SRT.
# Whom it hurts: whoever reads the transcripts of a meeting or of a call service: several name each cue by an id
# of letters and digits.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check subtitle-parser==2.0.1
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import io
import sys

import subtitle_parser


def said(name):
    text = f"WEBVTT\n\n{name}\n00:00:01.000 --> 00:00:02.000\nhello\n"
    parser = subtitle_parser.WebVttParser(io.StringIO(text))
    try:
        parser.parse()
    except subtitle_parser.SubtitleError as error:
        return str(error)
    return parser.subtitles[0].text


found = {name: said(name) for name in ("1", "intro")}
print(found)
sys.exit(0 if found["1"] == "hello" and found["intro"].startswith("Invalid subtitle number") else 1)
EOF
venv/bin/python check.py
