#!/bin/sh
# @lukeed/ms 2.0.2 (npm)
#
# One would guess: parse("0s") is 0 milliseconds, as parse("1s") is 1000. undefined is for what cannot be read.
# What happens: it is undefined, also for "0", "0 ms" and "0.0h".
# Whom it hurts: whoever reads timeouts or delays from a setting: "0s", the usual way to switch one off, looks
# like no setting at all, so that the default is taken instead.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund @lukeed/ms@2.0.2
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { parse } from "@lukeed/ms"

const texts = ["1s", "0s", "0 ms", "0.0h", "0", "soon"]
const read = texts.map((text) => parse(text))
texts.forEach((text, index) => console.log(JSON.stringify(text), "=>", read[index]))
process.exit(read[0] === 1000 && read.slice(1).every((value) => value === undefined) ? 0 : 1)
EOF
node check.mjs
