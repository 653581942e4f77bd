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

A change of the contract is breaking if something that works with the old version may fail with the new one. Each change
is judged for three audiences:

- **Senders**: their requests may now be rejected, or mean something else.
- **Strict readers**: they accept only responses as the old version describes them.
- **Our client**, the generated one: the installed version, which gets the new responses, and the newly generated one,
  with which existing code must still run. It reads unknown enum values as strings and unknown kinds as
  `UnknownVariant`, and keeps unknown properties.

A breaking change needs a new **major** version in `info.version`, an addition a **minor** one, any other change a
**patch**. There is one exception, which the contract announces: new values, kinds, properties and error statuses in
responses are growth. They break strict readers, but need only a minor version; they are marked with ⁺.

In callbacks and webhooks the directions are reversed: the API sends the request, which users read like a response, and
users send the response.

## What counts as equal
- `1` and `1.0` are equal. A pattern is read as in ECMA-262, so `[0-9]` and `\\d` are equal, as are `{1,}` and `+`.
- `int64`, `float`, `double` and no format are equal for numbers: JSON preserves integers up to 2^53 and doubles, and
  the client reads them as Python's int and float. `int32` and other small sizes are limits.
- `format: password` and `x-secret: true` mark a secret. They change how a value is shown, not which values are valid.
- A schema with `properties` or `additionalProperties` describes an object, one with `items` an array, with or without
  `type`. An object may be closed by `additionalProperties: false` or by `unevaluatedProperties: false`.
- Null is allowed only if `type` names it, and an `enum` lists it. Tools disagree about `nullable: true` beside an enum
  without null, so both adding that mark and adding null to the enum count as a change.
- `oneOf` and `anyOf` are equal if their options exclude each other: by type, by listed values, by a required property
  with different values, by being closed, or by a discriminator. If options overlap, they are not equal.
- A charset of JSON, and UTF-8 of any text, is ignored in media types. An `encoding` for a missing property is
  ignored.
- If a reference leads to another schema than before, the changes are reported at the reference, each property by name.
- Names are those of the client: a new tag, `operationId` or component name that gives the same name there is only a
  change of wording.
- A reference to the `$id` of a schema, and `#/…` within one, is followed.

## Versions
A breaking change needs the next major version; below 1.0.0, the next minor one. A pre-release allows the changes of its
release: 2.0.0-rc.1 may contain breaking changes, 1.1.0-rc.1 additions, 1.0.26-SNAPSHOT neither.

## The rules
`make diff BASE=<git ref, file or URL>` reports which of these changes occurred. This page is generated from its rules
(`scripts/contract_diff/impact_rules.py`); a test fails if it is out of date.
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
