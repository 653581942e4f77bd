#!/bin/sh
# Ravyn 0.4.3 (PyPI), the successor of Esmerald
#
# One would guess: the OpenAPI document of a handler that returns a pydantic model with another model or an enum in
# it has both, as it does with FastAPI and Litestar.
# What happens: the outer model is written into the operation, with "$ref": "#/$defs/Inner", and the document has no
# "$defs" and no components: Inner is nowhere. The response itself is right.
# Whom it hurts: whoever generates a client, tests or documentation from it: tools refuse the document, or leave the
# field open.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv &&
        venv/bin/pip install -q --disable-pip-version-check ravyn==0.4.3 pydantic==2.14.4 httpx==0.28.1
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import asyncio
import json
import sys

import httpx
import pydantic
from ravyn import Gateway, Ravyn, get


class Inner(pydantic.BaseModel):
    name: str


class Outer(pydantic.BaseModel):
    inner: Inner


@get()
async def show() -> Outer:
    return Outer(inner=Inner(name="a"))


async def ask(app, url):
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://server") as client:
        return (await client.get(url)).json()


app = Ravyn(routes=[Gateway("/outer", handler=show)], enable_openapi=True)
document = asyncio.run(ask(app, "/openapi.json"))
content = document["paths"]["/outer"]["get"]["responses"]["200"]["content"]
inner = content["application/json"]["schema"]["properties"]["inner"]
print("OpenAPI", document["openapi"], "has", inner, "and the keys", list(document))
print("response:", asyncio.run(ask(app, "/outer")))
there = "$defs" in document or "Inner" in json.dumps(document.get("components", {}))
sys.exit(0 if inner == {"$ref": "#/$defs/Inner"} and not there else 1)
EOF
venv/bin/python check.py
