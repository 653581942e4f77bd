#!/bin/sh
# parse-multipart-data 1.5.0 (npm)
#
# One would guess: a file may have a semicolon or an equals sign in its name, since that stands in quotes.
# What happens: the header is split at these characters, quotes or not, so that a SyntaxError is raised.
# Whom it affects: whoever takes uploads: one file of that kind, and the whole request is lost, with the status 500.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund parse-multipart-data@1.5.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import multipart from "parse-multipart-data"

const read = (parameters) => {
  const part = `Content-Disposition: form-data; ${parameters}\r\nContent-Type: text/plain\r\n\r\ntext`
  try {
    return multipart.parse(Buffer.from(`--x\r\n${part}\r\n--x--\r\n`), "x")[0].filename
  } catch (error) {
    return error.name
  }
}
const seen = [
  'name="file"; filename="call.txt"',
  'name="file"; filename="call;1.txt"',
  'name="file"; filename="a=b.txt"',
].map((parameters) => {
  const result = read(parameters)
  console.log(parameters.padEnd(36), "->", result)
  return result
})
process.exit(seen.join() === "call.txt,SyntaxError,SyntaxError" ? 0 : 1)
EOF
node check.mjs
