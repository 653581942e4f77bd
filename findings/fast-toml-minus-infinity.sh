#!/bin/sh
# fast-toml 0.5.4 (npm), a parser of TOML 0.5
#
# One would guess: -inf is minus infinity and nan is not a number: TOML 0.5.0 ("Float") has both, with or without a
# sign.
# What happens: inf is right. "-inf", "+inf" and "-nan" are texts, and nan is false.
# Whom it affects: whoever reads limits or measured values: "no lower limit" becomes a text, and a value that is
# missing becomes "no".
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund fast-toml@0.5.4
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.cjs <<'EOF'
const TOML = require("fast-toml")

const found = ["inf", "-inf", "+inf", "nan", "-nan"].map((text) => {
  const { a } = TOML.parse(`a = ${text}`)
  console.log(text.padEnd(4), "->", typeof a === "string" ? JSON.stringify(a) : a)
  return `${typeof a} ${a}`
})
process.exit(found.join() === "number Infinity,string -inf,string +inf,boolean false,string -nan" ? 0 : 1)
EOF
node check.cjs
