#!/bin/sh
# Quart-Schema 0.25.0 (PyPI): validate_querystring()
#
# One would guess: ?tags=a is a list of one tag, as ?tags=a&tags=b is a list of two. The contract that the extension
# writes has a parameter "tags" of the type array, which OpenAPI writes so.
# What happens: ?tags=a is rejected with 400; with two or more, it is accepted.
# Whom it hurts: clients that filter by a list: each works until somebody chooses one thing only.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv &&
        venv/bin/pip install -q --disable-pip-version-check quart-schema==0.25.0 quart==0.22.0 pydantic==2.14.4
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import asyncio
import dataclasses
import sys
from typing import List, Optional

from quart import Quart
from quart_schema import QuartSchema, validate_querystring

app = Quart("example")
QuartSchema(app)


@dataclasses.dataclass
class Filter:
    tags: Optional[List[str]] = None


@app.get("/calls")
@validate_querystring(Filter)
async def calls(query_args):
    return {"tags": query_args.tags}


async def ask():
    client = app.test_client()
    document = await (await client.get("/openapi.json")).get_json()
    return document["paths"]["/calls"]["get"]["parameters"], [
        (await client.get(f"/calls?{query}")).status_code for query in ("", "tags=a&tags=b", "tags=a")
    ]


parameters, statuses = asyncio.run(ask())
print("contract:", parameters)
print("no tag, two tags, one tag:", *statuses)
sys.exit(0 if statuses == [200, 200, 400] and parameters[0]["name"] == "tags" else 1)
EOF
venv/bin/python check.py
