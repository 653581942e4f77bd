#!/bin/sh
# betterproto 1.2.5 (PyPI)
#
# One would guess: a duration of -1.5 seconds is -1.5 seconds once the message was written and read, as 1.5
# seconds are.
# What happens: it is -0.5 seconds: the seconds are rounded towards zero, and the half second is added to them
# with the wrong sign. As JSON, it is right.
# Whom it hurts: whoever sends an offset between two clocks, or what remains of a time limit.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check betterproto==1.2.5
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import dataclasses
import datetime
import sys

import betterproto


@dataclasses.dataclass
class Call(betterproto.Message):
    offset: datetime.timedelta = betterproto.message_field(1)


found = []
for seconds in (1.5, -1, -1.5):
    call = Call(offset=datetime.timedelta(seconds=seconds))
    found.append((Call().parse(bytes(call)).offset.total_seconds(), Call().from_json(call.to_json()).offset.total_seconds()))
    print(seconds, "=> as bytes", found[-1][0], "as JSON", found[-1][1])
sys.exit(0 if found == [(1.5, 1.5), (-1.0, -1.0), (-0.5, -1.5)] else 1)
EOF
venv/bin/python check.py
