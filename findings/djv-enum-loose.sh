#!/bin/sh
# djv 2.1.4 (npm), a validator of JSON Schema
#
# One would guess: {"enum": ["voice"]} accepts "voice" and nothing else.
# What happens: the list ["voice"] is accepted too, since the values are compared with JavaScript's ==, which
# makes a text of a list. So "1" is accepted for 1, and false for 0.
# Whom it affects: whoever relies on an enum without a type beside it, as is usual for a discriminator: the
# code behind it gets a list where it compares texts.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund djv@2.1.4
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import djv from "djv"

const accepts = (schema, value) => {
  const validator = djv()
  validator.addSchema("test", schema)
  return validator.validate("test", value) === undefined
}
const cases = [["voice", ["voice"]], [1, "1"], [0, false], ["voice", "chat"]]
const seen = cases.map(([allowed, value]) => {
  const valid = accepts({ enum: [allowed] }, value)
  console.log(`enum [${JSON.stringify(allowed)}], value ${JSON.stringify(value)}:`, valid ? "accepted" : "rejected")
  return valid
})
process.exit(seen.join() === "true,true,true,false" ? 0 : 1)
EOF
node check.mjs
