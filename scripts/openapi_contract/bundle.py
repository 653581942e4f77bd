"""The inlining of parts of a contract in other files, so that all other modules see one document."""

import copy
import json
import posixpath
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin

from openapi_contract.grammar import HOLDS, SECTIONS, Node, nodes
from openapi_contract.json_data import JsonObject
from openapi_contract.yaml12 import NotReadable, Text

ReadFile = Callable[[str], bytes]
"""Returns the bytes of a file by its path relative to the contract. Raises `NotReadable`."""


def steps(fragment: str) -> list[str]:
    """Return the keys of a JSON pointer in a URI."""
    return [unquote(step).replace("~1", "/").replace("~0", "~") for step in fragment.split("/")[1:]]


def at(value: Any, keys: list[str]) -> Any:
    """Return the value at these keys. Raises `LookupError` if there is none."""
    for key in keys:
        value = value[int(key)] if isinstance(value, list) and key.isdigit() else value[key]
    return value


def bundle(root: JsonObject, read_file: ReadFile) -> None:
    """Replace each reference to another file, and each to an `$anchor`, by one to a component, in place.

    What cannot be a component, such as an operation, and a path item of another file are copied to the reference.
    Raises `NotReadable`.
    """
    follow_ids(root)
    _Bundle(root, read_file).take_in(root, "document", "")


def follow_ids(root: JsonObject) -> None:
    """Replace each reference to the `$id` of a schema, and each from the top of a schema with an `$id`, in place.

    A `#/…` that leads nowhere from there is read from the top of the contract, as most people mean it.
    """
    identified = {id(node.value): node for node in nodes(root) if _id_of(node) is not None}
    places = {urldefrag(_base_of(node))[0]: node for node in identified.values()}
    for node in nodes(root) if places else ():
        reference = node.value.get("$ref")
        around = next((each for each in _around(node) if id(each.value) in identified), None)
        if not isinstance(reference, str) or (around is None and reference.startswith("#")):
            continue
        address, fragment = urldefrag(urljoin(_base_of(node), reference))
        target = around if reference.startswith("#") else places.get(address)
        if target is not None and _leads_somewhere(target.value, fragment):
            node.value["$ref"] = "#" + "".join(_step(each) for each in target.at) + fragment


def _around(node: Node) -> list[Node]:
    """Return a node and those that contain it, the innermost first."""
    found = [node]
    while (around := found[-1].around) is not None:
        found.append(around)
    return found


def _id_of(node: Node) -> str | None:
    identifier = node.value.get("$id") if node.kind == "schema" else None
    return identifier if isinstance(identifier, str) else None


def _base_of(node: Node) -> str:
    """Return the base URI of references at a node; empty if no schema that contains it has an `$id`."""
    base = ""
    for each in reversed(_around(node)):
        base = urljoin(base, _id_of(each) or "")
    return base


def _leads_somewhere(value: Any, fragment: str) -> bool:
    if fragment and not fragment.startswith("/"):
        return False  # an anchor
    try:
        at(value, steps(fragment))
    except (LookupError, TypeError, ValueError):
        return False
    return True


def _step(key: str | int) -> str:
    return f"/{str(key).replace('~', '~0').replace('/', '~1')}"


def put_examples_in_place(root: JsonObject, read_file: ReadFile) -> None:
    """Replace the `externalValue` of each example by the `value` that its file has. Raises `NotReadable`."""
    for node in nodes(root):
        address = node.value.get("externalValue")
        if node.kind == "example" and isinstance(address, str) and "://" not in address:
            data = read_file(address)
            try:
                node.value["value"] = json.loads(data) if address.endswith(".json") else data.decode("utf-8")
            except (ValueError, RecursionError) as error:
                raise NotReadable(f"refers to {address}, which is invalid JSON: {error}") from error
            del node.value["externalValue"]


class _Bundle:
    """The contract's file and those that it refers to, each read once."""

    def __init__(self, root: JsonObject, read_file: ReadFile) -> None:
        self.root = root
        self.read_file = read_file
        self.files: JsonObject = {"": root}
        self.names: dict[tuple[str, str, str], str] = {}
        """References to the components into which parts of other files were inlined, by section, file and fragment."""
        self.taken_in: dict[int, JsonObject] = {}
        """The objects whose references are rewritten, by identity; kept, so that no other object gets the same one."""

    def take_in(self, value: JsonObject, kind: str, file: str) -> None:
        """Rewrite the references below an object of a file; the contract's own file is called ''."""
        for node in nodes(value, kind):
            if id(node.value) in self.taken_in:
                continue
            self.taken_in[id(node.value)] = node.value
            self._inline_maps(node, file)
            reference = node.value.get("$ref")
            if isinstance(reference, str):
                self._rewrite(node.value, node.kind, reference, file)
            discriminator = node.value.get("discriminator") if node.kind == "schema" else None
            mapping: Any = discriminator.get("mapping") if isinstance(discriminator, dict) else None
            for tag, target in list(mapping.items()) if isinstance(mapping, dict) else ():
                # A target without a `#` or an ending is the name of a component.
                if isinstance(target, str) and ("#" in target or posixpath.splitext(target)[1]):
                    mapping[tag] = self._local(target, "schema", file)

    def _inline_maps(self, node: Node, file: str) -> None:
        """Copy the maps of an object that are references themselves, such as all `properties` of a schema."""
        for keyword, (form, kind) in HOLDS.get(node.kind, {}).items():
            held = node.value.get(keyword) if form == "map" else None
            reference = held.get("$ref") if isinstance(held, dict) else None
            if isinstance(reference, str) and reference.partition("#")[0]:
                place, found = self._find(reference, file)
                node.value[keyword] = copy.deepcopy(found)
                for each in node.value[keyword].values():
                    if isinstance(each, dict):
                        self.take_in(each, kind, place)

    def _rewrite(self, value: JsonObject, kind: str, reference: str, file: str) -> None:
        inlined = kind == "path item" or kind not in SECTIONS
        if not inlined or not reference.partition("#")[0]:
            value["$ref"] = self._local(reference, kind, file)
            return
        place, found = self._find(reference, file)
        del value["$ref"]
        value.update(copy.deepcopy(found))
        self.taken_in.pop(id(value), None)
        self.take_in(value, kind, place)

    def _local(self, reference: str, kind: str, file: str) -> str:
        """Return the equivalent reference within the contract."""
        if "://" in reference:
            raise NotReadable(f"refers to {reference}: only files beside the contract are followed")
        address, _, fragment = reference.partition("#")
        place = self._place(address, file)
        if not place and fragment.startswith("/"):
            return f"#{fragment}"
        section = SECTIONS.get(kind)
        if section is None:
            raise NotReadable(f"refers to {reference} for {kind}, where OpenAPI knows no reference")
        key = section, place, fragment
        if key not in self.names:
            if not place:
                self.names[key] = self._anchor(fragment, reference)
                return self.names[key]
            _, found = self._find(reference, file)
            components = self.root.setdefault("components", {}).setdefault(section, {})
            keys = steps(fragment)
            stem = keys[-1] if keys else posixpath.splitext(posixpath.basename(place))[0]
            name = next(each for each in (stem, *(f"{stem}{n}" for n in range(2, 1_000))) if each not in components)
            self.names[key] = f"#/components/{section}/{name}"
            components[name] = copy.deepcopy(found)
            self.take_in(components[name], kind, place)
        return self.names[key]

    def _anchor(self, name: str, reference: str) -> str:
        for node in nodes(self.root):
            if name and node.kind == "schema" and node.value.get("$anchor") == name:
                return "#" + "".join(map(_step, node.at))
        raise NotReadable(f"refers to {reference}, which is not a place in it: write #/components/…")

    def _find(self, reference: str, file: str) -> tuple[str, JsonObject]:
        address, _, fragment = reference.partition("#")
        place = self._place(address, file)
        if place not in self.files:
            data = self.read_file(place)
            try:
                self.files[place] = Text(data).value
            except NotReadable as error:
                raise NotReadable(f"refers to {place}, which {error}") from None
        try:
            found = at(self.files[place], steps(fragment))
        except (LookupError, TypeError):
            found = None
        if not isinstance(found, dict):
            raise NotReadable(f"refers to {reference}, where there is no object")
        return place, found

    @staticmethod
    def _place(address: str, file: str) -> str:
        return posixpath.normpath(posixpath.join(posixpath.dirname(file), unquote(address))) if address else file
