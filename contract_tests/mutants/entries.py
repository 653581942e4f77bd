"""What a row of the catalogue says of a server, and how rows are written down."""

import inspect
from collections.abc import Callable
from typing import Any

from attrs import evolve, frozen
from starlette.types import ASGIApp

from mutants.lines import Line, in_process

Build = Callable[[], ASGIApp]
"""Makes a server anew: a state of its own for each run."""


@frozen
class Defect:
    """A server with one defect."""

    id: str
    wrong: str
    """What the server does that it should not, in a sentence."""
    rule: str
    """The id of the rule that must find it."""
    build: Build
    line: Line = in_process
    """How a test reaches it quickly; lines.py has the choice."""
    is_note: bool = False
    """Whether its rule is to list it as a note, which counts for nothing."""


@frozen
class Variant:
    """A correct server that is unlike the reference server."""

    id: str
    unlike: str
    """What it does otherwise, in a sentence that says why it may."""
    build: Build
    line: Line = in_process
    requests: int | None = 100
    """How many of the generated requests a test sends; None for all, if it depends on what is asked."""
    cases: int | None = None
    """How many cases of each rule a test tries; None for all. Few for a server that takes its time."""


SECONDS_TO_ANSWER = 2
"""How long a response of a server with a defect may take, so that one that hangs is found soon."""
TOO_SLOW = 2.6
"""Seconds after which a response comes too late."""

Row = tuple[str, str, Build] | tuple[str, str, Build, Line]
"""An id, a sentence, and how the server is made, perhaps with a line of its own to it."""


def found_by(rule: str, *rows: Row) -> tuple[Defect, ...]:
    """Return the defects that a rule must find."""
    return tuple(Defect(name, wrong, rule, *rest) for name, wrong, *rest in rows)


def noted_by(rule: str, *rows: Row) -> tuple[Defect, ...]:
    """Return the servers that a rule must list as notes, and not accuse."""
    return tuple(evolve(each, is_note=True) for each in found_by(rule, *rows))


def defect(rule: str, made: Callable[[Any], Build], line: Line = in_process) -> Callable[[Callable[..., Any]], Defect]:
    """Turn a function into the one defect that it is for: its name is the id, its docstring the sentence.

    >>> @defect("a_missing_key_is_refused", inside)
    ... def local_requests_need_no_key(app): ...

    Args:
        made: Makes the server of the function: `inside`, `with_memory`, or `step("authenticate")`.
    """

    def registered(function: Callable[..., Any]) -> Defect:
        name = function.__name__.replace("_", "-")
        return Defect(name, inspect.getdoc(function) or "", rule, made(function), line)

    return registered


def made_by(function: Callable[[], Build]) -> Build:
    """Make the server that a function without arguments returns, see `defect`."""
    return function()
