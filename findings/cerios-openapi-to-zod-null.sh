#!/bin/sh
# @cerios/openapi-to-zod 1.7.0 (npm)
#
# One would guess: "anyOf" of a text and {"type": "null"}, the way of OpenAPI 3.1 for a value that may be null,
# accepts texts and null.
# What happens: {"type": "null"} becomes z.unknown(), so that anything is accepted. So is it with
# additionalProperties: a map of integers accepts all values, unless the object has properties too.
# Whom it affects: whoever checks responses with the schemas: the check of these values says nothing, and their type
# in TypeScript is unknown. "type": ["string", "null"] becomes z.string().nullable().
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund @cerios/openapi-to-zod@1.7.0 zod@4.6.7
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { execFileSync } from "node:child_process"
import { readFileSync, writeFileSync } from "node:fs"

const integers = { type: "object", additionalProperties: { type: "integer" } }
const schemas = {
  List: { type: ["string", "null"] },
  Union: { anyOf: [{ type: "string" }, { type: "null" }] },
  Map: integers,
  Both: { ...integers, properties: { id: { type: "string" } } },
}
const info = { title: "Calls", version: "1" }
writeFileSync("openapi.json", JSON.stringify({ openapi: "3.1.0", info, paths: {}, components: { schemas } }))
const spec = { input: "openapi.json", output: "schemas.ts", outputTypes: "schemas.ts" }
writeFileSync("openapi-to-zod.config.json", JSON.stringify({ specs: [spec] }))
execFileSync("npx", ["--no-install", "openapi-to-zod"])
const text = readFileSync("schemas.ts", "utf8").replace(/\s+/g, " ")
const found = Object.keys(schemas).map((name) => {
  const [, schema] = text.match(new RegExp(`export const ${name.toLowerCase()}Schema = (.*?); export`))
  console.log(name.padEnd(5), "->", schema)
  return schema
})
const [list, union, map, both] = found
const isUnknown = union === "z.union([z.string(), z.unknown()])" && map === "z.looseObject({})"
process.exit(list === "z.string().nullable()" && isUnknown && both.includes("catchall(z.number().int())") ? 0 : 1)
EOF
node check.mjs
