#!/bin/sh
# croniters 0.2.1 and croniter 7.0.0 (both PyPI), the first being a port of the second that is to replace it
#
# One would guess: "0 9 * * *" is due once a day, at nine by the clock of the given zone, as croniter has it.
# What happens: on the day on which summer time begins, croniters has it due at eight and again at nine, and "0 0 1
# * *" on the last of March at 23:00 and again on the first of April.
# Whom it hurts: whoever bills, reminds or calls with it: twice, and once too early, on one day of the year.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv &&
        venv/bin/pip install -q --disable-pip-version-check croniters==0.2.1 croniter==7.0.0 tzdata==2026.6
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import datetime
import sys
from zoneinfo import ZoneInfo

import croniter
import croniters

now = datetime.datetime(2026, 3, 7, 12, tzinfo=ZoneInfo("America/New_York"))
found = {}
for library in (croniter, croniters):
    for expression in ("0 9 * * *", "0 0 1 * *"):
        runs = library.croniter(expression, now)
        due = [runs.get_next(datetime.datetime).strftime("%m-%d %H:%M") for _ in range(2)]
        print(library.__name__.ljust(10), expression, "=>", ", ".join(due))
        found[library.__name__, expression] = due
expected = [
    ["03-08 09:00", "03-09 09:00"],
    ["04-01 00:00", "05-01 00:00"],
    ["03-08 08:00", "03-08 09:00"],
    ["03-31 23:00", "04-01 00:00"],
]
sys.exit(0 if list(found.values()) == expected else 1)
EOF
venv/bin/python check.py
