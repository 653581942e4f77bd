"""Settings of all tests: none fails because the machine is slow, and garbage is collected less often.

Looking for garbage among objects that stay until the end took a sixth of the CPU time.
"""

import gc

from hypothesis import HealthCheck, settings

settings.register_profile("any speed", settings.default, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any speed")


def pytest_collection_finish() -> None:
    """Leave all that is loaded before the first test out of what is looked through, and look less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
