#!/bin/sh
# @stoplight/json-schema-generator 1.0.2 (npm), with ajv 8.20.0 as the judge
#
# One would guess: the schema that it makes of a document accepts that document.
# What happens: in a list of values the last one decides: of [0.5, 1] the items are integers, of [1, null] they
# are null, and of [[1], [2]] they are integers and not lists.
# Whom it affects: whoever starts a contract from recorded responses: a probability that happens to be 1 at the
# end of the list makes an integer of all.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund @stoplight/json-schema-generator@1.0.2 ajv@8.20.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import generate from "@stoplight/json-schema-generator"
import Ajv from "ajv"

const lists = [[0.5, 1], [1, null], [[1], [2]], [1, 0.5]]
const accepted = lists.map((scores) => {
  const sample = { scores }
  const schema = generate(sample)
  delete schema.$schema
  const valid = new Ajv.default().validate(schema, sample)
  const { type } = schema.properties.scores.items
  console.log(JSON.stringify(scores), "has items of type", type, valid ? "" : "and is rejected by its own schema")
  return valid
})
process.exit(accepted.join() === "false,false,false,true" ? 0 : 1)
EOF
node check.mjs
