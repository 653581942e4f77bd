#!/bin/sh
# to-json-schema 0.2.5 (npm)
#
# One would guess: "+14155550100" is a text, and "red" is one too.
# What happens: the number gets "format": "utc-millisec", a time in milliseconds, and "red" gets "color"; "10:00"
# gets "style". They are formats of the third draft of JSON Schema, looked for in the texts by default.
# Whom it affects: whoever derives a contract from recorded data: phone numbers, codes and ids of digits are
# described as times, and what generates code or test data from it makes other things of them.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund to-json-schema@0.2.5
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import toJsonSchema from "to-json-schema"

const formats = ["+14155550100", "007", "red", "10:00"].map((text) => {
  const { format } = toJsonSchema(text)
  console.log(text.padEnd(13), format)
  return format
})
process.exit(formats[0] === "utc-millisec" && formats[2] === "color" ? 0 : 1)
EOF
node check.mjs
