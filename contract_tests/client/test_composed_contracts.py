"""Tests of composed schemas: schemas that extend or exclude others have the right types, or are rejected."""

import importlib
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest
from packaging.version import Version

from client.conftest import recorded

CLIENT_OF = "composed"


def hints(model: Any) -> dict[str, str]:
    """Return the types of a model's attributes, as they are written."""
    return {name: str(hint).replace("_models.", "") for name, hint in model.__annotations__.items()}


def test_a_property_defined_twice_has_the_type_that_fits_both(models: Any) -> None:
    types = hints(models.Thing)
    assert types["size"] == "int | Unset"
    assert {each.value for each in models.ThingKind} == {"b"}
    assert "kind" in models.Thing.from_dict({"kind": "b"}).to_dict()
    assert models.Thing.from_dict({"kind": "b", "info": {"more": "x", "else": 1}}).info.more == "x"


def test_a_nested_part_keeps_its_properties(models: Any) -> None:
    assert models.Thing(kind="b", inner="x").to_dict() == {"kind": "b", "inner": "x"}


def test_null_beside_a_reference_is_null(models: Any) -> None:
    assert hints(models.Thing)["maybe"] == "Part | None | Unset"
    assert hints(models.Thing)["word"] == "ThingWord | str | None | Unset"
    thing = models.Thing.from_dict({"kind": "b", "maybe": None, "word": None})
    assert (thing.maybe, thing.word) == (None, None)


def test_classes_never_share_a_name(models: Any) -> None:
    types = hints(models.Thing)
    assert types["one"] != types["other"]
    assert models.Thing.from_dict({"kind": "b", "part": "x"}).part.value == "x"
    assert [each.value for each in models.ThingPart] == ["y"]


def test_components_whose_names_differ_in_case_have_two_classes(models: Any) -> None:
    thing = models.Thing.from_dict({"kind": "b", "street": {"street": "x"}, "home": {"city": "y"}})
    assert (thing.street.street, thing.home.city) == ("x", "y")


def test_another_name_of_a_component_is_that_component(models: Any) -> None:
    role = models.Thing.from_dict({"kind": "b", "role": {"id": "1", "rights": {"read": True}}}).role
    assert type(role) is models.Role
    assert role.rights.read is True


def test_a_reference_may_lead_into_a_component(models: Any) -> None:
    thing = models.Thing.from_dict({"kind": "b", "rights": {"read": True}, "role": {"id": "1", "rights": {}}})
    assert thing.rights.read is True
    assert type(thing.rights) is type(thing.role.rights)
    assert models.Thing.from_dict({"kind": "b", "shape": {"corners": 3}}).shape.corners == 3


def test_a_reference_to_a_reference_has_the_class_of_the_last(models: Any) -> None:
    thing = models.Thing.from_dict({"kind": "b", "shape": {"corners": 3}, "outline": {"corners": 4}})
    frame = models.Frame.from_dict({"outline": {"corners": 5}})
    assert type(thing.outline) is type(thing.shape) is type(frame.outline)


def test_options_of_a_component_s_items_may_hold_objects(models: Any) -> None:
    trace = models.Thing.from_dict({"kind": "b", "trace": [{"spans": [{"id": "1"}]}, {"errors": []}]}).trace
    assert [type(each).__name__ for each in trace] == ["TraceItemType0", "TraceItemType1"]
    assert trace[0].spans[0].id == "1"


@pytest.mark.parametrize("value", [None, {"amex": {"id": "1"}}])
def test_a_union_of_bare_types_beside_properties_is_a_list_of_types(value: Any, models: Any) -> None:
    assert models.Thing.from_dict({"kind": "b", "network": value}).to_dict()["network"] == value


@pytest.mark.parametrize(
    ("value", "name"), [({"deep": {"end": 1}}, "ChoiceType1"), ({"id": "1", "more": "x"}, "ChoiceType2")]
)
def test_an_option_may_contain_objects_or_extend_others(value: dict[str, Any], name: str, models: Any) -> None:
    choice = models.Thing.from_dict({"kind": "b", "choice": value}).choice
    assert type(choice).__name__ == name
    assert choice.to_dict() == value


@pytest.mark.parametrize(
    ("value", "absent"),
    [({"amount": 1, "by": "card", "card": "x"}, "note"), ({"amount": 1, "by": "cash", "note": 2}, "card")],
)
def test_a_union_inside_all_of_has_an_attribute_for_each_property(value: Any, absent: str, models: Any) -> None:
    payment = models.Thing.from_dict({"kind": "b", "payment": value}).payment
    assert {name: getattr(payment, name) for name in value} == value
    assert not getattr(payment, absent)
    with pytest.raises(TypeError, match="by"):  # which each option requires
        models.Payment(amount=1)


def test_properties_beside_a_union_are_attributes(models: Any) -> None:
    assert models.Search(text="x", limit=1).to_dict() == {"text": "x", "limit": 1}
    notice = models.Thing.from_dict({"kind": "b", "notice": {"id": "1", "to": "me"}}).notice
    assert (notice.id, notice.to, bool(notice.number)) == ("1", "me", False)
    with pytest.raises(TypeError, match="id"):
        models.Notice(to="me")


def test_a_union_remains_if_its_options_have_all_properties_beside_it(models: Any) -> None:
    assert type(models.Thing.from_dict({"kind": "b", "signal": {"to": "me", "loud": True}}).signal) is not models.Mail
    assert models.Thing.from_dict({"kind": "b", "signal": {"to": "me"}}).signal == models.Mail(to="me")


@pytest.mark.parametrize(("species", "name"), [("cat", "Cat"), ("Dog", "Dog"), ("emu", "UnknownVariant")])
def test_an_extension_of_a_base_with_a_discriminator_is_read_as_its_kind(species: str, name: str, models: Any) -> None:
    thing = models.Thing.from_dict({"kind": "b", "pet": {"species": species}, "pets": [{"species": species}]})
    assert {type(thing.pet).__name__, type(thing.pets[0]).__name__} == {name}
    assert models.Cat(species="cat", lives=9).to_dict() == {"species": "cat", "lives": 9}


def called(package: ModuleType, name: str, response: httpx.Response, **arguments: Any) -> tuple[httpx.Request, Any]:
    """Return the request of an operation, and what the call returns."""
    respond, seen = recorded(lambda _: response)
    client = package.Client(httpx_args={"transport": httpx.MockTransport(respond)})
    result = importlib.import_module(f"{package.__name__}.api.things.{name}").sync(client=client, **arguments)
    return seen[0], result


def test_a_query_string_in_a_path_is_sent_with_the_parameters(package: ModuleType) -> None:
    request, _ = called(package, "get_thing", httpx.Response(200, json={"kind": "b"}), limit=3)
    assert str(request.url) == "https://composed.example/things?beta=true&limit=3"


def test_a_fragment_distinguishes_operations_of_one_path_and_is_not_sent(package: ModuleType) -> None:
    request, _ = called(package, "join_again", httpx.Response(204))
    assert str(request.url) == "https://composed.example/calls"


def test_a_header_with_several_values_is_sent_unchanged(package: ModuleType) -> None:
    request, _ = called(package, "get_thing", httpx.Response(200, json={"kind": "b"}), x_beta="a,b")
    assert request.headers["X-Beta"] == "a,b"


def test_a_session_description_is_text(package: ModuleType) -> None:
    response = httpx.Response(201, text="v=0", headers={"Content-Type": "application/sdp"})
    assert called(package, "join_call", response)[1] == "v=0"


def test_its_version_is_valid_for_a_python_package(package: ModuleType) -> None:
    project = tomllib.loads((Path(package.__path__[0]).parent / "pyproject.toml").read_text("utf-8"))["project"]
    assert str(Version(project["version"])) == "1.0.27.dev0+snapshot"
