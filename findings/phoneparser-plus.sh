#!/bin/sh
# phoneparser 3.0.2 (npm)
#
# One would guess: a number that begins with "+61" is one of Australia; E.164 puts the code of the country first.
# What happens: parse() removes the plus before it looks, and takes the number for a national one if that fits a
# country too: "+61 8 1234 5678" is a valid mobile number of Brazil, +5561812345678, and "+1 800 555 0100" one of
# China.
# Whom it affects: whoever normalizes the numbers of callers: a call back, or a text message, goes to somebody else.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund phoneparser@3.0.2
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import phoneparser from "phoneparser"

const found = ["+1 415 555 0100", "+49 151 12345678", "+61 8 1234 5678", "+1 800 555 0100"].map((number) => {
  const { normalized, valid, country } = phoneparser.parse(number)
  console.log(number.padEnd(16), "->", normalized, valid ? "valid" : "not valid", country?.name.en)
  return normalized
})
process.exit(found.join() === "+14155550100,+4915112345678,+5561812345678,+8618005550100" ? 0 : 1)
EOF
node check.mjs
