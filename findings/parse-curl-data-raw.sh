#!/bin/sh
# parse-curl 0.2.6 (npm)
#
# One would guess: a command with --data-raw, which browsers write into the commands that they copy, is a POST
# with that body, as the same command with --data is.
# What happens: it is a GET without a body: options that the parser does not know are skipped with their
# values, and nothing is said. --data-binary and --json fare no better.
# Whom it affects: whoever pastes a command from the developer tools into a program that reads it by this
# package: it looks read, and asks where it should write.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund parse-curl@0.2.6
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import parse from "parse-curl"

const read = (option) => parse(`curl https://api.example.com/calls ${option} '{"agent":1}'`)
const options = ["--data-raw", "--data-binary", "--json", "--data"]
for (const option of options) {
  console.log(option.padEnd(13), JSON.stringify(read(option)))
}
const written = options.filter((option) => read(option).method === "POST" || read(option).body !== undefined)
process.exit(written.join() === "--data" ? 0 : 1)
EOF
node check.mjs
