"""The faults of a contract."""

from collections.abc import Callable, Iterator

from attrs import frozen

from openapi_contract.grammar import Pointer
from openapi_contract.raw_document import RawDocument


@frozen
class Fault:
    """A broken rule, and its place."""

    at: Pointer
    message: str


Rule = Callable[[RawDocument], Iterator[Fault]]
