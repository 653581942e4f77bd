"""A pytest plugin that notes what a run found and after how many requests; `scripts/test-faulty` adds it to each run.

It writes one JSON file, at the path in WITNESS: the rules that were broken with the number of the request that showed
it, and how many requests there were in all.
"""

import json
import os
from collections.abc import Generator
from pathlib import Path

import pytest

from contract_tests.provider.conftest import TRAFFIC
from contract_tests.provider.findings import RuleBroken

BROKEN: dict[str, int] = {}
ERRORS: dict[str, str] = {}


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Notes a broken rule, and an error of the suite."""
    report = yield
    exception = None if call.excinfo is None else call.excinfo.value
    rule = getattr(item, "originalname", item.name).removeprefix("test_")
    if isinstance(exception, RuleBroken):
        BROKEN[rule] = min(BROKEN.get(rule, 10**9), _number_of_request(item.config, exception))
    elif exception is not None and not isinstance(exception, pytest.skip.Exception):
        ERRORS[rule] = f"{type(exception).__name__}: {exception}"
    return report


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Writes the file."""
    traffic = session.config.stash.get(TRAFFIC, None)
    seen = {"broken": BROKEN, "errors": ERRORS, "requests": 0 if traffic is None else len(traffic.exchanges)}
    Path(os.environ["WITNESS"]).write_text(json.dumps(seen))


def _number_of_request(config: pytest.Config, broken: RuleBroken) -> int:
    """The place of the first request that shows it among all of the run; all of them, where there is no such."""
    exchanges = config.stash[TRAFFIC].exchanges
    places = {id(exchange): place for place, exchange in enumerate(exchanges, 1)}
    numbers = [places[id(finding.exchange)] for finding in broken.findings if id(finding.exchange) in places]
    return min(numbers, default=len(exchanges))
