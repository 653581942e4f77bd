#!/bin/sh
# avsc 5.7.9 (npm): Type.forValue()
#
# One would guess: the type that it makes of a value can hold the value: a time in milliseconds is a long, and
# 0.1 a double.
# What happens: both are "float", which has seven digits: 1767225600123 is read back as 1767225556992, which is
# 43 seconds earlier, and 0.1 as 0.10000000149011612.
# Whom it hurts: whoever stores calls with a schema that was made of a sample: times and costs are changed when
# they are written, without an error.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund avsc@5.7.9
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import avsc from "avsc"

const call = { duration: 61, start_timestamp: 1767225600123, cost: 0.1 }
const type = avsc.Type.forValue(call)
const read = type.fromBuffer(type.toBuffer(call))
console.log(type.schema().fields.map((field) => `${field.name}: ${field.type}`).join(", "))
console.log(JSON.stringify(call))
console.log(JSON.stringify(read))
const changed = read.start_timestamp === 1767225556992 && read.cost === Math.fround(0.1)
process.exit(read.duration === 61 && changed ? 0 : 1)
EOF
node check.mjs
