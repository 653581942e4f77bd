"""The generation of a client by openapi-python-client, extended by our templates and their data."""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import yaml
from attrs import frozen
from jinja2 import ChoiceLoader, Environment, FileSystemBytecodeCache, FileSystemLoader
from openapi_python_client import Project
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError
from openapi_python_client.parser.openapi import Endpoint
from openapi_python_client.parser.properties import ModelProperty
from openapi_python_client.strings import PythonIdentifier
from packaging.version import InvalidVersion, Version

from client_generator.class_names import give_unique_names
from client_generator.client_schemas import client_schemas
from client_generator.credentials import KeyPlace, all_places, place
from client_generator.dict_code import DictCode
from client_generator.faults import faults
from client_generator.preparation import content_types, prepared
from client_generator.properties import Properties, literal, properties_of
from client_generator.property_code import PropertyCode
from client_generator.used_imports import with_used_imports
from client_generator.webhooks import add_webhooks, take_webhooks
from client_generator.words import Property, arguments, docstring, escaped
from openapi_contract.document import Document
from openapi_contract.example_values import minimal_example
from openapi_contract.json_data import JsonObject
from openapi_contract.operations import JSON, media_type_of

HERE = Path(__file__).resolve().parent
FACTS = (
    *("is_expected", "is_lenient", "is_map", "is_secret", "kind", "may_be_unset", "must_come", "needed_by", "unions"),
)
CODE = (
    *("default", "is_plain", "item_type", "quick_value", "reader", "readers", "right_class", "tag", "type", "value"),
    "written",
)
DICTS = ("argument_type", "dict_classes", "dict_unions", "enum_values", "takes_dicts")
MOST_NAMINGS = 6
"""Maximum number of rounds of naming, since a renamed class may contain others."""
NAMES = {
    400: "BadRequest",
    401: "Unauthorized",
    402: "PaymentRequired",
    403: "Forbidden",
    404: "NotFound",
    405: "MethodNotAllowed",
    406: "NotAcceptable",
    408: "RequestTimeout",
    409: "Conflict",
    410: "Gone",
    411: "LengthRequired",
    412: "PreconditionFailed",
    413: "ContentTooLarge",
    414: "UriTooLong",
    415: "UnsupportedMediaType",
    421: "MisdirectedRequest",
    422: "UnprocessableContent",
    423: "Locked",
    424: "FailedDependency",
    425: "TooEarly",
    426: "UpgradeRequired",
    428: "PreconditionRequired",
    429: "TooManyRequests",
    431: "RequestHeaderFieldsTooLarge",
    451: "UnavailableForLegalReasons",
    500: "InternalServerError",
    501: "NotImplementedByServer",
    502: "BadGateway",
    503: "ServiceUnavailable",
    504: "GatewayTimeout",
    507: "InsufficientStorage",
}
ADVICE = {
    401: "Check the API key.",
    402: "Check the payment method of the account.",
    403: "Check what the API key may do.",
    404: "Check the id, and base_url.",
    429: "Send less, or later.",
    **dict.fromkeys((500, 502, 503, 504), "Try again later."),
}


class Refused(Exception):
    """The client cannot be generated; the text gives the reasons, in a line each."""


@frozen
class Names:
    """The names in the client, from config.yaml."""

    key_variable: str
    """The environment variable of the API key."""
    error_class: str
    """The class that all errors derive from."""
    recipe: str = ""
    """The template in recipes/ of a recipe in the README."""
    recipe_operations: tuple[str, ...] = ()
    """The operations that the recipe calls; the first takes a body."""
    webhook_functions: Mapping[str, str] = {}
    """The name of a webhook in its functions, if it differs from its id."""
    webhook_recipe: str = ""
    """The template in recipes/ of a recipe for webhooks in the README."""
    recipe_webhook: str = ""
    """The webhook that the recipe reads."""

    @classmethod
    def read(cls, config: Path) -> "Names":
        """Return the names of a file."""
        settings = yaml.safe_load(config.read_text("utf-8"))
        recipe = settings.get("recipe") or {"template": "", "operations": []}
        events = settings.get("webhook_recipe") or {"template": "", "webhook": ""}
        return cls(
            key_variable=settings["key_variable"],
            error_class=settings["error_class"],
            recipe=recipe["template"],
            recipe_operations=tuple(recipe["operations"]),
            webhook_functions=settings.get("webhook_functions") or {},
            webhook_recipe=events["template"],
            recipe_webhook=events["webhook"],
        )


@frozen
class ErrorClass:
    """The class of a documented status."""

    status: int
    name: str
    description: str
    advice: str


def write_client(document: Document, output: Path) -> None:
    """Write the client into a new folder. Raises `Refused`."""
    root = prepared(document)
    add_webhooks(root, document)
    config = Config.from_sources(
        ConfigFile.load_from_path(HERE / "config.yaml"), MetaType.UV, HERE, "utf-8", overwrite=False, output_path=output
    )
    config.content_type_overrides.update(content_types(root))
    config.package_version_override = package_version(document.version)
    openapi = GeneratorData.from_dict(root, config=config)
    for number in range(2, MOST_NAMINGS):
        if not give_unique_names(openapi, root, number):
            break
        openapi = GeneratorData.from_dict(root, config=config)
    if isinstance(openapi, GeneratorError) or (found := faults(openapi, root)):
        raise Refused(*(faults(openapi, root) if isinstance(openapi, GeneratorError) else found))
    names = Names.read(HERE / "config.yaml")
    webhooks = take_webhooks(openapi, document, names.webhook_functions)
    hooks = config.post_hooks.copy()
    config.post_hooks.clear()  # they import from modules that are written later
    project = Project(openapi=openapi, config=config, custom_template_path=HERE / "templates")
    project.env.bytecode_cache = compiled_templates()
    assert project.env.loader is not None, "the generator sets one"
    project.env.loader = ChoiceLoader([project.env.loader, FileSystemLoader(HERE / "recipes")])
    properties = Properties(document, openapi, config, webhooks)
    tell(project.env, properties, names)
    if errors := project.build():
        raise Refused(*(" ".join(f"{error.header} {error.detail or ''}".split()) for error in errors))
    for name in ("_contract.py", "dicts.py", *(("webhooks.py",) if webhooks else ())):
        source = project.env.get_template(f"{name}.jinja").render()
        (project.package_dir / name).write_text(source, encoding="utf-8")
    (project.package_dir / "_schemas.json").write_text(client_schemas(properties), encoding="utf-8")
    left_out = ("_contract.py", *(() if webhooks else ("_webhooks.py",)))
    for module in sorted((HERE / "runtime").glob("_[a-z]*.py")):
        if module.name not in left_out:
            (project.package_dir / module.name).write_text(named(module.read_text("utf-8"), names), encoding="utf-8")
    # ruff is installed beside this Python, which may not be on PATH.
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
    environment = {**os.environ, "PATH": path, "RUFF_NO_CACHE": "true"}
    for hook in hooks:
        ran = subprocess.run(hook, shell=True, cwd=project.project_dir, capture_output=True, text=True, env=environment)
        if ran.returncode:
            raise Refused(" ".join(f"{hook}: {ran.stderr or ran.stdout}".split()))
    # The repository's own .gitignore covers the client.
    (output / ".gitignore").unlink()


def compiled_templates() -> FileSystemBytecodeCache | None:
    """Return the cache of compiled templates; None if Python must not write compiled modules."""
    folder = HERE / "templates" / "__pycache__"
    if sys.dont_write_bytecode or not os.access(folder.parent, os.W_OK):
        return None
    folder.mkdir(exist_ok=True)
    return FileSystemBytecodeCache(str(folder))


def package_version(version: Any) -> str:
    """Return the contract's version in the form of a Python package's version."""
    text = str(version)
    try:
        Version(text)
    except InvalidVersion:
        numbers = re.match(r"v?([0-9.-]*)", text).group(1).rstrip("-.")  # type: ignore[union-attr]
        rest = text.removeprefix("v").removeprefix(numbers)
        release = ".".join(str(int(each)) for each in re.findall("[0-9]+", numbers)) or "0"
        words = ".".join(re.findall("[a-z0-9]+", rest.lower()))
        return f"{release}{'.dev0' if rest.startswith('-') else ''}{'+' if words else ''}{words}"
    return text


def tell(environment: Environment, properties: Properties, names: Names) -> None:
    """Register the globals and filters that the templates use."""
    document, openapi = properties.document, properties.openapi
    key_places = all_places(document)
    code, words = PropertyCode(properties), properties.words
    environment.globals.update({name: getattr(properties, name) for name in FACTS})
    environment.globals.update({name: getattr(code, name) for name in CODE})
    dicts = DictCode(code)
    environment.globals.update({name: getattr(dicts, name) for name in DICTS})
    environment.filters["with_used_imports"] = with_used_imports
    environment.filters["safe_for_docstring"] = escaped
    environment.globals.update(
        words=words.of_property,
        parameter_words=words.of_parameter,
        declared=words.declared,
        operation=words.operation,
        contract=document.root,
        runtime=lambda module: named(runtime(module), names),
        docstring=docstring,
        literal=literal,
        properties_of=properties_of,
        responses_of=lambda endpoint: [response.prop for response in endpoint.responses],
        deprecation=lambda endpoint: deprecation(properties, endpoint),
        accepted=lambda endpoint: accepted(properties, endpoint),
        url_of=lambda endpoint: path_and_query(endpoint)[0],
        query_of=query_of,
        modules=modules(openapi),
        errors=list(documented_errors(openapi)),
        webhooks=properties.webhooks,
        arguments_of=lambda model: arguments_of(properties, model),
        dict_names=[each.name for each in dicts.dict_classes()] + list(dicts.dict_unions()),
        base_url=base_url(document.root),
        key_places=key_places,
        names=names,
        other_key_place=lambda endpoint: other_key_place(properties, endpoint, key_places[0]),
        example=example(properties, code),
        recipe=recipe(properties, names),
        webhook_recipe=webhook_recipe(properties, names),
    )


def named(source: str, names: Names) -> str:
    """Return source of the runtime with the names of this client in place of the neutral ones."""
    for neutral, name in (("RootError", names.error_class), ("API_KEY", names.key_variable)):
        source = re.sub(rf"\b{neutral}\b", name, source)
    return source


def runtime(name: str) -> str:
    """Return the source of a module of runtime/ without its docstring, since the template has its own."""
    source = (HERE / "runtime" / f"{name}.py").read_text(encoding="utf-8")
    first = ast.parse(source).body[0]
    return "".join(source.splitlines(keepends=True)[first.end_lineno :]).strip("\n")


def arguments_of(properties: Properties, model: ModelProperty) -> str:
    """Return the description of a model's arguments."""
    return arguments((str(p.python_name), properties.words.of_property(model, p)) for p in properties_of(model))


def modules(openapi: GeneratorData) -> dict[str, str]:
    """Return the module of each model and enum, by class."""
    classes = [each.class_info for each in (*openapi.models, *openapi.enums)]
    return {each.name: each.module_name for each in sorted(classes, key=lambda one: f"{one.module_name} {one.name}")}


def documented_errors(openapi: GeneratorData) -> Iterator[ErrorClass]:
    """Return the documented statuses of errors in order, with the description of the first that has it."""
    descriptions: dict[int, str] = {}
    for collection in openapi.endpoint_collections_by_tag.values():
        for endpoint in collection.endpoints:
            for response in endpoint.responses.patterns:
                first, last = response.status_code.range or (0, 0)
                if first == last >= 400:
                    descriptions.setdefault(first, response.data.description.get_untrusted_value())  # type: ignore[union-attr]
    for status, description in sorted(descriptions.items()):
        yield ErrorClass(status, NAMES.get(status, f"Status{status}"), description.strip(), ADVICE.get(status, ""))


def base_url(root: JsonObject) -> str:
    """Return the first server's URL; empty if the contract names none."""
    server = (root.get("servers") or [{}])[0]
    url = str(server.get("url", ""))
    for name, variable in (server.get("variables") or {}).items():
        url = url.replace(f"{{{name}}}", str(variable.get("default", "")))
    return url if url.startswith(("https://", "http://")) else ""


def other_key_place(properties: Properties, endpoint: Endpoint, default: KeyPlace) -> KeyPlace | None:
    """Return the place of the key in an operation, if it differs from the default place."""
    operation = properties.words.operation(endpoint)
    found = place(properties.document, operation, default) if operation else None
    return None if found == default else found


def query_of(endpoint: Endpoint) -> dict[str, str]:
    """Return the query string in an operation's path, which httpx would drop if there are query parameters."""
    return dict(parse_qsl(path_and_query(endpoint)[1], keep_blank_values=True))


def path_and_query(endpoint: Endpoint) -> tuple[str, str]:
    """Return the path and query string to send. A fragment, which only distinguishes operations, is removed."""
    path, _, query = endpoint.path.get_untrusted_value().partition("#")[0].partition("?")
    return path, query


def deprecation(properties: Properties, endpoint: Endpoint) -> str:
    """Return the notice about a deprecated operation, with its replacement (`x-replaced-by`); else empty."""
    operation = properties.words.operation(endpoint)
    if operation is None or not operation.deprecated:
        return ""
    replacement = operation.definition.get("x-replaced-by")
    instead = (
        f": use {PythonIdentifier(str(replacement), properties.config.field_prefix)} instead." if replacement else "."
    )
    return f"{operation.method} {operation.path} is deprecated{instead}"


def accepted(properties: Properties, endpoint: Endpoint) -> str:
    """Return the `Accept` header with the supported media types, if the operation has others too; else empty."""
    operation = properties.words.operation(endpoint)
    bodies = [*operation.responses.values(), *operation.ranges.values()] if operation else []
    if all(len(body.content) < 2 for body in bodies):
        return ""
    read = (min(body.content, key=lambda name: media_type_of(name) != JSON) for body in bodies if body.content)
    return ", ".join(dict.fromkeys(read))


def example(properties: Properties, code: PropertyCode) -> dict[str, Any]:
    """Return the operation in the README: the first with a JSON body that is not deprecated."""
    endpoints = [
        (tag, endpoint)
        for tag, collection in properties.openapi.endpoint_collections_by_tag.items()
        for endpoint in collection.endpoints
    ]
    endpoints.sort(key=lambda each: (not each[1].bodies, bool(deprecation(properties, each[1]))))
    tag, endpoint = endpoints[0]
    arguments = [*(f'{p.python_name}="..."' for p in endpoint.path_parameters), "client=client"]
    body: Property | None = endpoint.bodies[0].prop if endpoint.bodies else None
    body_class = ""
    if body is not None and properties.kind(body) == "model":
        model = properties.model(body)
        body_class = str(model.class_info.name)
        fields = [f'{p.python_name}="..."' for p in properties_of(model) if not code.default(model, p)]
        arguments.append(f"body={body_class}({', '.join(fields)})")
    operation = properties.words.operation(endpoint)
    status = min(operation.success_statuses, default=200) if operation else 200
    success = operation.responses.get(status) if operation else None
    found: list[Property] = [
        each.prop for each in endpoint.responses.patterns if (each.status_code.range or (0, 0))[0] == status
    ]
    return {
        "endpoint": endpoint,
        "tag": tag,
        "body_class": body_class,
        "call": ", ".join(arguments),
        "status": status,
        "body": repr(minimal_example(success.schema)) if success and success.schema else "{}",
        "returns": found[0].class_info.name if found and properties.kind(found[0]) == "model" else "",
    }


def recipe(properties: Properties, names: Names) -> dict[str, str]:
    """Return the data of the README's recipe; empty if the contract lacks one of its operations."""
    for tag, collection in properties.openapi.endpoint_collections_by_tag.items():
        found = {str(endpoint.name): endpoint for endpoint in collection.endpoints}
        if names.recipe and found.keys() >= set(names.recipe_operations) and found[names.recipe_operations[0]].bodies:
            body: Property = found[names.recipe_operations[0]].bodies[0].prop
            return {"tag": tag, "body_class": str(body.class_info.name), "template": names.recipe}
    return {}


def webhook_recipe(properties: Properties, names: Names) -> str:
    """Return the template of the README's recipe for webhooks; empty if the contract lacks its webhook."""
    found = [webhook.operation.id for webhook in properties.webhooks]
    return names.webhook_recipe if found == [names.recipe_webhook] else ""
