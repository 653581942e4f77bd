#!/bin/sh
# wav 1.0.2, wav-decoder 1.3.0 (both npm)
#
# One would guess: a WAV file with a chunk of three bytes before the samples is read. RIFF pads a chunk of odd
# length with one byte, which its length does not count.
# What happens: neither skips that byte. wav gives no samples and no error; wav-decoder rejects with "Offset is
# outside the bounds of the DataView". wavefile 11.0.0 reads the file.
# Whom it hurts: whoever reads recordings in which software or a phone has left its name or a note: an empty
# recording looks like a call in which nobody spoke.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund wav@1.0.2 wav-decoder@1.3.0 wavefile@11.0.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import wav from "wav"
import decoder from "wav-decoder"
import wavefile from "wavefile"

function chunk(name, data) {
  const head = Buffer.alloc(8)
  head.write(name)
  head.writeUInt32LE(data.length, 4)
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)])
}
// PCM, one channel, 8000 samples a second, 16 bits
const format = chunk("fmt ", Buffer.from("01000100401f0000803e000002001000", "hex"))
const samples = chunk("data", Buffer.from("0000ff7f0080e803", "hex"))
const file = (length) => chunk("RIFF", Buffer.concat([Buffer.from("WAVE"), format, chunk("note", Buffer.alloc(length)), samples]))

const byWav = (bytes) => new Promise((resolve, reject) => {
  const reader = new wav.Reader()
  let count = 0
  reader.on("data", (data) => { count += data.length / 2 })
  reader.on("end", () => resolve(`${count} samples`)).on("error", reject)
  reader.end(bytes)
})
const byDecoder = (bytes) => decoder.decode(bytes).then((audio) => `${audio.channelData[0].length} samples`, (error) => error.message)
const byWaveFile = (bytes) => `${new wavefile.WaveFile(bytes).getSamples().length} samples`

const found = {}
for (const length of [4, 3]) {
  found[length] = [await byWav(file(length)), await byDecoder(file(length)), byWaveFile(file(length))]
  console.log(`a note of ${length} bytes: wav ${found[length][0]}; wav-decoder ${found[length][1]}; wavefile ${found[length][2]}`)
}
const even = found[4].every((said) => said === "4 samples")
const odd = found[3][0] === "0 samples" && found[3][1].startsWith("Offset is outside") && found[3][2] === "4 samples"
process.exit(even && odd ? 0 : 1)
EOF
node check.mjs
