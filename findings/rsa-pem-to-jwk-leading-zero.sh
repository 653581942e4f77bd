#!/bin/sh
# rsa-pem-to-jwk 1.1.3 (npm)
#
# One would guess: the modulus of a key of 2048 bits is 256 bytes in base64url. RFC 7518, section 6.3.1.1, warns of
# the zero byte in front of it, which some libraries have, and forbids it.
# What happens: it has 257 bytes, with a zero in front, and begins with "A"; so have the primes. The key works, but it
# is not the same text as that of others, and its thumbprint (RFC 7638) is another one.
# Whom it affects: whoever finds keys by their thumbprint, as many do for "kid": the key that the other side publishes
# is not found.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund rsa-pem-to-jwk@1.1.3 jose@6.2.18
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { createRequire } from "node:module"
import { generateKeyPairSync } from "node:crypto"
import { calculateJwkThumbprint } from "jose"

const rsaPemToJwk = createRequire(import.meta.url)("rsa-pem-to-jwk")
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 })
const ofNode = privateKey.export({ format: "jwk" })
const ofPackage = rsaPemToJwk(privateKey.export({ type: "pkcs1", format: "pem" }), {}, "private")
const found = [ofNode, ofPackage].map((key) => Buffer.from(key.n, "base64url"))
const [one, other] = await Promise.all([ofNode, ofPackage].map((key) => calculateJwkThumbprint(key)))
console.log("node:          ", found[0].length, "bytes, thumbprint", one)
console.log("rsa-pem-to-jwk:", found[1].length, "bytes, thumbprint", other)
const isZero = found[1].length === 257 && found[1][0] === 0 && found[1].subarray(1).equals(found[0])
process.exit(found[0].length === 256 && isZero && one !== other ? 0 : 1)
EOF
node check.mjs
