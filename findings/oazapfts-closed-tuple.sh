#!/bin/sh
# oazapfts 7.5.0 (npm), a generator of TypeScript clients
#
# One would guess: prefixItems of two numbers with "items: false", a pair and nothing after it,
# becomes [number, number], as it does without "items: false".
# What happens: it becomes never[], an array that can only be empty. No warning is printed.
# Whom it hurts: authors who close their tuples, which is the exact way to write a pair. The
# client cannot send or read it.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

npm install --prefix "$dir" --silent --no-audit --no-fund \
    oazapfts@7.5.0 >install.log 2>&1 ||
    { echo "cannot be tried here: node, npm or the packages are missing"; exit 2; }

cat >document.json <<'EOF'
{"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {"/points": {"post": {"operationId": "addPoint",
 "requestBody": {"content": {"application/json": {"schema": {"type": "object", "properties": {
   "open": {"type": "array", "prefixItems": [{"type": "number"}, {"type": "number"}]},
   "closed": {"type": "array", "prefixItems": [{"type": "number"}, {"type": "number"}], "items": false}}}}}},
 "responses": {"200": {"description": "ok"}}}}}}
EOF
echo "oazapfts $(sed -n 's/^ *"version": "\(.*\)".*/\1/p' node_modules/oazapfts/package.json)"
node_modules/.bin/oazapfts document.json client.ts
sed -n '/open?:/,/closed?:/p' client.ts
grep -q 'closed?: never\[\]' client.ts && tr -d ' \n' <client.ts | grep -q 'open?:\[number,number\]'
