#!/bin/sh
# @lazy-http/content-disposition 1.0.2 (npm)
#
# One would guess: filename="sale%2050.pdf" is a file of that name: RFC 6266, section 4.3, has percent signs decoded
# in filename* alone. And a header of one word, "inline", is a valid one.
# What happens: both are decoded. The file is "sale 50.pdf", and "100%.pdf" ends with "URI malformed". "inline" ends
# with "Invalid content-disposition header format".
# Whom it affects: whoever saves downloads: names change, and for some, as for all that the server wants shown in the
# window, there is an error.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund @lazy-http/content-disposition@1.0.2
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { parse } from "@lazy-http/content-disposition"

const headers = ['attachment; filename="sale.pdf"', 'attachment; filename="sale%2050.pdf"']
const found = [...headers, 'attachment; filename="100%.pdf"', "inline"].map((header) => {
  let name
  try {
    name = parse(header).value
  } catch (error) {
    name = error.message
  }
  console.log(header.padEnd(38), "->", name)
  return name
})
const [, decoded, percent, inline] = found
process.exit(decoded === "sale 50.pdf" && percent === "URI malformed" && inline.startsWith("Invalid") ? 0 : 1)
EOF
node check.mjs
