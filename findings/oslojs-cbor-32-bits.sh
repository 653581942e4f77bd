#!/bin/sh
# @oslojs/cbor 1.0.0 (npm)
#
# One would guess: each whole number that RFC 8949 (section 3.1) writes in four bytes is read.
# What happens: those from 2147483648 (0x80000000) on end with a TypeError without a message. The same number in eight
# bytes is read, and so are smaller and larger ones. Encoders choose the four bytes.
# Whom it affects: whoever reads CBOR of others with sizes of files, counters, ids or times after 2038 in it.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund @oslojs/cbor@1.0.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { decodeCBORToNativeValueNoLeftoverBytes as decode } from "@oslojs/cbor"

function read(hex) {
  try {
    return decode(Buffer.from(hex, "hex"), 4)
  } catch (error) {
    return error.constructor.name
  }
}

const found = ["1a7fffffff", "1a80000000", "1affffffff", "1b00000000ffffffff", "1b0000000100000000"].map((hex) => {
  const value = read(hex)
  console.log(hex.padEnd(18), "->", String(value))
  return String(value)
})
process.exit(found.join() === "2147483647,TypeError,TypeError,4294967295,4294967296" ? 0 : 1)
EOF
node check.mjs
