"""Tests of the reports for programs: report.json, SARIF and JUnit, read as other programs read them."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import jsonschema
import junitparser
import pytest
from attrs import evolve

from api_conformance.events import Consumers, RunEnded
from api_conformance.finding import Finding
from api_conformance.reports import files, sarif
from openapi_contract.json_data import JsonObject
from repository import CONTRACT
from retell_conformance.tests.conftest import Conformance
from retell_conformance.tests.ended_runs import RULE, ended, exchange, response
from retell_conformance.tests.report_schema import assert_valid

SCHEMAS = Path(sys.prefix) / "published-schemas"
JUNIT_OF_JENKINS = (
    "https://raw.githubusercontent.com/jenkinsci/xunit-plugin/master"
    "/src/main/resources/org/jenkinsci/plugins/xunit/types/model/xsd/junit-10.xsd"
)
SARIF = shutil.which("sarif", path=str(Path(sys.executable).parent)) or shutil.which("sarif")


def broken() -> list[Finding]:
    """Return two findings: for a registered call, and for one that is read."""
    read = exchange(b"", response(500))
    read.request.method, read.request.url = "GET", read.request.url.copy_with(path="/v2/get-call/call_1")
    return [
        Finding("a status below 500", "status 500", exchange(b'{"n": 1}', response()), case="a case"),
        Finding("a status below 500", "status 500", read, why="at /agent_id"),
    ]


def reports(end: RunEnded, folder: Path) -> Path:
    """Write all files of a run that has ended into a folder, and return it."""
    deliver = Consumers(files.consumers(folder))
    deliver(end)
    assert deliver.failures == {}
    return folder


def published(address: str) -> str:
    """Return a published schema, loaded once; skip the test if that fails."""
    kept = SCHEMAS / address.rpartition("/")[2]
    if not kept.exists():
        try:
            with urlopen(address, timeout=20) as answer:
                content = answer.read()
        except (URLError, TimeoutError) as error:
            pytest.skip(f"{address} cannot be loaded: {error}")
        SCHEMAS.mkdir(exist_ok=True)
        kept.write_bytes(content)
    return kept.read_text(encoding="utf-8")


def sarif_run(folder: Path) -> JsonObject:
    (run,) = json.loads((folder / "report.sarif").read_text())["runs"]
    return dict(run)


@pytest.mark.parametrize(
    ("selected", "left"),
    [
        (4, "The run was interrupted before the other 3."),
        (2, "The run was interrupted before the last one."),
        (1, "The run was interrupted."),  # one of several shards, of which another made all checks
    ],
)
def test_the_verdict_of_an_interrupted_run_names_the_number_of_rules_that_are_left(
    selected: int, left: str, tmp_path: Path
) -> None:
    end = ended(broken(), tmp_path)
    end.summary.selected, end.summary.interrupted = selected, True
    written = json.loads((reports(end, tmp_path) / "report.json").read_text())

    assert written["verdict"]["sentence"] == f"The server does not conform: 1 of 1 rules is broken. {left}"


def test_the_json_report_fits_its_schema(conformance: Conformance, tmp_path: Path) -> None:
    run = conformance("--profile", "smoke")
    report = json.loads((tmp_path / "reports" / "report.json").read_text())

    assert run.returncode == 0, run.stderr
    assert_valid(report)
    assert report["verdict"]["kind"] == "conforms"
    assert report["counts"]["passed"] == len([each for each in report["checks"] if each["result"] == "passed"])
    assert {each["operation"] for each in report["requests"]["latency"]} >= {"createWebCallV3", "getCall"}


def test_the_json_report_has_the_content_of_the_page(tmp_path: Path) -> None:
    report = json.loads((reports(ended(broken(), tmp_path), tmp_path) / "report.json").read_text())

    assert report["verdict"]["kind"] == "does_not_conform"
    assert [each["check"] for each in report["findings"]] == [RULE.id] * 2
    assert {each["operation"] for each in report["findings"]} == {"createWebCallV3", "getCall"}
    assert report["requests"]["statuses"] == {"500": 2}
    (cause,) = report["causes"]
    assert cause["checks"] == [RULE.id]
    assert cause["example"]["curl"].startswith("curl ")


def test_the_id_of_a_finding_does_not_depend_on_numbers(tmp_path: Path) -> None:
    def ids(number: int, place: str = "expires_at") -> list[str]:
        found = [Finding("within 30 s", f"expires_at {number} s from it", exchange(), place)]
        (result,) = ended(found, tmp_path).summary.results
        return [each.id_in(result.rule) for each in result.symptoms]

    assert ids(12345) == ids(67890)
    assert ids(12345) != ids(12345, "issued_at")


def test_sarif_places_a_finding_at_its_operation_in_the_contract(tmp_path: Path) -> None:
    results = sarif_run(reports(ended(broken(), tmp_path), tmp_path))["results"]

    lines = CONTRACT.read_text().splitlines()
    places = [each["locations"][0]["physicalLocation"] for each in results]
    found = {lines[place["region"]["startLine"] - 1].strip() for place in places}
    assert found <= {"post:", "get:"}
    assert len({place["region"]["startLine"] for place in places}) == 2
    assert {place["artifactLocation"]["uri"] for place in places} <= {"openapi/create-web-call.yaml", CONTRACT.name}
    assert {each["level"] for each in results} == {"error"}
    assert len({each["partialFingerprints"][sarif.FINGERPRINT] for each in results}) == 2


def accepted_from(end: RunEnded) -> RunEnded:
    """Return the end of a run with all findings accepted by a deviation."""
    (result,) = end.summary.results
    symptoms = []
    for each in result.symptoms:
        accepted_mention = evolve(each.example.mention, accepted="until it is replaced")
        symptoms.append(
            evolve(each, mentions=(accepted_mention,), example=evolve(each.example, mention=accepted_mention))
        )
    end.summary.results[:] = [evolve(result, kind="accepted", symptoms=tuple(symptoms))]
    return end


def test_an_accepted_finding_is_suppressed_and_not_an_error(tmp_path: Path) -> None:
    results = sarif_run(reports(accepted_from(ended(broken(), tmp_path)), tmp_path))["results"]

    assert {each["level"] for each in results} == {"note"}
    assert {each["suppressions"][0]["justification"] for each in results} == {"until it is replaced"}


def test_junit_has_the_time_the_group_and_the_id_of_each_check(conformance: Conformance, tmp_path: Path) -> None:
    conformance("-k", "a_missing_key_is_refused")
    (suite,) = junitparser.JUnitXml.fromfile(str(tmp_path / "reports" / "junit.xml"))
    (case,) = suite

    assert (case.classname, case.name) == ("The API key", "A missing key is rejected [a_missing_key_is_refused]")
    assert 0 < case.time <= suite.time
    assert {each.name: each.value for each in suite.properties()}["profile"] == "ci"


def test_the_counts_of_junit_match_its_elements(tmp_path: Path) -> None:
    (suite,) = junitparser.JUnitXml.fromfile(str(reports(ended(broken(), tmp_path), tmp_path) / "junit.xml"))
    counts = suite.tests, suite.failures, suite.errors, suite.skipped
    suite.update_statistics()

    assert counts == (suite.tests, suite.failures, suite.errors, suite.skipped) == (1, 1, 0, 0)


@pytest.mark.field
def test_jenkins_accepts_the_junit_file(tmp_path: Path) -> None:
    import xmlschema  # which takes half a second

    file = reports(ended(broken(), tmp_path), tmp_path) / "junit.xml"

    xmlschema.XMLSchema(published(JUNIT_OF_JENKINS)).validate(str(file))


@pytest.mark.field
@pytest.mark.parametrize("accepted", [False, True])
def test_the_sarif_file_fits_the_published_schema(accepted: bool, tmp_path: Path) -> None:
    end = ended(broken(), tmp_path)
    log = json.loads((reports(accepted_from(end) if accepted else end, tmp_path) / "report.sarif").read_text())

    schema = json.loads(published(sarif.SCHEMA))
    validator = jsonschema.validators.validator_for(schema)(schema, format_checker=jsonschema.FormatChecker())
    assert [f"{error.json_path}: {error.message}" for error in validator.iter_errors(log)] == []


@pytest.mark.field
@pytest.mark.skipif(SARIF is None, reason="sarif-tools are not installed: pipx install sarif-tools")
def test_sarif_tools_count_broken_findings_and_not_accepted_ones(tmp_path: Path) -> None:
    end = ended(broken(), tmp_path)
    command = [str(SARIF), "--check", "error", "summary", str(reports(end, tmp_path) / "report.sarif")]
    shown = subprocess.run(command, capture_output=True, text=True, timeout=120)
    reports(accepted_from(end), tmp_path)
    later = subprocess.run(command, capture_output=True, text=True, timeout=120)

    assert shown.returncode != 0
    assert f"error: 2\n - {RULE.id} " in shown.stdout
    assert later.returncode == 0, later.stdout
