#!/bin/sh
# dataclasses-avroschema 0.71.1 (PyPI): to_json() and serialize()
#
# One would guess: to_json() has the same time as serialize(), which keeps the milliseconds.
# What happens: the fraction of the second is cut off: 12:00:00.987 becomes "12:00:00+0000".
# Whom it hurts: whoever logs or forwards the events of a call as JSON: the order of those within a second is
# lost, and so is how long they took.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check dataclasses-avroschema==0.71.1
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import dataclasses
import datetime
import json
import sys

from dataclasses_avroschema import AvroModel


@dataclasses.dataclass
class Event(AvroModel):
    at: datetime.datetime


event = Event(at=datetime.datetime(2026, 1, 1, 12, 0, 0, 987000, tzinfo=datetime.timezone.utc))
as_json = event.to_json()
as_json = json.loads(as_json) if isinstance(as_json, str) else as_json
as_avro = Event.deserialize(event.serialize())
print("to_json():  ", as_json["at"])
print("serialize():", as_avro.at)
sys.exit(0 if as_avro == event and ".987" not in as_json["at"] and "12:00:00" in as_json["at"] else 1)
EOF
venv/bin/python check.py
