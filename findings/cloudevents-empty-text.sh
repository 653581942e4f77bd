#!/bin/sh
# cloudevents 2.2.0 (PyPI): to_json() and from_json() of cloudevents.v1.http
#
# One would guess: an event whose data is "" is one whose data is "" once it was written and read, as with
# false, 0 and [].
# What happens: the data is there in what is written, and None in what is read.
# Whom it hurts: whoever sends what was said as the data of an event, and tells silence from no answer at all.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check cloudevents==2.2.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import json
import sys
import warnings

from cloudevents.v1.http import CloudEvent, from_json, to_json

warnings.simplefilter("ignore")
found = []
for data in ("x", False, 0, [], ""):
    written = to_json(CloudEvent({"type": "call.said", "source": "/calls"}, data))
    read = from_json(written).data
    print("written:", repr(json.loads(written)["data"]), "read:", repr(read))
    found.append((json.loads(written)["data"], read))
kept = all(before == after for before, after in found[:4])
sys.exit(0 if kept and found[4] == ("", None) else 1)
EOF
venv/bin/python check.py
