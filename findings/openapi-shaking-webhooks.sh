#!/bin/sh
# @opendoc/openapi-shaking 1.5.2 (npm): openapiShakingOrphanedComponents()
#
# One would guess: what is removed are the components that nothing uses.
# What happens: what only a webhook uses is removed, although the webhook stays, and so are all security schemes,
# although operations name them. The references that stay point at nothing.
# Whom it affects: whoever makes a contract smaller before publishing it: it is invalid, or the generated client has
# no authentication and no types for the events.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund @opendoc/openapi-shaking@1.5.2
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import shaking from "@opendoc/openapi-shaking"

const response = { 204: { description: "done" } }
const reference = { $ref: "#/components/schemas/Event" }
const content = { "application/json": { schema: reference } }
const document = {
  openapi: "3.1.0",
  info: { title: "Calls", version: "1" },
  paths: { "/calls": { post: { security: [{ key: [] }], responses: response } } },
  webhooks: { ended: { post: { requestBody: { content }, responses: response } } },
  components: {
    schemas: { Event: { type: "object" } },
    securitySchemes: { key: { type: "http", scheme: "bearer" } },
  },
}
const result = await shaking.openapiShakingOrphanedComponents(document)
const used = JSON.stringify(result.webhooks).includes("#/components/schemas/Event")
console.log("the webhook refers to Event:   ", used)
console.log("the operation asks for \"key\":  ", "key" in result.paths["/calls"].post.security[0])
console.log("components:", JSON.stringify(result.components))
process.exit(used && !result.components?.schemas?.Event && !result.components?.securitySchemes?.key ? 0 : 1)
EOF
node check.mjs
