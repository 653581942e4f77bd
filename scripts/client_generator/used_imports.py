"""The removal of unused imports, for which ruff would need several passes."""

import re

IMPORT = re.compile(r"(?:from (?P<module>\S+) )?import (?:\((?P<block>[^)]*)\)|(?P<names>[^\n(]*))\n")
DEFINITIONS = ("@", "class ", "def ")


def with_used_imports(source: str) -> str:
    """Return a module without unused imports at its top.

    The imports are formatted as by ruff, so that it need not read the module again.
    """
    start = end = max(source.find("from __future__ "), 0)
    groups: list[list[re.Match[str]]] = [[]]
    while found := IMPORT.match(source, end):
        groups[-1].append(found)
        end = found.end()
        if source.startswith("\n", end):
            groups.append([])
            end += len(source[end:]) - len(source[end:].lstrip("\n"))
    rest = source[end:]
    words = set(re.findall(r"\w+", rest))
    written = ["".join(_statement(each, words) for each in group) for group in groups]
    space = "\n\n" if rest.startswith(DEFINITIONS) else "\n"
    return "".join((source[:start], "\n".join(filter(None, written)), space, rest))


def _statement(found: re.Match[str], words: set[str]) -> str:
    """Return an import of the names that occur; empty if it has none."""
    module, names = found["module"], found["block"] or found["names"]
    if module == "__future__":
        return found[0]
    written = [name for each in names.split(",") if (name := each.strip())]
    used = [each for each in written if each.rpartition(" ")[2].partition(".")[0] in words]
    lines = "".join(f"    {name},\n" for name in used)
    kept = f"(\n{lines})" if found["block"] else ", ".join(used)
    return f"{f'from {module} ' if module else ''}import {kept}\n" if used else ""
