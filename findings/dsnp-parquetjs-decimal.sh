#!/bin/sh
# @dsnp/parquetjs 1.8.8 (npm): ParquetWriter, a column of type DECIMAL
#
# One would guess: 19.99 in a DECIMAL with a scale of 2 is 19.99, since Parquet stores 1999 for it.
# What happens: it is 19.98. The number is multiplied by 100, which gives 1998.9999999999998, and what is behind the
# point is cut off instead of rounded. 0.29, 1.15, 4.35 and many others become a cent less. 0.01, 0.1 and 1.25 do not.
# Whom it affects: whoever exports amounts: the sums in the warehouse are some cents below those of the source.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    npm init -y && npm install --no-audit --no-fund @dsnp/parquetjs@1.8.8 hyparquet@1.33.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: node or the packages are missing"; exit 2; }

cat >check.mjs <<'EOF'
import { ParquetSchema, ParquetWriter } from "@dsnp/parquetjs"
import { asyncBufferFromFile, parquetReadObjects } from "hyparquet"

const prices = [0.01, 0.1, 1.25, 0.29, 1.15, 4.35, 19.99]
const schema = new ParquetSchema({ price: { type: "DECIMAL", precision: 9, scale: 2 } })
const writer = await ParquetWriter.openFile(schema, "prices.parquet")
for (const price of prices) await writer.appendRow({ price })
await writer.close()

const rows = await parquetReadObjects({ file: await asyncBufferFromFile("prices.parquet") })
const stored = rows.map((row) => row.price)
console.log("written", prices.join(" "))
console.log("stored ", stored.join(" "))
process.exit(stored.map((price) => price.toFixed(2)).join() === "0.01,0.10,1.25,0.28,1.14,4.34,19.98" ? 0 : 1)
EOF
node check.mjs
