#!/bin/sh
# json-merge-patch 1.0.2 (npm): merge(first, second)
#
# One would guess: merge() makes one patch that does what the two do one after the other. In RFC
# 7396 an array is replaced as a whole, and apply() does so.
# What happens: merge() replaces arrays item by item. Two patches that end with [9] become one
# that ends with [9,2,3].
# Whom it hurts: whoever collects edits and sends them as one PATCH: items that the second edit
# removed come back.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

npm install --prefix "$dir" --silent --no-audit --no-fund \
    json-merge-patch@1.0.2 >install.log 2>&1 ||
    { echo "cannot be tried here: node, npm or the packages are missing"; exit 2; }

cat >check.js <<'EOF'
const { apply, merge } = require('json-merge-patch');
console.log('json-merge-patch', require('json-merge-patch/package.json').version);
const first = { tags: [1, 2, 3] };
const second = { tags: [9] };
const oneByOne = JSON.stringify(apply(apply({}, first), second));
const merged = JSON.stringify(apply({}, merge(first, second)));
console.log('applied one after the other', oneByOne);
console.log('merged, then applied       ', merged);
process.exit(oneByOne === '{"tags":[9]}' && merged === '{"tags":[9,2,3]}' ? 0 : 1);
EOF
node check.js
