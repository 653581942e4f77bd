#!/bin/sh
# ini-parser 0.0.2 (npm)
#
# One would guess: the lines above the first section are read, as the keys of no section, or are an error.
# What happens: they are dropped, and nothing is said. Of "list[]=a" and "list[]=b" the second is left, under the name
# "list[]".
# Whom it affects: whoever reads .npmrc, .editorconfig ("root = true") or the like with it: settings that stand at the
# top have no effect.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund ini-parser@0.0.2
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { createRequire } from "node:module"

const ini = createRequire(import.meta.url)("ini-parser")
const text = "root = true\n\n[api]\nkey = abc\nlist[] = a\nlist[] = b\n"
const read = JSON.stringify(ini.parse(text))
console.log(JSON.stringify(text))
console.log(read)
process.exit(read === '{"api":{"key":"abc","list[]":"b"}}' ? 0 : 1)
EOF
node check.mjs
