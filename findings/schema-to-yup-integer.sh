#!/bin/sh
# schema-to-yup 1.12.18 (npm), with yup 1.7.1
#
# One would guess: {"type": "integer"} becomes a check that rejects 1.5.
# What happens: it is a check for numbers, which accepts it. A minimum beside it is kept.
# Whom it affects: forms made from a contract: a user enters 1.5 retries, and the server answers with 422 what the
# form has let pass.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund schema-to-yup@1.12.18 yup@1.7.1
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import schemaToYup from "schema-to-yup"

const schema = { type: "object", properties: { retries: { type: "integer", minimum: 0 } } }
const check = schemaToYup.buildYup(schema, { log: false })
const accepted = [1, 1.5, -1, "x"].map((retries) => {
  const valid = check.isValidSync({ retries }, { strict: true })
  console.log(JSON.stringify(retries).padEnd(4), valid ? "accepted" : "rejected")
  return valid
})
process.exit(accepted.join() === "true,true,false,false" ? 0 : 1)
EOF
node check.mjs
