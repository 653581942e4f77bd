#!/bin/sh
# sip 0.0.6 (npm)
#
# One would guess: a Via with an IPv6 address, which RFC 3261, section 25.1, has in brackets, is read like one with a
# name.
# What happens: the host is "[2001", up to the first colon, and port and all parameters are missing, also the branch
# and "received", by which answers find their way. The message that the package writes of it has "Via: SIP/2.0/UDP
# [2001".
# Whom it affects: proxies and recorders in front of a trunk with IPv6: the response goes nowhere, and the transaction
# is not found.
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

const found = ["192.0.2.1", "[2001:db8::1]"].map((host) => {
  const via = `Via: SIP/2.0/UDP ${host}:5060;branch=z9hG4bK1;received=192.0.2.9`
  const message = sip.parse(`OPTIONS sip:a@example.com SIP/2.0\r\n${via}\r\n\r\n`)
  const written = sip.stringify(message).split("\r\n").find((line) => line.startsWith("Via"))
  console.log(via)
  console.log("  read:   ", JSON.stringify(message.headers.via[0]))
  console.log("  written:", written)
  return written
})
process.exit(found[0].includes("branch=z9hG4bK1") && found[1] === "Via: SIP/2.0/UDP [2001" ? 0 : 1)
EOF
node check.mjs
