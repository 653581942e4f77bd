#!/bin/sh
# apispec 6.10.1, the base of APIFlask 3.1.2 and flask-smorest, with marshmallow 4.4.0 (all PyPI)
#
# One would guess: a field Decimal(as_string=True), which marshmallow recommends for JSON, is a string in the
# contract, for it is one in every response.
# What happens: the contract says type: number. The server's own responses are invalid by it.
# Whom it hurts: whoever generates clients or tests from the contract: prices cannot be read, or right answers fail.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv &&
        venv/bin/pip install -q --disable-pip-version-check apiflask==3.1.2 apispec==6.10.1 marshmallow==4.4.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import sys
from decimal import Decimal as Price

from apiflask import APIFlask, Schema
from apiflask.fields import Decimal


class Item(Schema):
    price = Decimal(as_string=True)


app = APIFlask("example")


@app.get("/item")
@app.output(Item)
def item():
    return {"price": Price("1.10")}


client = app.test_client()
contract = client.get("/openapi.json").get_json()["components"]["schemas"]["Item"]["properties"]["price"]
response = client.get("/item").get_json()
print("contract:", contract)
print("response:", response)
sys.exit(0 if contract.get("type") == "number" and response == {"price": "1.10"} else 1)
EOF
venv/bin/python check.py
