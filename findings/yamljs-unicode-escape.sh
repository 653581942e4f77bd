#!/bin/sh
# yamljs 0.3.0 (npm)
#
# One would guess: the text "caf\u00e9" is read as "café", as JSON and YAML both have it.
# What happens: the escape becomes the bytes of its UTF-8 form, each as a character of its own: "cafÃ©". The letter
# itself, without an escape, is read as it should be.
# Whom it affects: whoever reads documents that a program wrote, since many write JSON with escapes alone, as
# Python does by default: names and prompts are garbled, and nothing is said.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund yamljs@0.3.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import yaml from "yamljs"

const escaped = '{"name": "caf\\u00e9"}'
console.log("text:   ", escaped)
console.log("JSON:   ", JSON.parse(escaped).name)
console.log("yamljs: ", yaml.parse(escaped).name)
const letter = yaml.parse('{"name": "caf\u00e9"}').name
process.exit(yaml.parse(escaped).name === "caf\u00c3\u00a9" && letter === "caf\u00e9" ? 0 : 1)
EOF
node check.mjs
