#!/bin/sh
# ttconv 1.2.3 (PyPI), which converts subtitles, here SRT to WebVTT and back
#
# One would guess: "If a<b then go" comes back as it was. In the text of a WebVTT cue, "<" and "&" must be written
# as "&lt;" and "&amp;".
# What happens: they are written as they are. Its own reader then takes "<b then go & wait" for the beginning of a
# tag, and what was said is lost: "If ab& wait". A browser loses all from "<" on.
# Whom it hurts: whoever converts transcripts in which somebody compares numbers, spells an address or says a tag.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check ttconv==1.2.3
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import io
import sys

import ttconv.srt.reader
import ttconv.srt.writer
import ttconv.vtt.reader
import ttconv.vtt.writer

said = "If a<b then go & wait"
srt = f"1\n00:00:01,000 --> 00:00:02,000\n{said}\n"
vtt = ttconv.vtt.writer.from_model(ttconv.srt.reader.to_model(io.StringIO(srt)))
back = ttconv.srt.writer.from_model(ttconv.vtt.reader.to_model(io.StringIO(vtt)))
in_vtt, in_srt = (text.strip().splitlines()[-1] for text in (vtt, back))
print("SRT:       ", said)
print("WebVTT:    ", in_vtt)
print("SRT again: ", in_srt)
sys.exit(0 if in_vtt == said and "then go" not in in_srt else 1)
EOF
venv/bin/python check.py
