"""Write the table of settings into the README, from their declarations.

`scripts/python -m documentation.settings_table` does it; a test fails when that is due.
"""

import re
from pathlib import Path

from api_conformance.settings import Option, options_of
from repository import ROOT
from retell_conformance.endpoint import RETELL

README = ROOT / "README.md"
HEAD = "| setting | option | what it does |\n|---|---|---|\n"
TABLE = re.compile(re.escape(HEAD) + r"(?:\|.*\n)*")


def main() -> None:
    """Rewrite the table."""
    README.write_text(updated(README), encoding="utf-8")


def updated(readme: Path) -> str:
    """Return the text of the README with the table as it should be."""
    text = readme.read_text(encoding="utf-8")
    return TABLE.sub(lambda _: table(), text, count=1)


def table() -> str:
    """Return the table in Markdown. The key has no option, since command lines are not secret."""
    first, *others = map(row, options_of(RETELL))
    return HEAD + "".join([first, f"| `{RETELL.key_variable}` | | the API key |\n", *others])


def row(option: Option) -> str:
    """Return the line of a setting."""
    return f"| `{option.variable}` | `{option.flag}` | {option.help} |\n"


if __name__ == "__main__":
    main()
