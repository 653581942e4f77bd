#!/bin/sh
# parse-cache-control 1.0.1 (npm)
#
# One would guess: "Max-Age=60, No-Store" means what "max-age=60, no-store" does. RFC 9111, section 5.2, says
# that the names of directives have no case.
# What happens: the names are kept as they are written: "max-age" and "no-store" are undefined, and the 60 is a
# text under "Max-Age". The values are what gets small letters: community="UCI" becomes "uci".
# Whom it hurts: whoever keeps responses by it, for as long as they say: those of a server that writes the names
# in capitals seem to say nothing.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund parse-cache-control@1.0.1
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import parse from "parse-cache-control"

const small = parse("max-age=60, no-store")
const capitals = parse("Max-Age=60, No-Store")
const value = parse('max-age=60, community="UCI"')
console.log(small, capitals, value)
const missed = capitals["max-age"] === undefined && capitals["no-store"] === undefined && capitals["Max-Age"] === "60"
process.exit(small["max-age"] === 60 && small["no-store"] === true && missed && value.community === "uci" ? 0 : 1)
EOF
node check.mjs
