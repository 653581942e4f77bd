#!/bin/sh
# sdp-transform 1.1.0 (PyPI), the Python package of that name
#
# One would guess: write(parse(sdp)) has the candidates of the text.
# What happens: "tcptype active", which RFC 6544 requires of a candidate for TCP, is dropped with all that
# stands behind it.
# Whom it affects: whoever changes a session description on its way: calls out of networks that let no UDP
# through cannot be connected any more.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check sdp-transform==1.1.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import sys

import sdp_transform

lines = ["v=0", "o=- 1 2 IN IP4 192.0.2.1", "s=-", "t=0 0", "m=audio 9 RTP/AVP 0"]
candidate = "a=candidate:1 1 tcp 1518280447 192.0.2.1 9 typ host tcptype active generation 0"
written = sdp_transform.write(sdp_transform.parse("\r\n".join([*lines, candidate, ""]))).split("\r\n")
line = next(line for line in written if line.startswith("a=candidate"))
print("read:   ", candidate)
print("written:", line)
sys.exit(0 if line == candidate.partition(" tcptype")[0] else 1)
EOF
venv/bin/python check.py
