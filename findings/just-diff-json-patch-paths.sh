#!/bin/sh
# just-diff 6.0.2, just-diff-apply 5.5.0 (npm): jsonPatchPathConverter
#
# One would guess: the paths that it makes for JSON Patch are JSON Pointers, in which a slash within a name is
# written ~1 (RFC 6901, section 3).
# What happens: the names are joined as they are. The patch for a new member "text/csv" has the path /text/csv, by
# which just-diff-apply adds a member "csv" to an object "text" that it makes.
# Whom it affects: whoever sends changes of OpenAPI documents, whose paths and media types all have slashes,
# or stores them: the change lands elsewhere, without an error.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund just-diff@6.0.2 just-diff-apply@5.5.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { diff, jsonPatchPathConverter } from "just-diff"
import { diffApply, jsonPatchPathConverter as readPath } from "just-diff-apply"

const before = { content: {} }
const after = { content: { "text/csv": true } }
const patch = diff(before, after, jsonPatchPathConverter)
diffApply(before, patch, readPath)
console.log("wanted: ", JSON.stringify(after))
console.log("patch:  ", JSON.stringify(patch))
console.log("applied:", JSON.stringify(before))
const elsewhere = before.content.text?.csv === true
process.exit(elsewhere && patch[0].path === "/content/text/csv" ? 0 : 1)
EOF
node check.mjs
