#!/bin/sh
# @ltd/j-toml 1.38.0 (npm): parse() with useBigInt: false
#
# One would guess: 0o755 is 493 and 0b11 is 3, as TOML 1.0.0 ("Integer") has them, whether numbers are read as BigInt
# or as numbers.
# What happens: as numbers both are 0, and so is each octal and binary one. Hexadecimal ones are right. As BigInt, the
# default, all are.
# Whom it affects: whoever reads the rights of files from configuration: "mode = 0o640" becomes no rights at all, and
# nothing is said.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund @ltd/j-toml@1.38.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.cjs <<'EOF'
const { parse } = require("@ltd/j-toml")

const found = ["0xff", "0o755", "0b11", "15"].map((text) => {
  const [big, number] = [true, false].map((useBigInt) => parse(`a = ${text}`, 1.0, "\n", useBigInt).a)
  console.log(text.padEnd(6), "as BigInt:", String(big).padEnd(4), "as a number:", number)
  return `${big} ${number}`
})
process.exit(found.join() === "255 255,493 0,3 0,15 15" ? 0 : 1)
EOF
node check.cjs
