#!/bin/sh
# http-link-header 1.1.4 (npm)
#
# One would guess: a title that says no language says none after it is read and written again. RFC 8187 has the
# language between two quotes, and it may be left out.
# What happens: it becomes English: title*=UTF-8''%E4%BD%A0 is written as title*=UTF-8'en'%E4%BD%A0.
# Whom it hurts: whoever passes the Link header of a service on, as gateways do: a reader that speaks titles or
# picks one by language takes Chinese or Arabic for English.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund http-link-header@1.1.4
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import LinkHeader from "http-link-header"

const before = "<https://api.example/calls/1>; rel=item; title*=UTF-8''%E4%BD%A0%E5%A5%BD"
const after = LinkHeader.parse(before).toString()
console.log("read:   ", before)
console.log("written:", after)
process.exit(after === before.replace("''", "'en'") ? 0 : 1)
EOF
node check.mjs
