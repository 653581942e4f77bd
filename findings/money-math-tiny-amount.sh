#!/bin/sh
# money-math 2.6.3 (npm): floatToAmount()
#
# One would guess: floatToAmount(0.0000001) is "0.00", as floatToAmount(0.000001) is.
# What happens: it is "10.00": JavaScript writes the number as 1e-7, and the digits are taken from that.
# Whom it hurts: whoever adds up what single tokens or milliseconds cost: one such price becomes ten dollars.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund money-math@2.6.3
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import money from "money-math"

const amounts = [0.01, 0.000001, 0.0000001].map((value) => {
  const amount = money.floatToAmount(value)
  console.log(value, "=>", amount)
  return amount
})
process.exit(amounts.join(" ") === "0.01 0.00 10.00" ? 0 : 1)
EOF
node check.mjs
