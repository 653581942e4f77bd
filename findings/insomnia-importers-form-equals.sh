#!/bin/sh
# insomnia-importers 3.6.0 (npm), the import of curl commands
#
# One would guess: the value of -F "filter=status=ended" is "status=ended"; curl cuts at the first equals sign alone.
# What happens: it is "status". What stands behind the second sign is dropped, the padding of base64 for example.
# Nothing is said. With -d the value is kept.
# Whom it affects: whoever pastes a command with a form that holds a signature, a query or a formula.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund insomnia-importers@3.6.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.cjs <<'EOF'
const { convert } = require("insomnia-importers")

async function run() {
  const found = []
  for (const option of ["-F 'filter=status=ended'", "-F 'key=Zm9vYg=='", "-d 'filter=status=ended'"]) {
    const { data } = await convert(`curl ${option} https://api.example.com/calls`)
    const { body } = data.resources.find((resource) => resource._type === "request")
    const value = body.params ? body.params[0].value : body.text
    console.log("curl", option.padEnd(25), "->", value)
    found.push(value)
  }
  process.exit(found.join() === "status,Zm9vYg,filter=status=ended" ? 0 : 1)
}
run()
EOF
node check.cjs
