#!/bin/sh
# @apiture/openapi-down-convert 0.14.2 (npm)
#
# One would guess: the OpenAPI 3.0.3 that it makes of 3.1 is valid: {"exclusiveMinimum": 0} becomes
# {"minimum": 0, "exclusiveMinimum": true}, since 3.0 has a boolean there.
# What happens: the number stays, where 3.0 has a boolean;
# types with three entries stay lists, which 3.0 does not have either. Nothing is said.
# Whom it hurts: whoever feeds tools that know 3.0 alone from a contract of 3.1.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund @apiture/openapi-down-convert@0.14.2
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.cjs <<'EOF'
const { Converter } = require("@apiture/openapi-down-convert")

const properties = {
  price: { type: "number", exclusiveMinimum: 0 },
  value: { type: ["string", "integer", "null"] },
  name: { type: ["string", "null"] },
}
const document = {
  openapi: "3.1.0",
  info: { title: "t", version: "1" },
  paths: {},
  components: { schemas: { Item: { type: "object", properties } } },
}
const converted = new Converter(document, {}).convert()
const found = JSON.stringify(converted.components.schemas.Item.properties)
console.log(converted.openapi, found)
const expected = {
  price: { type: "number", exclusiveMinimum: 0 },
  value: { type: ["string", "integer", "null"] },
  name: { type: "string", nullable: true },
}
process.exit(converted.openapi === "3.0.3" && found === JSON.stringify(expected) ? 0 : 1)
EOF
node check.cjs
