#!/bin/sh
# openapi-format 1.33.6 (npm): openapiConvertVersion to 3.1 (on the command line: --convertTo 3.1)
#
# One would guess: "nullable: true" becomes a type that allows null, and nothing but schemas is
# touched.
# What happens:
# - "nullable: true" beside allOf, the usual way to make a $ref nullable in 3.0, is dropped: null
#   is no longer allowed.
# - Properties that are *named* type and nullable are taken for the keywords: nullable is deleted,
#   and the schema of type becomes the text "[object Object]".
# - An example value with members of these names is rewritten in the same way.
# No error is raised and no warning is printed.
# Whom it hurts: an API with nullable references rejects null after the conversion. One that
# describes columns or fields (type, nullable) gets an invalid schema and a wrong example.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

npm install --prefix "$dir" --silent --no-audit --no-fund \
    openapi-format@1.33.6 >install.log 2>&1 ||
    { echo "cannot be tried here: node, npm or the packages are missing"; exit 2; }

cat >check.js <<'EOF'
const { openapiConvertVersion } = require('openapi-format');
const { readFileSync } = require('fs');
console.log('openapi-format', JSON.parse(readFileSync('node_modules/openapi-format/package.json')).version);
const document = {
  openapi: '3.0.3', info: { title: 't', version: '1' }, paths: {},
  components: { schemas: {
    Owner: { type: 'object' },
    Table: { type: 'object', properties: {
      owner: { nullable: true, allOf: [{ $ref: '#/components/schemas/Owner' }] },
      note: { nullable: true, type: 'string' },
    } },
    Column: {
      type: 'object',
      properties: { type: { type: 'string' }, nullable: { type: 'boolean' } },
      example: { type: 'text', nullable: true },
    },
  } },
};
openapiConvertVersion(document, { convertTo: '3.1' }).then(({ data }) => {
  const { Table, Column } = data.components.schemas;
  console.log('note  ', JSON.stringify(Table.properties.note));
  console.log('owner ', JSON.stringify(Table.properties.owner));
  console.log('Column', JSON.stringify(Column));
  const asDescribed = JSON.stringify(Table.properties.note.type) === '["string","null"]'
    && JSON.stringify(Table.properties.owner) === '{"allOf":[{"$ref":"#/components/schemas/Owner"}]}'
    && JSON.stringify(Column.properties) === '{"type":["[object Object]"]}'
    && JSON.stringify(Column.examples) === '[{"type":["text","null"]}]';
  process.exit(asDescribed ? 0 : 1);
});
EOF
node check.js
