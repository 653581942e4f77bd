#!/bin/sh
# price-parser 3.4.0 and parse-money 1.0.12 (both npm)
#
# One would guess: "$0.005" is half a cent, as "$0.05" is five.
# What happens: both read five dollars: with three digits after it, the point is taken to divide thousands, also
# after a zero.
# Whom it hurts: whoever reads the prices of calls or of tokens, which are often parts of a cent: the cost is a
# thousand times too high.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund price-parser@3.4.0 parse-money@1.0.12
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import parser from "price-parser"
import money from "parse-money"

const parsePrice = parser.parse ?? parser.parseFirst ?? parser
const parseMoney = money.default ?? money
const read = ["$0.05", "$0.005"].map((text) => {
  const values = [parsePrice(text).floatValue, parseMoney(text).amount]
  console.log(text, "=> price-parser", values[0], "parse-money", values[1])
  return values.join()
})
process.exit(read.join(" ") === "0.05,0.05 5,5" ? 0 : 1)
EOF
node check.mjs
