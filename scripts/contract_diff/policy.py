"""The page of the breaking-change policy: the table of audiences.py for people.

`python -m contract_diff.policy` writes it; a test keeps it the same as the table.
"""

from pathlib import Path
from typing import Final

from contract_diff.audiences import ROWS, Audience, Bump, Direction, Row

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

`make diff BASE=<git ref, file or URL>` tells which of these happened. This page is written from the table that it uses
(`scripts/contract_diff/audiences.py`); a test keeps the two the same.
"""
DIRECTIONS: Final = {Direction.REQUEST: "requests", Direction.RESPONSE: "responses", None: "both"}


def page() -> str:
    """Return the page."""
    parts = [INTRODUCTION]
    for bump in sorted(Bump, reverse=True):
        parts += [f"## {str(bump).capitalize()}", table([row for row in ROWS if row.bump is bump])]
    return "\n".join(parts)


def table(rows: list[Row]) -> str:
    """Return rows as a table of Markdown."""
    lines = ["| What happens | in | breaks | why |", "|---|---|---|---|"]
    for row in rows:
        broken = ", ".join(each.value for each in Audience if each in row.breaks) or "nobody"
        growth = "⁺" if row.breaks and row.bump < Bump.MAJOR else ""
        lines.append(f"| {row.event} | {DIRECTIONS[row.direction]} | {broken}{growth} | {row.why} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
