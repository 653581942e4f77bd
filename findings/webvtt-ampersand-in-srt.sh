#!/bin/sh
# webvtt-py 0.6.0, pysubs2 1.8.1, whisper-vtt2srt 0.1.2 (all PyPI), which convert WebVTT to SRT
#
# One would guess: "R&amp;D, 3 &lt; 4" of a WebVTT file is "R&D, 3 < 4" in SRT, which has no character references. A
# WebVTT file cannot have an ampersand in any other way.
# What happens: all three write "R&amp;D, 3 &lt; 4", which a player of SRT shows as it is. Also the text of a cue
# that webvtt-py gives to a program is so, although tags are taken out of it.
# Whom it hurts: whoever searches transcripts, or has them read by a model: names such as AT&T are not found.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv &&
        venv/bin/pip install -q --disable-pip-version-check webvtt-py==0.6.0 pysubs2==1.8.1 whisper-vtt2srt==0.1.2
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import io
import sys

import pysubs2
import webvtt
from whisper_vtt2srt import CleaningOptions, Pipeline

vtt = "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nR&amp;D, <b>3</b> &lt; 4\n"
cues = webvtt.from_string(vtt)
file = io.StringIO()
cues.write(file, format="srt")
texts = {
    "webvtt-py": file.getvalue(),
    "pysubs2": pysubs2.SSAFile.from_string(vtt, format_="vtt").to_string("srt"),
    "whisper-vtt2srt": Pipeline(CleaningOptions()).convert(vtt),
}
for name, text in texts.items():
    print(name.ljust(16), text.strip().splitlines()[-1])
print("webvtt-py's text", cues[0].text)
same = all("R&amp;D" in text and "&lt; 4" in text for text in texts.values())
sys.exit(0 if same and cues[0].text == "R&amp;D, 3 &lt; 4" else 1)
EOF
venv/bin/python check.py
