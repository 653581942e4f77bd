#!/bin/sh
# wav-converter 1.0.0 (npm)
#
# One would guess: encodeWav() writes how many bytes of sound follow into the head of the data, and 36 more into that
# of the file, as every WAV file has it.
# What happens: the two are the other way round. Eight bytes of sound are announced as 44, in a file of 8. decodeWav()
# of the same package, which looks at neither, reads it.
# Whom it affects: whoever makes a file of the samples of a call: those that trust the head play too much, or say that
# the file is cut off; wav-decoder 1.3.0 finds two of the four samples.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund wav-converter@1.0.0 wav-decoder@1.3.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import wavConverter from "wav-converter"
import wavDecoder from "wav-decoder"

const samples = Buffer.from([0, 0, 255, 127, 0, 128, 255, 255])
const file = wavConverter.encodeWav(samples, { numChannels: 1, sampleRate: 8000, byteRate: 16 })
const [whole, data] = [file.readUInt32LE(4), file.readUInt32LE(40)]
console.log("bytes of the file after its head:", file.length - 8, "announced:", whole)
console.log("bytes of sound:                  ", samples.length, " announced:", data)
const sound = await wavDecoder.decode(Uint8Array.from(file).buffer)
console.log("samples:", samples.length / 2, "read by wav-decoder:", sound.length)
process.exit(file.length === 52 && whole === 8 && data === 44 ? 0 : 1)
EOF
node check.mjs
