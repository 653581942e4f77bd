#!/bin/sh
# allof-merge 0.6.8 (npm)
#
# One would guess: an allOf of two conditions (if and then) stays one of two conditions, since a schema can
# hold only one "if" of its own.
# What happens: the last condition is kept, and all before it are dropped without a word.
# Whom it affects: whoever compares or renders a contract after merging it: a list of conditions in an allOf is
# the usual way to say which properties each type of a message needs, and all types but the last need nothing.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund allof-merge@0.6.8
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { merge } from "allof-merge"

const condition = (type, property) => ({
  if: { properties: { type: { const: type } } },
  then: { required: [property] },
})
const merged = merge({ type: "object", allOf: [condition("phone", "number"), condition("web", "token")] })
console.log("merged:", JSON.stringify(merged))
const seen = merged.then?.required?.[0] === "token" && !JSON.stringify(merged).includes("number")
process.exit(seen ? 0 : 1)
EOF
node check.mjs
