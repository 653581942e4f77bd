"""Which server is on trial, with which key, and how hard it is tried."""

import pytest

from contract_tests.provider import settings


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds the settings of a conformance run to pytest's own options."""
    group = parser.getgroup("conformance", "conformance of a server with the contract")
    for option in settings.OPTIONS:
        group.addoption(option.flag, metavar=option.metavar, help=f"{option.help} (or {option.variable})")
    group.addoption("--conformance-report", action="store_true", help="report by rule, as scripts/conformance does")


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Reads the settings once, and has the run reported by rule where asked."""
    try:
        config.stash[SETTINGS] = settings.read(config.getoption)
    except settings.BadSetting as error:
        raise pytest.UsageError(str(error)) from error
    chosen = config.stash[SETTINGS]
    if config.getoption("numprocesses", None) and (chosen.rate_limit or chosen.max_requests):
        raise pytest.UsageError("RATE_LIMIT and MAX_REQUESTS hold for one process: leave -n out")
    if config.getoption("--conformance-report"):
        from contract_tests.provider.reporting import RuleReporter

        config.pluginmanager.register(RuleReporter(chosen), "conformance-report")


SETTINGS = pytest.StashKey[settings.Settings]()
