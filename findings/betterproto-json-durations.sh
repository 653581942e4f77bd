#!/bin/sh
# betterproto 1.2.5, read by protobuf 7.36.2 (both PyPI)
#
# One would guess: a duration as JSON can be read by Google's library. The JSON of protocol buffers has it as a
# decimal number and an "s".
# What happens: 20 microseconds are written as "2e-05s", which Google's library refuses. 200 microseconds are
# written as "0.000200s", which it reads.
# Whom it hurts: whoever passes measured latencies on as JSON: a service fails with the first that is short.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check betterproto==1.2.5 protobuf==7.36.2
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import dataclasses
import datetime
import json
import sys

import betterproto
from google.protobuf import duration_pb2, json_format


@dataclasses.dataclass
class Call(betterproto.Message):
    latency: datetime.timedelta = betterproto.message_field(1)


def read(text):
    try:
        return json_format.Parse(json.dumps(text), duration_pb2.Duration()).nanos
    except json_format.ParseError as error:
        return f"refused: {error}"


found = []
for microseconds in (200, 20):
    written = json.loads(Call(latency=datetime.timedelta(microseconds=microseconds)).to_json())["latency"]
    found.append((written, read(written)))
    print(*found[-1])
sys.exit(0 if found[0][1] == 200000 and found[1][0] == "2e-05s" and "refused" in str(found[1][1]) else 1)
EOF
venv/bin/python check.py
