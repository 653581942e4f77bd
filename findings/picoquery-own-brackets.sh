#!/bin/sh
# picoquery 2.5.0 (npm): parse() and stringify(), with nestingSyntax "index" or "js"
#
# One would guess: parse() reads what stringify() writes with the same options.
# What happens: stringify() writes the brackets of its syntax as %5B and %5D, and parse() looks for them before it
# decodes: {status: ["a", "b"]} comes back as {"status[0]": "a", "status[1]": "b"}.
# Whom it affects: a server that reads the queries of a client of the same package, and of each client that encodes
# brackets, as RFC 3986 asks for: filters are not found.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund picoquery@2.5.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { parse, stringify } from "picoquery"

const query = { status: ["a", "b"] }
const texts = ["dot", "index", "js"].map((nestingSyntax) => {
  const text = stringify(query, { nestingSyntax })
  const back = JSON.stringify(parse(text, { nestingSyntax }))
  console.log(nestingSyntax.padEnd(6), text, "->", back)
  return back
})
const flat = '{"status[0]":"a","status[1]":"b"}'
process.exit(texts[0] === JSON.stringify(query) && texts[1] === flat && texts[2] === flat ? 0 : 1)
EOF
node check.mjs
