"""The progress of reading a large file: a bar on a terminal, else a line from time to time."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

LARGE = 5_000_000
"""Size in bytes from which progress is shown."""
SECONDS_BETWEEN_LINES = 10


@contextmanager
def bar(title: str, size: int | None) -> Iterator[Callable[[int], None] | None]:
    """Show the progress of a file of this size, and yield a function that updates it; None if nothing is shown."""
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
    """Return a function that logs the progress of a file of this size from time to time."""
    said = time.monotonic()

    def show(completed: int) -> None:
        nonlocal said
        if time.monotonic() - said >= SECONDS_BETWEEN_LINES:
            said = time.monotonic()
            with suppress(OSError):
                print(f"{title}: {completed / 1e6:,.0f} of {size / 1e6:,.0f} MB", file=sys.stderr, flush=True)

    return show
