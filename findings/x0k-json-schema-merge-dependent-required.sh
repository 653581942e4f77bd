#!/bin/sh
# @x0k/json-schema-merge 1.1.0 (npm): createShallowAllOfMerge(), with the merger that it makes by default
#
# One would guess: an allOf of two schemas with dependentRequired is one that requires what both do, as with
# the older keyword "dependencies".
# What happens: the first is kept, and the second dropped without a word. So it is with const, where the merged
# schema of 0 and 1, which nothing can match, accepts 0.
# Whom it affects: whoever flattens a contract for a form or a validator: what one part of the allOf requires
# is no longer asked for.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund @x0k/json-schema-merge@1.1.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { createMerger, createShallowAllOfMerge } from "@x0k/json-schema-merge"

const merge = createShallowAllOfMerge(createMerger().mergeArrayOfSchemaDefinitions)
const merged = [
  [{ dependentRequired: { email: ["name"] } }, { dependentRequired: { phone: ["country"] } }],
  [{ dependencies: { email: ["name"] } }, { dependencies: { phone: ["country"] } }],
  [{ const: 0 }, { const: 1 }],
].map((allOf) => {
  const text = JSON.stringify(allOf)
  const schema = JSON.stringify(merge({ allOf }))
  console.log("allOf ", text)
  console.log("merged", schema)
  return schema
})
process.exit(merged[0] === '{"dependentRequired":{"email":["name"]}}' && merged[2] === '{"const":0}' ? 0 : 1)
EOF
node check.mjs
