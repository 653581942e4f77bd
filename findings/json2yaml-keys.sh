#!/bin/sh
# json2yaml 1.1.0 (npm)
#
# One would guess: a name that has a meaning in YAML is quoted, as such a text is: "@type", or "{$request.body#/url}",
# under which OpenAPI has callbacks.
# What happens: names are written as they are. A name that begins with "@" is an error for whoever reads the file, and
# "{$request.body#/url}" begins a mapping of its own and a comment. Texts with these signs are quoted.
# Whom it affects: whoever turns a contract with callbacks, or JSON-LD, into YAML: the file cannot be read.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund json2yaml@1.1.0 yaml@2.9.1
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.cjs <<'EOF'
const { stringify } = require("json2yaml")
const YAML = require("yaml")

const found = ["onEvent", "@type", "{$request.body#/url}"].map((name) => {
  const written = stringify({ [name]: name })
  let read
  try {
    read = Object.keys(YAML.parse(written)).join()
  } catch (error) {
    read = "an error"
  }
  console.log(JSON.stringify(written).padEnd(60), "->", read)
  return read
})
process.exit(found[0] === "onEvent" && found[1] === "an error" && found[2] !== "{$request.body#/url}" ? 0 : 1)
EOF
node check.cjs
