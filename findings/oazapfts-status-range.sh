#!/bin/sh
# oazapfts 7.5.0 (npm), a generator of TypeScript clients, with typescript 5.9.3
#
# One would guess: a response for "4XX", which OpenAPI allows beside the plain codes, becomes a
# type that TypeScript knows, or a message that it is not supported.
# What happens: the range is written like a number, "status: 4XX", with exit code 0. TypeScript
# rejects it (TS1351), so the generated file does not compile.
# Whom it hurts: users of a document that has one response like that anywhere. With the plain code
# 422 the file compiles.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

npm install --prefix "$dir" --silent --no-audit --no-fund \
    oazapfts@7.5.0 typescript@5.9.3 >install.log 2>&1 ||
    { echo "cannot be tried here: node, npm or the packages are missing"; exit 2; }

generate() {
    cat >"$1.json" <<EOF
{"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {"/calls": {"get": {"operationId": "listCalls",
 "responses": {"200": {"description": "ok"}, "$1": {"description": "rejected", "content":
 {"application/json": {"schema": {"type": "string"}}}}}}}}}
EOF
    node_modules/.bin/oazapfts "$1.json" "$1.ts"
    grep 'status:' "$1.ts"
    node_modules/.bin/tsc --noEmit --skipLibCheck --target es2022 \
        --module esnext --moduleResolution bundler "$1.ts"
}
echo "oazapfts $(sed -n 's/^ *"version": "\(.*\)".*/\1/p' node_modules/oazapfts/package.json)"
generate 422 || exit 1
if generate 4XX >out.txt; then cat out.txt; exit 1; fi
cat out.txt
grep -q 'status: 4XX' out.txt && grep -q TS1351 out.txt
