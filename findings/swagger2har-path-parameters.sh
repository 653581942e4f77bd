#!/bin/sh
# swagger2har 1.0.6 (npm)
#
# One would guess: the parameters that a path of OpenAPI has for all its operations ("parameters" beside "get") are
# added to each of these.
# What happens: they become a request of their own with the method PARAMETERS, and no operation has them. Without a
# basePath, which may be absent, each URL has the word undefined in it.
# Whom it affects: whoever makes requests, or snippets for documentation, from a contract: one of them is sent with a
# method that no server knows, and the others lack what is required.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund swagger2har@1.0.6
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { createRequire } from "node:module"

const { swagger2har } = createRequire(import.meta.url)("swagger2har")
const trace = { name: "trace", in: "query", required: true, type: "string", default: "on" }
const get = { responses: { 200: { description: "found" } } }
const requests = await swagger2har({
  swagger: "2.0",
  info: { title: "Calls", version: "1" },
  host: "api.example.com",
  schemes: ["https"],
  paths: { "/calls": { parameters: [trace], get } },
})
for (const { har } of requests) console.log(har.method, har.url, JSON.stringify(har.queryString))
const found = requests.map(({ har }) => har.method + har.queryString.length)
const hasWord = requests.every(({ har }) => har.url === "https://api.example.comundefined/calls")
process.exit(found.join() === "PARAMETERS0,GET0" && hasWord ? 0 : 1)
EOF
node check.mjs
