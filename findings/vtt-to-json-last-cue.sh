#!/bin/sh
# vtt-to-json 0.1.1 (npm)
#
# One would guess: a WebVTT file of three cues becomes three parts. The last line ends with a line break, as most
# programs write it and WebVTT, section 4.1, allows, and the cues may be numbered.
# What happens: the last cue is lost. It is there only if nothing, not even a line break, follows it. The numbers
# become text: the second a part of its own, with the times of the first cue, the others the end of the part before.
# Whom it affects: whoever searches the transcripts of calls: the last sentence of each is missing, and numbers that
# nobody said are found.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund vtt-to-json@0.1.1
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import vttToJson from "vtt-to-json"

const texts = ["Hello", "How are you?", "Goodbye"]
const found = []
for (const [numbered, end] of [[false, ""], [false, "\n"], [true, "\n"]]) {
  const cues = texts.map((text, index) => {
    return `${numbered ? `${index + 1}\n` : ""}00:00:0${index + 1}.000 --> 00:00:0${index + 2}.000\n${text}`
  })
  const parts = await vttToJson(`WEBVTT\n\n${cues.join("\n\n")}${end}`)
  found.push(parts.map((part) => part.part).filter(Boolean).join("|"))
  console.log(numbered ? "numbered," : "not numbered,", "end", JSON.stringify(end).padEnd(4), "->", found.at(-1))
}
const [whole, cut, numbers] = found
process.exit(whole.includes("Goodbye") && !cut.includes("Goodbye") && numbers.split("|").includes("2") ? 0 : 1)
EOF
node check.mjs
