"""Reads a contract for the tools that check it and show it, or says in one line why it cannot be read."""

import json
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml
from attrs import define
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

Pointer = tuple[str | int, ...]
"""The way to a value from the top of the document, key by key."""

MOST_VALUES = 500_000

# The C loader where PyYAML has it, which it does in every wheel.
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class UnreadableError(Exception):
    """Why a file cannot be read, in one line."""


@define(slots=False)
class Contract:
    """A document that says that it is OpenAPI 3.1, whatever else may be wrong with it."""

    path: Path
    text: str
    document: dict[str, Any]

    @cached_property
    def as_yaml_1_1(self) -> Any:
        """The same as a reader of YAML 1.1 sees it, such as the one of the conformance suite."""
        try:
            return yaml.load(self.text, Loader)
        except yaml.YAMLError as error:
            raise UnreadableError(f"{self.path} is not YAML 1.1: {_one_line(error)}") from error

    def line(self, pointer: Pointer) -> int:
        """The line where a value begins, or the nearest value around it."""
        node, line = self._nodes, 1
        for step in pointer:
            found = _child(node, step)
            if found is None:
                break
            node, line = found
        return line

    def refers_to(self, reference: str) -> Any:
        """What a `$ref` to this document refers to; None where that is nothing."""
        if not reference.startswith("#/"):
            return self.document if reference == "#" else None
        value: Any = self.document
        for step in reference[2:].split("/"):
            key = step.replace("~1", "/").replace("~0", "~")
            if isinstance(value, dict) and key in value:
                value = value[key]
            elif isinstance(value, list) and key.isdigit() and int(key) < len(value):
                value = value[int(key)]
            else:
                return None
        return value

    def resolve(self, value: Any) -> Any:
        """The value, or what its `$ref` leads to in the end; None where that is nothing."""
        seen = set()
        while isinstance(value, dict) and isinstance(value.get("$ref"), str):
            if value["$ref"] in seen:
                return None
            seen.add(value["$ref"])
            value = self.refers_to(value["$ref"])
        return value

    def external_example(self, address: str) -> Any:
        """The example in a file beside the contract: JSON if its name says so, else a text."""
        if "://" in address:
            raise UnreadableError(f"{address} is not a file beside the contract")
        text = read_text(self.path.parent / address)
        if not address.endswith(".json"):
            return text
        try:
            return json.loads(text)
        except (ValueError, RecursionError) as error:
            raise UnreadableError(f"{address} is not JSON: {_one_line(error)}") from error

    @cached_property
    def _nodes(self) -> yaml.Node | None:
        return yaml.compose(self.text, Loader)


def read(path: Path) -> Contract:
    """The contract in a file."""
    text = read_text(path)
    try:
        document = YAML(typ="safe").load(text)
    except (YAMLError, ValueError, TypeError, RecursionError) as error:
        raise UnreadableError(f"{path} is not YAML that can be read: {_one_line(error)}") from error
    if _is_endless(document):
        raise UnreadableError(f"{path} has too many values: an alias leads to itself, or to far too much")
    if not isinstance(document, dict):
        raise UnreadableError(f"{path} is not OpenAPI: it must be a mapping, with `openapi: 3.1.0` on top")
    version = document.get("openapi")
    if not isinstance(version, str) or not version.startswith("3.1."):
        found = "it has no `openapi`" if version is None else f"its `openapi` is {version!r}"
        raise UnreadableError(f"{path} is not OpenAPI 3.1: {found}")
    return Contract(path, text, document)


def read_text(path: Path) -> str:
    """The text of a file."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise UnreadableError(f"there is no file {path}") from None
    except OSError as error:
        raise UnreadableError(f"{path} cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{path} is not UTF-8: {error.reason} at byte {error.start}") from error


def as_pointer(steps: Pointer) -> str:
    """The steps as a JSON pointer in a URI, such as `#/paths/~1calls/get`."""
    return "#" + "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in steps)


def _is_endless(document: Any) -> bool:
    """Whether a document has more values, with its aliases written out, than any contract has."""
    waiting, left = [document], MOST_VALUES
    while waiting and left:
        value = waiting.pop()
        waiting += value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        left -= 1
    return bool(waiting)


def _child(node: yaml.Node | None, step: str | int) -> tuple[yaml.Node, int] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return value, key.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step].start_mark.line + 1
    return None


def _one_line(error: Exception) -> str:
    if isinstance(error, MarkedYAMLError | yaml.MarkedYAMLError):
        problem = (error.problem or error.context or "").partition("\n")[0]
        mark = error.problem_mark or error.context_mark
        return f"line {mark.line + 1}: {problem}" if mark else problem
    if isinstance(error, RecursionError):
        return "it nests too deeply"
    return " ".join(str(error).split())
