"""A recorded response, of any file format."""

from attrs import field, frozen

from api_conformance.allowances import RequestFacts
from api_conformance.strict_json import Parsed
from openapi_contract.operations import Operation


@frozen
class Recording:
    """A recorded response."""

    number: int
    """The number of the line, the entry of the HAR or the item of the list, from 1; 0 for a file with one body."""
    operation: Operation | None
    """None to use the best fit."""
    status: int | None
    content: bytes | str | None = field(repr=False)
    """None if the HAR omits it."""
    content_type: str | None = None
    """None if it is not known, for instance for a bare body."""
    request: RequestFacts | None = None
    parsed: Parsed | None = field(default=None, repr=False)
    """The body, if it was parsed while reading the file."""
    envelope: tuple[str, ...] = ()
    """The place of the call in a webhook's body."""
    credential: str = field(default="", repr=False)
    """The credentials of the request, which are masked."""
    odd_headers: int = 0
    """Number of headers without a name or a value in the HAR."""
    echoes_half_pairs: bool = False
    """True if the request had half a surrogate pair, which the response may echo."""
