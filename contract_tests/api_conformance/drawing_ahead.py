"""The drawing of requests in the background, while the first checks of a run are made."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from threading import Thread

from api_conformance.requests import cache, generation, sequences
from api_conformance.rule import Rule
from api_conformance.run import Run


@contextmanager
def drawn_ahead(run: Run, rules: Collection[Rule]) -> Iterator[None]:
    """Draw the requests that these rules need in the background, and end that with the block.

    The rule that needs them finds them in the cache, or waits there for them. It makes them itself if that failed, so
    that it reports the reason.
    """
    threads = [Thread(target=_quietly, args=(draw,), daemon=True) for draw in _draws(run, rules)]
    try:
        for each in threads:
            each.start()
        yield
    finally:
        run.drawing.stop()
        for each in threads:
            each.join()


def _draws(run: Run, rules: Collection[Rule]) -> list[Callable[[], object]]:
    """Return the functions that draw the requests; none if their results would be lost."""
    found: list[Callable[[], object]] = []
    # What fails here fails again in the rule that needs the requests, which reports it.
    with suppress(Exception):
        if not cache.is_shared():
            return []
        if run.profile.linked and any(each.draws and not each.needs_generated for each in rules):
            found.append(partial(sequences.drawn, run.sequences_to_draw(), run.drawing))
        if run.profile.generated is None and run.sent is None and any(each.needs_generated for each in rules):
            parts = generation.to_draw(run.offered, run.known, fuzzing=run.profile.fuzzing, seed=run.seed)
            found += [partial(each.drawn, run.drawing) for each in parts]
    return found


def _quietly(draw: Callable[[], object]) -> None:
    with suppress(Exception):
        draw()
