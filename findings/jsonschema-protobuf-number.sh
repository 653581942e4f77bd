#!/bin/sh
# jsonschema-protobuf 1.0.2 (npm)
#
# One would guess: a "number" of JSON Schema becomes a double, or a float, of protocol buffers, and a list of integers
# "repeated int32".
# What happens: a number becomes int32, like an integer, so that 0.07 has no place. A list of integers is "repeated
# integer", a type that does not exist, so that protoc rejects the file.
# Whom it affects: whoever makes messages from a contract: prices and rates lose what is behind the point.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund jsonschema-protobuf@1.0.2
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.cjs <<'EOF'
const convert = require("jsonschema-protobuf")

const properties = {
  price: { type: "number" },
  count: { type: "integer" },
  scores: { type: "array", items: { type: "integer" } },
}
const written = convert({ name: "Call", type: "object", properties }).replace(/\s+/g, " ")
console.log(written)
process.exit(written.includes("optional int32 price") && written.includes("repeated integer scores") ? 0 : 1)
EOF
node check.cjs
