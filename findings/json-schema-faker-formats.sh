#!/bin/sh
# json-schema-faker 0.6.3 (npm), with ajv 8.20.0 and ajv-formats 3.0.1 as the judge
#
# One would guess: a value made for {"type": "string", "format": "duration"} is a duration.
# What happens: generate() without options always returns PT0D. ISO 8601 allows no days after the
# T, so validators reject it. With a maxLength, a formatted value is made first and cut
# afterwards: "format": "email" with "maxLength": 12 gives an address that ends in the middle of
# its domain, such as frank3@demo. with nothing after the dot.
# Whom it hurts: users of mocks and generated test data, whose own validator then rejects it.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

npm install --prefix "$dir" --silent --no-audit --no-fund \
    json-schema-faker@0.6.3 ajv@8.20.0 ajv-formats@3.0.1 >install.log 2>&1 ||
    { echo "cannot be tried here: node, npm or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { readFileSync } from 'node:fs';
import { generate } from 'json-schema-faker';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
console.log('json-schema-faker', JSON.parse(readFileSync('node_modules/json-schema-faker/package.json')).version);
const ajv = new Ajv.default();
addFormats.default(ajv);
async function invalid(schema) {
  const values = [];
  for (let call = 1; call <= 10; call += 1) values.push(await generate(schema));
  const rejected = values.filter((value) => !ajv.validate(schema, value));
  const distinct = [...new Set(values)].join(' ');
  console.log(JSON.stringify(schema), '->', distinct, '-> rejected:', rejected.length, 'of 10');
  return rejected.length;
}
const duration = await invalid({ type: 'string', format: 'duration' });
const email = await invalid({ type: 'string', format: 'email', maxLength: 12 });
const control = await invalid({ type: 'string', format: 'email' });
process.exit(duration === 10 && email === 10 && control === 0 ? 0 : 1);
EOF
node check.mjs
