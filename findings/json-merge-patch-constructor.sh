#!/bin/sh
# json-merge-patch 1.0.2 (npm): apply(target, patch)
#
# One would guess: every member of the patch is applied. RFC 7396 forbids no names.
# What happens: at a member called "constructor" apply() returns at once. That member and all
# members after it are dropped without an error; those before it are kept. So the order of the
# members decides how much of a patch is lost.
# Whom it hurts: anybody whose data has such a field: a racing team, a builder, the name of a
# class.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

npm install --prefix "$dir" --silent --no-audit --no-fund \
    json-merge-patch@1.0.2 >install.log 2>&1 ||
    { echo "cannot be tried here: node, npm or the packages are missing"; exit 2; }

cat >check.js <<'EOF'
const { apply } = require('json-merge-patch');
console.log('json-merge-patch', require('json-merge-patch/package.json').version);
const patch = { driver: 'Ann', constructor: 'Example Racing', year: 2026 };
const got = JSON.stringify(apply({}, patch));
console.log('patch  ', JSON.stringify(patch));
console.log('applied', got);
process.exit(got === '{"driver":"Ann"}' ? 0 : 1);
EOF
node check.js
