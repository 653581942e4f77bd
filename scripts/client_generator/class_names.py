"""Unique class names for schemas to which openapi-python-client would give the same name."""

import re
from collections import Counter
from typing import Any

from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError

from client_generator.faults import errors_of, placed
from openapi_contract.grammar import nodes
from openapi_contract.json_data import JsonObject
from openapi_contract.raw_document import RawDocument

CONFLICT = re.compile("conflicting enums named|duplicate models with name|Invalid property in union")


def give_unique_names(openapi: GeneratorData | GeneratorError, root: JsonObject, number: int) -> bool:
    """Rename the schemas of a prepared contract whose classes would have the name of another. Return whether any was.

    A title that gives the name goes, so that the place of the schema names the class; without one, a number does.
    """
    if isinstance(openapi, GeneratorError):
        return False
    found = [place for error, place in placed(errors_of(openapi), root) if CONFLICT.search(str(error.detail))]
    changed = False
    for place in found:
        document = RawDocument("", root)
        if document.target(place) is None:
            continue
        keys, schema = document.locate(place)
        around: Any = document.at(keys[:3])
        titled = [node.value for node in nodes(around, _kind(keys)) if node.at and "title" in node.value]
        is_component = len(keys) == 3 and keys[1] == "schemas"
        if "title" not in schema and (len(keys) > 3 or (is_component and not titled)):
            schema["title"] = f"{keys[-1]}_{number}"
            changed = True
            continue
        often = Counter(str(each["title"]) for each in titled)
        for each in [each for each in titled if often[str(each["title"])] > 1] or titled:
            del each["title"]
            changed = True
    return changed


def _kind(keys: tuple[str | int, ...]) -> str:
    return "operation" if keys[0] == "paths" else "schema"
