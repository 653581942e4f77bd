#!/bin/sh
# oas3-chow-chow 4.0.0 (npm), the validator within koa-oas3
#
# One would guess: ?status=ended,failed is a list of two if the parameter has "explode: false", and
# ?status=ended|failed if its style is pipeDelimited. The table of styles of OpenAPI 3.0.3 ("Style Examples") has
# both.
# What happens: it is a list of one text, "ended,failed". With an enum for the items the request is rejected, without
# one the handler looks for a status of that name.
# Whom it affects: servers with such parameters: filters of one value work, those of two find nothing.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund oas3-chow-chow@4.0.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import chow from "oas3-chow-chow"

const schema = { type: "array", items: { type: "string" } }
const parameters = [
  { name: "comma", in: "query", explode: false, schema },
  { name: "pipe", in: "query", style: "pipeDelimited", explode: false, schema },
  { name: "each", in: "query", schema },
]
const get = { parameters, responses: { 200: { description: "found" } } }
const info = { title: "Calls", version: "1" }
const validator = await chow.default.create({ openapi: "3.0.3", info, paths: { "/calls": { get } } })

const query = { comma: "ended,failed", pipe: "ended|failed", each: ["ended", "failed"] }
const request = { method: "get", query, path: {}, cookie: {}, header: {} }
const read = validator.validateRequestByPath("/calls", "get", request).query
for (const [name, list] of Object.entries(read)) console.log(name.padEnd(5), "->", JSON.stringify(list))
process.exit(read.comma.length === 1 && read.pipe.length === 1 && read.each.length === 2 ? 0 : 1)
EOF
node check.mjs
