#!/bin/sh
# openapi-zod 0.2.7 (npm), a generator of Zod schemas from OpenAPI
#
# One would guess: the file that it writes of a contract with a response "4XX" can be compiled. OpenAPI 3.0 and 3.1
# ("Responses Object") have such ranges of status codes.
# What happens: it has the line "4XX: {", which is a syntax error, since a name that begins with a digit needs quotes.
# null within an enum becomes an empty text, and numbers become an enum of numbers, which z.enum() of Zod 3 does not
# take.
# Whom it affects: users of contracts that describe their errors by range: nothing of the file can be used.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund openapi-zod@0.2.7 typescript@5.9.3
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { execFileSync } from "node:child_process"
import { readFileSync, writeFileSync } from "node:fs"
import ts from "typescript"

const found = ["404", "4XX"].map((status) => {
  const schema = { type: "string", nullable: true, enum: ["phone", null] }
  const content = { "application/json": { schema } }
  const get = { operationId: "read", responses: { [status]: { description: "failed", content } } }
  const info = { title: "Calls", version: "1" }
  writeFileSync("openapi.json", JSON.stringify({ openapi: "3.0.3", info, paths: { "/calls": { get } } }))
  execFileSync("npx", ["--no-install", "openapi-zod", "openapi.json", "-o", "schemas.ts"])
  const text = readFileSync("schemas.ts", "utf8")
  const { diagnostics } = ts.transpileModule(text, { reportDiagnostics: true })
  const [enumeration] = text.match(/z\.enum\(.*?\]\)/)
  console.log(status, "->", text.match(/4(04|XX): \{/)[0], `${diagnostics.length} syntax errors,`, enumeration)
  return diagnostics.length > 0
})
process.exit(found.join() === "false,true" ? 0 : 1)
EOF
node check.mjs
