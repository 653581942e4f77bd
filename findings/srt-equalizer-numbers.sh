#!/bin/sh
# srt-equalizer 0.1.13 (PyPI), which cuts long subtitles into short ones
#
# One would guess: with the method "punctuation" a long subtitle is cut where a comma or a full stop is, and the
# text stays what it was, as with the methods "greedy" and "halving".
# What happens: a blank is put in after every point and comma, and the text may be cut there: "$1,000.50" becomes
# "$1, 000." and "50", "example.com" becomes "example. com".
# Whom it hurts: whoever makes captions of calls in which amounts, times or addresses are said.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check srt-equalizer==0.1.13
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import datetime
import sys

import srt
from srt_equalizer import split_subtitle

said = "It costs $1,000.50 at example.com, ok? Wait."
subtitle = srt.Subtitle(1, datetime.timedelta(0), datetime.timedelta(seconds=9), said)
found = {}
for method in ("greedy", "halving", "punctuation"):
    parts = [part.content for part in split_subtitle(subtitle, 25, 0, method)]
    found[method] = " ".join(parts) == said
    print(method.ljust(12), parts)
sys.exit(0 if found == {"greedy": True, "halving": True, "punctuation": False} else 1)
EOF
venv/bin/python check.py
