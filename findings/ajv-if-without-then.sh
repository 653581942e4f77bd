#!/bin/sh
# ajv 8.20.0 (npm): Ajv2020 and Ajv2019
#
# One would guess: a property that an "if" has evaluated counts as evaluated for unevaluatedProperties, also without
# "then" and "else": JSON Schema 2020-12, "Core", section 10.2.2.1, says just that of its annotations.
# What happens: the "if" is ignored then, and a valid object is rejected with "must NOT have unevaluated properties".
# In strict mode there is an error; without, nothing is said. With a "then" that adds nothing the object is accepted.
# Whom it affects: contracts of OpenAPI 3.1 that let an "if" only name what else may be there: requests which other
# validators accept are rejected.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund ajv@8.20.0 @cfworker/json-schema@4.1.6
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { Validator } from "@cfworker/json-schema"
import Ajv2020 from "ajv/dist/2020.js"

const schema = { if: { properties: { kind: { const: "call" } } }, unevaluatedProperties: false }
const value = { kind: "call" }
const ajv = new Ajv2020({ strict: false })
const found = [
  ajv.compile(schema)(value),
  ajv.compile({ ...schema, then: { minProperties: 1 } })(value),
  new Validator(schema, "2020-12").validate(value).valid,
]
console.log(JSON.stringify(schema), JSON.stringify(value))
console.log("ajv:                  ", found[0])
console.log("ajv, with then:       ", found[1])
console.log("@cfworker/json-schema:", found[2])
process.exit(found.join() === "false,true,true" ? 0 : 1)
EOF
node check.mjs
