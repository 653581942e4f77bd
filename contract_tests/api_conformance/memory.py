"""Garbage collection in the process of a command."""

import gc

THRESHOLDS = (20_000, 20, 50)
"""For each generation how many objects more, or collections of the one before, there are until it is collected."""


def collect_seldom() -> None:
    """Leave alone what is loaded, and look for garbage seldom: a run keeps most of what it makes until it ends."""
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)


def collect_no_more() -> None:
    """Leave alone all that there is, of which nothing outlives the process: Python looks through it at its end."""
    gc.freeze()
