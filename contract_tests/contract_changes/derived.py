"""Products of any contract: its client, and a program that calls each of its operations, as a user would."""

import importlib
import re
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
from attrs import frozen
from openapi_python_client.strings import ClassName, PythonIdentifier

from client_generator.project import write_client
from client_generator.refusals import refusals
from openapi_contract.document import Document, read
from openapi_contract.example_values import body_example, minimal_example
from openapi_contract.json_data import JsonObject
from openapi_contract.operations import JSON, Operation, Parameter
from openapi_contract.schema import Schema

PACKAGE = "retell_web_call_client"


@frozen(slots=False)
class Derived:
    """A client that was generated from a contract, with a program that uses it, both importable."""

    document: Document
    project: Path
    """Folder of both, which is a package."""

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
        """Return the result of a call of the operation, with responses from a function."""
        transport = httpx.MockTransport(answer)
        client = self.client.AuthenticatedClient(token="key", max_retries=0, httpx_args={"transport": transport})
        with client:
            return self.function(operation, way)(client)

    def function(self, operation: Operation, way: str) -> Callable[[Any], Any]:
        """Return the program's function that calls an operation."""
        function: Callable[[Any], Any] = getattr(self.program, f"{module_of(operation)[1]}_{way}")
        return function

    def plain(self, value: Any) -> Any:
        """Return a value that the client read as JSON again."""
        return importlib.import_module(f"{self.client.__name__}._writing").to_json(value)


def derive(document: Document, file: Path, project: Path) -> Derived:
    """Generate the client and write the program, unless they exist. The project's folder must be on `sys.path`."""
    if not project.exists():
        contract = read(file, examples=False)
        assert [*refusals(contract)] == []
        write_client(contract, project)
        (project / "program.py").write_text(program(document, project.name), encoding="utf-8")
    return Derived(document, project)


def modules(package: ModuleType) -> Iterator[str]:
    """Yield the names of all modules of a package that is a folder."""
    for file in sorted(Path(package.__path__[0]).rglob("*.py")):
        parts = file.relative_to(package.__path__[0]).with_suffix("").parts
        yield ".".join((package.__name__, *(part for part in parts if part != "__init__")))


# ---- the program ----


def program(document: Document, project: str) -> str:
    """Return a module with a function for each operation and each way to call it, with all parameters and no cast."""
    lines = [
        '"""Calls each operation. Derived from a contract."""',
        "import datetime",
        "from uuid import UUID",
        f"from {project}.{PACKAGE} import AuthenticatedClient, models",
    ]
    lines += [
        f"from {project}.{PACKAGE}.api.{tag} import {name} as {name}_api"
        for tag, name in (module_of(operation) for operation in document.operations)
    ]
    for operation in document.operations:
        lines += functions(operation)
    return "\n".join(lines) + "\n"


def functions(operation: Operation) -> Iterator[str]:
    """Yield the functions that call one operation."""
    name = module_of(operation)[1]
    arguments = ", ".join(["client=client", *written_arguments(operation)])
    found = answer_type(operation)
    ending = "" if found == "None" else "return "
    yield f"def {name}_sync(client: AuthenticatedClient) -> {found}:"
    yield f"    {ending}{name}_api.sync({arguments})"
    yield f"async def {name}_asyncio(client: AuthenticatedClient) -> {found}:"
    yield f"    {ending}await {name}_api.asyncio({arguments})"
    yield f"def {name}_sync_detailed(client: AuthenticatedClient) -> tuple[int, object]:"
    yield f"    response = {name}_api.sync_detailed({arguments})"
    yield "    return response.status_code, response.parsed"


def module_of(operation: Operation) -> tuple[str, str]:
    """Return the client's modules for the operation's tag and for itself."""
    definition = operation.definition
    made_up = f"{operation.method}_{re.sub('[{}]', '', operation.path).strip('/').replace('/', '_')}"
    [tag] = (definition.get("tags") or ["default"])[:1]
    return PythonIdentifier(tag, "tag"), PythonIdentifier(definition.get("operationId") or made_up, "field_")


def written_arguments(operation: Operation) -> Iterator[str]:
    """Yield the arguments of a call as a user writes them, from the contract's examples."""
    for parameter in operation.parameters:
        value = written(parameter.definition.get("schema", {}), parameter.schema, example_of(parameter))
        yield f"{PythonIdentifier(parameter.name, 'field_')}={value}"
    if operation.request is not None and operation.request.schema is not None:
        schema = operation.request.content[JSON]["schema"]
        yield f"body={written(schema, operation.request.schema, body_example(operation.request))}"


def example_of(parameter: Parameter) -> Any:
    """Return an example of a parameter."""
    return parameter.definition["example"] if "example" in parameter.definition else minimal_example(parameter.schema)


def written(node: JsonObject, schema: Schema, value: Any) -> str:
    """Return a value as a user writes it into a program; the node is the schema as the contract writes it."""
    definition = schema.definition
    if isinstance(value, list):
        item = definition["items"]
        return f"[{', '.join(written(item, schema.schemas.of(item), each) for each in value)}]"
    if "$ref" in node and isinstance(value, dict) and definition.get("properties"):
        return f"models.{class_of(node)}.from_dict({value!r})"
    match definition.get("format"):
        case "date" | "date-time" as kind:
            return f"datetime.{kind.replace('-', '')}.fromisoformat({value!r})"
        case "uuid":
            return f"UUID({value!r})"
    return repr(value)


def answer_type(operation: Operation) -> str:
    """Return the type of a call's result, if the contract names it."""
    found = set()
    for status in operation.success_statuses:
        content = operation.responses[status].content
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
    """Return the class of the component in a reference."""
    return ClassName(schema["$ref"].split("/")[-1], "field_")
