#!/bin/sh
# word2number 1.1, with num2words 0.5.14 and inflect 7.6.0 as the writers (all PyPI)
#
# One would guess: it reads what the two usual writers of numbers in words write for 1100: "one thousand, one
# hundred", or refuses it. Its own examples have millions and thousands.
# What happens: it reads 101, and 102 for 1101. Without a comma, "one million two hundred thousand" is 1201200, and
# "minus five" is 5. No error.
# Whom it hurts: whoever reads amounts that a caller has said, or that another program has written out.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv &&
        venv/bin/pip install -q --disable-pip-version-check word2number==1.1 num2words==0.5.14 inflect==7.6.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import sys

import inflect
from num2words import num2words
from word2number import w2n

texts = [num2words(1100), inflect.engine().number_to_words(1101), "one million two hundred thousand", "minus five"]
read = [w2n.word_to_num(text) for text in texts]
for text, number in zip(texts, read):
    print(text.ljust(34), "=>", number)
sys.exit(0 if read == [101, 102, 1201200, 5] else 1)
EOF
venv/bin/python check.py
