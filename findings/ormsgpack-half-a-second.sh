#!/bin/sh
# ormsgpack 1.13.1 (PyPI), with OPT_DATETIME_AS_TIMESTAMP_EXT, read by msgpack 1.2.4
#
# One would guess: a datetime is written with its microseconds, as the timestamp extension of MessagePack holds
# nanoseconds.
# What happens: from 536,871 microseconds on, the fraction of the second is dropped: 12:00:00.536870 is written
# right, 12:00:00.536871 as 12:00:00. In nanoseconds that is 2 to the 29th. It is so for each year from 1970 to
# 2514, that is, for nearly half of all times; after 2106 the year is wrong as well.
# Whom it hurts: whoever logs events or measures with it: times jump back by up to a second, and the order is lost.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check ormsgpack==1.13.1 msgpack==1.2.4
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import datetime
import sys

import msgpack
import ormsgpack


def read(when):
    data = ormsgpack.packb(when, option=ormsgpack.OPT_DATETIME_AS_TIMESTAMP_EXT)
    return msgpack.unpackb(data, timestamp=3)


noon = datetime.datetime(2026, 1, 1, 12, tzinfo=datetime.timezone.utc)
for microsecond in (536870, 536871, 999999):
    print(noon.replace(microsecond=microsecond), "is read as", read(noon.replace(microsecond=microsecond)))
lost = [u for u in range(0, 1_000_000, 1000) if read(noon.replace(microsecond=u)) != noon.replace(microsecond=u)]
print(f"of 1000 milliseconds, {len(lost)} are lost, from {min(lost, default=0)} microseconds on")
late = read(noon.replace(year=2110, microsecond=600000))
print("2110-01-01 12:00:00.6 is read as", late)
sys.exit(0 if lost == list(range(537000, 1_000_000, 1000)) and late.year == 1973 else 1)
EOF
venv/bin/python check.py
