"""What a row of the catalogue says of a server."""

from collections.abc import Callable

from attrs import frozen
from starlette.types import ASGIApp

from contract_tests.faulty_servers.lines import Line, in_process


@frozen
class Defect:
    """A server with one defect.

    >>> Defect("any-key-will-do", "It asks for a key but does not look at it.", "a_wrong_key_is_refused", build)
    """

    id: str
    wrong: str
    """What the server does that it should not, in a sentence."""
    rule: str
    """The id of the rule that must find it: the name of its test without `test_`."""
    build: Callable[[], ASGIApp]
    """Makes the server anew: a state of its own for each run."""
    line: Line = in_process
    """How a test reaches it quickly; lines.py has the choice."""


@frozen
class Variant:
    """A correct server that is unlike the reference server."""

    id: str
    unlike: str
    """What it does otherwise, in a sentence that says why it may."""
    build: Callable[[], ASGIApp]
    line: Line = in_process
    requests: int | None = 100
    """How many of the generated requests a test sends; None for all, where it depends on what is asked."""
    cases: int | None = None
    """How many cases of each rule a test tries; None for all. Few for a server that takes its time."""
