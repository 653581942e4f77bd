"""Reads a contract's text into JSON, or says in one line why it cannot be read."""

import json
import warnings
from collections.abc import Iterable
from typing import Any

from attrs import define, field
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from scripts.contract_diff.sources import BadInputError, Source
from scripts.contract_diff.structure import JsonObject

MOST_VALUES = 500_000
"""Aliases in YAML can stand for more than fits into memory."""


@define
class Contract:
    """A contract and the files that it refers to, each read when it is first asked for."""

    source: Source
    root: JsonObject
    files: dict[str, Any] = field(factory=dict)
    """The other files, by place."""

    @property
    def name(self) -> str:
        """What the user calls it."""
        return self.source.name

    @property
    def version(self) -> object:
        """Its info.version, which may be anything."""
        return self.root["info"].get("version")

    def file(self, place: str) -> Any:
        """The content of a file by its place; the contract's own is empty."""
        if not place:
            return self.root
        if place not in self.files:
            self.files[place] = parse(self.source.read_at(place), place)
        return self.files[place]

    def beside(self, place: str, other: str) -> str:
        """The place of a file that one at another place names."""
        if "://" in other and "://" not in self.source.place:
            raise BadInputError(f"{self.name} refers to {other}; only files beside the contract are followed")
        found = self.source.beside(place or self.source.place, other)
        return "" if found == self.source.place else found


def load(source: Source) -> Contract:
    """Reads a contract, which must be OpenAPI 3."""
    root = parse(source.read(), source.name)
    if not isinstance(root, dict):
        raise BadInputError(f"{source.name} is not OpenAPI: it is not a mapping")
    if "openapi" not in root:
        said = f"it says swagger: {root['swagger']}" if "swagger" in root else "it does not say `openapi:`"
        raise BadInputError(f"{source.name} is not OpenAPI 3: {said}")
    if not isinstance(root["openapi"], str) or not root["openapi"].startswith(("3.0.", "3.1.", "3.2.")):
        raise BadInputError(f"{source.name} is not OpenAPI 3.0, 3.1 or 3.2: it says openapi: {root['openapi']}")
    if not isinstance(root.get("info"), dict):
        raise BadInputError(f"{source.name} is not OpenAPI: it has no info")
    return Contract(source, root)


def parse(data: bytes, name: str) -> Any:
    """The JSON that YAML or JSON stands for."""
    if b"\0" in data:
        raise BadInputError(f"{name} is not text")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInputError(f"{name} is not UTF-8, at byte {error.start}") from None
    try:
        return plain(read_json(text) if text.lstrip().startswith("{") else read_yaml(text), [MOST_VALUES])
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = f" (line {mark.line + 1})" if mark else ""
        raise BadInputError(f"{name} is not YAML: {first_line(error.problem or error.context)}{line}") from None
    except RecursionError:
        raise BadInputError(f"{name} nests too deep") from None
    except MemoryError:
        raise BadInputError(f"{name} has too many values, with its aliases written out") from None
    except (YAMLError, ValueError, TypeError, AttributeError) as error:
        raise BadInputError(f"{name} is not YAML: {first_line(error)}") from None


def first_line(error: object) -> str:
    """The beginning of what an error says."""
    return next(iter(str(error).strip().splitlines()), type(error).__name__)


def read_json(text: str) -> Any:
    """JSON, which YAML's parser would take longer for, or not take at all; what only begins like it is YAML."""
    try:
        return json.loads(text, object_pairs_hook=unique)
    except json.JSONDecodeError:
        return read_yaml(text)


def unique(pairs: Iterable[tuple[str, Any]]) -> JsonObject:
    """An object no key of which comes twice."""
    found: JsonObject = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f'found duplicate key "{key}"')
        found[key] = value
    return found


def read_yaml(text: str) -> Any:
    """YAML 1.2, as the generator and Redocly read it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return YAML(typ="safe", pure=True).load(text)


def plain(value: Any, left: list[int]) -> Any:
    """A copy that is JSON: with strings for keys, dates as they are written, and no value shared or within itself."""
    left[0] -= 1
    if left[0] < 0:
        raise MemoryError
    if isinstance(value, dict):
        return {as_key(key): plain(each, left) for key, each in value.items()}
    if isinstance(value, list | tuple | set):
        return [plain(each, left) for each in value]
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float) and value - value == 0:
        return value
    return str(value)


def as_key(key: object) -> str:
    """A key as JSON has it."""
    return json.dumps(key) if key is None or isinstance(key, bool) else str(key)
