#!/bin/sh
# chevron 0.14.0 (PyPI), a renderer of Mustache templates
#
# One would guess: {{#scores}}[{{.}}]{{/scores}} writes each item of a list, as the specification of
# implicit iterators says.
# What happens: items that are 0, false or an empty text are left out with all that stands around them. As
# a value of its own, and as a property of an item, a 0 is written.
# Whom it hurts: whoever fills a prompt or a report from a list of numbers: a table has fewer rows than
# there are values, so that what follows belongs to the wrong one.
set -eu

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
cd "$dir"

{
    python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check chevron==0.14.0
} >install.log 2>&1 ||
    { echo "cannot be tried here: Python or the packages are missing"; exit 2; }

cat >check.py <<'EOF'
import sys

import chevron

items = chevron.render("{{#scores}}[{{.}}]{{/scores}}", {"scores": [3, 0, 5]})
others = chevron.render("{{#scores}}[{{.}}]{{/scores}}", {"scores": [3, False, ""]})
alone = chevron.render("[{{score}}]", {"score": 0})
properties = chevron.render("{{#calls}}[{{score}}]{{/calls}}", {"calls": [{"score": 3}, {"score": 0}, {"score": 5}]})
print("3, 0, 5 as items:     ", items)
print("3, 0, 5 as properties:", properties)
print('3, false, "" as items:', others)
print("0 alone:              ", alone)
sys.exit(0 if (items, properties, others, alone) == ("[3][5]", "[3][0][5]", "[3]", "[0]") else 1)
EOF
venv/bin/python check.py
