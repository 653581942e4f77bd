"""A bar on the terminal while a large file is read. Where nobody looks on there is none."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

LARGE = 5_000_000
"""Bytes from which on a file takes long enough to wait for."""


@contextmanager
def bar(title: str, size: int | None) -> Iterator[Callable[[int], None] | None]:
    """Show how far a file of this size has been read, and yield what is to be told of it; None if nothing is shown."""
    if size is None or size < LARGE or sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # only a few runs need it, and it takes a tenth of a second
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    columns = TextColumn("{task.description}", markup=False), BarColumn(), DownloadColumn(), TimeRemainingColumn()
    with Progress(*columns, console=Console(stderr=True, markup=False), transient=True) as progress:
        task = progress.add_task(title, total=size)
        yield lambda completed: progress.update(task, completed=completed)
