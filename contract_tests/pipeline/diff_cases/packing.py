"""Compares a contract with many edits of it in one run of Redocly, since most of a run is its start.

Each edit is made to a copy of the contract. All copies stand in one document, with a number at the names of their
paths, operations and components, so that they have nothing to do with each other; what is found is sorted by it.
"""

import copy
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from attrs import evolve, frozen

from scripts.contract_diff.changes import Finding, compare_contracts
from scripts.contract_diff.documents import Contract, load
from scripts.contract_diff.sources import CONTRACT, from_file
from scripts.contract_diff.structure import JsonObject, above, find, join, steps

HERE = Path(__file__).resolve().parent
MOST = 60
"""As many edits go into one run: of several pytest workers, each then has runs of its own to make."""
CONTRACTS = {"orders": HERE / "orders.yaml", "retell": CONTRACT}


@frozen
class Case:
    """One row: an edit, and what is to be said of it."""

    contract: str
    """Which of CONTRACTS is edited."""
    change: str
    edit: tuple[str, ...]
    bump: str
    """none, patch, minor or major."""
    breaks: tuple[str, ...]
    """An audience, a pointer and a sentence each."""
    harmless: tuple[str, ...]
    """A part of the version, a pointer and a sentence each."""
    alone: bool = False
    """Whether it changes what all operations have in common, and needs a run of its own."""


@cache
def read_cases(file: str) -> tuple[Case, ...]:
    """The rows of a file; one that says nothing of `harmless` has nothing harmless."""
    contract, rows = yaml.safe_load_all((HERE / file).read_text(encoding="utf-8"))
    return tuple(
        Case(
            contract=contract["contract"],
            change=row["change"],
            edit=tuple([row["edit"]] if isinstance(row["edit"], str) else row["edit"]),
            bump=row["bump"],
            breaks=tuple(row.get("breaks", ())),
            harmless=tuple(row.get("harmless", ())),
            alone=row.get("alone", False),
        )
        for row in rows
    )


def told(findings: Iterable[Finding]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is said of whom it breaks, and of what breaks nobody, as a row has it."""
    findings = list(findings)
    return (
        tuple(f"{each.audience.value} {each.pointer} {each.sentence}" for each in findings if each.audience),
        tuple(f"{each.bump} {each.pointer} {each.sentence}" for each in findings if each.audience is None),
    )


# ---- edits ----


@cache
def original(name: str) -> Contract:
    """One of CONTRACTS."""
    return load(from_file(CONTRACTS[name]))


def edited(name: str, edits: Iterable[str]) -> Contract:
    """A contract with edits: `set pointer value`, where a last step of - appends, `remove pointer`, `move old new`."""
    contract = original(name)
    root = copy.deepcopy(contract.root)
    for edit in edits:
        verb, pointer, *rest = edit.split(" ", 2)
        if verb == "set":
            put(root, pointer, yaml.safe_load(rest[0]))
        else:
            taken = take(root, pointer)
            if verb == "move":
                put(root, rest[0], taken)
    return Contract(contract.source, root)


def take(root: JsonObject, pointer: str) -> Any:
    """Takes out what stands at a place."""
    holder = find(root, above(pointer))
    return holder.pop(key_in(holder, steps(pointer)[-1]))


def key_in(holder: Any, step: str) -> Any:
    """The key that a step means: in a list an index, what is there, or - for the last."""
    if not isinstance(holder, list):
        return step
    if step == "-":
        return len(holder) - 1
    return holder.index(step) if step in holder else int(step)


def written(line: str, *roots: JsonObject) -> str:
    """A line of a row with its pointer as it is reported: in the first document that has it."""
    for pointer in re.findall(r"(?<= )/\S+", line)[:1]:
        *_, last = steps(pointer)
        for root in roots:
            try:
                holder = find(root, above(pointer))
                key = key_in(holder, last)
            except (LookupError, ValueError):
                continue
            if isinstance(holder, list):
                return line.replace(pointer, join(above(pointer), key), 1)
    return line


def put(root: JsonObject, pointer: str, value: Any) -> None:
    """Puts something at a place."""
    last = steps(pointer)[-1]
    holder = find(root, above(pointer))
    if last == "-":
        holder.append(value)
    else:
        holder[int(last) if isinstance(holder, list) else last] = value


# ---- packing ----


@cache
def findings_of(case: Case) -> tuple[Finding, ...]:
    """What is found for a case in a run of its own."""
    return compare_contracts(original(case.contract), edited(case.contract, case.edit)).findings


def findings_among(file: str, case: Case) -> tuple[Finding, ...]:
    """What is found for a case that need not be alone, among others of its file."""
    cases = [each for each in read_cases(file) if not each.alone]
    start = cases.index(case) // MOST * MOST
    return packed_findings(tuple(cases[start : start + MOST]))[case.change]


@cache
def packed_findings(cases: tuple[Case, ...]) -> Mapping[str, tuple[Finding, ...]]:
    """What is found for each of some cases, by what it changes."""
    contract = cases[0].contract
    base = original(contract)
    bases = packed([base.root for _ in cases])
    revisions = packed([edited(contract, case.edit).root for case in cases])
    found = compare_contracts(Contract(base.source, bases), Contract(base.source, revisions)).findings
    return {
        case.change: tuple(unpacked(finding, index) for finding in found if is_of(finding, index))
        for index, case in enumerate(cases)
    }


def packed(documents: list[JsonObject]) -> JsonObject:
    """Documents as one, all names in which have a number."""
    whole: JsonObject = {**documents[0], "paths": {}, "components": {}}
    for index, document in enumerate(documents):
        for path, item in document["paths"].items():
            whole["paths"][f"/copy{index}{path}"] = numbered(item, index)
        for section, components in document["components"].items():
            # A scheme is named by requirements, not by references.
            names = {name: name if section == "securitySchemes" else f"{name}__{index}" for name in components}
            whole["components"].setdefault(section, {}).update(
                {names[name]: numbered(component, index) for name, component in components.items()}
            )
    return whole


def numbered(value: Any, index: int) -> Any:
    """A part of a document that means its own copy of all components."""
    if isinstance(value, list):
        return [numbered(each, index) for each in value]
    if isinstance(value, dict):
        named = {key: numbered(each, index) for key, each in value.items()}
        return {**named, **{key: f"{each}__{index}" for key, each in named.items() if key == "operationId"}}
    if isinstance(value, str) and re.fullmatch(r"#/components/\w+/\w+", value):
        return f"{value}__{index}"
    return value


def is_of(finding: Finding, index: int) -> bool:
    """Whether a finding is one of a copy."""
    match steps(finding.pointer):
        case ["paths", path, *_]:
            return path.startswith(f"/copy{index}/")
        case ["components", _, name, *_]:
            return name.endswith(f"__{index}")
    return False


def unpacked(finding: Finding, index: int) -> Finding:
    """A finding by the names of the contract."""

    def plain(text: str) -> str:
        return re.sub(rf"__{index}\b|(/|~1)copy{index}(?=/|~1)", "", text)

    return evolve(
        finding,
        pointer=plain(finding.pointer),
        sentence=plain(finding.sentence),
        subject=plain(finding.subject),
    )
