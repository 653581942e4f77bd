#!/bin/sh
# num2words 0.5.14 (PyPI)
#
# One would guess: -0.5 is "minus zero point five", as -1.5 is "minus one point five".
# What happens: between -1 and 0 the minus is left out: "zero point five", and so it is in German, French,
# Portuguese, Russian, Japanese and others; to="currency" keeps it. In Vietnamese, -5 is "mười lăm", which is
# fifteen, and in Turkish, 2.05 is "ikivirgüldört": two point four.
# Whom it hurts: whoever has an agent say balances, temperatures or changes: a loss is told as a gain.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check num2words==0.5.14
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import sys

from num2words import num2words

cases = [(-1.5, "en"), (-0.5, "en"), (-0.5, "de"), (-0.5, "fr"), (-5, "vi"), (15, "vi"), (2.05, "tr")]
found = [num2words(number, lang=language) for number, language in cases]
for (number, language), words in zip(cases, found):
    print(language, str(number).rjust(5), words)
print("en  -0.5 as currency:", num2words(-0.5, to="currency"))
same = found[:4] == ["minus one point five", "zero point five", "null Komma fünf", "zéro virgule cinq"]
sys.exit(0 if same and found[4] == found[5] and found[6] == "ikivirgüldört" else 1)
EOF
venv/bin/python check.py
