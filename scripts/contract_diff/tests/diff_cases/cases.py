"""The cases of the diff: each is an edit of a contract, and the expected report."""

import json
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from attrs import frozen

from contract_diff.changes import Change, Comparison
from contract_diff.sources import from_file, load
from openapi_contract.bundle import at, steps
from openapi_contract.json_data import JsonObject
from openapi_contract.raw_document import RawDocument
from repository import CONTRACT

HERE = Path(__file__).resolve().parent
CONTRACTS = {"orders": HERE / "orders.yaml", "shop": HERE / "shop.yaml", "retell": CONTRACT}


@frozen
class Case:
    """One row: an edit, and the expected report."""

    contract: str
    """Contract of CONTRACTS that is edited."""
    change: str
    base: tuple[str, ...]
    """Edits that make the base, if the contract itself lacks the part that is edited."""
    edit: tuple[str, ...]
    bump: str
    """none, patch, minor or major."""
    breaks: tuple[str, ...]
    """An audience, a pointer and a sentence each."""
    harmless: tuple[str, ...]
    """A part of the version, a pointer and a sentence each."""


@cache
def read_cases(file: str) -> tuple[Case, ...]:
    """Return the rows of a file; one without `harmless` has no harmless changes."""
    contract, rows = yaml.load_all((HERE / file).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return tuple(
        Case(
            contract=contract["contract"],
            change=row["change"],
            base=edits_of(row.get("base", ())),
            edit=edits_of(row["edit"]),
            bump=row["bump"],
            breaks=tuple(row.get("breaks", ())),
            harmless=tuple(row.get("harmless", ())),
        )
        for row in rows
    )


def edits_of(written: str | list[str] | tuple[()]) -> tuple[str, ...]:
    """Return the edits of a row, which may be a single one."""
    return (written,) if isinstance(written, str) else tuple(written)


def told(changes: Iterable[Change]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the breaking and the harmless changes as lines of a row."""
    changes = list(changes)
    return (
        tuple(f"{each.audience.value} {each.pointer} {each.sentence}" for each in changes if each.audience),
        tuple(f"{each.bump} {each.pointer} {each.sentence}" for each in changes if each.audience is None),
    )


# ---- edits ----


@cache
def original(name: str) -> RawDocument:
    """Return one of CONTRACTS."""
    return load(from_file(CONTRACTS[name]))


@cache
def _as_text(name: str) -> str:
    return json.dumps(original(name).root)


def copied(name: str) -> JsonObject:
    """Return a copy of a contract's content; reading it again is quicker than `copy.deepcopy`."""
    root: JsonObject = json.loads(_as_text(name))
    return root


def edited(name: str, edits: Iterable[str]) -> RawDocument:
    """Return a contract with edits: `set pointer value` (a last step `-` appends), `remove pointer`, `move old new`."""
    root = copied(name)
    for edit in edits:
        verb, pointer, *rest = edit.split(" ", 2)
        if verb == "set":
            put(root, pointer, yaml.load(rest[0], Loader=yaml.CSafeLoader))
        else:
            taken = take(root, pointer)
            if verb == "move":
                put(root, rest[0], taken)
    return RawDocument(original(name).name, root)


def take(root: JsonObject, pointer: str) -> Any:
    """Remove the value at a place, and return it."""
    holder = at(root, steps(pointer)[:-1])
    return holder.pop(key_in(holder, steps(pointer)[-1]))


def key_in(holder: Any, step: str) -> Any:
    """Return the key of a step: in a list an index, an item itself, or `-` for the end."""
    if not isinstance(holder, list):
        return step
    if step == "-":
        return len(holder) - 1
    return holder.index(step) if step in holder else int(step)


def written(line: str, *roots: JsonObject) -> str:
    """Return a line of a row with its pointer as it is reported: into the first document that has it."""
    for pointer in re.findall(r"(?<= )/\S+", line)[:1]:
        *_, last = steps(pointer)
        for root in roots:
            try:
                holder = at(root, steps(pointer)[:-1])
                key = key_in(holder, last)
            except (LookupError, ValueError):
                continue
            if isinstance(holder, list):
                return line.replace(pointer, f"{pointer.rpartition('/')[0]}/{key}", 1)
    return line


def put(root: JsonObject, pointer: str, value: Any) -> None:
    """Set the value at a place."""
    last = steps(pointer)[-1]
    holder = at(root, steps(pointer)[:-1])
    if last == "-":
        holder.append(value)
    else:
        holder[int(last) if isinstance(holder, list) else last] = value


def write(path: Path, root: JsonObject) -> Path:
    """Write a contract into a file; return the file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(root, sort_keys=False), encoding="utf-8")
    return path


def lines(comparison: Comparison) -> tuple[str, ...]:
    """Return the lines of a comparison, of all audiences."""
    breaks, harmless = told(comparison.changes)
    return breaks + harmless
