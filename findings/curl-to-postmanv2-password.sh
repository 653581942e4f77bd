#!/bin/sh
# curl-to-postmanv2 1.8.4 (npm), which turns curl commands into Postman requests
#
# One would guess: in -u user:password all that follows the first colon is the password, as curl has it and
# RFC 7617 says.
# What happens: the password ends at its own first colon.
# Whom it affects: whoever imports a command with a generated password, which may well have a colon: the
# request is answered with 401, though the same command works.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund curl-to-postmanv2@1.8.4
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import converter from "curl-to-postmanv2"

const data = "curl -u agent:one:two https://api.example.com/calls"
converter.convert({ type: "string", data }, (_, { output }) => {
  const { basic } = output[0].data.auth
  const password = basic.find(({ key }) => key === "password").value
  console.log(data)
  console.log("password:", password)
  process.exit(password === "one" ? 0 : 1)
})
EOF
node check.mjs
