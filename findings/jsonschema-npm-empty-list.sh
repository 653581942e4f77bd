#!/bin/sh
# jsonschema 1.5.0 (npm), a validator of JSON Schema
#
# One would guess: {"const": {}} rejects [], and {"const": []} rejects {}: an object is no list.
# What happens: an empty list is accepted for an empty object, in "const" and "enum" and the other way round,
# and for uniqueItems the two are the same item. {"const": {"0": "a"}} accepts ["a"] too.
# Whom it affects: whoever pins an empty result by const: a server that encodes an empty object as [], as PHP
# does unless told otherwise, passes the test that was written for that.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund jsonschema@1.5.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import jsonschema from "jsonschema"

const cases = [
  [{ const: {} }, []],
  [{ enum: [[]] }, {}],
  [{ const: { 0: "a" } }, ["a"]],
  [{ uniqueItems: true }, [[], {}]],
  [{ const: {} }, null],
]
const seen = cases.map(([schema, value]) => {
  const { valid } = new jsonschema.Validator().validate(value, schema)
  console.log(JSON.stringify(schema).padEnd(22), JSON.stringify(value).padEnd(9), valid ? "accepted" : "rejected")
  return valid
})
process.exit(seen.join() === "true,true,true,true,false" ? 0 : 1)
EOF
node check.mjs
