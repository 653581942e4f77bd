#!/bin/sh
# openapi-sampler 1.7.10 (npm, it makes the examples that Redoc shows)
#
# One would guess: oneOf [null, string], which is how OpenAPI 3.1 writes "a string or null", gives
# null or a string.
# What happens: the sample is {}, an object, which matches neither branch. The other order,
# [string, null], gives "string".
# Whom it hurts: readers of the documentation of an API whose generator puts null first, and mocks
# that send the sample.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

npm install --prefix "$dir" --silent --no-audit --no-fund \
    openapi-sampler@1.7.10 >install.log 2>&1 ||
    { echo "cannot be tried here: node, npm or the packages are missing"; exit 2; }

cat >check.js <<'EOF'
const { sample } = require('openapi-sampler');
console.log('openapi-sampler', require('openapi-sampler/package.json').version);
const samples = [
  { oneOf: [{ type: 'null' }, { type: 'string' }] },
  { oneOf: [{ type: 'string' }, { type: 'null' }] },
].map((schema) => {
  const value = JSON.stringify(sample(schema));
  console.log(JSON.stringify(schema), '->', value);
  return value;
});
process.exit(samples[0] === '{}' && samples[1] === '"string"' ? 0 : 1);
EOF
node check.js
