#!/bin/sh
# cron-converter 2.0.2 (PyPI)
#
# One would guess: "0 12 1 * 1" is noon of each first day of a month and of each Monday. POSIX has it so: if both
# the day of the month and that of the week are restricted, either of them is enough.
# What happens: both must match, so that it comes in February for the first time, on the first of a month that
# is a Monday.
# Whom it affects: whoever moves a line of a crontab to a program: what came five times a month comes once or
# twice a year.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check cron-converter==2.0.2
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import datetime
import sys

from cron_converter import Cron

schedule = Cron("0 12 1 * 1").schedule(datetime.datetime(2026, 11, 30, 12, 1))
days = [schedule.next() for _ in range(3)]
for day in days:
    print(day.strftime("%A, %d %B %Y"))
sys.exit(0 if [(day.weekday(), day.day) for day in days] == [(0, 1)] * 3 else 1)
EOF
venv/bin/python check.py
