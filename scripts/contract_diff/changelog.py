"""The changelog of the contract: whether it has an entry for a version, and the draft of one."""

import os
import re
import tempfile
from pathlib import Path

from contract_diff.audiences import Audience, Bump
from contract_diff.changes import Change, Comparison

HEADER = "# Changes of the contract\n"
ENTRY = re.compile(r"^## ", re.MULTILINE)

# Heading of each part of an entry, by the audience that it is for.
HEADINGS: dict[Audience | None, str] = {
    Audience.SENDERS: "Breaks requests that were accepted before:",
    Audience.STRICT: "Breaks readers that accept only responses as the version before describes them:",
    Audience.CLIENT: "Breaks code that uses the generated client:",
    None: "New, and breaks nobody:",
}
WORDING = "Descriptions and examples are clearer, with the same meaning."


def has_entry(text: str, version: object) -> bool:
    """Return whether there is an entry for a version, as `## 1.2.0`; a `v`, brackets and what follows are allowed."""
    return re.search(rf"^## +\[?v?{re.escape(str(version))}\]?(?![\w.+-])", text, re.MULTILINE) is not None


def draft(comparison: Comparison, version: str) -> str:
    """Return an entry for API users on all changes except wording."""
    parts = [f"## {version}"]
    for audience, heading in HEADINGS.items():
        news = [each for each in comparison.changes if each.audience is audience and is_news(each)]
        if news:
            lines = dict.fromkeys(f"- `{code(each.subject)}`: {each.sentence}" for each in news)
            parts.append("\n".join([heading, "", *lines]))
    return "\n\n".join(parts if len(parts) > 1 else [*parts, WORDING]) + "\n"


def is_news(change: Change) -> bool:
    """Return whether a change concerns users of the API."""
    return change.audience is not None or change.bump > Bump.PATCH


def code(text: str) -> str:
    """Return the text with no backtick, so that it can stand between two."""
    return text.replace("`", "'")


def with_entry(text: str, entry: str) -> str:
    """Return a changelog with one more entry, above the latest."""
    newline = "\r\n" if "\r\n" in text else "\n"
    entry = entry.replace("\n", newline)
    latest = ENTRY.search(text)
    if latest is None:
        return f"{(text or HEADER).rstrip()}{newline * 2}{entry}"
    return f"{text[: latest.start()]}{entry}{newline}{text[latest.start() :]}"


def write(path: Path, text: str) -> None:
    """Write a changelog by replacing the file, so that it is never incomplete."""
    mode = path.stat().st_mode if path.exists() else 0o644
    with tempfile.NamedTemporaryFile("wb", dir=path.parent, prefix=f".{path.name}-", delete=False) as fresh:
        fresh.write(text.encode(errors="backslashreplace"))
    os.chmod(fresh.name, mode & 0o777)
    os.replace(fresh.name, path)
