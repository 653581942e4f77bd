"""The requests that schemathesis generates from a contract: its examples, its coverage phase, and random ones."""

import json
import os
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from attrs import frozen

from api_conformance.requests.cache import cached
from api_conformance.requests.drawing import Drawing, GenerationFailed, versions, without_security
from openapi_contract.json_data import JsonObject

COLLECTOR = Path(__file__).with_name("schemathesis_cases.py")
CHOSEN = ("test_valid_coverage", "test_invalid_coverage")
RANDOM = ("test_valid", "test_invalid")
"""Functions of the collector."""


@frozen
class Contracts:
    """The contracts from which requests are drawn."""

    random: JsonObject
    """The contract of the random requests."""
    valid: JsonObject
    """The contract of the examples, and of the valid requests of the coverage phase."""
    invalid: JsonObject
    """The contract of the invalid requests of the coverage phase."""


@frozen
class Part:
    """A part of the requests, which a process of its own draws."""

    given: str
    """The contract of its valid and of its invalid requests, the number of random requests, and the seed, as JSON."""
    tests: tuple[str, ...]
    """The functions of the collector that draw it."""

    def drawn(self, drawing: Drawing) -> list[JsonObject]:
        """Return the requests, from the cache if possible. Raises `GenerationFailed`."""
        return cached([self.given, *self.tests, *versions()], [COLLECTOR], lambda: _collected(self, drawing))


def parts(contracts: Contracts, *, fuzzing: int, seed: int) -> list[Part]:
    """Return the parts of the requests: those that do not depend on the seed, and the random ones, if there are any."""
    valid, invalid, random = map(without_security, (contracts.valid, contracts.invalid, contracts.random))
    chosen = Part(json.dumps({"valid": valid, "invalid": invalid, "fuzzing": 0, "seed": 0}), CHOSEN)
    if not fuzzing:
        return [chosen]
    given = {"valid": random, "invalid": random, "fuzzing": fuzzing, "seed": seed}
    return [chosen, Part(json.dumps(given), RANDOM)]


def cases(contracts: Contracts, drawing: Drawing, *, fuzzing: int, seed: int) -> list[JsonObject]:
    """Return the requests that schemathesis generates from these contracts. Raises `GenerationFailed`."""
    with ThreadPoolExecutor() as pool:
        try:
            every = pool.map(lambda part: part.drawn(drawing), parts(contracts, fuzzing=fuzzing, seed=seed))
            return [case for part in every for case in part]
        except GenerationFailed:
            raise
        except BaseException:
            drawing.stop()
            raise


def _collected(part: Part, drawing: Drawing) -> list[JsonObject]:
    with tempfile.TemporaryDirectory() as folder:
        contract, to = Path(folder) / "contract.json", Path(folder) / "cases.json"
        contract.write_text(part.given, encoding="utf-8")
        # In an empty folder, so that neither a conftest nor another module of this tree is loaded.
        collector = shutil.copy(COLLECTOR, folder)
        command = ["-m", "pytest", "--quiet"]
        command += [f"{collector}::{name}" for name in (*part.tests, "test_write")]
        command += ["-p", "no:cacheprovider", f"--rootdir={folder}", "-c", os.devnull]
        # Only these plugins: others may load modules, from whose constants Hypothesis draws.
        command += ["-p", "schemathesis.pytest.plugin", "-p", "_hypothesis_pytestplugin"]
        variables = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "CASES_OF": str(contract), "CASES_TO": str(to)}
        ended = drawing.run(command, folder, variables)
        try:
            found: list[JsonObject] = json.loads(to.read_text(encoding="utf-8"))
        except OSError:
            said = [line for line in ended.output.splitlines() if line.startswith(("E  ", "ERROR"))] or [ended.errors]
            reason = " ".join(said[-1].removeprefix("E  ").split()) or f"pytest ended with {ended.status}"
            raise GenerationFailed(f"schemathesis cannot generate requests: {reason}") from None
    return found
