"""Names for the classes of schemas that openapi-python-client would give the name of another class."""

import re
from typing import Any

from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError

from client_generator.faults import errors_of, placed
from openapi_contract.grammar import nodes
from openapi_contract.json_data import JsonObject
from openapi_contract.raw_document import RawDocument

CONFLICT = re.compile("conflicting enums named|duplicate models with name|Invalid property in union")


def tell_classes_apart(openapi: GeneratorData | GeneratorError, root: JsonObject, number: int) -> bool:
    """Name the schemas of a prepared contract anew whose classes have the name of another. Return whether any has.

    A title that gives the name goes, so that the place of the schema names the class; without one, a number does.
    """
    if isinstance(openapi, GeneratorError):
        return False
    found = [place for error, place in placed(errors_of(openapi), root) if CONFLICT.search(str(error.detail))]
    changed = False
    for place in found:
        keys, _ = RawDocument("", root).locate(place)
        around: Any = RawDocument("", root).at(keys[:3])
        titled = [node.value for node in nodes(around, _kind(keys)) if node.at and "title" in node.value]
        for schema in titled:
            del schema["title"]
        schema = RawDocument("", root).at(keys)
        if not titled and len(keys) > 3 and isinstance(schema, dict):
            schema["title"] = f"{keys[-1]}_{number}"
        changed = changed or bool(titled) or len(keys) > 3
    return changed


def _kind(keys: tuple[str | int, ...]) -> str:
    return "operation" if keys[0] == "paths" else "schema"
