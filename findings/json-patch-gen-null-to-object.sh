#!/bin/sh
# json-patch-gen 1.0.2 (npm)
#
# One would guess: the patch from {"analysis": null} to {"analysis": {}} replaces null with the object.
# What happens: it is empty, as it is for the way back: null is taken for an object without members. If the
# object has a member, a TypeError is raised instead.
# Whom it affects: whoever tells readers of a record what has changed by a patch: a result that was null so
# far and is now there never arrives.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund json-patch-gen@1.0.2
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import diff from "json-patch-gen"

const attempt = (before, after) => {
  try {
    return JSON.stringify(diff(before, after))
  } catch (error) {
    return error.name
  }
}
const seen = [
  [{ analysis: null }, { analysis: {} }],
  [{ analysis: {} }, { analysis: null }],
  [{ analysis: null }, { analysis: { score: 1 } }],
].map(([before, after]) => {
  const patch = attempt(before, after)
  console.log(JSON.stringify(before), "->", JSON.stringify(after), "is", patch)
  return patch
})
process.exit(seen.join() === "[],[],TypeError" ? 0 : 1)
EOF
node check.mjs
