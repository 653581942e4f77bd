"""The client and what users write against it are fully typed, for mypy and for pyright."""

import ast
import inspect
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from openapi_python_client.strings import ClassName

from client.bodies import DOCUMENT, MINIMAL
from retell_web_call_client.api.calls import create_web_call

HERE = Path(__file__).resolve().parent
GENERATED = HERE.parent.parent / "generated"
PACKAGE = GENERATED / "retell_web_call_client"
# One for all runs, since most of a run is reading the types of the standard library and of httpx.
MYPY_CACHE = Path(sys.prefix) / "mypy"
SAMPLES = sorted((HERE / "typing_samples").glob("*.py"))


Checker = Callable[..., subprocess.CompletedProcess[str]]


def mypy(*targets: Path, cwd: Path, generated: Path = GENERATED) -> subprocess.CompletedProcess[str]:  # noqa: ARG001
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--config-file=",
        f"--cache-dir={MYPY_CACHE}",
        *map(str, targets),
    ]
    return subprocess.run(command, cwd=generated, capture_output=True, text=True)


def pyright(*targets: Path, cwd: Path, generated: Path = GENERATED) -> subprocess.CompletedProcess[str]:
    settings = {
        "typeCheckingMode": "strict",
        "include": [str(target) for target in targets],
        "extraPaths": [str(generated)],
        "pythonVersion": "3.11",
    }
    (cwd / "pyrightconfig.json").write_text(json.dumps(settings))
    command = [sys.executable, "-m", "basedpyright", "--project", str(cwd), "--pythonpath", sys.executable]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True)


@pytest.mark.parametrize("check", [mypy, pyright], ids=["mypy", "pyright"])
def test_the_client_and_code_against_it_are_clean(check: Checker, tmp_path: Path) -> None:
    run = check(PACKAGE, *SAMPLES, cwd=tmp_path)
    assert run.returncode == 0, run.stdout


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
    "an unauthenticated client": "create_web_call.sync(client=Client(), body=body)\n",
}
PREAMBLE = """
from retell_web_call_client import Client, UnknownVariant
from retell_web_call_client.api.calls import create_web_call
from retell_web_call_client.models import CallStatus, CreateWebCallRequest, TranscriptItem, Utterance, WebCall, Word
call: WebCall = WebCall.from_dict({})
body = CreateWebCallRequest(agent_id="a")
"""


@pytest.mark.parametrize("check", [mypy, pyright], ids=["mypy", "pyright"])
def test_mistakes_are_found(check: Checker, tmp_path: Path) -> None:
    files = [tmp_path / f"mistake_{number}.py" for number in range(len(WRONG))]
    for file, code in zip(files, WRONG.values(), strict=True):
        file.write_text(PREAMBLE + code)
    report = check(*files, cwd=tmp_path).stdout
    line = PREAMBLE.count("\n") + 1
    found = {name for file, name in zip(files, WRONG, strict=True) if f"{file.name}:{line}:" in report}
    assert found == set(WRONG), report


def test_samples_have_no_cast_no_ignore_and_no_assert() -> None:
    for sample in SAMPLES:
        text = sample.read_text()
        assert not any(isinstance(node, ast.Assert) for node in ast.walk(ast.parse(text)))
        assert "cast(" not in text
        assert "ignore" not in text


def test_the_contract_s_descriptions_are_docstrings() -> None:
    modules = [file.read_text() for file in PACKAGE.glob("models/*.py")]
    for name, schema in DOCUMENT["components"]["schemas"].items():
        if schema.keys() & {"oneOf", "anyOf"}:
            continue
        made = ClassName(name, "")
        [module] = [text for text in modules if re.search(rf"^(class {made}\(|{made}: TypeAlias)", text, re.MULTILINE)]
        for described in (schema, *schema.get("properties", {}).values()):
            assert " ".join(described["description"].split()) in " ".join(module.split())


def test_importing_brings_nothing_that_is_not_used_yet() -> None:
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


def test_what_is_returned_is_named_in_the_docstring() -> None:
    assert "Returns:\n    WebCall. " in (inspect.getdoc(create_web_call.sync) or "")
