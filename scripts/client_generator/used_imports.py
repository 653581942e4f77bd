"""Modules without the imports that they have no use for, which ruff would take out one after the other."""

import re
from pathlib import Path

IMPORT = re.compile(r"(?:from (?P<module>\S+) )?import (?:\((?P<block>[^)]*)\)|(?P<names>[^\n(]*))\n+")


def leave_out_unused(package: Path) -> None:
    """Rewrite the modules of models and operations in place."""
    for folder in ("models", "api"):
        for path in (package / folder).rglob("*.py"):
            if path.name != "__init__.py":
                source = path.read_text("utf-8")
                path.write_text(with_used_imports(source), encoding="utf-8")


def with_used_imports(source: str) -> str:
    """Return a module without the imports at its top of names that occur nowhere below them."""
    place, statements = source.find("from __future__ "), []
    start = end = max(place, 0)
    while found := IMPORT.match(source, end):
        statements.append(found)
        end = found.end()
    words = set(re.findall(r"\w+", source[end:]))
    lines = [_statement(each, words) for each in statements]
    return "".join((source[:start], *lines, "\n", source[end:]))


def _statement(found: re.Match[str], words: set[str]) -> str:
    """Return an import of the names that are used; empty if it has none."""
    module, names = found["module"], found["block"] or found["names"]
    if module == "__future__":
        return found[0]
    written = [name for each in names.split(",") if (name := each.strip())]
    used = ", ".join(each for each in written if each.rpartition(" ")[2].partition(".")[0] in words)
    # After a comma at the end of a block ruff leaves a line for each name.
    kept = f"({used},)" if found["block"] else used
    return f"{f'from {module} ' if module else ''}import {kept}\n" if used else ""
