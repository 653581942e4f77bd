#!/bin/sh
# aiortc 1.16.0 (PyPI)
#
# One would guess: "turn:[2001:db8::1]:3478" is the address of a TURN server. RFC 7065 takes the host from
# RFC 3986, which writes an IPv6 address in square brackets; browsers accept it. Schemes have no case.
# What happens: a peer connection with such a server cannot be made: ValueError, "malformed uri"; with the
# scheme in capitals, "invalid scheme".
# Whom it hurts: a Python program that joins calls with the ICE servers that an API hands out: it works
# until the provider hands out an IPv6 address.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check aiortc==1.16.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import asyncio
import sys

from aiortc import RTCConfiguration, RTCIceServer, RTCPeerConnection


async def outcome(url: str) -> str:
    servers = [RTCIceServer(urls=url, username="user", credential="example")]
    try:
        connection = RTCPeerConnection(RTCConfiguration(iceServers=servers))
        connection.createDataChannel("chat")
        await connection.close()
    except ValueError as error:
        return str(error)
    return "accepted"


found = [asyncio.run(outcome(url)) for url in sys.argv[1:]]
for url, said in zip(sys.argv[1:], found):
    print(f"{url}: {said}")
sys.exit(0 if found == ["accepted", "malformed uri", "malformed uri: invalid scheme"] else 1)
EOF
venv/bin/python check.py 'turn:192.0.2.1:3478' 'turn:[2001:db8::1]:3478' 'TURN:192.0.2.1:3478'
