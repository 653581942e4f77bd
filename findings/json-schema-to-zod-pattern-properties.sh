#!/bin/sh
# json-schema-to-zod 2.8.1 (npm)
#
# One would guess: patternProperties says something about the names that match, and nothing about the others. JSON
# Schema 2020-12, "Core", section 10.3.2.3, has additionalProperties for those, which allows all if it is absent.
# What happens: all names have to fulfil the schema of the pattern. An object with the text "name" is rejected as soon
# as "^x-" asks for integers. If "name" is among the properties, it is another one, unknown to the schema, that is
# rejected.
# Whom it affects: whoever checks configuration or metadata with the result: valid documents are rejected.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund json-schema-to-zod@2.8.1 zod@4.6.7
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { jsonSchemaToZod } from "json-schema-to-zod"
import { z } from "zod"

const schema = { type: "object", patternProperties: { "^x-": { type: "integer" } } }
const check = new Function("z", `return ${jsonSchemaToZod(schema)}`)(z)
const found = [{ "x-retries": 3 }, { "x-retries": "three" }, { name: "first" }].map((value) => {
  const accepted = check.safeParse(value).success
  console.log(JSON.stringify(value).padEnd(22), accepted ? "accepted" : "rejected")
  return accepted
})
process.exit(found.join() === "true,false,false" ? 0 : 1)
EOF
node check.mjs
