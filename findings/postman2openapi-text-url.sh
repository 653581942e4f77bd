#!/bin/sh
# postman2openapi 1.2.1 (npm)
#
# One would guess: a request whose url is a text is one like any other: the schema of Postman's collections, 2.0 and
# 2.1, has a text or an object there.
# What happens: it is not in the OpenAPI document, not even as a path. Nothing is said. The same request with the url
# as an object is.
# Whom it affects: whoever makes a contract from a collection that a program has written, since most write the short
# form: it is empty, or lacks the half of the API.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund postman2openapi@1.2.1
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.cjs <<'EOF'
const { transpile } = require("postman2openapi")

const schema = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"
const urls = [
  "https://api.example.com/agents",
  { raw: "https://api.example.com/calls", protocol: "https", host: ["api", "example", "com"], path: ["calls"] },
]
const item = urls.map((url, index) => ({ name: `request ${index}`, request: { method: "GET", header: [], url } }))
const result = transpile({ info: { name: "API", schema }, item }, "json")
const { paths } = typeof result === "string" ? JSON.parse(result) : result
console.log("urls: ", urls.map((url) => url.raw ?? url).join(", "))
console.log("paths:", Object.keys(paths).join(", "))
process.exit(Object.keys(paths).join() === "/calls" ? 0 : 1)
EOF
node check.cjs
