#!/bin/sh
# accept-language-parser 1.5.0 (npm)
#
# One would guess: "en; q=0.5, fr" prefers French. RFC 9110, section 12.4.2, allows a space after the semicolon.
# What happens: English gets the quality 1, and a third language appears, whose code is "q". French has the same
# quality and comes after it, so English is picked. Without the space French is.
# Whom it affects: whoever answers in the language of a caller: clients whose libraries write the space get the
# wrong one.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund accept-language-parser@1.5.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import parser from "accept-language-parser"

const picked = ["en;q=0.5, fr", "en; q=0.5, fr"].map((header) => {
  const language = parser.pick(["en", "fr"], header)
  const parsed = parser.parse(header).map(({ code, quality }) => `${code} ${quality}`)
  console.log(header.padEnd(14), "->", language, " parsed:", parsed.join(", "))
  return language
})
process.exit(picked.join() === "fr,en" ? 0 : 1)
EOF
node check.mjs
