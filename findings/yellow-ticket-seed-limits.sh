#!/bin/sh
# @yellow-ticket/seed-json-schema 0.1.8 (npm): seedSchema(), which makes values for a schema
#
# One would guess: a text for {"type": "string", "maxLength": 3} has three characters at most, and a number for
# {"type": "integer", "maximum": -5} is -5 or less.
# What happens: each of the two limits counts only beside the other one. The text is a word of any length, the number
# an error, "Max -5 should be greater than min 0", and for "minLength": 50 there is a word too. With both all is
# right. A list of types, ["string", "null"], gives undefined.
# Whom it affects: whoever fills a mock from a contract: the values are rejected by the validator of the same
# contract.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund @yellow-ticket/seed-json-schema@0.1.8
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { seedSchema } from "@yellow-ticket/seed-json-schema"

function make(schema) {
  try {
    return seedSchema(schema)
  } catch (error) {
    return error.message
  }
}
const text = { type: "string" }
const [both, most, least] = [{ minLength: 1, maxLength: 3 }, { maxLength: 1 }, { minLength: 50 }].map((limits) => {
  const lengths = Array.from({ length: 30 }, () => make({ ...text, ...limits }).length)
  console.log(JSON.stringify(limits).padEnd(29), "-> lengths", Math.min(...lengths), "to", Math.max(...lengths))
  return lengths
})
const number = make({ type: "integer", maximum: -5 })
const list = make({ type: ["string", "null"] })
console.log('{"maximum":-5}                ->', number)
console.log('["string","null"]             ->', list)
const isIgnored = Math.max(...both) <= 3 && Math.max(...most) > 1 && Math.max(...least) < 50
process.exit(isIgnored && String(number).startsWith("Max -5") && list === undefined ? 0 : 1)
EOF
node check.mjs
