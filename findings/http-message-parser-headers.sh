#!/bin/sh
# http-message-parser 0.0.34 (npm)
#
# One would guess: the values of headers are texts, and a header that stands there twice has two.
# What happens: a value of digits becomes a number, so that "X-Call-Id: 007" is 7, and of two Set-Cookie headers
# only the last is left.
# Whom it hurts: whoever checks recorded messages with it: ids differ from those in the body, and the session
# that the first cookie began is not seen.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund http-message-parser@0.0.34
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import parse from "http-message-parser"

const message = ["HTTP/1.1 200 OK", "X-Call-Id: 007", "Set-Cookie: session=1", "Set-Cookie: theme=dark", "", "{}"]
const { headers } = parse(message.join("\r\n"))
console.log(headers)
process.exit(headers["X-Call-Id"] === 7 && headers["Set-Cookie"] === "theme=dark" ? 0 : 1)
EOF
node check.mjs
