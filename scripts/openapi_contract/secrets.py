"""Secrets: the values that the contract marks, and undocumented ones, by their names."""

import re
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from typing import Any

from openapi_contract.json_data import CONTAINERS, JsonObject
from openapi_contract.raw_document import RawDocument
from openapi_contract.schema import Schema

MARK = "x-secret"
"""The mark of a secret that is not a string, such as a map of headers; `false` means that a value is not secret."""
FORMAT = "password"
"""The `format` of a string that is a secret."""

# The last words of the name of a secret. A page token, which only continues a list, is not one.
NAME = re.compile(
    r"(?:^|.*[_\W])(?:(?<!page_)(?<!continuation_)token|secret|password|passwd|passphrase|credentials?|jwt|authorization"
    r"|cookie|(?:api|private|secret|access|signing|encryption)_?key)",
    re.DOTALL,
)
CAMEL_CASE = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")

MOST_REMEMBERED = 10_000
"""Maximum number of properties, by name and schemas, for which the result is cached."""
WITH_TEXT = frozenset({str, dict, list})
"""Types of JSON values that are strings or may contain some."""
NOTHING_KNOWN: tuple[Schema | None, ...] = (None,)


def is_marked(definition: Mapping[str, Any]) -> bool:
    """Return whether a schema as written is marked as secret."""
    return definition.get(MARK) is True or (definition.get("format") == FORMAT and definition.get(MARK) is not False)


def looks_secret(name: str) -> bool:
    """Return whether a property is a secret, judged only by its name."""
    return NAME.fullmatch(CAMEL_CASE.sub("_", name).replace("-", "_").lower()) is not None


@lru_cache(maxsize=16)
def marked_names(document: RawDocument) -> frozenset[str]:
    """Return the names of the properties that the contract marks; empty if it has no marks."""
    properties = (node for node in document.nodes if node.kind == "schema" and node.keyword == "properties")
    return frozenset(str(node.at[-1]) for node in properties if is_marked(document.resolve(node.value)))


def is_secret(schema: Schema | None, name: str, marked: Collection[str] = ()) -> bool:
    """Return whether a property is a secret.

    Args:
        schema: Its schema; None if there is none.
        name: Its name, which decides if there is no schema, or the contract has no marks.
        marked: The names of the properties that the contract marks anywhere.
    """
    if schema is not None and (marked or schema.definition.get(MARK) is False):
        return is_marked(schema.definition) or any(is_marked(each.definition) for each in schema.all_of)
    return name in marked or looks_secret(name)


def secrets_in(value: Any, schema: Schema | None, marked: Collection[str] = ()) -> Iterator[tuple[str, str]]:
    """Yield each text of a body that is a secret, with the name of its property; see `is_secret`."""
    known = frozenset(marked)
    # Values with the same schemas, such as the items of a list, are processed together.
    pending: list[tuple[list[Any], tuple[Schema, ...], str, bool]] = [([value], (schema,) if schema else (), "", False)]
    while pending:
        alike, schemas, name, in_secret = pending.pop()
        plain = _are_plain(schemas)
        for node in alike:
            applying = schemas if plain else tuple(inner for each in schemas for inner in each.applying(node))
            secret = in_secret or _is_marked(applying)
            if isinstance(node, dict):
                flat = not secret and CONTAINERS.isdisjoint(map(type, node.values()))
                if not flat or not _hold_none(applying, tuple(node), known):
                    pending += _texts(node, applying, secret, known)
            elif isinstance(node, list):
                items = tuple(each.items for each in applying if each.items is not None)
                pending.append((node, items, name, secret))
            elif isinstance(node, str) and secret:
                yield name, node


def _texts(
    node: JsonObject, applying: tuple[Schema, ...], secret: bool, marked: frozenset[str]
) -> Iterator[tuple[list[Any], tuple[Schema, ...], str, bool]]:
    """Yield the values of properties that may be or contain secret texts, as `secrets_in` looks at them."""
    for key, part in node.items():
        if type(part) in WITH_TEXT:
            inside, named, plain = _property(applying, key, marked)
            if secret or not plain or type(part) is not str:
                yield [part], inside, key, secret or named


@lru_cache(MOST_REMEMBERED)
def _property(applying: tuple[Schema, ...], name: str, marked: frozenset[str]) -> tuple[tuple[Schema, ...], bool, bool]:
    """Return the schemas of a property, whether they or its name make it a secret, and whether no text in it is one."""
    known = tuple(schema.properties[name] for schema in applying if name in schema.properties)
    free = () if known else tuple(each for each in map(_others, applying) if each is not None)
    named = not free and any(is_secret(each, name, marked) for each in known or NOTHING_KNOWN)
    inside = known or free
    return inside, named, not named and _are_plain(inside) and not _is_marked(inside)


@lru_cache(MOST_REMEMBERED)
def _hold_none(applying: tuple[Schema, ...], names: tuple[str, ...], marked: frozenset[str]) -> bool:
    """Return whether no string in one of these properties is a secret."""
    return all(plain for _, _, plain in (_property(applying, name, marked) for name in names))


@lru_cache(MOST_REMEMBERED)
def _are_plain(schemas: tuple[Schema, ...]) -> bool:
    """Return whether only these schemas apply to every value."""
    return not any(each.options or each.all_of for each in schemas)


@lru_cache(MOST_REMEMBERED)
def _is_marked(applying: tuple[Schema, ...]) -> bool:
    return any(is_marked(each.definition) for each in applying)


def _others(schema: Schema) -> Schema | None:
    # Where anything is allowed, what is in it is the user's own, at any depth.
    return schema.others if schema.definition else schema
