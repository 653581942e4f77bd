#!/bin/sh
# openapi-merge 2.0.2 (npm), merge() with a dispute prefix
#
# One would guess: if both documents have an operation "getCall", the second gets another operationId, and
# the links of its document lead to it as before.
# What happens: the operationId gets the prefix, and the links keep the old one. A link of the second
# document now leads to the operation of the first.
# Whom it hurts: whoever merges the contracts of two services into one: a tool that follows links reads
# the calls of one service from the other, and reports errors that neither service has.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund openapi-merge@2.0.2
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import openapiMerge from "openapi-merge"

const service = (path) => {
    const links = { read: { operationId: "getCall", parameters: { id: "$response.body#/id" } } }
    const create = { operationId: `create${path}`, responses: { 201: { description: "", links } } }
    const id = { name: "id", in: "path", required: true, schema: { type: "string" } }
    const get = { operationId: "getCall", parameters: [id], responses: { 200: { description: "" } } }
    const paths = { [`/${path}`]: { post: create }, [`/${path}/{id}`]: { get } }
    return { openapi: "3.0.3", info: { title: path, version: "1" }, paths }
}
const dispute = { prefix: "Phone" }
const { output } = openapiMerge.merge([{ oas: service("web") }, { oas: service("phone"), dispute }])
const read = output.paths["/phone/{id}"].get.operationId
const linked = output.paths["/phone"].post.responses[201].links.read.operationId
console.log("GET /web/{id}:  ", output.paths["/web/{id}"].get.operationId)
console.log("GET /phone/{id}:", read)
console.log("POST /phone leads to", linked)
process.exit(read === "PhonegetCall" && linked === "getCall" ? 0 : 1)
EOF
node check.mjs
