"""The model of a contract: its operations and its schemas, built when it is read, and immutable."""

from collections.abc import Collection
from functools import lru_cache
from pathlib import Path

from attrs import Factory, evolve, field, frozen

from openapi_contract import raw_document
from openapi_contract.operations import Operation, operations_of, webhooks_of
from openapi_contract.raw_document import RawDocument
from openapi_contract.schema import Schema, Schemas, schemas_of


@frozen(eq=False)
class Document(RawDocument):
    """A valid OpenAPI document. Creating one from an invalid document raises `Unreadable`."""

    schemas: Schemas = field(default=Factory(schemas_of, takes_self=True), repr=False)
    operations: tuple[Operation, ...] = field(
        default=Factory(lambda self: operations_of(self, self.schemas), takes_self=True), repr=False
    )
    """The operations in document order."""
    webhooks: tuple[Operation, ...] = field(
        default=Factory(lambda self: webhooks_of(self, self.schemas), takes_self=True), repr=False
    )
    """The requests that the API sends to its users, in document order."""

    def schema(self, written: object) -> Schema:
        """Return the schema of a definition: an object, perhaps with a `$ref` into the document, or a boolean."""
        return self.schemas.of(written)

    def without(self, left_out: Collection[Operation]) -> "Document":
        """Return the document without these operations; links to them may remain."""
        paths = {path: dict(item) for path, item in self.root.get("paths", {}).items()}
        for operation in left_out:
            paths.get(operation.path, {}).pop(operation.method.lower(), None)
        root = {**self.root, "paths": {path: item for path, item in paths.items() if item}}
        return evolve(self, root=root, operations=tuple(each for each in self.operations if each not in left_out))


def read(file: Path, *, examples: bool = True) -> Document:
    """Read a contract, which must be OpenAPI 3. An unchanged file is read once. Raises `Unreadable`.

    Args:
        examples: True to read examples in files of their own.
    """
    return laid_out(raw_document.read(file, examples=examples))


@lru_cache(maxsize=16)
def laid_out(raw: RawDocument) -> Document:
    """Return the model of a document. Raises `Unreadable` if it is invalid."""
    return Document(raw.name, raw.root, raw.text)


@lru_cache(maxsize=1_000)
def operation_for(document: Document, method: str, path: str) -> Operation | None:
    """Return the operation that takes a request; if the paths of several match, the one with the fewest variables."""
    fitting = (each for each in document.operations if each.takes(method, path))
    return min(fitting, key=lambda each: each.path.count("{"), default=None)
