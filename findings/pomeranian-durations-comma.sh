#!/bin/sh
# pomeranian-durations 1.11.4 (npm)
#
# One would guess: "PT1,5S" is a second and a half, or an error. ISO 8601 has the comma as well as the point before a
# fraction.
# What happens: it is nothing at all, 0 milliseconds, and "PT1H0,5M" is one hour. "PT1.5S" is read.
# @musement/iso-duration 1.0.0 makes one second of the first.
# Whom it affects: whoever reads how long something takes from XML or from programs of countries that write a comma.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund pomeranian-durations@1.11.4 @musement/iso-duration@1.0.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { createRequire } from "node:module"
import { isoDuration } from "@musement/iso-duration"

const { asMilliseconds } = createRequire(import.meta.url)("pomeranian-durations")
const found = ["PT1.5S", "PT1,5S", "PT1H0,5M"].map((text) => {
  const read = [asMilliseconds(text), isoDuration(text).toString()]
  console.log(text.padEnd(9), "->", read[0], "ms; @musement/iso-duration:", read[1])
  return read.join(" ")
})
process.exit(found[0] === "1500 PT1.5S" && found[1] === "0 PT1S" && found[2].startsWith("3600000 ") ? 0 : 1)
EOF
node check.mjs
