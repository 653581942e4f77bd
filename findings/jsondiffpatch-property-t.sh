#!/bin/sh
# jsondiffpatch 0.7.7 (npm)
#
# One would guess: a document may have a property "_t", such as the time of an event, and patch() applies what
# diff() made.
# What happens: if that property differs, patch() fails with "patch failed". A property "_u" may differ. In a
# delta, "_t" says that it is one of a list.
# Whom it hurts: whoever keeps the changes of documents whose names he does not choose, such as the metadata of a
# call: they can be stored, and not be applied.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund jsondiffpatch@0.7.7
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { create } from "jsondiffpatch"

const differ = create()
const said = ["_u", "_t"].map((name) => {
  const delta = differ.diff({ [name]: 1 }, { [name]: 2 })
  let result
  try {
    result = JSON.stringify(differ.patch({ [name]: 1 }, delta))
  } catch (error) {
    result = error.message
  }
  console.log(JSON.stringify(delta), "=>", result)
  return result
})
process.exit(said.join(" ") === '{"_u":2} patch failed' ? 0 : 1)
EOF
node check.mjs
