#!/bin/sh
# mashumaro 3.23, pyserde 0.34.0, dataclass-wizard 1.0.0 (all PyPI)
#
# One would guess: in a field of the type Union[List[str], str], which many configurations and APIs have, "abc" is
# the text "abc": JSON has lists and texts, which nothing can confuse.
# What happens: all three read ["a", "b", "c"]: they make a list of whatever can be iterated. In Union[str,
# List[str]] it is the text. msgspec, adaptix and apischema read the text in either order.
# Whom it hurts: whoever declares such a field with the list first: one recipient becomes as many as the name has
# letters.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv &&
        venv/bin/pip install -q --disable-pip-version-check mashumaro==3.23 pyserde==0.34.0 dataclass-wizard==1.0.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import dataclasses
import json
import sys
from typing import List, Union

import serde
import serde.json
from dataclass_wizard import fromdict
from mashumaro.codecs.json import JSONDecoder


@dataclasses.dataclass
class Mail:
    to: Union[List[str], str]


@dataclasses.dataclass
class Other:
    to: Union[str, List[str]]


text = '{"to": "abc"}'
found = []
for model in (Mail, Other):
    read = {
        "mashumaro": JSONDecoder(model).decode(text).to,
        "pyserde": serde.json.from_json(serde.serde(model), text).to,
        "dataclass-wizard": fromdict(model, json.loads(text)).to,
    }
    print(model.__annotations__["to"], read)
    found.append(list(read.values()))
sys.exit(0 if found == [[["a", "b", "c"]] * 3, ["abc"] * 3] else 1)
EOF
venv/bin/python check.py
