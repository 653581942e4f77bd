#!/bin/sh
# @asyncapi/converter 2.0.2 (npm): convertOpenAPI()
#
# One would guess: a response that OpenAPI has as JSON and as CSV becomes two messages of AsyncAPI, or the first, or
# there is a warning.
# What happens: there is one message, that of the last media type. The schema of the JSON, which the components still
# have, is used nowhere, and nothing is said. Requests are the same.
# Whom it affects: whoever describes an HTTP API for event tools: where an export or a picture stands behind the JSON,
# the document knows only that.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund @asyncapi/converter@2.0.2
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.cjs <<'EOF'
const { convertOpenAPI } = require("@asyncapi/converter")

const json = { schema: { $ref: "#/components/schemas/Call" } }
const csv = { schema: { type: "string" } }
const found = [{ "application/json": json }, { "application/json": json, "text/csv": csv }].map((content) => {
  const get = { operationId: "read", responses: { 200: { description: "found", content } } }
  const document = {
    openapi: "3.0.0",
    info: { title: "Calls", version: "1" },
    paths: { "/calls": { get } },
    components: { schemas: { Call: { type: "object" } } },
  }
  const { channels } = convertOpenAPI(document, "3.0.0")
  const messages = Object.values(Object.values(channels)[0].messages)
  console.log(Object.keys(content).join(", ").padEnd(27), "->", messages.map((each) => each.contentType).join(", "))
  return messages.map((each) => each.contentType).join()
})
process.exit(found[0] === "application/json" && found[1] === "text/csv" ? 0 : 1)
EOF
node check.cjs
