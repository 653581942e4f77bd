#!/bin/sh
# cattrs 26.2.1, mashumaro 3.23, typedload 2.41, dataclasses-json 0.6.7 (all PyPI)
#
# One would guess: what each of them wrote for the type Dict[bool, str], it reads again, or refuses. A key of JSON
# is a text; all four make of the keys of Dict[int, str] integers again.
# What happens: {False: "no"} is written with the key "false", and read as {True: "no"}: bool("false") is true. With
# both keys, one of the two entries is gone.
# Whom it hurts: whoever counts outcomes by yes and no, and sends or stores the counts.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv &&
        venv/bin/pip install -q --disable-pip-version-check \
            cattrs==26.2.1 mashumaro==3.23 typedload==2.41 dataclasses-json==0.6.7
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import dataclasses
import json
import sys
from typing import Dict

import typedload
from cattrs.preconf.json import make_converter
from dataclasses_json import dataclass_json
from mashumaro.codecs.json import JSONDecoder, JSONEncoder


@dataclass_json
@dataclasses.dataclass
class Answers:
    texts: Dict[bool, str]


answers = Answers({False: "no", True: "yes"})
cattrs = make_converter()
read = {
    "cattrs": cattrs.loads(cattrs.dumps(answers), Answers),
    "mashumaro": JSONDecoder(Answers).decode(JSONEncoder(Answers).encode(answers)),
    "typedload": typedload.load(json.loads(json.dumps(typedload.dump(answers))), Answers),
    "dataclasses-json": Answers.from_json(answers.to_json()),
}
for name, value in read.items():
    print(name.ljust(16), answers.texts, "is read as", value.texts)
sys.exit(0 if all(value.texts == {True: "yes"} for value in read.values()) else 1)
EOF
venv/bin/python check.py
