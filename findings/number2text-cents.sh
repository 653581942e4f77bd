#!/bin/sh
# number2text 1.1.0 (npm)
#
# One would guess: 100.07 and 100.7 have different names: point zero seven, and point seven; or "and seven cents", and
# "and seventy".
# What happens: 100.07 is "One Hundred Point Seven", and 100.7 "One Hundred Point Seventy". 1.999 is "One Point One
# Hundred".
# Whom it affects: whoever has an amount said by a voice, or written on a document: the listener takes it for ten
# times as many cents.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund number2text@1.1.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import toText from "number2text"

const found = [100.07, 100.7, 1.999].map((number) => {
  const text = toText(number, "english")
  console.log(number, "->", text)
  return text.trim()
})
process.exit(found.join() === "One Hundred Point Seven,One Hundred Point Seventy,One Point One Hundred" ? 0 : 1)
EOF
node check.mjs
