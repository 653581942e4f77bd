#!/bin/sh
# joi-openapi 3.2.1 (npm)
#
# One would guess: Joi.number().positive() accepts 0.5, so its OpenAPI schema does: {"minimum": 0, "exclusiveMinimum":
# true}.
# What happens: it has "minimum": 1, greater(0.5) has 1.5, and less(1) has "maximum": 0, as if all numbers were whole
# ones. The type is "number" all the same. With integer() that is right.
# Whom it affects: users of the API: the contract forbids prices and rates below 1 which the server takes, so that a
# generated client, or a validator in front of the server, rejects them.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund joi-openapi@3.2.1 joi@17.7.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import Joi from "joi"
import { convert } from "joi-openapi"

const number = Joi.number()
const rules = { "positive()": number.positive(), "greater(0.5)": number.greater(0.5), "less(1)": number.less(1) }
const found = Object.entries(rules).map(([name, rule]) => {
  const schema = convert(rule)
  const accepted = [0.3, 0.7].filter((value) => !rule.validate(value).error)
  console.log(name.padEnd(13), "accepts", accepted.join(), "and becomes", JSON.stringify(schema))
  return schema.minimum ?? schema.maximum
})
process.exit(found.join() === "1,1.5,0" ? 0 : 1)
EOF
node check.mjs
