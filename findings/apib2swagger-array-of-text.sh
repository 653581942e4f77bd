#!/bin/sh
# apib2swagger 1.17.1 (npm)
#
# One would guess: "tags (array[string])", as MSON writes a list of texts, becomes an array with items of the type
# string.
# What happens: the items may be anything, "items": {}. In Swagger 2.0 there are none at all, where the specification
# requires them for an array. "status (enum[string])" is right.
# Whom it affects: whoever moves from API Blueprint to OpenAPI: the generated types are lists of anything, and
# validators of Swagger 2.0 reject the document.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund apib2swagger@1.17.1
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.cjs <<'EOF'
const { convert } = require("apib2swagger")

const lines = ["FORMAT: 1A", "", "# Calls", "", "## Calls [/calls]", "", "### Make [POST]", ""]
lines.push("+ Request (application/json)", "    + Attributes", "        + tags (array[string])", "")
lines.push("+ Response 204", "")

const read = (options, find) =>
  new Promise((done) => convert(lines.join("\n"), options, (error, result) => done(find(result.swagger))))
const post = (document) => document.paths["/calls"].post
async function run() {
  const two = await read({}, (document) => post(document).parameters[0].schema.properties.tags)
  const three = await read({ openApi3: true }, (document) => {
    return post(document).requestBody.content["application/json"].schema.properties.tags
  })
  console.log("Swagger 2.0:", JSON.stringify(two))
  console.log("OpenAPI 3:  ", JSON.stringify(three))
  process.exit(JSON.stringify(two) === '{"type":"array"}' && JSON.stringify(three.items) === "{}" ? 0 : 1)
}
run()
EOF
node check.cjs
