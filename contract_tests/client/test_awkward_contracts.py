"""Tests of a contract with unusual names: values are kept unchanged, and unsupported parts are rejected."""

import ast
import copy
import datetime
import importlib
import inspect
import pickle
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any
from uuid import UUID

import attrs
import httpx
import pytest
import yaml

from client.conftest import Respond, recorded
from client_generator.tests.in_process import generate
from repository import SCRIPTS

SINCE = datetime.datetime(2024, 1, 2, 3, 4, 5, tzinfo=datetime.UTC)
FULL: dict[str, Any] = {
    "when": "2024-01-02T03:04:05.120Z",
    "whens": {"a": "2024-01-02t03:04:05z", "b": "2024-01-02T03:04:05.123456789+05:30"},
    "day": "2024-01-02",
    "id": "A987FBC9-4BED-4078-8F07-9141BA07C9F3",
    "to_dict": "1",
    "from_dict": "2",
    "from_json": "3",
    "additional_properties": "4",
    "additional_keys": "5",
    "datetime": "6",
    "models": "7",
    "cls": "8",
    "any": {"name": "a"},
    "client": {"name": "b"},
    "file": {"name": "c"},
    "literal": {"name": "only"},
    "model": {"type": "self"},
    "none": {"name": "d"},
    "place": {"type": "place"},
    "reader": {"any": "thing"},
    "response": "yes",
    "self": {"type": "self"},
    "unset": [{"name": "e"}],
    "class": {"name": "f"},
    "list": {"name": "g"},
}


CLIENT_OF = "awkward"


# ---- names ----


def test_properties_of_any_name_are_kept(models: Any) -> None:
    thing = models.Thing.from_dict(FULL)
    assert thing.to_dict() == FULL
    assert thing.additional_properties == {}
    assert (thing.field_to_dict, thing.datetime_, thing.models) == ("1", "6", "7")
    assert type(thing.model) is models.SelfSchema


def test_a_component_named_like_an_import_of_the_client_is_renamed(package: ModuleType) -> None:
    """The list of such names, in scripts/client_generator/config.yaml, is complete."""
    renamed = yaml.safe_load((SCRIPTS / "client_generator" / "config.yaml").read_text())["class_overrides"]
    used = set()
    for file in Path(package.__path__[0]).rglob("*.py"):
        if file.parent.name in ("models", "things"):
            for node in ast.walk(ast.parse(file.read_text())):
                if (
                    isinstance(node, ast.ImportFrom)
                    and node.module not in ("models", "dicts")
                    and node.level in (0, 2, 3)
                ):
                    used |= {name.asname or name.name for name in node.names}
    assert {name for name in used if name[0].isupper()} - {"TYPE_CHECKING"} <= set(renamed)


# ---- values ----


def test_dates_times_and_uuids_are_read_and_written_unchanged(models: Any) -> None:
    thing = models.Thing.from_dict(FULL)
    assert thing.when == SINCE.replace(microsecond=120_000)
    assert thing.id == UUID(FULL["id"])
    for twin in (copy.copy(thing), copy.deepcopy(thing), pickle.loads(pickle.dumps(thing))):
        assert twin == thing
        assert twin.to_dict() == FULL


def test_a_changed_time_is_written_in_the_standard_form(models: Any) -> None:
    thing = models.Thing.from_dict(FULL)
    thing.when += datetime.timedelta(days=1)
    thing.whens["a"] = thing.whens["a"].replace(hour=0)
    assert thing.to_dict()["when"] == "2024-01-03T03:04:05.120000+00:00"
    assert thing.to_dict()["whens"]["a"] == "2024-01-02T00:04:05+00:00"
    assert pickle.loads(pickle.dumps(thing)).when == thing.when


def test_a_date_in_another_form_is_kept_unchanged(models: Any) -> None:
    thing = models.Thing.from_dict({**FULL, "day": "20240102"})
    assert not thing.day
    assert thing.to_dict()["day"] == "20240102"


# ---- keywords of properties ----

ODD = 'a\\b "c"\nd\'e'
PARCEL: dict[str, Any] = {"id": "7", "marked": ODD, "content": {"species": "puss", "name": "Tom"}}


def test_defaults_and_consts_are_sent_exactly(models: Any) -> None:
    parcel = models.Parcel(pin="1", content=models.Cat(species="puss"))
    assert parcel.to_dict() == {
        "pin": "1",
        "marked": ODD,
        "masked": True,
        "names_alone": True,
        "note": f"{ODD} {{x}}",
        "size": "big",
        "content": {"species": "puss"},
    }


def test_a_property_named_like_a_helper_of_the_client_shows_no_secret(models: Any) -> None:
    parcel = models.Parcel(pin="1", content=models.Cat(species="puss"), access_token="secret", id="7")
    parcel["more"] = "secret"
    assert "secret" not in repr(parcel)
    assert "masked=True, names_alone=True, access_token=***" in repr(parcel)


def test_read_only_need_not_be_sent_and_write_only_need_not_be_returned(models: Any) -> None:
    parcel = models.Parcel.from_dict(PARCEL)
    assert (parcel.id, bool(parcel.pin)) == ("7", False)
    assert parcel.to_dict() == PARCEL
    with pytest.raises(TypeError, match="pin"):
        models.Parcel(content=models.Cat(species="puss"))


@pytest.mark.parametrize(("species", "kind"), [("puss", "Cat"), ("hound", "Dog"), ("whelp", "Dog"), ("Emu", "Emu")])
def test_a_discriminator_selects_the_class_even_if_its_property_is_any_string(
    species: str, kind: str, models: Any
) -> None:
    found = models.Parcel.from_dict({**PARCEL, "content": {"species": species}}).content
    assert type(found).__name__ == kind


def test_a_kind_that_no_discriminator_names_is_unknown(models: Any) -> None:
    found = models.Parcel.from_dict({**PARCEL, "content": {"species": "Cat"}}).content
    assert type(found).__name__ == "UnknownVariant"


def test_a_recursive_object_is_kept(models: Any) -> None:
    tree: dict[str, Any] = {"a": {"b": {}, "c": {"d": {}}}}
    parcel = models.Parcel.from_dict({**PARCEL, "tree": tree})
    assert parcel.tree.to_dict() == tree
    assert parcel.to_dict()["tree"] == tree
    assert models.Parcel.from_dict({**PARCEL, "tree": {"a": 1}}).to_dict()["tree"] == {"a": 1}


def test_annotations_of_any_contract_can_be_evaluated(models: Any) -> None:
    for name in models.__all__:
        if attrs.has(found := getattr(models, name)):
            attrs.resolve_types(found)


# ---- operations ----


def send_parcel(package: ModuleType, answer: Respond) -> Any:
    """Call the operation that is deprecated and has responses of two media types."""
    client = package.AuthenticatedClient(token="key", httpx_args={"transport": httpx.MockTransport(answer)})
    models = importlib.import_module(f"{package.__name__}.models")
    module = importlib.import_module(f"{package.__name__}.api.things.send_parcel")
    return module.sync(client=client, body=models.Parcel(pin="1", content=models.Emu()))


@pytest.mark.filterwarnings("ignore:POST /parcels is deprecated:DeprecationWarning")
def test_accept_names_the_media_type_that_is_read(package: ModuleType) -> None:
    answer, seen = recorded(lambda _: httpx.Response(200, json=PARCEL))
    assert send_parcel(package, answer).id == "7"
    assert seen[0].headers["Accept"] == "application/json"


@pytest.mark.filterwarnings("ignore:POST /parcels is deprecated:DeprecationWarning")
def test_404_has_an_error_class_if_it_is_documented(package: ModuleType) -> None:
    with pytest.raises(package.errors.NotFound) as caught:
        send_parcel(package, lambda _: httpx.Response(404, json={"message": "Item a not found"}))
    assert isinstance(caught.value, package.errors.StatusError)
    assert "Item a not found" in str(caught.value)


def test_a_deprecated_operation_warns_at_its_call_and_in_its_docstring(package: ModuleType) -> None:
    with pytest.warns(DeprecationWarning, match=r"POST /parcels is deprecated: use send_parcel_v2 instead\.") as caught:
        send_parcel(package, lambda _: httpx.Response(200, json=PARCEL))
    assert caught[0].filename == __file__
    module = importlib.import_module(f"{package.__name__}.api.things.send_parcel")
    assert "use send_parcel_v2 instead." in (inspect.getdoc(module.asyncio) or "")


# ---- parameters ----

PATH: dict[str, Any] = {"models": "a b", "at": SINCE, "on": True, "kind": "small", "ids": [1, 2]}


def found(_: httpx.Request) -> httpx.Response:
    """Respond with the thing."""
    return httpx.Response(200, json=FULL)


def look(package: ModuleType, answer: Respond, **arguments: Any) -> None:
    """Call the one operation, which has no operationId."""
    with package.AuthenticatedClient(token="key", httpx_args={"transport": httpx.MockTransport(answer)}) as client:
        operation(package)(client=client, **arguments)


def operation(package: ModuleType) -> Callable[..., Any]:
    """Return the one operation of a client."""
    things = Path(package.__path__[0]) / "api" / "things"
    [module] = [file.stem for file in things.glob("get_*.py")]
    function: Callable[..., Any] = importlib.import_module(f"{package.__name__}.api.things.{module}").sync
    return function


def test_values_of_all_types_are_sent_in_a_path(package: ModuleType) -> None:
    answer, seen = recorded(found)
    look(package, answer, **PATH)
    assert seen[0].url.raw_path == b"/things/a%20b/2024-01-02T03%3A04%3A05%2B00%3A00/true/small/1%2C2"


@pytest.mark.parametrize("value", ["", ".", "..", "\ud800"], ids=repr)
def test_a_value_that_would_change_the_path_is_an_invalid_request(value: str, package: ModuleType) -> None:
    answer, seen = recorded(found)
    with pytest.raises(package.errors.InvalidRequest):
        look(package, answer, **{**PATH, "kind": value})
    assert seen == []


def test_parameters_are_sent_under_their_own_names(package: ModuleType) -> None:
    ours = ("from_", "self_", "client_query", "body_query", "request_query", "response_query", "headers_query")
    answer, seen = recorded(found)
    look(package, answer, **PATH, **dict.fromkeys((*ours, "to_params_query"), "x"), fields=["a", "b"])
    theirs = ("from", "self", "client", "body", "request", "response", "headers", "to_params")
    assert dict(seen[0].url.params) == {**dict.fromkeys(theirs, "x"), "fields": "a,b"}


def test_the_description_of_a_parameter_is_in_the_docstring(package: ModuleType) -> None:
    words = inspect.getdoc(operation(package)) or ""
    for line in ("fields: Which fields to show.", "order: Where to begin.", "limit: How many to show."):
        assert line in words


# ---- rejections ----


def document(**operations: Any) -> dict[str, Any]:
    """Return a small contract; the arguments are GET operations of paths of these names."""
    done = {"responses": {"200": {"description": "Done."}}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Refused", "version": "1.0.0"},
        "paths": {f"/{name}": {"get": {**done, **operation}} for name, operation in operations.items()},
    }


def parameter(**said: Any) -> dict[str, Any]:
    """Return a query parameter."""
    return {"parameters": [{"name": "filter", "in": "query", **said}]}


OBJECT, TEXT = {"type": "object", "properties": {"a": {}}}, {"type": "string"}
API_KEY = {"type": "apiKey", "in": "query", "name": "key"}


def responding(media_type: str, schema: dict[str, Any]) -> dict[str, Any]:
    """Return an operation with a response of a media type."""
    return {"responses": {"200": {"description": "Done.", "content": {media_type: {"schema": schema}}}}}


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "two operations of a name": (
        document(a={"operationId": "getIt"}, b={"operationId": "get_it"}),
        "#/paths/~1b/get: another operation has the operationId 'get_it' or one that is like it",
    ),
    "a parameter in JSON": (
        document(a=parameter(content={"application/json": {"schema": {"type": "object"}}})),
        "#/paths/~1a/get: the parameter 'filter' has 'content', which the client cannot send: give it a 'schema'",
    ),
    "a parameter of another style": (
        document(a=parameter(style="pipeDelimited", schema={"type": "array", "items": {"type": "string"}})),
        "#/paths/~1a/get: the parameter 'filter' has the style 'pipeDelimited': "
        "the client knows 'form' and 'deepObject'",
    ),
    "a deep object in a parameter": (
        document(
            a=parameter(style="deepObject", schema={"type": "object", "additionalProperties": {"type": "object"}})
        ),
        "#/paths/~1a/get: the parameter 'filter' has the style 'deepObject', which the client can send of objects of "
        "plain values alone",
    ),
    "a reference to nothing": (
        document(a=parameter(schema={"$ref": "#/components/schemas/Nothing"})),
        "#/paths/~1a/get/parameters/0/schema refers to #/components/schemas/Nothing, which does not exist",
    ),
    "a key in the query": (
        {**document(a={}), "components": {"securitySchemes": {"key": API_KEY}}, "security": [{"key": []}]},
        "#/security requires the API key in the query (key): the client sends it only in headers",
    ),
    "an option beside other parts that is no object": (
        {**document(a={}), "components": {"schemas": {"Mixed": {"allOf": [OBJECT, {"anyOf": [OBJECT, TEXT]}]}}}},
        "#/components/schemas/Mixed/allOf/1 has an option that is not an object, beside other parts",
    ),
    "properties beside an option that is not an object": (
        {**document(a={}), "components": {"schemas": {"Mixed": {"properties": {"b": {}}, "oneOf": [OBJECT, TEXT]}}}},
        "#/components/schemas/Mixed has properties beside an option that is not an object",
    ),
    "properties beside a reference": (
        {
            **document(a={}),
            "components": {"schemas": {"Base": OBJECT, "More": {"$ref": "#/components/schemas/Base", **OBJECT}}},
        },
        "#/components/schemas/More has 'properties' beside a reference: put both into an allOf",
    ),
    "an enum value that Python's source cannot hold": (
        {**document(a={}), "components": {"schemas": {"Sign": {"type": "string", "enum": ["a", "b\nc"]}}}},
        "#/components/schemas/Sign has an enum value that cannot be written as Python: 'b\\nc'",
    ),
    "a response in XML alone": (
        document(a=responding("application/xml", {"type": "object"})),
        "#/paths/~1a/get/responses/200: Unsupported content_type application/xml",
    ),
    "a body in XML alone": (
        document(a={"requestBody": {"content": {"application/xml": {"schema": {"type": "object"}}}}}),
        "#/paths/~1a/get: Unsupported content type application/xml",
    ),
    "a default of another type": (
        document(a={}) | {"components": {"schemas": {"N": {"type": "integer", "default": "many"}}}},
        "#/components/schemas/N: Invalid int value: many",
    ),
    "what is not OpenAPI": (
        document(a={"responses": {"200": {"content": {}}}}),
        "#/paths/~1a/get/responses/200: it has no 'description', which the generator requires",
    ),
    "two properties of one name": (
        document(a={}) | {"components": {"schemas": {"N": {"type": "object", "properties": {"a-b": {}, "a b": {}}}}}},
        "#/components/schemas/N: two properties would have the same name in Python",
    ),
    "two parameters of one name": (
        document(a={"parameters": [{"name": name, "in": "query", "schema": {}} for name in ("id", "id[]")]}),
        "#/paths/~1a/get: two parameters would have the same name in Python, id",
    ),
    "no operations": (document(), "#/paths: it has no operations, so there is nothing to call"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_an_unsupported_or_unreadable_part_is_rejected_in_one_line_with_a_pointer(name: str, tmp_path: Path) -> None:
    contract, expected = REFUSED[name]
    (tmp_path / "contract.yaml").write_text(yaml.safe_dump(contract))
    generation = generate(tmp_path / "contract.yaml", tmp_path / "generated")
    assert generation.returncode == 1
    assert generation.stderr == f"generate: {tmp_path}/contract.yaml: {expected}\n"
    assert not (tmp_path / "generated").exists()
