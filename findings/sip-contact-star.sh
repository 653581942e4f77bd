#!/bin/sh
# sip 0.0.6 (npm)
#
# One would guess: "Contact: *", with which RFC 3261, section 10.2.2, removes all bindings of a user, is written as it
# was read. The grammar of section 25.1 has the star alone, without angle brackets.
# What happens: it is written as "Contact: <*>", the address of nothing. The list that parse() gives has an entry with
# the uri "*", like an address.
# Whom it affects: registrars and proxies that pass the request on: the next one rejects it, or the telephone stays
# registered after it has logged off.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund sip@0.0.6
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import sip from "sip"

const request = "REGISTER sip:example.com SIP/2.0\r\nContact: *\r\nExpires: 0\r\nContent-Length: 0\r\n\r\n"
const written = sip.stringify(sip.parse(request)).split("\r\n").find((line) => line.startsWith("Contact"))
console.log("read:   ", "Contact: *")
console.log("written:", written)
process.exit(/^Contact: +<\*>$/.test(written) ? 0 : 1)
EOF
node check.mjs
