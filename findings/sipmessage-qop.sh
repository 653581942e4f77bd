#!/bin/sh
# sipmessage 0.7.1 (PyPI), a parser of SIP messages
#
# One would guess: qop="auth,auth-int" can be read. RFC 3261, section 25.1, has a list in quotes there.
# What happens: AuthChallenge.parse() raises ValueError: "AuthParameters are not valid". A comma within quotes is
# not accepted.
# Whom it affects: a client that registers with a server that offers both: it cannot read the challenge, so it
# never authenticates.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check sipmessage==0.7.1
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import sys

from sipmessage import AuthChallenge


def read(challenge: str) -> str:
    try:
        return str(AuthChallenge.parse(challenge))
    except ValueError as error:
        return str(error)


results = []
for parameter in ('qop="auth"', 'qop="auth,auth-int"'):
    results.append(read(f'Digest realm="example.com", nonce="dcd98b", {parameter}'))
    print(parameter.ljust(20), "->", results[-1])
sys.exit(0 if 'qop="auth"' in results[0] and results[1] == "AuthParameters are not valid" else 1)
EOF
venv/bin/python check.py
