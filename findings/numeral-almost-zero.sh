#!/bin/sh
# numeral 2.0.6 (npm)
#
# One would guess: numeral(-0.004).format("$0.00") is "$0.00" or "-$0.00", and a cost of 0.0000001 dollars is
# "$0.00".
# What happens: the first is "0$.00", and the second "$NaN".
# Whom it hurts: whoever shows costs and balances: a small remainder or the price of one token is no number, or
# has its sign in the middle.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund numeral@2.0.6
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import numeral from "numeral"

const shown = [0.004, -0.004, 0.000001, 0.0000001].map((value) => {
  const text = numeral(value).format("$0.00")
  console.log(value, "=>", text)
  return text
})
process.exit(shown.join(" ") === "$0.00 0$.00 $0.00 $NaN" ? 0 : 1)
EOF
node check.mjs
