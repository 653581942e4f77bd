#!/bin/sh
# words-to-numbers 1.5.1 (npm)
#
# One would guess: "three hundred forty five thousand" is 345000, as "two hundred thousand" is 200000.
# What happens: it is 5340: the hundreds are added to what the thousand makes of the last word. "one hundred twenty
# three thousand four hundred fifty six" is 3576. Nothing is said. "twelve thousand three hundred forty five" is
# right.
# Whom it affects: whoever makes numbers of what callers say: "thirty five thousand" dollars are 5030, and most large
# amounts are much too small.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund words-to-numbers@1.5.1
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.cjs <<'EOF'
const wordsToNumbers = require("words-to-numbers").default

const words = ["two hundred thousand", "twelve thousand three hundred forty five", "two hundred fifty thousand"]
words.push("three hundred forty five thousand", "thirty five thousand")
const found = words.map((text) => {
  const number = wordsToNumbers(text)
  console.log(text.padEnd(41), "->", number)
  return number
})
process.exit(found.join() === "200000,12345,50200,5340,5030" ? 0 : 1)
EOF
node check.cjs
