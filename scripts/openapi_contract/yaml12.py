"""The reading of YAML or JSON as plain JSON values, with the line of each."""

import gc
import json
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

import yaml

from openapi_contract.grammar import Pointer
from openapi_contract.json_data import JsonObject

# Aliases in YAML can expand to more than fits into memory.
MOST_VALUES = 500_000


class NotReadable(ValueError):
    """A text cannot be read; the reason follows the file's name."""


@contextmanager
def garbage_kept() -> Iterator[None]:
    """Suspend garbage collection, which would take most of the time while many small values are created."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class Text:
    """A parsed YAML or JSON text."""

    def __init__(self, data: bytes) -> None:
        """Parse the bytes. Raises `NotReadable`."""
        if b"\0" in data:
            raise NotReadable("is not text")
        try:
            self._text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise NotReadable(f"is not UTF-8, at byte {error.start}") from None
        self._node: yaml.Node | None = None
        try:
            self.value = _plain(self._parse(), [MOST_VALUES])
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = f" (line {mark.line + 1})" if mark else ""
            problem = _first_line(error.problem or error.context)
            raise NotReadable(f"is not YAML: {problem}{line}") from None
        except RecursionError:
            raise NotReadable("nests too deep") from None
        except MemoryError:
            raise NotReadable("has too many values, with its aliases written out") from None
        except (yaml.YAMLError, ValueError, TypeError, AttributeError) as error:
            raise NotReadable(f"is not YAML: {_first_line(error)}") from None

    def _parse(self) -> Any:
        if self._text.lstrip().startswith("{"):
            try:
                # A YAML parser takes much longer for JSON, and does not accept all of it.
                return json.loads(self._text, object_pairs_hook=_unique)
            except json.JSONDecodeError:
                pass  # it only begins like JSON, and is YAML
        self._node, value = compose(self._text, Yaml12)
        return value

    def line(self, pointer: Pointer) -> int:
        """Return the first line of a value, or of the nearest containing value."""
        if self._node is None:
            try:
                self._node, _ = compose(self._text, Yaml12)
            except (yaml.YAMLError, RecursionError):
                return 1
        node, line = self._node, 1
        for step in pointer:
            found = _child(node, step)
            if found is None:
                break
            node, line = found
        return line

    def as_written(self) -> Any:
        """Return the value again, as before other files were inlined."""
        return _plain(self._parse(), [MOST_VALUES])

    def as_yaml_1_1(self) -> Any:
        """Return the value that a reader of YAML 1.1 sees. Raises `NotReadable`."""
        try:
            return yaml.load(self._text, SafeLoader)
        except (yaml.YAMLError, ValueError) as error:
            raise NotReadable(f"is not YAML 1.1: {_first_line(error)}") from error


def compose(text: str, loader_class: Any) -> tuple[yaml.Node | None, Any]:
    """Return the syntax tree of a YAML text and its value."""
    loader = loader_class(text)
    try:
        node = loader.get_single_node()
        return node, None if node is None else loader.construct_document(node)
    finally:
        loader.dispose()


# The C loader, which every wheel of PyYAML has.
SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Yaml12(SafeLoader):  # type: ignore[misc]
    """A loader with the core schema of YAML 1.2, in which `no` and dates are strings."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, re.Pattern[str]]]]] = {}

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> Any:
        """Reject duplicate keys."""
        seen = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode) and not key.tag.endswith(":merge"):
                if key.value in seen:
                    problem = f'found duplicate key "{key.value}"'
                    raise yaml.constructor.ConstructorError(None, None, problem, key.start_mark)
                seen.add(key.value)
        return super().construct_mapping(node, deep)

    def construct_integer(self, node: yaml.ScalarNode) -> int:
        """Read an integer, decimal unless it begins with 0o or 0x."""
        text = node.value
        return int(text[2:], {"0o": 8, "0x": 16}[text[:2]]) if text[:2] in ("0o", "0x") else int(text)


CORE_SCHEMA = (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
    ("float", r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)", list("-+.")),
    ("merge", "<<", ["<"]),
)
for _tag, _pattern, _first in CORE_SCHEMA:
    Yaml12.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_pattern})$"), _first)
Yaml12.add_constructor("tag:yaml.org,2002:int", Yaml12.construct_integer)


def _unique(pairs: Iterable[tuple[str, Any]]) -> JsonObject:
    found: JsonObject = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f'found duplicate key "{key}"')
        found[key] = value
    return found


def _plain(value: Any, left: list[int]) -> Any:
    """Return a copy as JSON: keys are strings, and there is no NaN, no shared value and no cycle."""
    left[0] -= 1
    if left[0] < 0:
        raise MemoryError
    if isinstance(value, dict):
        return {_key(key): _plain(each, left) for key, each in value.items()}
    if isinstance(value, list | tuple | set):
        return [_plain(each, left) for each in value]
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float) and value - value == 0:
        return value
    return str(value)


def _key(key: object) -> str:
    return json.dumps(key) if key is None or isinstance(key, bool) else str(key)


def _first_line(error: object) -> str:
    return next(iter(str(error).strip().splitlines()), type(error).__name__)


def _child(node: yaml.Node | None, step: str | int) -> tuple[yaml.Node, int] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return value, key.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step].start_mark.line + 1
    return None
