#!/bin/sh
# @scalar/openapi-upgrader 0.4.9 (npm)
#
# One would guess: a body of Swagger 2.0 that several operations share, under "parameters" of the document, becomes a
# request body of OpenAPI 3, to which each operation refers under "requestBody".
# What happens: the body is put there, but the operation refers to it among its parameters, where OpenAPI 3 allows
# parameters only. It has no requestBody, and nothing is said. So it is with a shared field of a form.
# Whom it affects: whoever shows or generates from an older contract: the operation takes no body, or the document is
# invalid. A body that is written within the operation is upgraded.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund @scalar/openapi-upgrader@0.4.9
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { upgrade } from "@scalar/openapi-upgrader"

const body = { name: "agent", in: "body", required: true, schema: { type: "object" } }
const responses = { 204: { description: "done" } }
const document = {
  swagger: "2.0",
  info: { title: "Agents", version: "1" },
  consumes: ["application/json"],
  parameters: { Agent: body },
  paths: {
    "/own": { post: { parameters: [body], responses } },
    "/shared": { post: { parameters: [{ $ref: "#/parameters/Agent" }], responses } },
  },
}
const upgraded = upgrade(document, "3.1")
for (const [path, { post }] of Object.entries(upgraded.paths)) {
  console.log(path.padEnd(7), "parameters:", JSON.stringify(post.parameters), "requestBody:", "requestBody" in post)
}
const { post } = upgraded.paths["/shared"]
const isReference = post.parameters?.[0].$ref === "#/components/requestBodies/Agent"
process.exit("requestBody" in upgraded.paths["/own"].post && isReference && !("requestBody" in post) ? 0 : 1)
EOF
node check.mjs
