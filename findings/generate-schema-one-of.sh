#!/bin/sh
# generate-schema 2.6.0 (npm), with ajv 8.20.0 as the judge
#
# One would guess: the schema that it makes of a list with a number and a null accepts that list.
# What happens: the type of the first item is there twice in a oneOf, which asks for exactly one match. So no
# value of that type is accepted, while null is.
# Whom it affects: whoever makes a schema of a sample and checks what comes next by it: each list of mixed
# types is rejected, the sample first of all.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund generate-schema@2.6.0 ajv@8.20.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import generateSchema from "generate-schema"
import Ajv from "ajv"

const sample = { scores: [1, null] }
const schema = generateSchema.json("Call", sample)
delete schema.$schema
const ajv = new Ajv.default()
console.log("items: ", JSON.stringify(schema.properties.scores.items))
console.log("sample:", ajv.validate(schema, sample) ? "accepted" : ajv.errorsText())
process.exit(!ajv.validate(schema, sample) && ajv.validate(schema, { scores: [null] }) ? 0 : 1)
EOF
node check.mjs
