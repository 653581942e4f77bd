"""Locustfile of the benchmark: each process writes its CPU seconds and its requests into the folder that COST names."""

import json
import os
import time
from pathlib import Path
from typing import Any

from locust import events, task

from retell_conformance.load.callers import CallUser


class Caller(CallUser):
    """Registers calls and reads each."""

    @task
    def register_and_read(self) -> None:
        """Send the two requests."""
        call = self.register()
        if call is not None:
            self.read(call)


STARTED: list[float] = []
REQUESTS = [0]


@events.request.add_listener  # Locust's own statistics are emptied with each report to the master
def count(**_: Any) -> None:
    """Count a request."""
    REQUESTS[0] += 1


@events.test_start.add_listener
def start(**_: Any) -> None:
    """Begin to measure."""
    STARTED[:], REQUESTS[:] = [time.process_time()], [0]


@events.test_stop.add_listener
def stop(environment: Any, **_: Any) -> None:
    """Write the figures."""
    seconds = time.process_time() - STARTED[0]
    figures = {"runner": type(environment.runner).__name__, "cpu": seconds, "requests": REQUESTS[0]}
    (Path(os.environ["COST"]) / f"{os.getpid()}.json").write_text(json.dumps(figures))
