"""One recorded response, whatever file it is from."""

from attrs import field, frozen

from api_conformance.allowances import RequestFacts
from api_conformance.strict_json import Parsed
from openapi_contract.operations import Operation


@frozen
class Recording:
    """One recorded response."""

    number: int
    """The line of the file, the entry of the HAR or the item of the list, from 1 on; 0 for a file that is one body."""
    operation: Operation | None
    """None if it is to be found by what fits."""
    status: int | None
    content: bytes | str | None = field(repr=False)
    """None if the HAR has left it out."""
    content_type: str | None = None
    """None if it is not known, as of a bare body."""
    request: RequestFacts | None = None
    parsed: Parsed | None = field(default=None, repr=False)
    """The body, if it was parsed when the file was read."""
    envelope: tuple[str, ...] = ()
    """The place of the call in a webhook's body."""
    credential: str = field(default="", repr=False)
    """Credentials of the request, to be masked."""
    odd_headers: int = 0
    """Number of headers that the HAR has without a name or a value."""
    echoes_half_pairs: bool = False
    """True if the request had half a surrogate pair, which may come back so."""
