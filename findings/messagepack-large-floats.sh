#!/bin/sh
# messagepack 1.1.12 (npm)
#
# One would guess: 1e21 is written as the float 64 of MessagePack, which holds it: encode() detects the type of each
# value by itself.
# What happens: each number without a fraction becomes an integer of 64 bits, and of a larger one the lowest 64 bits are
# kept: 2 ** 64 is written as 0, 1e21 as about 3.9e18, and -1e19 as a positive number. Nothing is said.
# Whom it affects: whoever stores amounts in the smallest unit of a currency, or measured values: the number that is
# read back is another one. what-the-pack 2.0.3 writes the same ones.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund messagepack@1.1.12 @msgpack/msgpack@3.1.3
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { decode as readByOther } from "@msgpack/msgpack"
import { encode } from "messagepack"

const found = [2 ** 53, 2 ** 64, 1e21, -1e19, 1e300].map((number) => {
  const read = readByOther(encode(number))
  console.log(String(number).padEnd(20), "->", read)
  return read
})
const [small, power, large, negative, huge] = found
process.exit(small === 2 ** 53 && power === 0 && large < 4e18 && negative > 0 && huge === 0 ? 0 : 1)
EOF
node check.mjs
