"""Progress of a large file while it is read: a bar on a terminal, else a line now and then."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

LARGE = 5_000_000
"""Bytes from which on a file takes long enough to wait for."""
SECONDS_BETWEEN_LINES = 10


@contextmanager
def bar(title: str, size: int | None) -> Iterator[Callable[[int], None] | None]:
    """Show how far a file of this size has been read, and yield what is to be told of it; None if nothing is shown."""
    if size is None or size < LARGE or sys.stderr is None:
        yield None
        return
    if not sys.stderr.isatty():
        yield _lines(title, size)
        return
    from rich.console import Console  # only a few runs need it, and it takes a tenth of a second
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    columns = TextColumn("{task.description}", markup=False), BarColumn(), DownloadColumn(), TimeRemainingColumn()
    with Progress(*columns, console=Console(stderr=True, markup=False), transient=True) as progress:
        task = progress.add_task(title, total=size)
        yield lambda completed: progress.update(task, completed=completed)


def _lines(title: str, size: int) -> Callable[[int], None]:
    """Return what writes to a log how far a file of this size has been read, now and then."""
    said = time.monotonic()

    def show(completed: int) -> None:
        nonlocal said
        if time.monotonic() - said >= SECONDS_BETWEEN_LINES:
            said = time.monotonic()
            with suppress(OSError):
                print(f"{title}: {completed / 1e6:,.0f} of {size / 1e6:,.0f} MB", file=sys.stderr, flush=True)

    return show
