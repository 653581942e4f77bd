#!/bin/sh
# sdp-transform 1.1.0 (PyPI), the Python package of that name
#
# One would guess: write(parse(sdp)) has the credentials of the text. RFC 8839 makes them of letters, digits, plus
# and slash.
# What happens: a credential that looks like a number becomes one: "a=ice-ufrag:0123" is written as 123, and
# "12e3" as 12000.0.
# Whom it affects: whoever changes a session description on its way: now and then the two ends have different
# names for the connection, and it fails for a reason that nobody can reproduce.
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
written = []
for name in ("0123", "12e3", "F7gI"):
    text = "\r\n".join([*lines, f"a=ice-ufrag:{name}", ""])
    line = next(line for line in sdp_transform.write(sdp_transform.parse(text)).split("\r\n") if "ufrag" in line)
    print(f"a=ice-ufrag:{name}".ljust(18), "becomes", line)
    written.append(line.partition(":")[2])
sys.exit(0 if written == ["123", "12000.0", "F7gI"] else 1)
EOF
venv/bin/python check.py
