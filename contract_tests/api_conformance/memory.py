"""The garbage collection of a command's process."""

import gc

THRESHOLDS = (20_000, 20, 50)
"""The thresholds of `gc.set_threshold`."""


def collect_seldom() -> None:
    """Collect garbage seldom, and ignore the loaded modules: a run keeps most of its objects until the end."""
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)


def collect_no_more() -> None:
    """Exclude all objects from the collection that Python makes at its end."""
    gc.freeze()
