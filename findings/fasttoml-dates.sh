#!/bin/sh
# fasttoml 0.2.0b3 (PyPI)
#
# One would guess: the text "2026-01-01" is written in quotes, since it is a date without them; a time without a
# zone is written without one, as TOML 1.0's local date-time; the key "a.b" of a table is written in quotes.
# What happens: the text is written without quotes, so that every other reader makes a date of it; noon without a
# zone is written as noon UTC; the table "a.b" in "t" becomes a table b in a table a. loads() gives local dates and
# times as texts.
# Whom it hurts: whoever changes a file with it for others to read: texts become dates, and times get a zone.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check fasttoml==0.2.0b3 tomli==2.5.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import datetime
import sys

import fasttoml
import tomli

values = [{"day": "2026-01-01"}, {"noon": datetime.datetime(2026, 1, 1, 12)}, {"t": {"a.b": {"c": 1}}}]
back = []
for value in values:
    text = fasttoml.dumps(value)
    back.append(tomli.loads(text))
    print(value, "is written as", repr(text), "and read by tomli as", back[-1])
print("day = 2026-01-01 is read by fasttoml as", fasttoml.loads("day = 2026-01-01"))
same = isinstance(back[0]["day"], datetime.date) and back[1]["noon"].tzinfo is not None
same = same and back[2] == {"t": {"a": {"b": {"c": 1}}}}
sys.exit(0 if same and fasttoml.loads("day = 2026-01-01") == {"day": "2026-01-01"} else 1)
EOF
venv/bin/python check.py
