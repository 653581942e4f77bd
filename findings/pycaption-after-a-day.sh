#!/bin/sh
# pycaption 2.3.14 (PyPI)
#
# One would guess: what is read from SRT at 25:00:00 is written to SRT or WebVTT at 25:00:00. WebVTT lets the hours
# have two digits or more.
# What happens: it is written at 01:00:00: the hours begin anew after each day. No error. The captions of the second
# day lie over those of the first.
# Whom it hurts: whoever records a line or a stream that stays open for days.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check pycaption==2.3.14
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import sys

from pycaption import SRTReader, SRTWriter, WebVTTWriter

found = []
for hours in ("23", "25", "100"):
    captions = SRTReader().read(f"1\n{hours}:00:00,500 --> {hours}:00:01,999\nHi\n")
    times = [writer().write(captions).split(" --> ")[0].split()[-1] for writer in (SRTWriter, WebVTTWriter)]
    print(f"{hours}:00:00,500 =>", *times)
    found.append(times)
expected = [[f"{hours}:00:00,500", f"{hours}:00:00.500"] for hours in ("23", "01", "04")]
sys.exit(0 if found == expected else 1)
EOF
venv/bin/python check.py
