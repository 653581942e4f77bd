#!/bin/sh
# pydantic-avro 0.13.0, with pydantic 2.14.4 and fastavro 1.13.1 (all PyPI)
#
# One would guess: the Avro schema that it makes of a model can be used by an Avro library.
# What happens: the default of a date is a text, "2026-01-01", where Avro has the type int, and fastavro refuses
# the schema: "Default value <2026-01-01> must match schema type: int". Without the default, it takes it.
# Whom it hurts: whoever adds a date with a default to a model, as one does to keep old data readable: neither old
# nor new data can be read or written with it.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check pydantic-avro==0.13.0 pydantic==2.14.4 fastavro==1.13.1
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import datetime
import sys

import fastavro
from pydantic_avro import AvroBase


class Plain(AvroBase):
    day: datetime.date


class Call(AvroBase):
    day: datetime.date = datetime.date(2026, 1, 1)


def said(model):
    try:
        fastavro.parse_schema(model.avro_schema())
    except fastavro.schema.SchemaParseException as error:
        return str(error)
    return "taken"


found = [said(Plain), said(Call)]
print(Call.avro_schema()["fields"][0])
print("without a default:", found[0])
print("with the default: ", found[1])
sys.exit(0 if found == ["taken", "Default value <2026-01-01> must match schema type: int"] else 1)
EOF
venv/bin/python check.py
