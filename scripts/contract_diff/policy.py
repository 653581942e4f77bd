"""The page of the breaking-change policy: the rules of impact_rules.py for people.

`python -m contract_diff.policy` writes it; a test keeps it the same as the rules.
"""

from pathlib import Path
from typing import Final

from contract_diff.audiences import Audience, Bump, Direction, ImpactRule
from contract_diff.impact_rules import RULES

PAGE: Final = Path(__file__).resolve().parents[2] / "docs" / "BREAKING-CHANGES.md"

INTRODUCTION: Final = """\
# What counts as a breaking change

A change of the contract breaks somebody if what worked with the version before may fail with the next one. There are
three audiences, and each is asked about separately:

- **Senders** have requests that may be rejected now, or mean something else.
- **Strict readers** know what the version before says of responses, and nothing else.
- **Our client** is the generated one: the installed one, which meets the new responses, and the one generated anew,
  against which existing code must still run. It reads unknown enum values as strings, unknown kinds as
  `UnknownVariant`, and keeps unknown properties.

A change that breaks somebody needs a **major** version of `info.version`. An addition needs a **minor** one, anything
else a **patch**. One exception is announced by the contract itself: new values, new kinds, new properties and new error
statuses in responses are growth. They break strict readers, and need a minor version only; they are marked with ⁺.

Data that travels in callbacks and webhooks travels the other way round: what the API sends there is read like a
response, and what it gets back is sent like a request.

## What counts as the same
- `1` and `1.0` are one value. A pattern is read as in ECMA-262, so `[0-9]` and `\\d` are one pattern, as are `{1,}`
  and `+`.
- `int64`, `float`, `double` and no format at all are the same for numbers: JSON carries integers safely to 2^53 and
  doubles as they are, and the client reads both as Python's int and float. `int32` and other small sizes do bound.
- `format: password` and `x-secret: true` mark a secret. They change how a value is shown, not which values there are.
- A schema with `properties` or `additionalProperties` is that of an object, one with `items` that of an array, whether
  `type` says so or not. An object may be closed by `additionalProperties: false` or by `unevaluatedProperties: false`.
- Null must be named where types are named and listed where values are listed. `nullable: true` beside an enum without
  null is read as null by some and not by others, so both that mark and null in the enum count as a change.
- `oneOf` and `anyOf` are the same over options that exclude each other: by type, by listed values, by a property that
  they require with other values, by being closed, or by a discriminator. Over options that overlap they are not.
- A charset of JSON, and UTF-8 of any text, is part of no media type. An `encoding` of no property says nothing.
- What a reference leads to now, where it led elsewhere before, is told of at the reference, each property by its name.
- Names are those of the client: a tag, an `operationId` or a component that becomes the same name there is wording.
- A reference to the `$id` of a schema, and `#/…` within one, is followed.

## Versions
A change that breaks somebody needs the next major version; below 1.0.0, the next minor one. A pre-release has the room
of the release that it leads to: 2.0.0-rc.1 may still break anything, 1.1.0-rc.1 may still add, 1.0.26-SNAPSHOT neither.

## The rules
`make diff BASE=<git ref, file or URL>` tells which of these happened. This page is written from the rules that it uses
(`scripts/contract_diff/impact_rules.py`); a test keeps the two the same.
"""
DIRECTIONS: Final = {Direction.REQUEST: "requests", Direction.RESPONSE: "responses", None: "both"}


def page() -> str:
    """Return the page."""
    parts = [INTRODUCTION]
    for bump in sorted(Bump, reverse=True):
        parts += [f"### {str(bump).capitalize()}", table([rule for rule in RULES if rule.bump is bump])]
    return "\n".join(parts)


def table(rules: list[ImpactRule]) -> str:
    """Return rules as a table of Markdown, a row each."""
    lines = ["| What happens | in | breaks | why |", "|---|---|---|---|"]
    for rule in rules:
        broken = ", ".join(each.value for each in Audience if each in rule.breaks) or "nobody"
        growth = "⁺" if rule.breaks and rule.bump < Bump.MAJOR else ""
        lines.append(f"| {rule.event} | {DIRECTIONS[rule.direction]} | {broken}{growth} | {rule.why} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
