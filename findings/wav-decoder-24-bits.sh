#!/bin/sh
# wav-decoder 1.3.0 and wav-encoder 1.3.0 (both npm)
#
# One would guess: the loudest negative sample, -1, is -1 once it is written and read again, as it is with 8,
# 16 and 32 bits.
# What happens: with 24 bits it is 1.0000001: the sign is turned, and the value is above the highest.
# Whom it hurts: whoever measures or mixes recordings that reach full scale: a wave becomes a click at its
# lowest point, and a check that samples lie between -1 and 1 fails.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund wav-decoder@1.3.0 wav-encoder@1.3.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import decoder from "wav-decoder"
import encoder from "wav-encoder"

const read = {}
for (const bitDepth of [8, 16, 24, 32]) {
  const audio = { sampleRate: 8000, channelData: [Float32Array.from([-1, -0.999])] }
  const bytes = await encoder.encode(audio, { bitDepth })
  read[bitDepth] = [...(await decoder.decode(bytes)).channelData[0]]
  console.log(bitDepth, "bits: -1 and -0.999 =>", read[bitDepth].join(" and "))
}
const right = [8, 16, 32].every((bits) => read[bits][0] === -1)
process.exit(right && read[24][0] > 1 && read[24][1] < 0 ? 0 : 1)
EOF
node check.mjs
