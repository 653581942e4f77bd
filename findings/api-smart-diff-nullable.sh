#!/bin/sh
# api-smart-diff 1.0.6 (npm), which compares two OpenAPI documents
#
# One would guess: a response property that may be null from now on breaks the clients that read it, and a
# request property that may be null from now on breaks nobody.
# What happens: it is the other way round: "nullable: true" added to a response is "non-breaking", and added
# to a request "breaking".
# Whom it hurts: whoever lets a build pass by this result: the change that makes readers fail goes through,
# and the harmless one is stopped.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund api-smart-diff@1.0.6
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { apiDiff } from "api-smart-diff"

const calls = (request, response) => {
    const body = (name) => ({ content: { "application/json": { schema: { type: "object", properties: { name } } } } })
    const post = { requestBody: body(request), responses: { 200: { description: "", ...body(response) } } }
    return { openapi: "3.0.3", info: { title: "Calls", version: "1" }, paths: { "/calls": { post } } }
}
const plain = { type: "string" }
const nullable = { type: "string", nullable: true }
const kinds = (after) => apiDiff(calls(plain, plain), after).map((each) => each.type).join()
const found = { response: kinds(calls(plain, nullable)), request: kinds(calls(nullable, plain)) }
console.log("null allowed in the response:", found.response)
console.log("null allowed in the request: ", found.request)
process.exit(found.response === "non-breaking" && found.request === "breaking" ? 0 : 1)
EOF
node check.mjs
