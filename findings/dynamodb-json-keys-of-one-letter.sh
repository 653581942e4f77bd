#!/bin/sh
# dynamodb-json 1.4.2 (PyPI): dumps() and loads(), with boto3's TypeDeserializer to compare
#
# One would guess: loads() reads what dumps() writes, and what boto3 does: {"size": {"S": "x", "M": "y"}} is a map
# with the keys S and M.
# What happens: a map with a key that is also the name of a type, such as S, N, M or BOOL, is taken for a value with
# its type: {"size": "x"}. The other keys are gone. It is written right: each map is looked at once more after it
# has been unpacked. And a number with an exponent, which dumps() itself writes for 0.0000001, is left as {"N":
# "1E-7"}.
# Whom it hurts: whoever stores sizes, compass points or small prices: the value has another type when it is read.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check dynamodb-json==1.4.2 boto3==1.44.8
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import json
import sys
from decimal import Decimal

from boto3.dynamodb.types import TypeDeserializer
from dynamodb_json import json_util

found = []
for value in ({"size": {"S": "x", "M": "y"}}, {"size": {"small": "x"}}, {"price": 0.5}, {"price": 0.0000001}):
    text = json_util.dumps(value)
    other = {name: TypeDeserializer().deserialize(typed) for name, typed in json.loads(text).items()}
    read = json_util.loads(text)
    print(value, "is written as", text)
    print("    boto3 reads", other, "dynamodb-json reads", read)
    found.append((read == value, other == json.loads(json.dumps(value), parse_float=Decimal)))
sys.exit(0 if found == [(False, True), (True, True), (True, True), (False, True)] else 1)
EOF
venv/bin/python check.py
