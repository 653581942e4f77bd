#!/bin/sh
# blacksheep 2.6.4 with its essentials-openapi 1.4.0 (PyPI)
#
# One would guess: the contract that it writes lets a field of the type Union[int, str] be 5 or "a", and an
# Optional[Inner] be null, as its own responses are.
# What happens: the union becomes a schema with type: object and anyOf integer or string: no value at all is valid.
# Optional[Inner] becomes a plain reference to Inner, and Optional[int] has "nullable": true, which OpenAPI 3.1,
# that the document says it is, does not know. null is invalid in both.
# Whom it hurts: whoever generates a client or tests from the contract: right responses are rejected.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv &&
        venv/bin/pip install -q --disable-pip-version-check \
            blacksheep==2.6.4 essentials-openapi==1.4.0 httpx==0.28.1 jsonschema==4.26.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import asyncio
import dataclasses
import sys
from typing import Optional, Union

import httpx
import jsonschema
from blacksheep import Application
from blacksheep.server.openapi.v3 import OpenAPIHandler
from openapidocs.v3 import Info


@dataclasses.dataclass
class Inner:
    name: str


@dataclasses.dataclass
class Outer:
    key: Union[int, str]
    inner: Optional[Inner]
    count: Optional[int]


app = Application()
docs = OpenAPIHandler(info=Info(title="Example", version="1"))
docs.bind_app(app)


@app.router.get("/outer")
async def outer() -> Outer:
    return Outer("a", None, None)


async def ask():
    await app.start()
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://server") as client:
        return [(await client.get(url)).json() for url in ("/openapi.json", "/outer")]


document, body = asyncio.run(ask())
schemas = document["components"]["schemas"]
print("OpenAPI", document["openapi"])
for name, schema in schemas["Outer"]["properties"].items():
    print(name.ljust(6), schema, schemas.get(schema.get("$ref", "").rpartition("/")[2], ""))
validator = jsonschema.Draft202012Validator({"$ref": "#/components/schemas/Outer", **document})
invalid = sorted({error.absolute_path[0] for error in validator.iter_errors(body)})
print("response:", body, "invalid by the contract:", invalid)
sys.exit(0 if document["openapi"].startswith("3.1") and invalid == ["count", "inner", "key"] else 1)
EOF
venv/bin/python check.py
