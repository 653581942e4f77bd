#!/bin/sh
# ata-validator 1.27.1 (npm)
#
# One would guess: a property whose name matches patternProperties is evaluated, and unevaluatedProperties says
# nothing about it: JSON Schema 2020-12, "Core", section 11.3.
# What happens: if unevaluatedProperties is a schema, it is applied to those properties too, and a valid object is
# rejected. If it is false, or if the name is among properties, the object is accepted.
# Whom it affects: schemas with names such as "x-..." of one type and all others of another, which are rejected whole.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund ata-validator@1.27.1 ajv@8.20.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import Ajv2020 from "ajv/dist/2020.js"
import { Validator } from "ata-validator"

const named = { patternProperties: { "^x-": { type: "string" } } }
const value = { "x-trace": "on" }
const found = [{ type: "integer" }, false].map((unevaluatedProperties) => {
  const schema = { ...named, unevaluatedProperties }
  const accepts = new Ajv2020({ strict: false }).compile(schema)
  const read = [new Validator(structuredClone(schema)).validate(value).valid, accepts(value)]
  console.log(JSON.stringify(schema), "ata:", read[0], "ajv:", read[1])
  return read.join()
})
process.exit(found.join(" ") === "false,true true,true" ? 0 : 1)
EOF
node check.mjs
