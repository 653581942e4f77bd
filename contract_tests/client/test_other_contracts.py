"""Tests of a client of another contract, with operations of all kinds: the templates work for any contract."""

import datetime
import functools
import hmac
import importlib.util
import json
import sys
from collections.abc import Callable
from io import BytesIO
from types import ModuleType
from typing import Any
from uuid import UUID

import httpx
import pytest

from client.generated_clients import GeneratedClients

ANIMAL = {"name": "Ara", "kind": "bird"}
SINCE = datetime.datetime(2024, 1, 2, 3, 4, 5, tzinfo=datetime.UTC)


@pytest.fixture(scope="module")
def zoo(generated_clients: GeneratedClients) -> ModuleType:
    """Return the client, under another name, so that it can be imported beside the repository's."""
    location = generated_clients.project("other") / "retell_web_call_client"
    spec = importlib.util.spec_from_file_location(
        "zoo_client", location / "__init__.py", submodule_search_locations=[str(location)]
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["zoo_client"] = module
    spec.loader.exec_module(module)
    return module


class Api:
    """The other client, with a server that sends given responses, and the requests that it received."""

    def __init__(self, zoo: ModuleType) -> None:
        self.zoo = zoo
        self.models = importlib.import_module(f"{zoo.__name__}.models")
        self.requests: list[httpx.Request] = []

    def call(self, operation: str, answer: httpx.Response, how: str = "sync", **arguments: Any) -> Any:
        """Call an operation, named by its module below `api`."""

        def receive(request: httpx.Request) -> httpx.Response:
            request.read()
            self.requests.append(request)
            return answer

        client = self.zoo.AuthenticatedClient(
            token="zoo-key", max_retries=0, httpx_args={"transport": httpx.MockTransport(receive)}
        )
        function: Callable[..., Any] = getattr(importlib.import_module(f"zoo_client.api.{operation}"), how)
        with client:
            return function(client=client, **arguments)


@pytest.fixture
def api(zoo: ModuleType) -> Api:
    """Return the other client's operations."""
    return Api(zoo)


def test_base_url_version_and_key_are_from_the_contract(api: Api) -> None:
    api.call("animals.list_animals", httpx.Response(200, json=[]))
    [request] = api.requests
    assert str(request.url) == "https://eu.zoo.example/v1/animals?limit=10"
    assert request.headers["X-Zoo-Key"] == "zoo-key"
    assert "Authorization" not in request.headers
    assert api.zoo.__version__ == "2.3.4"


def test_parameters_of_all_kinds_are_sent(api: Api, zoo: ModuleType) -> None:
    api.call(
        "animals.list_animals",
        httpx.Response(200, json=[]),
        kind=api.models.Kind.FISH,
        limit=zoo.UNSET,
        only=["a", "b"],
        since=SINCE,
        filter_={"colour": "red"},
        x_trace=True,
        session="s",
    )
    [request] = api.requests
    assert list(request.url.params.multi_items()) == [
        ("kind", "fish"),
        ("only", "a"),
        ("only", "b"),
        ("since", "2024-01-02T03:04:05+00:00"),
        ("colour", "red"),
    ]
    assert request.headers["X-Trace"] == "true"
    assert request.headers["Cookie"] == "session=s"


def test_a_parameter_that_no_header_can_contain_is_an_invalid_request(api: Api, zoo: ModuleType) -> None:
    with pytest.raises(zoo.errors.InvalidRequest):
        api.call("animals.list_animals", httpx.Response(200, json=[]), x_trace="\ud800")
    assert api.requests == []


def test_an_array_of_models_is_read_item_by_item(api: Api, zoo: ModuleType) -> None:
    animals = [ANIMAL, {**ANIMAL, "kind": "robot"}, {"name": "Ara"}, None]
    found = api.call("animals.list_animals", httpx.Response(200, json=animals))
    assert [animal.to_dict() for animal in found] == animals
    assert [type(animal).__name__ for animal in found] == ["Animal", "Animal", "UnknownVariant", "UnknownVariant"]
    with pytest.raises(zoo.errors.MalformedResponse):
        api.call("animals.list_animals", httpx.Response(200, json={"0": ANIMAL}))


def test_an_undocumented_success_is_read_as_the_documented_one(api: Api, zoo: ModuleType) -> None:
    animal = api.models.Animal.from_dict(ANIMAL)
    put = functools.partial(api.call, "animals.put_animal", animal_id="a", body=animal)
    assert put(httpx.Response(201, json=ANIMAL)) == animal
    assert put(httpx.Response(202)) is None
    assert api.call("animals.delete_animal", httpx.Response(200), animal_id="a") is None
    assert api.call("default.read_note", httpx.Response(203, text="grass")) == "grass"
    for call, answer in (
        (put, httpx.Response(201, json={"name": "Ara"})),
        (functools.partial(api.call, "default.read_note"), httpx.Response(204)),
        (functools.partial(api.call, "animals.delete_animal", animal_id="a"), httpx.Response(202, text="later")),
    ):
        with pytest.raises(zoo.errors.UnexpectedStatus):
            call(answer)


def test_a_default_response_is_an_error_for_sync_and_is_read_by_detailed(api: Api, zoo: ModuleType) -> None:
    answer = httpx.Response(418, json={"code": 7, "detail": "teapot"})
    with pytest.raises(zoo.errors.StatusError):
        api.call("animals.list_animals", answer)
    response = api.call("animals.list_animals", answer, "sync_detailed")
    assert (response.status_code, response.parsed.code, response.parsed.detail) == (418, 7, "teapot")


def test_a_path_parameter_is_quoted(api: Api) -> None:
    assert api.call("animals.delete_animal", httpx.Response(204), animal_id="a/b c?") is None
    [request] = api.requests
    assert request.method == "DELETE"
    assert request.url.raw_path == b"/v1/animals/a%2Fb%20c%3F"
    assert request.content == b""


def test_documented_ranges_of_statuses_do_not_raise_in_detailed(api: Api, zoo: ModuleType) -> None:
    response = api.call("animals.delete_animal", httpx.Response(410), "sync_detailed", animal_id="a")
    assert (response.status_code, response.parsed) == (410, None)
    with pytest.raises(zoo.errors.UnexpectedStatus):
        api.call("animals.delete_animal", httpx.Response(500), "sync_detailed", animal_id="a")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ({"wings": 2, "legs": 2}, "GetAnimalResponse200Type0"),
        ({"fins": 3}, "GetAnimalResponse200Type1"),
        ({"wheels": 4}, "UnknownVariant"),
        ("unicorn", "str"),
        (None, "NoneType"),
    ],
    ids=repr,
)
def test_an_inline_union_without_a_tag_has_the_option_that_fits(body: Any, kind: str, api: Api) -> None:
    found = api.call("animals.get_animal", httpx.Response(200, content=json.dumps(body)), animal_id="a")
    assert type(found).__name__ == kind
    assert (found.to_dict() if hasattr(found, "to_dict") else found) == body


def test_a_status_without_a_body_is_none_beside_one_with(api: Api) -> None:
    animal = api.models.Animal.from_dict(ANIMAL)
    assert api.call("animals.put_animal", httpx.Response(204), animal_id="a") is None
    assert (
        api.call("animals.put_animal", httpx.Response(200, json=ANIMAL), animal_id="a", body=animal).to_dict() == ANIMAL
    )
    assert [request.content for request in api.requests] == [b"", b'{"name":"Ara","kind":"bird"}']


def test_primitives_maps_texts_and_anything_are_read(api: Api, zoo: ModuleType) -> None:
    assert api.call("numbers.count_animals", httpx.Response(200, json=7)) == 7
    with pytest.raises(zoo.errors.MalformedResponse):
        api.call("numbers.count_animals", httpx.Response(200, json="7"))
    assert api.call("numbers.take_inventory", httpx.Response(200, json={"fish": 1}), body={"bird": 2}) == {"fish": 1}
    assert api.call("numbers.take_inventory", httpx.Response(202), body={}) is None
    assert json.loads(api.requests[2].content) == {"bird": 2}
    assert api.call("default.read_note", httpx.Response(200, text="grüß")) == "grüß"
    form = api.models.LogInBody(name="me", password="secret word")
    assert api.call("files.log_in", httpx.Response(200, json=[1, None]), body=form) == [1, None]
    assert api.requests[-1].content == b"name=me&password=secret+word"
    assert "secret word" not in repr(form)


def test_files_are_sent_and_read(api: Api) -> None:
    models = api.models
    types = importlib.import_module("zoo_client.types")
    body = models.DrawPictureBody(
        image=types.File(BytesIO(b"pixels"), "a.png", "image/png"),
        tags=["x", "y"],
        public=True,
        about=models.Owner(name="Ann"),
    )
    found = api.call("files.draw_picture", httpx.Response(200, content=b"\x89PNG"), body=body)
    assert found.payload.read() == b"\x89PNG"
    [request] = api.requests
    assert request.headers["Content-Type"].startswith("multipart/form-data; boundary=")
    for part in (b'filename="a.png"', b"pixels", b"\r\nx\r\n", b"\r\ny\r\n", b"\r\ntrue\r\n", b'{"name": "Ann"}'):
        assert part in request.content


FULL: dict[str, Any] = {
    **ANIMAL,
    "size": 2,
    "favourite": "fish",
    "born": "2024-01-02",
    "seen": "2024-01-02T03:04:05+00:00",
    "tag": "12345678-1234-5678-1234-567812345678",
    "parents": [{**ANIMAL, "parents": [ANIMAL]}],
    "grid": [[1, 2.5], []],
    "meals": {"noon": {"type": "seeds", "grams": 3}, "night": {"type": "meat"}},
    "food": {"type": "meat"},
    "owner": {"name": "Ann", "secret": "hidden", "pet": "Ara"},
    "either": {"code": 1, "detail": "d"},
    "from": "here",
    "rest": "r",
    "at": 1,
    "value": True,
    "models": "m",
    "self": "s",
    'x-weird "name"': "w",
    "anything": [None, {"a": 1}],
    "fixed": 7,
}


def test_properties_of_all_kinds_are_kept(api: Api) -> None:
    models = api.models
    animal = models.Animal.from_dict(FULL)
    assert animal.to_dict() == FULL
    assert animal.additional_properties == {}
    assert animal.kind is models.Kind.BIRD
    assert animal.size is models.Size.VALUE_2
    assert animal.seen == SINCE
    assert animal.born == SINCE.date()
    assert animal.tag == UUID("12345678-1234-5678-1234-567812345678")
    assert type(animal.meals["night"]) is models.Meat
    assert type(animal.either) is models.Problem
    assert animal.owner.additional_properties == {"pet": "Ara"}
    assert "hidden" not in repr(animal)


def test_marked_secrets_of_any_type_are_masked(api: Api) -> None:
    owner = {
        "name": "Ann",
        "pin": "hidden",
        "words": ["hidden"],
        "locks": {"gate": "hidden"},
        "either": "hidden",
        "secret": "hidden",
    }
    found = api.models.Owner.from_dict(owner)
    assert found.to_dict() == owner
    assert "hidden" not in repr(found)
    assert "name='Ann'" in repr(found)
    assert repr(found).count("=***") == 5


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("size", 9),
        ("size", "2"),
        ("favourite", "robot"),
        ("born", "yesterday"),
        ("seen", 1),
        ("tag", "no uuid"),
        ("grid", [[1], ["x"]]),
        ("meals", {"noon": {"type": "soup"}, "night": 1}),
        ("food", {"type": "soup"}),
        ("food", 5),
        ("owner", []),
        ("either", {"code": "x", "detail": 1}),
        ("fixed", 8),
        ("fixed", True),
        ("from", None),
        ("owner", {"name": "Ann", "age": 7}),
    ],
    ids=repr,
)
def test_unexpected_values_of_properties_of_all_kinds_are_kept(name: str, value: Any, api: Api) -> None:
    assert api.models.Animal.from_dict({**FULL, name: value}).to_dict() == {**FULL, name: value}


def test_a_tree_too_deep_to_read_is_a_malformed_response(zoo: ModuleType, api: Api) -> None:
    tree: dict[str, Any] = ANIMAL
    for _ in range(450):
        tree = {**ANIMAL, "parents": [tree]}
    with pytest.raises(zoo.errors.MalformedResponse, match="deep"):
        api.models.Animal.from_dict(tree)


def test_a_webhook_is_verified_by_its_own_mark(zoo: ModuleType, api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.time", lambda: 1790000000.5)
    webhooks = importlib.import_module(f"{zoo.__name__}.webhooks")
    body = json.dumps(ANIMAL).encode()
    # From `printf 1790000000.BODY | openssl dgst -sha256 -hmac zoo-key`.
    digest = hmac.new(b"zoo-key", b"1790000000." + body, "sha256").hexdigest()
    born = webhooks.read_animal_born(body, f"t=1790000000;v1={digest}", api_key="zoo-key")

    assert isinstance(born, api.models.Animal)
    assert webhooks.sign_animal_born(body, api_key="zoo-key") == f"t=1790000000;v1={digest}"
    with pytest.raises(webhooks.StaleEvent, match="60 seconds off"):
        webhooks.read_animal_born(
            body, webhooks.sign_animal_born(body, api_key="zoo-key", at=1789999900), api_key="zoo-key"
        )
    with pytest.raises(webhooks.MalformedEvent, match="Required property missing at '/name'"):
        webhooks.read_animal_born(b"{}", webhooks.sign_animal_born(b"{}", api_key="zoo-key"), api_key="zoo-key")
