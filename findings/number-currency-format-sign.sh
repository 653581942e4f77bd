#!/bin/sh
# number-currency-format 1.0.10 (npm): unformat()
#
# One would guess: "-$5.00" is -5, and "USD 12.3" is 12.3. A sign before the symbol is what most programs write for
# the United States.
# What happens: the first is 5, and the second 123, since a point with one digit behind it, and one right behind the
# symbol as in "$.50", is taken away. "$-5.00", and "12.30", are read.
# Whom it affects: whoever reads amounts from invoices and exports: credits become charges, and some amounts a hundred
# times as much.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund number-currency-format@1.0.10
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { unformat } from "number-currency-format"

const found = ["$-5.00", "-$5.00", "USD 12.30", "USD 12.3", "$0.50", "$.50"].map((text) => {
  const value = unformat(text)
  console.log(text.padEnd(9), "->", value)
  return value
})
process.exit(found.join() === "-5,5,12.3,123,0.5,50" ? 0 : 1)
EOF
node check.mjs
