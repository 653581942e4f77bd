"""The tables that mutants and conforming servers are written in."""

import re
from collections.abc import Iterator, Mapping

from attrs import frozen

from mutants.entries import Build, Defect, Variant
from mutants.lines import Line, in_process


@frozen
class Server:
    """A server of a table, and how a test tries it."""

    build: Build
    line: Line = in_process
    """How a test reaches it quickly; lines.py has the choice."""
    requests: int | None = 100
    """Number of generated requests that a test sends to a conforming server; None for all."""
    cases: int | None = None
    """Number of cases of each check that a test tries on a conforming server; None for all."""


Rows = Mapping[str, Build | Server]
"""Servers by the sentence that says what each does; the sentence begins with a verb and has no full stop."""
Table = Mapping[str, Rows]
"""Rows by the id of the check that must kill them."""


def id_of(sentence: str) -> str:
    """Return the id that a sentence has: its letters and digits, joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", sentence.lower()).strip("-")


def mutants(table: Table, *, are_notes: bool = False) -> Iterator[Defect]:
    """Yield the mutants of a table."""
    for check, rows in table.items():
        for sentence, row in rows.items():
            server = row if isinstance(row, Server) else Server(row)
            yield Defect(id_of(sentence), sentence, check, server.build, server.line, are_notes)


def conforming_servers(rows: Rows) -> Iterator[Variant]:
    """Yield the conforming servers of a table."""
    for sentence, row in rows.items():
        server = row if isinstance(row, Server) else Server(row)
        yield Variant(id_of(sentence), sentence, server.build, server.line, server.requests, server.cases)
