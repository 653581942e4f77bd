"""What the rules are given: the target, the line to it, and the generated requests with their answers."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest

from contract_tests import contract
from contract_tests.conftest import SETTINGS
from contract_tests.provider import answers, cases, deviations
from contract_tests.provider.answers import Generated
from contract_tests.provider.registration import NoRegistration, NotInContract
from contract_tests.provider.settings import Settings
from contract_tests.provider.target import Target
from contract_tests.provider.traffic import BudgetSpent, Traffic
from contract_tests.reference_server.app import create_app
from contract_tests.reference_server.running import running
from contract_tests.reference_server.settings import Settings as ServerSettings

TRAFFIC = pytest.StashKey[Traffic]()
WATCH = pytest.StashKey[Callable[[int], None]]()


@pytest.fixture(scope="session")
def settings(pytestconfig: pytest.Config) -> Settings:
    """The settings of the run."""
    return pytestconfig.stash[SETTINGS]


@pytest.fixture(scope="session")
def target(settings: Settings) -> Iterator[Target]:
    """The server on trial: the one that was named, else a reference server that lives as long as the run."""
    if settings.base_url is not None and settings.api_key is not None and settings.agent_id is not None:
        yield Target(settings.base_url, settings.api_key, settings.agent_id)
        return
    server = ServerSettings()
    with running(create_app(server)) as base_url:
        yield Target(base_url, server.api_key, server.agent_id)


@pytest.fixture(scope="session")
def traffic(target: Target, settings: Settings, pytestconfig: pytest.Config) -> Iterator[Traffic]:
    """The line to the target."""
    budget = settings.max_requests
    if budget is not None and settings.base_url is not None:
        # scripts/conformance has asked for one call to see whether the server is there.
        budget -= 1
    line = Traffic(target, budget, settings.max_seconds, settings.limiter())
    line.watch = pytestconfig.stash.get(WATCH, None)
    pytestconfig.stash[TRAFFIC] = line
    yield line
    line.close()


@pytest.fixture(scope="session")
def known_call(traffic: Traffic) -> Mapping[str, Any]:
    """A registered call, which further requests may name; empty where the server registers none."""
    return _registered_call(traffic)


@pytest.fixture(scope="session")
def agent_version(known_call: Mapping[str, Any]) -> int | None:
    """A version of the agent that can be asked for, as far as the server tells one."""
    version = known_call.get("agent_version")
    return version if isinstance(version, int) and not isinstance(version, bool) else None


@pytest.fixture(scope="session")
def generated(
    traffic: Traffic, settings: Settings, known_call: Mapping[str, Any], agent_version: int | None
) -> Generated:
    """Sends the generated requests, once for all rules about them."""
    operations = list(contract.operations(contract.load()))
    named = {parameter["name"] for operation in operations for parameter in operation.parameters}
    deletes = any(operation.method == "DELETE" and operation.parameters for operation in operations)
    doomed_call = _registered_call(traffic) if deletes else {}
    known = cases.Known(
        traffic.target.agent_id,
        agent_version,
        {name: value for name, value in known_call.items() if name in named},
        {name: value for name, value in doomed_call.items() if name in named},
    )
    requests = cases.for_run(known, fuzzing=settings.profile.fuzzing, seed=settings.seed)
    if settings.profile.generated is not None:
        requests = cases.spread(requests, settings.profile.generated)
    return answers.send(requests, traffic)


def _registered_call(traffic: Traffic) -> Mapping[str, Any]:
    try:
        call = traffic.create().json()
    except (NoRegistration, ValueError, RecursionError):
        return {}
    return call if isinstance(call, dict) else {}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Judges every answer last, and leaves out the further cases of a rule where the profile has room for few."""
    rules = {getattr(item, "originalname", "").removeprefix("test_") for item in items}
    for name in deviations.unknown(config.stash[SETTINGS].deviations, rules):
        raise pytest.UsageError(f"error: DEVIATIONS names a rule that is not there: {name}")
    items.sort(key=lambda item: item.path.stem == "test_every_answer")
    most = config.stash[SETTINGS].profile.cases
    if most is not None:
        seen: Counter[object] = Counter()
        chosen = []
        for item in items:
            rule = getattr(item, "function", item)
            seen[rule] += 1
            if seen[rule] <= most:
                chosen.append(item)
        items[:] = chosen


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup() -> Iterator[None]:
    """A rule that cannot be put to the test is not broken: it was not checked."""
    try:
        return (yield)
    except (BudgetSpent, NotInContract) as reason:
        pytest.skip(str(reason))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Iterator[None]:
    """The same for a rule that runs out of requests on its way."""
    try:
        return (yield)
    except (BudgetSpent, NotInContract) as reason:
        pytest.skip(str(reason))
