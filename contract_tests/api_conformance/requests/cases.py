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


@frozen
class Part:
    """A part of the requests, which a process of its own draws."""

    given: str
    """The contract, the number of random requests, and the seed, as JSON."""
    tests: tuple[str, ...]
    """The functions of the collector that draw it."""

    def drawn(self, drawing: Drawing) -> list[JsonObject]:
        """Return the requests, from the cache if possible. Raises `GenerationFailed`."""
        return cached([self.given, *self.tests, *versions()], [COLLECTOR], lambda: _collected(self, drawing))


def parts(root: JsonObject, *, fuzzing: int, seed: int) -> list[Part]:
    """Return the parts of the requests: those that do not depend on the seed, and the random ones, if there are any."""
    without_key = without_security(root)
    chosen = Part(json.dumps({"document": without_key, "fuzzing": 0, "seed": 0}), ("test_chosen",))
    random = json.dumps({"document": without_key, "fuzzing": fuzzing, "seed": seed})
    return [chosen, *([Part(random, ("test_valid", "test_invalid"))] if fuzzing else [])]


def cases(root: JsonObject, drawing: Drawing, *, fuzzing: int, seed: int) -> list[JsonObject]:
    """Return the requests that schemathesis generates from a contract. Raises `GenerationFailed`."""
    with ThreadPoolExecutor() as pool:
        try:
            every = pool.map(lambda part: part.drawn(drawing), parts(root, fuzzing=fuzzing, seed=seed))
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
