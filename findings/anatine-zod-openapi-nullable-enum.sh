#!/bin/sh
# @anatine/zod-openapi 2.2.8 (npm), with zod 3.25.76
#
# One would guess: z.enum(["good", "bad"]).nullable() becomes a schema that accepts null, as zod does, and
# z.null() one that accepts it alone.
# What happens: the enum has no null, so null is rejected, though it is among the types; and z.null() becomes the
# text "null" or null, with an enum that leaves the text alone.
# Whom it affects: a server that sends null where its own code allows it: clients made from its contract, and
# tests by it, reject the response.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund @anatine/zod-openapi@2.2.8 zod@3.25.76 ajv@8.20.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { generateSchema } from "@anatine/zod-openapi"
import Ajv from "ajv"
import { z } from "zod"

const ajv = new Ajv.default({ strict: false })
const seen = [z.enum(["good", "bad"]).nullable(), z.null()].map((type) => {
  const schema = generateSchema(type)
  const accepted = [null, "null"].map((value) => ajv.validate(schema, value))
  console.log(JSON.stringify(schema))
  console.log("null:", type.safeParse(null).success, "for zod,", accepted[0], "by the schema")
  console.log('the text "null":', type.safeParse("null").success, "for zod,", accepted[1], "by the schema")
  return accepted.join()
})
process.exit(seen.join(" ") === "false,false false,true" ? 0 : 1)
EOF
node check.mjs
