"""Tests of types: the client, and code of users against it, are fully typed for mypy and for pyright."""

import ast
import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest
from openapi_python_client.strings import ClassName

from client.bodies import DOCUMENT, MINIMAL
from client.generated_clients import CONTRACTS, GeneratedClients
from client.type_checkers import PACKAGE, PROGRAMS, SAMPLES, Report
from repository import GENERATED
from retell_web_call_client.api.calls import create_web_call

pytestmark = pytest.mark.slow

WRONG = {
    "a misspelt model": "from retell_web_call_client.models import WebCal\n",
    "a missing argument": "CreateWebCallRequest()\n",
    "a value of the wrong type": "CreateWebCallRequest(agent_id=1)\n",
    "variables that are no strings": 'CreateWebCallRequest(agent_id="a", retell_llm_dynamic_variables={"a": 1})\n',
    "an unset property used as if it were there": "call.agent_name.upper()\n",
    "an enum's value that may be unknown": "status: CallStatus = call.call_status\n",
    "kinds of items left out": """def line(item: TranscriptItem) -> str:
    match item:
        case Utterance() | UnknownVariant():
            return ""
""",
    "a property that a broken object may lack": "call.call_cost and call.call_cost.combined_cost + 1\n",
    "an item that may be unreadable": "word: Word = Utterance(role='user', content='', words=[]).words[0]\n",
    "a misspelt key of a nested dict": 'CreateWebCallRequest(agent_id="a", agent_override={"agnet": {}})\n',
    "a misspelt key two dicts down": 'CreateWebCallRequest(agent_id="a", agent_override={"agent": {"volum": 1}})\n',
    "a value that no enum has": 'AgentOverride(agent={"ambient_sound": "coffeeshop"})\n',
    "a dict of no kind": 'VoicemailOption(action={"type": "ring"})\n',
    "a dict without what it requires": "AgentSettings(voicemail_option={})\n",
    "an attribute read as a dict": 'body.agent_override["agent"]\n',
    "an unauthenticated client": "create_web_call.sync(client=Client(), body=body)\n",
}
PREAMBLE = """
from retell_web_call_client import Client, UnknownVariant
from retell_web_call_client.api.calls import create_web_call
from retell_web_call_client.models import AgentOverride, AgentSettings, VoicemailOption
from retell_web_call_client.models import CallStatus, CreateWebCallRequest, TranscriptItem, Utterance, WebCall, Word
call: WebCall = WebCall.from_dict({})
body = CreateWebCallRequest(agent_id="a")
"""


PYRIGHT = pytest.param("pyright", marks=pytest.mark.thorough)
MISTAKES = {f"mistake_{number}.py": PREAMBLE + code for number, code in enumerate(WRONG.values())}


@pytest.fixture(scope="session", params=["mypy", PYRIGHT])
def report(request: pytest.FixtureRequest, generated_clients: GeneratedClients) -> Report:
    """Return the report of each type checker on code against the client."""
    return generated_clients.report(request.param, MISTAKES, clients=request.param == "mypy")


@pytest.fixture(scope="session", params=["mypy", PYRIGHT])
def report_on_clients(request: pytest.FixtureRequest, generated_clients: GeneratedClients) -> Report:
    """Return the report of each type checker on all clients; pyright takes 15 seconds of CPU time for them."""
    return generated_clients.report(request.param, MISTAKES, clients=True)


def test_the_client_is_clean(report_on_clients: Report) -> None:
    assert report_on_clients.about(PACKAGE) == []
    assert report_on_clients.files > len([*PACKAGE.rglob("*.py")])


def test_code_against_the_client_is_clean(report: Report) -> None:
    assert report.about(*SAMPLES) == []
    assert report.files >= len(SAMPLES) + len(PROGRAMS) + len(MISTAKES)


def test_old_programs_are_typed_against_todays_client(report: Report) -> None:
    assert [f"a program of old users no longer works: {each}" for each in report.about(*PROGRAMS)] == []


@pytest.mark.parametrize("name", CONTRACTS)
def test_the_client_of_another_contract_is_clean(
    name: str, report_on_clients: Report, generated_clients: GeneratedClients
) -> None:
    assert report_on_clients.about(generated_clients.project(name)) == []


def test_mistakes_are_found(report: Report) -> None:
    line = PREAMBLE.count("\n") + 1
    found = {Path(each.file).name for each in report.complaints if each.line == line}
    names = dict(zip(MISTAKES, WRONG, strict=True))
    assert {names[each] for each in found & names.keys()} == set(WRONG)


def test_samples_have_no_cast_no_ignore_and_no_assert() -> None:
    for sample in SAMPLES:
        text = sample.read_text()
        assert not any(isinstance(node, ast.Assert) for node in ast.walk(ast.parse(text)))
        assert "cast(" not in text
        assert "ignore" not in text


def test_the_contract_s_descriptions_are_docstrings() -> None:
    modules = [" ".join(file.read_text().split()) for file in PACKAGE.glob("models/*.py")]
    for name, schema in DOCUMENT["components"]["schemas"].items():
        if schema.keys() & {"oneOf", "anyOf"}:
            continue
        made = ClassName(name, "")
        [module] = [text for text in modules if re.search(rf" (class {made}\(|{made}: TypeAlias)", text)]
        for described in (schema, *schema.get("properties", {}).values()):
            assert " ".join(described["description"].split()) in module


def test_importing_the_client_loads_no_unused_modules() -> None:
    code = f"""
import sys, json
from retell_web_call_client import AuthenticatedClient
from retell_web_call_client.api.calls import create_web_call
assert not {{"attrs", "httpx_retries", "asyncio"}} & sys.modules.keys()
from retell_web_call_client import models
assert set(models.__all__) <= set(dir(models))
models.WebCall.from_dict({MINIMAL!r})
assert "retell_web_call_client.models.web_call" in sys.modules
assert "retell_web_call_client.models.utterance" not in sys.modules
for name in models.__all__:
    getattr(models, name)
try:
    models.Nothing
except AttributeError as error:
    assert "Nothing" in str(error)
from retell_web_call_client.models import *
from retell_web_call_client.types import *
from retell_web_call_client.errors import *
assert isinstance(DtmfInput(digit="1"), TranscriptItem)
"""
    subprocess.run([sys.executable, "-c", code], cwd=GENERATED, check=True)


ANNOTATIONS = """
import importlib, inspect, pkgutil, typing
import attrs
import retell_web_call_client as package
from retell_web_call_client import models

for info in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
    module = importlib.import_module(info.name)
    for name, found in vars(module).items():
        if getattr(found, "__module__", None) != info.name or name.startswith("__"):
            continue
        if inspect.isclass(found):
            typing.get_type_hints(found)
            if "__init__" in vars(found):
                inspect.signature(found, eval_str=True)
            for function in vars(found).values():
                if inspect.isfunction(function):
                    inspect.signature(function, eval_str=True)
        elif inspect.isfunction(found):
            typing.get_type_hints(found)
            inspect.signature(found, eval_str=True)

for name in models.__all__:
    if attrs.has(found := getattr(models, name)):
        attrs.resolve_types(found)
        assert not any(isinstance(field.type, str) for field in attrs.fields(found)), name
hints = typing.get_type_hints(models.WebCall)
assert hints["call_status"] == models.CallStatus | str
assert hints["transcript_with_tool_calls"] == list[models.TranscriptItem] | package.Unset
"""


def test_annotations_can_be_evaluated_at_run_time() -> None:
    """Check every model, function and class: tools such as cattrs evaluate annotations by `typing` and attrs."""
    ran = subprocess.run([sys.executable, "-c", ANNOTATIONS], cwd=GENERATED, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr


def test_a_hover_text_has_the_limits() -> None:
    settings = (PACKAGE / "models" / "agent_settings.py").read_text()
    assert re.search(r'voice_speed: .*\n    """.* 0\.5 to 2\."""', settings)
    assert re.search(r'end_call_after_silence_ms: .*\n    """.* At least 10000\."""', settings)


def test_the_docstring_names_the_returned_type() -> None:
    assert "Returns:\n    WebCall. " in (inspect.getdoc(create_web_call.sync) or "")
