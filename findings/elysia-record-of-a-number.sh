#!/bin/sh
# elysia 1.4.30 (npm), with @sinclair/typebox 0.34.52 and exact-mirror 0.2.7
#
# One would guess: a body whose property is a number, where the schema says t.Record(t.String(),
# t.String()), is answered with 422, as TypeBox itself rejects it.
# What happens: the handler gets {} in its place, with status 200. An array becomes {} too, and a text
# an object of its letters. Elysia writes a body in the form of the schema ("normalize", on by default)
# before it checks it; with normalize: false the response is 422.
# Whom it affects: whoever relies on the schema to reject wrong types: a client that sends a number or
# an array is told that all is well, and its data are gone.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y &&
        npm install --no-audit --no-fund elysia@1.4.30 @sinclair/typebox@0.34.52 exact-mirror@0.2.7
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { Elysia, t } from "elysia";
import { Value } from "@sinclair/typebox/value";

const labels = t.Record(t.String(), t.String());
const values = [{ a: "b" }, 1, "text", []];
async function answers(options) {
  const app = new Elysia(options).post("/things", ({ body }) => body, { body: t.Object({ labels }) });
  const found = [];
  for (const value of values) {
    const body = JSON.stringify({ labels: value });
    const headers = { "Content-Type": "application/json" };
    const response = await app.handle(new Request("http://localhost/things", { method: "POST", headers, body }));
    const text = response.status === 200 ? await response.text() : "";
    console.log(`${JSON.stringify(options)} ${body}: TypeBox ${Value.Check(labels, value)}, ${response.status} ${text}`);
    found.push(response.status + text);
  }
  return found.join(" ");
}
const usual = await answers({});
const strict = await answers({ normalize: false });
const got = [{ a: "b" }, {}, { ...["t", "e", "x", "t"] }, {}];
const expected = got.map((labels) => `200${JSON.stringify({ labels })}`).join(" ");
process.exit(usual === expected && strict.endsWith("422 422 422") ? 0 : 1);
EOF
node check.mjs
