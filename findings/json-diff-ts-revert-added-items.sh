#!/bin/sh
# json-diff-ts 4.10.4 (npm): diff() and revertChangeset()
#
# One would guess: reverting the changes from [1] to [1, 2, 3] gives [1], as reverting those to [1, 2] does.
# What happens: it gives [1, 3]: the added items are removed from the front, and each removal moves the rest.
# Whom it hurts: whoever lets users undo a change of a list, such as of an agent's tools or phrases: an item that
# was never there alone is left.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund json-diff-ts@4.10.4
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { diff, revertChangeset } from "json-diff-ts"

const before = { tools: [1] }
const reverted = [[1, 2], [1, 2, 3]].map((tools) => {
  const after = { tools }
  const result = revertChangeset(structuredClone(after), diff(before, after))
  console.log(JSON.stringify(before), "=>", JSON.stringify(after), "=> reverted", JSON.stringify(result))
  return JSON.stringify(result.tools)
})
process.exit(reverted.join(" ") === "[1] [1,3]" ? 0 : 1)
EOF
node check.mjs
