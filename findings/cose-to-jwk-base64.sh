#!/bin/sh
# cose-to-jwk 1.1.0 (npm)
#
# One would guess: the coordinates of the JWK are in base64url without padding, and alg is "ES256": RFC 7518, sections
# 2, 3.1 and 6.2.1.
# What happens: they are in plain base64, with "=" at the end, and "+" and "/" in it, and alg is "ECDSA_w_SHA256", a
# name that JWK does not have. WebCrypto rejects the key for its alg, and its thumbprint (RFC 7638) is another one.
# Whom it affects: whoever stores the keys of passkeys as JWK: others do not find them, or reject them.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund cose-to-jwk@1.1.0 jose@6.2.18
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { createRequire } from "node:module"
import { calculateJwkThumbprint } from "jose"

const coseToJwk = createRequire(import.meta.url)("cose-to-jwk")
const x = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"
const y = "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"
// {1: 2, 3: -7, -1: 1, -2: x, -3: y}: EC2, ES256, P-256, with the point of RFC 7515, appendix A.3
const point = [Buffer.from(x, "base64url"), Buffer.from(y, "base64url")]
const [start, between] = ["a5010203262001215820", "225820"].map((hex) => Buffer.from(hex, "hex"))
const cose = Buffer.concat([start, point[0], between, point[1]])

const key = coseToJwk(cose)
console.log(JSON.stringify(key))
const isSamePoint = Buffer.from(key.x, "base64").equals(point[0])
const expected = await calculateJwkThumbprint({ kty: "EC", crv: "P-256", x, y })
const found = await calculateJwkThumbprint(key)
const rejected = await crypto.subtle
  .importKey("jwk", key, { name: "ECDSA", namedCurve: "P-256" }, true, ["verify"])
  .then(() => false, (error) => error.message)
console.log("WebCrypto:", rejected)
const isPlain = isSamePoint && key.y.endsWith("=") && key.alg === "ECDSA_w_SHA256"
process.exit(isPlain && found !== expected && rejected ? 0 : 1)
EOF
node check.mjs
