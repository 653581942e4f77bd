#!/bin/sh
# @readme/oas-to-har 38.5.1 (npm), with oas 38.6.0
#
# One would guess: a query parameter that is an array becomes one entry of the HAR's queryString for each of
# its values, as HAR 1.2 has names and values there, decoded.
# What happens: it becomes a single entry, whose value is "a&status=b", with the name of the parameter in it.
# Whom it hurts: whoever makes a request or a code sample from this HAR: what encodes values, as it should,
# sends status=a%26status%3Db, one value that no server knows.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund @readme/oas-to-har@38.5.1 oas@38.6.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import oasToHar from "@readme/oas-to-har"
import Oas from "oas"

const status = { name: "status", in: "query", schema: { type: "array", items: { type: "string" } } }
const paths = { "/calls": { get: { parameters: [status], responses: { 200: { description: "" } } } } }
const servers = [{ url: "https://example.com" }]
const api = new (Oas.default ?? Oas)({ openapi: "3.0.3", info: { title: "Calls", version: "1" }, servers, paths })
const convert = oasToHar.default ?? oasToHar
const har = convert(api, api.operation("/calls", "get"), { query: { status: ["a", "b"] } })
const { queryString } = har.log.entries[0].request
console.log(JSON.stringify(queryString))
process.exit(JSON.stringify(queryString) === '[{"name":"status","value":"a&status=b"}]' ? 0 : 1)
EOF
node check.mjs
