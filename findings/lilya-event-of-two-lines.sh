#!/bin/sh
# lilya 0.29.0 (the base of Ravyn and Esmerald) and blacksheep 2.6.4, with httpx-sse 0.4.3 as the reader (all PyPI)
#
# One would guess: an event with the data "first\nsecond" reaches the reader as it is: each line is sent as a field
# "data" of its own, as HTML's section on server-sent events has it, and as Starlette's and Litestar's helpers do.
# What happens: lilya's EventStreamResponse sends the second line as it is, without a field name, so that every
# reader leaves it out: "first" arrives. blacksheep's TextServerSentEvent, whose data is said to be sent as is,
# sends the characters \ and n instead of the line break.
# Whom it hurts: whoever streams text, of a model or of a transcript: paragraphs are lost, or run together.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv &&
        venv/bin/pip install -q --disable-pip-version-check \
            lilya==0.29.0 blacksheep==2.6.4 httpx==0.28.1 httpx-sse==0.4.3
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import asyncio
import sys

import httpx
from blacksheep.scribe import write_sse
from blacksheep.server.sse import TextServerSentEvent
from httpx_sse import EventSource
from lilya.apps import Lilya
from lilya.responses import EventStreamResponse
from lilya.routing import Path

sent = "first\nsecond"


async def stream():
    return EventStreamResponse([{"data": sent}])


async def body_of(app):
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://server") as client:
        return (await client.get("/")).content


def read(body):
    response = httpx.Response(200, headers={"content-type": "text/event-stream"}, content=body)
    return [event.data for event in EventSource(response).iter_sse()]


bodies = {
    "lilya": asyncio.run(body_of(Lilya(routes=[Path("/", stream)]))),
    "blacksheep": write_sse(TextServerSentEvent(sent)),
}
print("sent:", repr(sent))
for name, body in bodies.items():
    print(name.ljust(10), body, "is read as", read(body))
sys.exit(0 if [read(body) for body in bodies.values()] == [["first"], ["first\\nsecond"]] else 1)
EOF
venv/bin/python check.py
