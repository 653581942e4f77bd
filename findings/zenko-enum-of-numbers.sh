#!/bin/sh
# zenko 0.2.1 (npm), a generator of Zod schemas and clients from OpenAPI
#
# One would guess: {"type": "integer", "enum": [0, 1]} becomes a schema that accepts 0 and 1.
# What happens: it becomes z.enum(["0", "1"]), which accepts two texts and no number. null within an enum becomes the
# text "null". A property that an allOf requires is optional if another part of the allOf names it again without
# requiring it.
# Whom it affects: users of such a client: right responses are rejected, and right requests cannot be written.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund zenko@0.2.1
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { execFileSync } from "node:child_process"
import { readFileSync, writeFileSync } from "node:fs"

const schemas = {
  Level: { type: "integer", enum: [0, 1] },
  Kind: { type: ["string", "null"], enum: ["phone", null] },
  Base: { type: "object", required: ["id"], properties: { id: { type: "string" } } },
  Call: { allOf: [{ $ref: "#/components/schemas/Base" }, { type: "object", properties: { id: { minLength: 1 } } }] },
}
const info = { title: "Calls", version: "1" }
writeFileSync("openapi.json", JSON.stringify({ openapi: "3.1.0", info, paths: {}, components: { schemas } }))
execFileSync("npx", ["--no-install", "zenko", "openapi.json", "client.ts"])
const written = readFileSync("client.ts", "utf8").replace(/\s+/g, " ")
const found = Object.keys(schemas).map((name) => {
  const [, schema] = written.match(new RegExp(`export const ${name} = (.*?); export type`))
  console.log(name.padEnd(5), "->", schema)
  return schema
})
const [level, kind, , call] = found
const isText = level === 'z.enum(["0", "1"])' && kind === 'z.enum(["phone", "null"])'
process.exit(isText && call.includes("id: z.unknown().optional()") ? 0 : 1)
EOF
node check.mjs
