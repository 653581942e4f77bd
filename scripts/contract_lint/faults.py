"""What breaks a rule of the contract."""

from collections.abc import Callable, Iterator

from attrs import frozen

from openapi_contract.document import Document, Pointer


@frozen
class Fault:
    """What breaks a rule, and where."""

    at: Pointer
    message: str


Rule = Callable[[Document], Iterator[Fault]]
