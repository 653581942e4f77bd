"""Whole runs against servers that listen on loopback, without reports."""

from collections.abc import Mapping

from attrs import evolve

from api_conformance import settings as run_settings
from api_conformance.endpoint import Endpoint
from api_conformance.open_run import open_run
from api_conformance.preflight import preflight
from api_conformance.results.summary import Summary
from api_conformance.rule import rules_of
from api_conformance.run_checks import run_checks


def whole_run(endpoint: Endpoint, environment: Mapping[str, str], **options: str) -> Summary:
    """Return the results of all checks of an API. Raises `NoVerdict` if the server cannot be judged.

    Args:
        environment: The variables with the credentials.
        options: Settings by their names, such as `base_url`.
    """
    settings = run_settings.read(endpoint, options.get, environment)
    rules = rules_of(endpoint.checks)
    with open_run(settings) as run:
        absent = preflight(run)
        settings = evolve(settings, document=run.offered, not_offered=tuple(absent))
        return run_checks(run, settings, rules.values(), of=len(rules), emit=lambda _: None, at_first=False)
