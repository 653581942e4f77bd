#!/bin/sh
# json-schema-merge-allof 0.8.1 (npm)
#
# One would guess: what an allOf of two patterns accepts, the merged schema accepts.
# What happens: it writes both as look-aheads, one behind the other, and both must then hold at the
# same place of the text. A pattern may match anywhere, so {"pattern": "b"} and {"pattern": "^c"}
# accept "cb"; the merged pattern (?=b)(?=^c) accepts no text at all.
# Whom it hurts: code generators, mocks and form builders that flatten allOf with it, as several do:
# they reject valid values.
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

const parts = ["b", "^c"]
const { pattern } = merge({ allOf: parts.map((pattern) => ({ pattern })) })
const each = parts.every((part) => new RegExp(part, "u").test("cb"))
const merged = new RegExp(pattern, "u").test("cb")
console.log("merged pattern:", pattern)
console.log("\"cb\" matches each pattern:", each, "and the merged one:", merged)
process.exit(each && !merged ? 0 : 1)
EOF
node check.cjs
