#!/bin/sh
# postman-code-generators 2.1.1 (npm), Postman's own generator of code
#
# One would guess: a query that is encoded in the request, q=a%20b, is written as it is by all generators.
# What happens: that for Python's http.client, those for node's own client and for NSURLSession encode it once more,
# q=a%2520b. Those for Requests, Axios and all other variants do not.
# Whom it affects: whoever takes the code over: the server looks for "a%20b", and finds nothing. Which client was
# chosen decides.
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
  const twice = []
  const once = []
  for (const { key, variants } of getLanguageList()) {
    for (const { key: variant } of variants) {
      const request = new Request({ method: "GET", url: "https://api.example.com/calls?q=a%20b" })
      const code = await new Promise((done) => convert(key, variant, request, {}, (error, text) => done(text ?? "")))
      if (code.includes("a%2520b")) twice.push(`${key} ${variant}`)
      else if (code.includes("a%20b")) once.push(variant)
    }
  }
  console.log("q=a%2520b:", twice.join(", "))
  console.log("q=a%20b:  ", once.join(", "))
  process.exit(twice.join() === "nodejs Native,objective-c NSURLSession,python http.client" && once.length > 20 ? 0 : 1)
}
run()
EOF
node check.cjs
