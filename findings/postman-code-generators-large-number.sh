#!/bin/sh
# postman-code-generators 2.1.1 (npm), Postman's own generator of code
#
# One would guess: a JSON body is written into the code as it stands in the request, also a number of twenty digits,
# which Python, Ruby and others can hold.
# What happens: about half of the generators, those for Python, Ruby, PHP's Guzzle, Rust and JavaScript among them,
# read the JSON and write it again: 12345678901234567890 becomes 12345678901234567000, and nothing is said. Those for
# curl, Go, Java and others keep it.
# Whom it affects: whoever sends ids of 64 bits: the code asks for somebody else's record, the request in Postman did
# not.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund postman-code-generators@2.1.1 postman-collection@5.3.1
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.cjs <<'EOF'
const { convert, getLanguageList } = require("postman-code-generators")
const { Request } = require("postman-collection")

async function run() {
  const header = [{ key: "Content-Type", value: "application/json" }]
  const body = { mode: "raw", raw: '{"id":12345678901234567890}', options: { raw: { language: "json" } } }
  const found = { "12345678901234567890": [], "12345678901234567000": [] }
  for (const { key, variants } of getLanguageList()) {
    for (const { key: variant } of variants) {
      const request = new Request({ method: "POST", url: "https://api.example.com/calls", header, body })
      const code = await new Promise((done) => convert(key, variant, request, {}, (error, text) => done(text ?? "")))
      const [number] = code.match(/1234567890\d+/) ?? []
      found[number]?.push(`${key} ${variant}`)
    }
  }
  for (const [number, names] of Object.entries(found)) console.log(number + ":", names.join(", "))
  const [kept, changed] = Object.values(found)
  process.exit(kept.includes("curl cURL") && changed.includes("python Requests") && changed.length > 10 ? 0 : 1)
}
run()
EOF
node check.cjs
