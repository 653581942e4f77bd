#!/bin/sh
# decimal-number-to-words 1.3.3 (npm)
#
# One would guess: 0 is "zero", as 0.5 is "zero point five", and -3 is "minus three", as the README of the package
# says.
# What happens: both are an empty text, and so is each number below zero. number-words 1.1.1 and num-words-de 1.1.0
# make nothing of 0 either.
# Whom it affects: whoever has a balance said by a voice: "Your balance is dollars." and nobody is told what is
# missing.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund decimal-number-to-words@1.3.3 number-words@1.1.1 num-words-de@1.1.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.cjs <<'EOF'
const numWordsDe = require("num-words-de")
const { convert } = require("number-words")
const { toWords } = require("decimal-number-to-words")

const found = [1, 0.5, 0, -3].map((number) => {
  const text = toWords(number)
  console.log(String(number).padEnd(4), "->", JSON.stringify(text))
  return text
})
const others = [convert(0), numWordsDe.numToWord(0)]
console.log("0 by the two others:", JSON.stringify(others))
process.exit(found.join("|") === "one|zero point five||" && others.join("") === "" ? 0 : 1)
EOF
node check.cjs
