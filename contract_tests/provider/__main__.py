"""`scripts/conformance`: checks a server against the contract and says in its exit status what came of it."""

import argparse
import contextlib
import io
import os
import sys
from pathlib import Path
from typing import NoReturn

import pytest

from contract_tests.provider import settings
from contract_tests.provider.target import Target, Unreachable, check_reachable

ROOT = Path(__file__).resolve().parent.parent.parent
CONFORMS, DOES_NOT_CONFORM, COULD_NOT_BE_RUN = 0, 1, 2
REASONS: dict[int, str] = {
    pytest.ExitCode.INTERRUPTED: "interrupted",
    pytest.ExitCode.INTERNAL_ERROR: "the suite itself failed, see above",
    pytest.ExitCode.NO_TESTS_COLLECTED: "no rule has such a name",
}
EPILOG = """\
Each setting can also come from the environment: BASE_URL, PROFILE, SEED, RATE_LIMIT, MAX_REQUESTS, MAX_TIME,
DEVIATIONS, REPORTS, RETELL_AGENT_ID. The API key comes from RETELL_API_KEY alone, since command lines are not secret.
What is not known here goes to pytest, such as -k NAME (some rules only), -x (stop at the first broken rule) and -n 2.

exit status: 0 the server conforms, 1 it does not, 2 it could not be checked
"""


class CouldNotBeRun(Exception):
    """Says in one line why there is no verdict."""


class OneLineParser(argparse.ArgumentParser):
    """Says what is wrong with an option in one line."""

    def error(self, message: str) -> NoReturn:
        """Takes the place of the usage and the exit."""
        raise CouldNotBeRun(message)


def main(arguments: list[str]) -> int:
    """Runs the suite and writes the reports. Raises `CouldNotBeRun`."""
    parser = OneLineParser(
        prog="conformance",
        description="Check a server against the contract of POST /v2/create-web-call.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    for option in settings.OPTIONS:
        parser.add_argument(option.flag, metavar=option.metavar, help=option.help)
    options, for_pytest = parser.parse_known_args(arguments)

    try:
        run = settings.read(lambda destination: getattr(options, destination))
        if run.base_url is not None and run.api_key is not None and run.agent_id is not None:
            check_reachable(Target(run.base_url, run.api_key, run.agent_id))
        run.reports.mkdir(parents=True, exist_ok=True)
    except (settings.BadSetting, Unreachable) as error:
        raise CouldNotBeRun(str(error)) from error
    except OSError as error:
        raise CouldNotBeRun(f"the reports cannot be written: {error}") from error

    # A seed drawn by chance is drawn once, here, and not by each process of the run.
    options.seed = run.seed
    chosen = [
        f"{option.flag}={getattr(options, option.destination)}"
        for option in settings.OPTIONS
        if getattr(options, option.destination) is not None
    ]
    status, errors = run_pytest(
        [
            str(ROOT / "contract_tests" / "provider"),
            *("--conformance-report", f"--rootdir={ROOT}", f"--config-file={ROOT / 'pyproject.toml'}"),
            *("--disable-plugin-autoload", "-p", "xdist", "-p", "no:cacheprovider", "--dist=loadfile"),
            "--assert=plain",  # rules raise what they found; rewriting would cost seconds, as nothing is cached
            f"--junitxml={run.reports / 'junit.xml'}",
            *chosen,
            *for_pytest,
        ]
    )
    if status not in (CONFORMS, DOES_NOT_CONFORM):
        raise CouldNotBeRun(REASONS.get(status) or usage_error(errors) or f"pytest ended with {status}: {errors}")
    print(errors, file=sys.stderr, end="")
    return status


def run_pytest(arguments: list[str]) -> tuple[int, str]:
    """pytest's exit status, and what it wrote to standard error."""
    with contextlib.redirect_stderr(io.StringIO()) as errors:
        return pytest.main(arguments), errors.getvalue()


def usage_error(errors: str) -> str | None:
    """What pytest found wrong with its options, without the usage that it prints around it."""
    for line in errors.splitlines():
        for mark in ("error: ", "ERROR: "):
            if mark in line and "usage:" not in line:
                return line.partition(mark)[2]
    return None


if __name__ == "__main__":
    try:
        # Hypothesis keeps its tables of characters with the tools, since they take a second to make. Nothing else is
        # left outside the reports.
        os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = str(Path(sys.prefix) / "hypothesis")
        sys.exit(main(sys.argv[1:]))
    except CouldNotBeRun as reason:
        print(f"conformance: {' '.join(str(reason).split())}", file=sys.stderr)
        sys.exit(COULD_NOT_BE_RUN)
