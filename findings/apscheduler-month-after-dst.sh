#!/bin/sh
# APScheduler 3.11.3 (PyPI): CronTrigger
#
# One would guess: a job for each first of the month at midnight runs on the first of April, whatever the clocks did
# in March.
# What happens: between the first of March and the day on which summer time begins, the next run is said to be the
# first of May: April is left out. It is so in New York and in Berlin; in UTC, and at nine in the morning, April is
# there.
# Whom it hurts: whoever makes monthly bills or reports at midnight: once a year there is none, and no error.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check apscheduler==3.11.3 tzdata==2026.6
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import datetime
import sys
from zoneinfo import ZoneInfo

from apscheduler.triggers.cron import CronTrigger

found = []
for zone in ("UTC", "Europe/Berlin", "America/New_York"):
    now = datetime.datetime(2026, 3, 2, 12, tzinfo=ZoneInfo(zone))
    runs = [CronTrigger(day=1, hour=hour, timezone=now.tzinfo).get_next_fire_time(None, now) for hour in (0, 9)]
    print(zone.ljust(17), "asked on 2 March, at midnight:", runs[0], "at nine:", runs[1])
    found.append([run.month for run in runs])
sys.exit(0 if found == [[4, 4], [5, 4], [5, 4]] else 1)
EOF
venv/bin/python check.py
