"""Tests of contracts that openapi-python-client misreads: they work here, or are rejected with a reason."""

import importlib
import logging
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest
import yaml

from client.conftest import recorded
from client.test_awkward_contracts import document, responding
from client_generator.tests.in_process import generate

CLIENT_OF = "misread"


def call(package: ModuleType, operation: str, response: httpx.Response, **arguments: Any) -> tuple[Any, httpx.Request]:
    """Return what an operation returns, and its request."""
    respond, seen = recorded(lambda _: response)
    with package.Client(httpx_args={"transport": httpx.MockTransport(respond)}) as client:
        module = importlib.import_module(f"{package.__name__}.api.default.{operation}")
        return module.sync(client=client, **arguments), seen[0]


def test_an_object_is_sent_as_one_parameter_for_each_property(package: ModuleType, models: Any) -> None:
    done = httpx.Response(200, json={})
    _, request = call(
        package, "get_thing", done, filter_=models.Filter(kind="a-b", sizes=[1, 2], on=True), mx={"a": "b"}
    )
    assert request.url.params.multi_items() == [
        ("filter[kind]", "a-b"),
        ("filter[sizes]", "1"),
        ("filter[sizes]", "2"),
        ("filter[on]", "true"),
        ("m{x}[a]", "b"),
    ]
    assert call(package, "get_thing", done, mx=None)[1].url.query == b""


# ---- enums and defaults ----


def test_each_value_of_an_enum_has_its_own_member(models: Any) -> None:
    assert {member.name: member.value for member in models.Kind} == {
        "M": "m",
        "M_3": "M",
        "M_2": "M_2",
        "A_B": "a-b",
        "A_B_2": "a b",
        "A_B_3": "a.b",
        "VALUE_6": "",
        "VALUE_7": "-",
    }
    assert {member.name: member.value for member in models.Level} == {"LOW": 1, "LOW_2": 2}


THINGS = [
    *({"kind": kind} for kind in ("m", "M", "M_2", "a-b", "a b", "a.b", "", "-")),
    *({"mood": mood} for mood in ("good", None)),
    *({"temper": temper} for temper in ("hot", None)),
    {"tempers": ["mild", None]},
    {"inner": None},
    {"deleted": True, "on": False, "none": None, "nothing": "anything"},
    *({"size": size} for size in (1, "big")),
    *({"share": share} for share in (0.5, 1)),
]


@pytest.mark.parametrize("thing", THINGS, ids=str)
def test_a_documented_value_is_not_drift(
    thing: dict[str, Any], package: ModuleType, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, logger=f"{package.__name__}.drift"):
        found, _ = call(package, "get_thing", httpx.Response(200, json=thing))
    assert found.to_dict() == thing
    assert caplog.messages == []


def test_an_enum_with_null_is_one_class_or_none(models: Any) -> None:
    enums = {name for name in models.__all__ if name.startswith(("Mood", "ThingTemper"))}
    assert enums == {"Mood", "ThingTemper", "ThingTempersItem"}
    assert models.Thing().temper == "hot"
    assert models.Thing.from_dict({"temper": "hot"}).temper is models.ThingTemper.HOT


def test_a_default_outside_its_enum_is_not_sent(models: Any) -> None:
    assert models.Inner().to_dict() == {}


def test_a_class_is_named_after_its_component_and_not_its_title(models: Any) -> None:
    assert {"TitledInput", "TitledOutput"} <= set(models.__all__)
    thing = models.Thing.from_dict({"titled": {"kind": "out", "x": 1}})
    assert type(thing.titled) is models.TitledOutput


def test_an_array_of_anything_and_a_union_with_a_description_are_kept(models: Any) -> None:
    thing = models.Thing.from_dict({"list": [1, "a"], "described": None})
    assert (thing.list_, thing.described) == ([1, "a"], None)
    assert type(models.Thing.from_dict({"described": {"a": "x"}}).described) is models.One


# ---- unions and media types ----


@pytest.mark.parametrize("operation", ["get_either", "get_default"])
@pytest.mark.parametrize(("body", "kind"), [({"a": "x"}, "One"), ({"b": "x"}, "Two"), ({"c": 1}, "UnknownVariant")])
def test_a_union_without_a_tag_can_be_a_response(
    operation: str, body: dict[str, Any], kind: str, package: ModuleType
) -> None:
    found, _ = call(package, operation, httpx.Response(200, json=body))
    assert type(found).__name__ == kind


def test_json_is_preferred_to_xml_and_forms(package: ModuleType, models: Any) -> None:
    body = models.Thing(kind="m", mood="good", temper=None)
    found, request = call(package, "send_thing", httpx.Response(201, json={"kind": "m"}), body=body)
    assert found.kind is models.Kind.M
    assert request.headers["Content-Type"] == request.headers["Accept"] == "application/json"
    assert request.content == b'{"kind":"m","mood":"good","temper":null}'


def test_images_and_audio_are_sent_and_read_as_bytes(package: ModuleType, models: Any) -> None:
    picture, _ = call(package, "get_picture", httpx.Response(200, content=b"\x89PNG"))
    assert picture.payload.read() == b"\x89PNG"
    types = importlib.import_module(f"{package.__name__}.types")
    sound = httpx.Response(200, content=b"ID3")
    found, request = call(package, "send_sound", sound, body=types.File(BytesIO(b"\xffpcm")))
    assert (found.payload.read(), request.content) == (b"ID3", b"\xffpcm")
    assert request.headers["Content-Type"] == "application/octet-stream"
    _, request = call(package, "send_sound", sound, body=models.One(a="x"))
    assert request.content == b'{"a":"x"}'


def test_any_media_type_with_the_schema_of_an_object_is_json(package: ModuleType) -> None:
    found, _ = call(package, "get_any", httpx.Response(200, json={"a": "x"}))
    assert found.a == "x"


def test_a_stream_of_events_is_text(package: ModuleType) -> None:
    found, _ = call(package, "get_lines", httpx.Response(200, text="data: {}\n\n"))
    assert found == "data: {}\n\n"


# ---- rejections ----


@pytest.mark.slow
def test_more_than_twenty_lines_are_counted(tmp_path: Path) -> None:
    many = {f"p{number}": responding("application/xml", {"type": "object"}) for number in range(122)}
    (tmp_path / "contract.yaml").write_text(yaml.safe_dump(document(**many)))
    lines = generate(tmp_path / "contract.yaml", tmp_path / "generated").stderr.splitlines()
    assert len(lines) == 20
    assert lines[-1].endswith("contract.yaml: and 103 more of the kind")
    assert "object at 0x" not in "".join(lines)
