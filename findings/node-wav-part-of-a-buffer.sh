#!/bin/sh
# node-wav 0.0.2 (npm)
#
# One would guess: decode() reads the Buffer that it is given. Node makes small ones, such as those of
# Buffer.from(), as parts of a larger one.
# What happens: it reads the larger one from its beginning. There the file is not, and decode() gives undefined.
# A copy of the same bytes in an Uint8Array of their own is read.
# Whom it hurts: whoever reads short recordings, or a part of what came over a network: long ones work, short ones
# do not.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund node-wav@0.0.2
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import wav from "node-wav"

function chunk(name, data) {
  const head = Buffer.alloc(8)
  head.write(name)
  head.writeUInt32LE(data.length, 4)
  return Buffer.concat([head, data])
}
// PCM, one channel, 8000 samples a second, 16 bits; two samples
const format = chunk("fmt ", Buffer.from("01000100401f0000803e000002001000", "hex"))
const file = chunk("RIFF", Buffer.concat([Buffer.from("WAVE"), format, chunk("data", Buffer.from("0000ff7f", "hex"))]))
const part = Buffer.concat([Buffer.alloc(8), file]).subarray(8)

const read = [new Uint8Array(file), part].map((bytes) => wav.decode(bytes)?.channelData[0].length)
console.log("bytes of their own:  ", read[0], "samples")
console.log("a part of a Buffer:  ", read[1])
process.exit(Buffer.compare(part, file) === 0 && read[0] === 2 && read[1] === undefined ? 0 : 1)
EOF
node check.mjs
