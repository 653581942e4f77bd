#!/bin/sh
# amsgpack 0.5.1 (PyPI)
#
# One would guess: 12:00 in a zone two hours ahead of UTC is written as 10:00 UTC, since MessagePack's timestamps
# are in UTC, or refused.
# What happens: the zone is left out: it is written as 12:00 UTC. amsgpack itself and msgpack read a time that is
# two hours late. Without a zone, 12:00 is written as 12:00 UTC as well. msgpack, ormsgpack, umsgpack and msgspec
# write 10:00.
# Whom it hurts: whoever sends times of a place other than Greenwich.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check amsgpack==0.5.1 msgpack==1.2.4
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import datetime
import sys

import amsgpack
import msgpack

berlin = datetime.timezone(datetime.timedelta(hours=2))
noon = datetime.datetime(2026, 7, 1, 12, tzinfo=berlin)
read = {
    "msgpack writes": msgpack.unpackb(msgpack.packb(noon, datetime=True), timestamp=3),
    "amsgpack writes": msgpack.unpackb(amsgpack.packb(noon), timestamp=3),
    "amsgpack writes and reads": amsgpack.unpackb(amsgpack.packb(noon)),
}
print("sent:", noon)
for name, when in read.items():
    print(name, "=>", when, "equal:", when == noon)
sys.exit(0 if [when.hour for when in read.values()] == [10, 12, 12] else 1)
EOF
venv/bin/python check.py
