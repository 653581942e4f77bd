#!/bin/sh
# json-schema-merge-allof 0.8.1 (npm)
#
# One would guess: an allOf of {"type": "number"} and {"type": "integer"} is {"type": "integer"}, since
# each integer is a number.
# What happens: it throws that the values are probably incompatible. With lists of types,
# ["number", "null"] and ["integer", "null"] become {"type": "null"}, without a word: integers are
# lost.
# Whom it hurts: whoever flattens a contract in which a schema narrows a number of a common part.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund json-schema-merge-allof@0.8.1
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.cjs <<'EOF'
const merge = require("json-schema-merge-allof")

let told
try {
  told = JSON.stringify(merge({ allOf: [{ type: "number" }, { type: "integer" }] }))
} catch (error) {
  told = error.message.split("\n")[0]
}
const lists = JSON.stringify(merge({ allOf: [{ type: ["number", "null"] }, { type: ["integer", "null"] }] }))
console.log("number and integer:", told)
console.log("with null each:", lists)
process.exit(told.startsWith("Could not resolve values") && lists === "{\"type\":\"null\"}" ? 0 : 1)
EOF
node check.cjs
