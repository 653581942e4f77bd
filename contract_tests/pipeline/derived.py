"""What follows from any contract: its client, and a program that calls each of its operations, as a user would."""

import importlib
import re
import subprocess
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
from attrs import frozen
from openapi_python_client.strings import ClassName, PythonIdentifier

from contract_tests import contract
from contract_tests.contract import JsonObject, Operation
from contract_tests.samples import body_example, smallest

GENERATE = Path(__file__).resolve().parent.parent.parent / "scripts" / "generate"
PACKAGE = "retell_web_call_client"
JSON = "application/json"


@frozen(slots=False)
class Derived:
    """A client that was generated from a contract, with a program that uses it, both importable."""

    document: JsonObject
    project: Path
    """Where they are; its name is that of the package they are both in."""
    generation: "subprocess.CompletedProcess[str]"

    @cached_property
    def client(self) -> ModuleType:
        """The client's package."""
        return importlib.import_module(f"{self.project.name}.{PACKAGE}")

    @cached_property
    def program(self) -> ModuleType:
        """The program, which has a function for each operation and each way to call it."""
        return importlib.import_module(f"{self.project.name}.program")

    @property
    def errors(self) -> Any:
        """The client's errors."""
        return self.client.errors

    def call(self, operation: Operation, answer: Callable[[httpx.Request], httpx.Response], way: str = "sync") -> Any:
        """What a call of the operation comes to where requests are answered like this."""
        transport = httpx.MockTransport(answer)
        client = self.client.AuthenticatedClient(token="key", max_retries=0, httpx_args={"transport": transport})
        with client:
            return self.function(operation, way)(client)

    def function(self, operation: Operation, way: str) -> Callable[[Any], Any]:
        """The program's function that calls an operation."""
        function: Callable[[Any], Any] = getattr(self.program, f"{module_of(self.document, operation)[1]}_{way}")
        return function

    def plain(self, value: Any) -> Any:
        """What was read as the JSON that it came from."""
        return importlib.import_module(f"{self.client.__name__}.types").to_json(value)


def derive(document: JsonObject, file: Path, project: Path) -> Derived:
    """Generates the client and writes the program. The folder that the project is in has to be on `sys.path`."""
    command = [str(GENERATE), "--contract", str(file), "--output", str(project)]
    generation = subprocess.run(command, capture_output=True, text=True)
    if generation.returncode == 0:
        (project / "program.py").write_text(program(document, project.name), encoding="utf-8")
    return Derived(document, project, generation)


def modules(package: ModuleType) -> Iterator[str]:
    """The names of all modules of a package that is a folder."""
    for file in sorted(Path(package.__path__[0]).rglob("*.py")):
        parts = file.relative_to(package.__path__[0]).with_suffix("").parts
        yield ".".join((package.__name__, *(part for part in parts if part != "__init__")))


# ---- the program ----


def program(document: JsonObject, project: str) -> str:
    """A module with a function for each operation and each way to call it, with all parameters and no cast."""
    lines = [
        '"""Calls each operation. Derived from a contract."""',
        "import datetime",
        "from uuid import UUID",
        f"from {project}.{PACKAGE} import AuthenticatedClient, models",
    ]
    operations = list(contract.operations(document))
    lines += [
        f"from {project}.{PACKAGE}.api.{tag} import {name} as {name}_api"
        for tag, name in (module_of(document, operation) for operation in operations)
    ]
    for operation in operations:
        lines += functions(document, operation)
    return "\n".join(lines) + "\n"


def functions(document: JsonObject, operation: Operation) -> Iterator[str]:
    """The functions that call one operation."""
    name = module_of(document, operation)[1]
    arguments = ", ".join(["client=client", *written_arguments(document, operation)])
    found = answer_type(operation)
    ending = "" if found == "None" else "return "
    yield f"def {name}_sync(client: AuthenticatedClient) -> {found}:"
    yield f"    {ending}{name}_api.sync({arguments})"
    yield f"async def {name}_asyncio(client: AuthenticatedClient) -> {found}:"
    yield f"    {ending}await {name}_api.asyncio({arguments})"
    yield f"def {name}_sync_detailed(client: AuthenticatedClient) -> tuple[int, object]:"
    yield f"    response = {name}_api.sync_detailed({arguments})"
    yield "    return response.status_code, response.parsed"


def module_of(document: JsonObject, operation: Operation) -> tuple[str, str]:
    """The client's modules for the operation's tag and for itself."""
    definition = document["paths"][operation.path][operation.method.lower()]
    made_up = f"{operation.method}_{re.sub('[{}]', '', operation.path).strip('/').replace('/', '_')}"
    [tag] = (definition.get("tags") or ["default"])[:1]
    return PythonIdentifier(tag, "tag"), PythonIdentifier(definition.get("operationId") or made_up, "field_")


def written_arguments(document: JsonObject, operation: Operation) -> Iterator[str]:
    """The arguments of a call as a user writes them: what the contract shows as an example."""
    for parameter in operation.parameters:
        schema = contract.resolve(document, parameter["schema"])
        value = written(document, schema, example_of(document, parameter))
        yield f"{PythonIdentifier(parameter['name'], 'field_')}={value}"
    if operation.request_schema is not None:
        definition = document["paths"][operation.path][operation.method.lower()]
        body = body_example(document, contract.resolve(document, definition["requestBody"]))
        yield f"body={written(document, operation.request_schema, body)}"


def example_of(document: JsonObject, described: JsonObject) -> Any:
    """An example of a parameter."""
    return described["example"] if "example" in described else smallest(document, described["schema"])


def written(document: JsonObject, schema: JsonObject, value: Any) -> str:
    """A value as a user writes it into a program."""
    resolved = contract.resolve(document, schema)
    if isinstance(value, list):
        return f"[{', '.join(written(document, resolved['items'], item) for item in value)}]"
    if "$ref" in schema and isinstance(value, dict) and resolved.get("properties"):
        return f"models.{class_of(schema)}.from_dict({value!r})"
    match resolved.get("format"):
        case "date" | "date-time" as kind:
            return f"datetime.{kind.replace('-', '')}.fromisoformat({value!r})"
        case "uuid":
            return f"UUID({value!r})"
    return repr(value)


def answer_type(operation: Operation) -> str:
    """The type of what a call gives, as far as the contract has a name for it."""
    found = set()
    for status in operation.success_statuses:
        content = operation.responses[status].get("content", {})
        schema = content.get(JSON, {}).get("schema", {})
        item = schema.get("items", {})
        found.add(
            "None"
            if not content
            else f"models.{class_of(schema)}"
            if "$ref" in schema
            else f"list[models.{class_of(item)}]"
            if "$ref" in item
            else "object"
        )
    return found.pop() if len(found) == 1 else "object"


def class_of(schema: JsonObject) -> str:
    """The class of a component that is referred to."""
    return ClassName(schema["$ref"].split("/")[-1], "field_")
