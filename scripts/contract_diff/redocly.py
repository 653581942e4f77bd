"""Runs `redocly diff`, which finds all that differs between two documents, and reads its report."""

import json
import os
import subprocess
import tempfile
from pathlib import Path
from typing import Any, Literal

from attrs import frozen

from scripts.contract_diff.sources import ROOT, BadInputError
from scripts.contract_diff.structure import JsonObject, join

SECONDS = 120
# Without a file of its own Redocly would take the rules from whatever redocly.yaml is about.
CONFIG = "extends: [diff-recommended]\n"


@frozen
class Place:
    """One side of a change."""

    schema: str
    """The pointer to the object that changed."""
    present: bool
    """Whether the keyword that changed is there on this side."""
    value: Any = None


@frozen
class Change:
    """One difference, as Redocly reports it."""

    kind: Literal["added", "removed", "modified"]
    type_name: str
    """What Redocly calls the kind of the object."""
    property: str | None
    """The keyword that was modified; `key` where the object was renamed."""
    path: str
    """The way there through all references, by the keys of the revision."""
    base: Place | None
    revision: Place | None
    verdicts: tuple[str, ...]
    """What Redocly thinks breaks a client, in its words."""


def compare(base: JsonObject, revision: JsonObject) -> list[Change]:
    """All differences between two prepared documents."""
    with tempfile.TemporaryDirectory(prefix="contract-diff-") as workshop:
        folder = Path(workshop)
        for name, document in (("base.json", base), ("revision.json", revision)):
            (folder / name).write_text(json.dumps(document), encoding="utf-8")
        (folder / "redocly.yaml").write_text(CONFIG, encoding="utf-8")
        output = run(folder)
    try:
        report = json.loads(output)
    except ValueError:
        raise BadInputError(f"Redocly gave no report: {output.strip()[:200] or 'nothing at all'}") from None
    return [read_change(each) for each in report["changes"]]


def run(folder: Path) -> str:
    """What `redocly diff` prints about two documents in a folder of its own, in which it also keeps what it writes."""
    command = [
        *(str(ROOT / "scripts" / "redocly"), "diff", "base.json", "revision.json"),
        *("--format", "json", "--fail-on", "none", "--config", "redocly.yaml"),
    ]
    quiet = {"REDOCLY_SUPPRESS_NOTIFICATIONS": "true", "NO_COLOR": "1", "TMPDIR": str(folder)}
    try:
        ran = subprocess.run(
            command, cwd=folder, env={**os.environ, **quiet}, capture_output=True, text=True, timeout=SECONDS
        )
    except subprocess.TimeoutExpired:
        raise BadInputError(f"Redocly takes longer than {SECONDS} s") from None
    if ran.stdout.startswith("skipped:"):
        raise BadInputError(ran.stdout.removeprefix("skipped:").strip().rstrip("."))
    if ran.returncode != 0:
        raise BadInputError(f"Redocly cannot compare the contracts: {reason(ran.stderr or ran.stdout)}")
    return ran.stdout


def reason(said: str) -> str:
    """The line that says why, of all that Redocly says; its banners are in boxes."""
    lines = [line.strip() for line in said.splitlines() if line.strip() and not line.strip().startswith(tuple("║╔╚"))]
    return next((line for line in lines if "rror:" in line), lines[-1] if lines else "it does not say why")


def read_change(change: JsonObject) -> Change:
    """A change of the report."""
    keyword = change.get("property")
    return Change(
        kind=change["kind"],
        type_name=change["typeName"],
        property=keyword,
        path=pointer_of(change["path"]),
        base=read_place(change.get("base"), keyword),
        revision=read_place(change.get("revision"), keyword),
        verdicts=tuple(verdict["message"] for verdict in change["verdicts"]),
    )


def read_place(place: JsonObject | None, keyword: str | None) -> Place | None:
    """One side of a change. Where a keyword is there, Redocly points at it, else at the object that lacks it."""
    if place is None:
        return None
    pointer = pointer_of(place["pointer"])
    if keyword is None or keyword == "key":
        return Place(pointer, present=True, value=place.get("value"))
    if "value" not in place:
        return Place(pointer, present=False)
    return Place(pointer.removesuffix(join("", keyword)), present=True, value=place["value"])


def pointer_of(fragment: str) -> str:
    """The JSON pointer of a URI fragment."""
    return "" if fragment in ("#", "#/") else fragment.removeprefix("#")
