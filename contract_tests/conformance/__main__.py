"""`scripts/conformance`: checks a server against the contract and says in its exit status what came of it."""

import argparse
import contextlib
import io
import os
import signal
import sys
import tempfile
from pathlib import Path
from types import FrameType
from typing import NoReturn

import pytest
from attrs import evolve

from contract_tests.conformance import run_settings
from contract_tests.conformance.network import BadNetwork
from contract_tests.conformance.probe import NoVerdict, probe
from contract_tests.conformance.reports.plugin import FILES, RuleReporter
from contract_tests.conformance.run import Run
from contract_tests.conformance.run_settings import Settings
from contract_tests.conformance.starting import started

ROOT = Path(__file__).resolve().parent.parent.parent
CONFORMS, DOES_NOT_CONFORM, NO_VERDICT = 0, 1, 2
REASONS: dict[int, str] = {
    pytest.ExitCode.INTERNAL_ERROR: "the suite itself failed, see above",
    pytest.ExitCode.NO_TESTS_COLLECTED: "no rule has such a name",
}
EPILOG = """\
Each setting can also come from the environment: {variables}.
The API key comes from RETELL_API_KEY alone, since command lines are not secret. Proxies come from HTTPS_PROXY,
HTTP_PROXY, ALL_PROXY and NO_PROXY. Unknown options are passed to pytest, such as -k NAME (some rules only), -x (stop at
the first broken rule) and -n 2.

exit status: 0 every rule that was to be checked is kept; 1 a rule is broken; 2 there is no verdict, said in one line
"""


# The options that may come several times, and what stands between their values in the environment.
SEVERAL = {"--header": "\n", "--operation": ","}


class OneLineParser(argparse.ArgumentParser):
    """Says what is wrong with an option in one line."""

    def error(self, message: str) -> NoReturn:
        """Take the place of the usage and the exit."""
        raise NoVerdict(message)


def main(arguments: list[str]) -> int:
    """Run the suite and write the reports. Raises `NoVerdict`."""
    settings, for_pytest = parse(arguments)
    prepare_reports(settings.reports)
    try:
        with started(settings) as run:
            absent = probe(run, settings.operations)
            if absent:
                for_pytest.append(f"--operation={','.join(each.id for each in run.operations)}")
            settings = evolve(settings, document=run.document, not_offered=tuple(absent))
            return check(run, settings, for_pytest)
    except BadNetwork as error:
        raise NoVerdict(str(error)) from error


def parse(arguments: list[str]) -> tuple[Settings, list[str]]:
    """Return the settings, and the options for pytest. Raises `NoVerdict`."""
    parser = OneLineParser(
        prog="conformance",
        description="Check a server against the contract of Retell AI's web calls.",
        epilog=EPILOG.format(variables=", ".join(option.variable for option in run_settings.OPTIONS)),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    for option in run_settings.OPTIONS:
        action = "append" if option.flag in SEVERAL else "store"
        parser.add_argument(option.flag, metavar=option.metavar, help=option.help, action=action)
    options, for_pytest = parser.parse_known_args(arguments)
    for flag, between in SEVERAL.items():
        given = getattr(options, flag.removeprefix("--"))
        setattr(options, flag.removeprefix("--"), None if given is None else between.join(given))
    try:
        settings = run_settings.read(lambda destination: getattr(options, destination))
    except run_settings.BadSetting as error:
        raise NoVerdict(str(error)) from error
    # For the processes of `-n`, which read their settings from what pytest hands on.
    options.seed = settings.seed
    for option in run_settings.OPTIONS:
        value = getattr(options, option.destination)
        if value is not None:
            for_pytest.append(f"{option.flag}={value}")
    return settings, for_pytest


def prepare_reports(folder: Path) -> None:
    """Make the folder, and remove what an earlier run left in it, before anything is sent. Raises `NoVerdict`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in FILES:
            (folder / name).unlink(missing_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"\0" * 65_536)
    except OSError as error:
        raise NoVerdict(f"the reports cannot be written: {error.strerror}: {error.filename or folder}") from error


def check(run: Run, settings: Settings, for_pytest: list[str]) -> int:
    """Check the rules by pytest, and return the exit status. Raises `NoVerdict`."""
    reporter = RuleReporter(settings, run)
    processes = any(each.startswith(("-n", "--numprocesses")) for each in for_pytest)
    if processes and (settings.rate_limit or settings.max_requests):
        raise NoVerdict("RATE_LIMIT and MAX_REQUESTS hold for one process: leave -n out")
    arguments = [
        str(ROOT / "contract_tests" / "conformance" / "test_rules.py"),
        *(f"--rootdir={ROOT}", f"--config-file={os.devnull}", "--import-mode=importlib", "-p", "no:cacheprovider"),
        *("--disable-plugin-autoload", "-p", "contract_tests.conformance.reports.plugin"),
        # it collects garbage at the end, which takes a tenth of a second
        *("-p", "no:unraisableexception"),
        # rules raise what they found; rewriting asserts would cost seconds, as nothing is cached
        "--assert=plain",
        *(("-p", "xdist") if processes else ()),
        *for_pytest,
        *(("--dist=loadscope",) if processes else ()),
    ]

    def interrupt(_signal: int, _frame: FrameType | None) -> None:
        # What other threads were about to send is not sent any more, and the reports are still written.
        run.traffic.stop.set()
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, interrupt)
    signal.signal(signal.SIGINT, interrupt)
    with contextlib.redirect_stderr(io.StringIO()) as captured:
        status = pytest.main(arguments, plugins=[reporter])
    errors = captured.getvalue()
    if status in REASONS or status == pytest.ExitCode.USAGE_ERROR:
        raise NoVerdict(usage_error(errors) or REASONS.get(status) or f"pytest ended with {status}: {errors}")
    print(errors, file=sys.stderr, end="")
    if reporter.summary.broken:
        return DOES_NOT_CONFORM
    if reason := reporter.failed or reporter.summary.no_verdict:
        raise NoVerdict(reason)
    return CONFORMS


def usage_error(errors: str) -> str | None:
    """Return what pytest found wrong with its options, without the usage that it prints around it."""
    for line in errors.splitlines():
        for mark in ("error: ", "ERROR: "):
            if mark in line and "usage:" not in line:
                return line.partition(mark)[2]
    return None


def _one_line(reason: object) -> str:
    return " ".join(str(reason).split())


def console() -> NoReturn:
    """Run the command, and exit as it says."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that knows ASCII alone is no reason to fail.
            stream.reconfigure(errors="backslashreplace")
    try:
        sys.exit(main(sys.argv[1:]))
    except NoVerdict as reason:
        print(f"conformance: {_one_line(reason)}", file=sys.stderr)
    except KeyboardInterrupt:
        print("conformance: the run was interrupted", file=sys.stderr)
    sys.exit(NO_VERDICT)


if __name__ == "__main__":
    console()
