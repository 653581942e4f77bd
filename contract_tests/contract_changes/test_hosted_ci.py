"""Tests of hosted CI: steps that are commands of this repository, with the least rights, and the action."""

import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from api_conformance.settings import options_of
from openapi_contract.document import read
from repository import CONTRACT, ROOT
from retell_conformance.endpoint import RETELL
from retell_conformance.reference_server.app import create_app
from retell_conformance.reference_server.running import running
from retell_conformance.reference_server.server_settings import Settings

pytestmark = pytest.mark.slow

ACTION = ROOT / "action.yml"
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
FILES = [*WORKFLOWS, ACTION]
TARGETS = re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE)
VARIABLES = {option.variable for option in options_of(RETELL)} | {"RETELL_API_KEY"}
VERSION = read(CONTRACT).version

# The jobs that may write, and their rights; all others only read the code.
RIGHTS = {
    ("release.yml", "publish"): {"actions": "read", "contents": "write"},
    ("campaign.yml", "merge"): {"actions": "read", "contents": "read"},
}
# The only steps that are not commands of this repository: they use GitHub's own tool.
FOREIGN = {("release.yml", "gh"), ("campaign.yml", "gh")}


def steps() -> Iterator[Any]:
    """Each step of the workflows and of the action, with the file that it is in."""
    for file in FILES:
        document = yaml.safe_load(file.read_text())
        for job in document["jobs"].values() if "jobs" in document else [document["runs"]]:
            for number, step in enumerate(job["steps"]):
                yield pytest.param(file, step, id=f"{file.stem}-{number}-{step.get('uses', step.get('run'))[:40]}")


RUNS = [each for each in steps() if "run" in each.values[1]]
USES = [each for each in steps() if "uses" in each.values[1]]


@pytest.mark.parametrize(("file", "step"), RUNS)
def test_a_step_runs_existing_commands_without_interpolated_values(file: Path, step: dict[str, Any]) -> None:
    assert "${{" not in step["run"], "hand it over in env: what is pasted into a shell can be anything"
    program, *arguments = shlex.split(step["run"])
    if program == "make":
        targets = [word for word in arguments if re.fullmatch(r"[a-z-]+", word)]
        assert targets
        assert set(targets) <= set(TARGETS)
    elif (file.name, program) not in FOREIGN:
        assert program.startswith("$GITHUB_ACTION_PATH/scripts/")
        assert os.access(ROOT / program.removeprefix("$GITHUB_ACTION_PATH/"), os.X_OK)


@pytest.mark.parametrize(("file", "step"), USES)
def test_an_action_of_others_is_pinned_by_commit_with_its_version_in_a_comment(
    file: Path, step: dict[str, Any]
) -> None:
    assert re.fullmatch(r"actions/(checkout|setup-python|upload-artifact)@[0-9a-f]{40}", step["uses"])
    assert re.search(rf"uses: {step['uses']} # v\d+\.\d+\.\d+$", file.read_text(), re.MULTILINE)
    if step["uses"].startswith("actions/checkout@"):
        assert step["with"]["persist-credentials"] is False


def test_each_action_of_others_has_one_version_everywhere() -> None:
    assert len({each.values[1]["uses"] for each in USES}) == 3


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_a_workflow_has_the_least_rights_and_a_time_limit(file: Path) -> None:
    document = yaml.safe_load(file.read_text())
    assert document["permissions"] == {"contents": "read"}
    for name, job in document["jobs"].items():
        assert job.get("permissions") == RIGHTS.get((file.name, name))
        assert job["timeout-minutes"] <= 75
        assert "pull_request_target" not in document[True]  # YAML 1.1 reads `on` as true


def test_only_the_job_that_publishes_has_a_token_and_it_runs_nothing_of_the_repository() -> None:
    publish = yaml.safe_load((ROOT / ".github" / "workflows" / "release.yml").read_text())["jobs"]["publish"]
    assert all(step["run"].startswith("gh ") for step in publish["steps"])
    assert [file.name for file in FILES if "github.token" in file.read_text()] == ["campaign.yml", "release.yml"]


def test_only_the_download_of_the_campaign_gets_its_token() -> None:
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "campaign.yml").read_text())["jobs"]
    [step] = [step for job in jobs.values() for step in job["steps"] if "github.token" in str(step)]
    assert step["run"].startswith("gh run download ")
    assert "github.token" not in str({name: job.get("env") for name, job in jobs.items()})


def test_the_campaign_has_each_shard_once() -> None:
    shard = yaml.safe_load((ROOT / ".github" / "workflows" / "campaign.yml").read_text())["jobs"]["shard"]
    numbers = shard["strategy"]["matrix"]["number"]
    assert numbers == list(range(1, len(numbers) + 1))
    assert not shard["strategy"]["fail-fast"]


def test_only_the_conformance_suite_gets_secrets() -> None:
    for file in WORKFLOWS:
        for job in yaml.safe_load(file.read_text())["jobs"].values():
            for step in job["steps"]:
                if "secrets." in str(step):
                    assert step["run"] == "make conformance"
                    assert all("secrets." in step["env"][name] for name in ("RETELL_API_KEY", "RETELL_AGENT_ID"))


def test_the_steps_set_only_what_the_suite_knows() -> None:
    for each in RUNS:
        _, step = each.values
        if "conformance" in step["run"]:
            assert set(step["env"]) <= VARIABLES


def test_the_action_has_an_input_for_each_setting_it_makes() -> None:
    action = yaml.safe_load(ACTION.read_text())
    (environment,) = [step["env"] for step in action["runs"]["steps"] if "env" in step]
    used = {re.fullmatch(r"\$\{\{ inputs\.([a-z-]+) \}\}", value).group(1) for value in environment.values()}  # type: ignore[union-attr]
    assert used == set(action["inputs"]) - {"artifact"}
    assert all(each["description"].endswith(".") for each in action["inputs"].values())


def test_the_action_describes_the_profiles_like_the_command() -> None:
    (profiles,) = [each.help for each in options_of(RETELL) if each.variable == "PROFILE"]
    assert yaml.safe_load(ACTION.read_text())["inputs"]["profile"]["description"] == f"{profiles}."


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """Return the repository of a user of the action."""
    (tmp_path / "workspace").mkdir()
    return tmp_path / "workspace"


def act(workspace: Path, inputs: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    """Run the action's check as GitHub does, in a workspace, with defaults for missing inputs."""
    action = yaml.safe_load(ACTION.read_text())
    values = {name: inputs.get(name, each.get("default", "")) for name, each in action["inputs"].items()}
    (step,) = [step for step in action["runs"]["steps"] if "env" in step]
    command: list[str] = [step["shell"], "-e", "-c", step["run"]]
    environment = {
        name: re.sub(r"\$\{\{ inputs\.([a-z-]+) \}\}", lambda match: values[match[1]], value)
        for name, value in step["env"].items()
    }
    return subprocess.run(
        command,
        cwd=workspace,
        env={
            "PATH": os.environ["PATH"],
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_ACTIONS": "true",
            "GITHUB_STEP_SUMMARY": str(workspace.parent / "summary.md"),
            **environment,
        },
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_the_action_checks_a_server_and_leaves_reports_and_a_summary(elsewhere: Path) -> None:
    server = Settings()
    with running(create_app(server)) as base_url:
        given = {"base-url": base_url, "api-key": server.api_key, "agent-id": server.agent_id, "profile": "smoke"}
        ran = act(elsewhere, given)

    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert [path.name for path in elsewhere.iterdir()] == ["conformance-reports"]
    assert (elsewhere / "conformance-reports" / "report.html").is_file()
    summary = (elsewhere.parent / "summary.md").read_text()
    assert "each checked with one case" in summary
    assert server.api_key not in ran.stdout + ran.stderr + summary


def test_the_action_does_not_check_the_embedded_server_if_no_url_is_set(elsewhere: Path) -> None:
    ran = act(elsewhere, {"api-key": "key", "agent-id": "agent"})
    assert ran.returncode == 2
    assert len(ran.stderr.splitlines()) == 1


def test_inputs_of_the_action_are_not_run_as_code(elsewhere: Path) -> None:
    ran = act(elsewhere, {"base-url": '"; touch broken #', "api-key": "$(touch broken)", "agent-id": "`touch broken`"})
    assert ran.returncode == 2
    assert not (elsewhere / "broken").exists()


# ---- the release ----


def release(*arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run scripts/release."""
    command = [str(ROOT / "scripts" / "release"), *arguments]
    environment = {name: value for name, value in os.environ.items() if name != "TAG"}
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300)


@pytest.mark.parametrize("tag", ["latest", f"v{VERSION}0"])
def test_a_tag_that_differs_from_the_version_is_rejected(tmp_path: Path, tag: str) -> None:
    ran = release(tag, "--output", str(tmp_path))
    assert ran.returncode == 1
    assert ran.stderr.startswith(f"release: the tag is {tag}, but the client is version {VERSION}")
    assert "has no entry" in ran.stderr
    assert len(ran.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_release_needs_a_tag() -> None:
    ran = release()
    assert ran.returncode == 2
    assert len(ran.stderr.splitlines()) == 1


@pytest.mark.thorough
def test_a_release_has_the_client_the_documentation_and_the_changelog_s_entry(tmp_path: Path) -> None:
    ran = release(f"v{VERSION}", "--output", str(tmp_path))
    assert ran.returncode == 0, ran.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "docs",
        "release-notes.md",
        f"retell_web_call_client-{VERSION}-py3-none-any.whl",
        f"retell_web_call_client-{VERSION}.tar.gz",
    ]
    notes = (tmp_path / "release-notes.md").read_text()
    assert notes.strip()
    assert "## " not in notes
    assert notes.strip() in (ROOT / "openapi" / "CHANGELOG.md").read_text()
