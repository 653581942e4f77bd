#!/bin/sh
# mashumaro 3.23 and serpyco-rs 1.23.0 (both PyPI)
#
# One would guess: a field of the type Union[Text, Speech] that holds a Speech is written with all fields of Speech.
# It is an instance of one of the two, and nothing has to be guessed.
# What happens: each class of the union is tried in turn by its fields, and not by the class of the value. Text has
# no field that Speech lacks, so that both libraries write {"text": "hi"}: the field of Speech is left out, without
# a word. With the two classes in the other order it is there. adaptix, pyserde and dataclasses-json write it in any
# order.
# Whom it hurts: whoever has messages of several kinds of which one has all fields of another.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check mashumaro==3.23 serpyco-rs==1.23.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import dataclasses
import json
import sys
from typing import Union

from mashumaro.codecs.json import JSONEncoder
from serpyco_rs import Serializer


@dataclasses.dataclass
class Text:
    text: str


@dataclasses.dataclass
class Speech:
    text: str
    audio: str


@dataclasses.dataclass
class Message:
    part: Union[Text, Speech]


@dataclasses.dataclass
class Other:
    part: Union[Speech, Text]


found = []
for model in (Message, Other):
    message = model(Speech("hi", "call.wav"))
    written = [json.loads(JSONEncoder(model).encode(message)), Serializer(model).dump(message)]
    print(model.__annotations__["part"], "=> mashumaro", written[0], "serpyco-rs", written[1])
    found.append(written)
short, whole = {"part": {"text": "hi"}}, {"part": {"text": "hi", "audio": "call.wav"}}
sys.exit(0 if found == [[short, short], [whole, whole]] else 1)
EOF
venv/bin/python check.py
