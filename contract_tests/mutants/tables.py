"""Mutants and conforming servers, and the tables that they are written in."""

import re
from collections.abc import Callable, Iterator, Mapping

from attrs import frozen
from starlette.types import ASGIApp

from mutants.serve import Line, in_process

Build = Callable[[], ASGIApp]
"""Makes a server, with its own state for each run."""
SECONDS_TO_ANSWER = 2
"""Timeout for a response of a mutant in seconds, so that one that hangs is found soon."""
TOO_SLOW = 2.6
"""Seconds after which a response is too late."""


@frozen
class Server:
    """A server of a table, and the way to test it."""

    build: Build
    line: Line = in_process
    """The connection between a test and the server, see serve.py."""
    requests: int | None = 100
    """Number of generated requests that a test sends to a conforming server; None for all."""
    chosen: bool = False
    """True if a test sends chosen values: since less is known of it, schemathesis would generate all again."""
    cases: int | None = None
    """Number of cases of each check that a test tries on a conforming server; None for all."""


Rows = Mapping[str, Build | Server]
"""Servers, by a sentence that describes each; the sentence begins with a verb and has no full stop."""
Table = Mapping[str, Rows]
"""Rows by the id of the check that must kill them."""


@frozen
class Entry:
    """A server of the catalogue."""

    sentence: str
    server: Server

    @property
    def id(self) -> str:
        """The letters and digits of the sentence, joined by hyphens."""
        return re.sub(r"[^a-z0-9]+", "-", self.sentence.lower()).strip("-")


@frozen
class ConformingServer(Entry):
    """A correct server that is unlike the reference server."""


@frozen
class Mutant(Entry):
    """A server with one defect."""

    check: str
    """The id of the check that must kill it."""
    is_note: bool = False
    """True if the check must report it as a note, which is not a failure."""


def mutants(table: Table, *, are_notes: bool = False) -> Iterator[Mutant]:
    """Yield the mutants of a table."""
    for check, rows in table.items():
        for sentence, row in rows.items():
            yield Mutant(sentence, row if isinstance(row, Server) else Server(row), check, are_notes)


def conforming_servers(rows: Rows) -> Iterator[ConformingServer]:
    """Yield the conforming servers of a table."""
    for sentence, row in rows.items():
        yield ConformingServer(sentence, row if isinstance(row, Server) else Server(row))
