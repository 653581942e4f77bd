#!/bin/sh
# @himenon/openapi-parameter-formatter 2.1.0 (npm)
#
# One would guess: ?offset=0 and ?active=false are written for the values 0 and false, and ;offset=10 in the style
# matrix.
# What happens: 0 and false become empty, ?offset= and ?active=, or undefined in the style simple, so that the path
# has that word in it. In the style matrix each number and true lose their value: ;offset.
# Whom it affects: users of a client that is generated with it: the first page, and all filters for "no", ask for
# something else. Lists keep their zeros in a query, but not in a path.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund @himenon/openapi-parameter-formatter@2.1.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { PathParameter, QueryParameter } from "@himenon/openapi-parameter-formatter"

const written = [
  [QueryParameter, { value: 10, style: "form", explode: true }],
  [QueryParameter, { value: 0, style: "form", explode: true }],
  [QueryParameter, { value: false, style: "form", explode: true }],
  [PathParameter, { value: 0, style: "simple", explode: false }],
  [PathParameter, { value: 10, style: "matrix", explode: false }],
].map(([kind, parameter]) => {
  const text = String(kind.generate("p", parameter))
  console.log(parameter.style.padEnd(7), String(parameter.value).padEnd(5), "->", text)
  return text
})
process.exit(written.join() === "p=10,p=,p=,undefined,;p" ? 0 : 1)
EOF
node check.mjs
