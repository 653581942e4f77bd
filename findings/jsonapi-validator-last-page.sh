#!/bin/sh
# jsonapi-validator 3.0.5 (npm)
#
# One would guess: a last page with "next": null among its links is valid. JSON:API 1.0, "Pagination": a link that is
# not available is left out, or null.
# What happens: it is invalid. Without that link the same document is valid.
# Whom it affects: whoever tests a server with it: the first pages pass, the last does not.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund jsonapi-validator@3.0.5
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.cjs <<'EOF'
const { Validator } = require("jsonapi-validator")

const self = "https://api.example.com/calls?page=2"
const found = [{ self }, { self, next: "https://api.example.com/calls?page=3" }, { self, next: null }].map((links) => {
  const valid = new Validator().isValid({ data: [{ type: "calls", id: "1" }], links })
  console.log(JSON.stringify(links), valid ? "valid" : "not valid")
  return valid
})
process.exit(found.join() === "true,true,false" ? 0 : 1)
EOF
node check.cjs
