#!/bin/sh
# insomnia-importers 3.6.0 (npm), the import of curl commands
#
# One would guess: "curl -XPUT" is a PUT, as "curl -X PUT" is. Programs that print such commands often write the
# first.
# What happens: it is a GET, or a POST if there is a body. "curl -I", which is a HEAD, is a GET too. Nothing is said.
# Whom it affects: whoever pastes a command from documentation: the request creates something instead of replacing it,
# and a "curl -XDELETE" reads it.
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
  for (const options of ["-X PUT -d a=1", "-XPUT -d a=1", "-X DELETE", "-XDELETE", "-I"]) {
    const { data } = await convert(`curl ${options} https://api.example.com/agents/1`)
    const { method } = data.resources.find((resource) => resource._type === "request")
    console.log("curl", options.padEnd(14), "->", method)
    found.push(method)
  }
  process.exit(found.join() === "PUT,POST,DELETE,GET,GET" ? 0 : 1)
}
run()
EOF
node check.cjs
