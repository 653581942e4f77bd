"""Tests of reading: YAML 1.2 or JSON, with the parts in other files inlined, or a rejection in one line."""

import json
from pathlib import Path

import pytest
import yaml
from attrs.exceptions import FrozenInstanceError
from openapi_spec_validator import OpenAPIV31SpecValidator

from openapi_contract.document import Document, laid_out, read
from openapi_contract.operations import Operation
from openapi_contract.raw_document import Unreadable, parse
from repository import CONTRACT

HEAD = "openapi: 3.1.0\ninfo: {title: Calls, version: 1.0.0}\n"

BILLION_LAUGHS = b"\n".join(
    b"a%d: &a%d [%s]" % (n, n, b",".join([b"*a%d" % (n - 1)] * 10 if n else [b"1"])) for n in range(10)
)


def refuse(path: str) -> bytes:
    """Reject every file, for a contract that has no others."""
    raise AssertionError(f"{path} was asked for")


def document(text: str) -> Document:
    """Parse a contract with this text below its header."""
    return laid_out(parse((HEAD + text).encode(), "calls.yaml", refuse))


def written(folder: Path, files: dict[str, str]) -> Document:
    """Write a contract and other files, and read it."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return read(folder / "calls.yaml")


class TestValues:
    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("no", "no"),
            ("on", "on"),
            ("2026-11-26", "2026-11-26"),
            ("12:30:45", "12:30:45"),
            ("012", 12),
            ("0o14", 12),
            ("0xff", 255),
            ("1_000", "1_000"),
            ("1e3", 1000.0),
            ("1.", 1.0),
            ("0b11", "0b11"),
            ("~", None),
            ("True", True),
            (".nan", "nan"),
            ("'1'", "1"),
        ],
    )
    def test_a_plain_scalar_is_read_as_in_yaml_1_2(self, text: str, value: object) -> None:
        found = document(f"x-value: {text}").root["x-value"]

        assert (type(found), found) == (type(value), value)

    def test_a_key_is_a_string(self) -> None:
        assert document("x-value: {200: a, true: b, null: c}").root["x-value"] == {"200": "a", "true": "b", "null": "c"}

    def test_an_alias_is_read_as_a_copy(self) -> None:
        root = document("x-one: &one {a: [1]}\nx-two: *one\nx-three: {<<: *one, b: 2}").root

        assert root["x-two"] == {"a": [1]}
        assert root["x-two"] is not root["x-one"]
        assert root["x-three"] == {"a": [1], "b": 2}

    def test_json_and_yaml_give_the_same_document(self) -> None:
        root = read(CONTRACT).root

        assert parse(json.dumps(root).encode(), "calls.json", refuse).root == root
        assert parse(yaml.safe_dump(root).encode(), "calls.yaml", refuse).root == root

    def test_a_value_has_the_line_of_its_key(self) -> None:
        found = document("components:\n  schemas:\n    Call:\n      type: object\n")

        assert found.line(("components", "schemas", "Call")) == 5
        assert found.line(("components", "schemas", "Call", "required", 0)) == 5

    def test_an_unchanged_file_is_read_once(self) -> None:
        assert read(CONTRACT) is read(CONTRACT)


class TestRefusals:
    @pytest.mark.parametrize(
        ("data", "said"),
        [
            (b"\xff\xfe", "calls.yaml is not UTF-8, at byte 0"),
            (b"\0\1\2", "calls.yaml is not text"),
            ("info: é".encode("latin-1"), "calls.yaml is not UTF-8, at byte 6"),
            (b"a: [", "calls.yaml is not YAML: did not find expected node content (line 2)"),
            (b"a: 1\na: 2", 'calls.yaml is not YAML: found duplicate key "a" (line 2)'),
            (b'{"openapi": "3.1.0", "openapi": "3.1.0"}', 'calls.yaml is not YAML: found duplicate key "openapi"'),
            (b"a: &a [*a]", "calls.yaml nests too deep"),
            (BILLION_LAUGHS, "calls.yaml has too many values, with its aliases written out"),
            (b"[" * 100_000, "calls.yaml is not YAML: exceeded maximum nesting depth (line 1)"),
            (b"a: 1\n---\nb: 2\n", "calls.yaml is not YAML: but found another document"),
            (b"", "calls.yaml is not OpenAPI: it is not a mapping"),
            (b"name: x\n", "calls.yaml is not OpenAPI 3: it does not say `openapi:`"),
            (b"openapi: 3.1", "calls.yaml is not OpenAPI 3.0, 3.1 or 3.2: it says openapi: 3.1"),
            (b"- a", "calls.yaml is not OpenAPI: it is not a mapping"),
            (b"swagger: '2.0'", "calls.yaml is not OpenAPI 3: it says swagger: 2.0"),
            (b"openapi: 4.0.0", "calls.yaml is not OpenAPI 3.0, 3.1 or 3.2: it says openapi: 4.0.0"),
            (b"openapi: 3.1.0", "calls.yaml is not OpenAPI: it has no info"),
            (b"a: !!python/object:os.system {}", "could not determine a constructor"),
        ],
    )
    def test_an_invalid_contract_is_rejected_in_one_line(self, data: bytes, said: str) -> None:
        with pytest.raises(Unreadable) as refused:
            parse(data, "calls.yaml", refuse)

        assert said in str(refused.value)
        assert "\n" not in str(refused.value)

    def test_a_missing_file_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(Unreadable, match=f"there is no file {tmp_path}/calls.yaml"):
            read(tmp_path / "calls.yaml")

    @pytest.mark.parametrize("reference", ["#nowhere", "#/components/schemas/Nowhere", "#/components/schemas/Round"])
    def test_a_reference_without_a_target_is_rejected(self, reference: str) -> None:
        schemas = f"{{Call: {{$ref: '{reference}'}}, Round: {{$ref: '#/components/schemas/Round'}}}}"

        with pytest.raises(Unreadable, match=r"calls\.yaml refers to #"):
            self.resolve_call(f"components: {{schemas: {schemas}}}")

    def resolve_call(self, text: str) -> None:
        """Parse a contract and follow the reference in its schema Call."""
        found = document(text)
        found.resolve(found.at(("components", "schemas", "Call")))

    def test_a_file_of_another_host_is_rejected(self) -> None:
        with pytest.raises(Unreadable, match="only files beside the contract are followed"):
            document("components: {schemas: {Call: {$ref: 'https://example.com/call.yaml'}}}")

    def test_invalid_paths_are_rejected_in_one_line(self) -> None:
        with pytest.raises(Unreadable, match=r"calls\.yaml is not an OpenAPI document"):
            document("paths: {/calls: {get: {parameters: [1], responses: {'200': {}}}}}")


class TestFilesBesideIt:
    def test_the_target_of_a_reference_becomes_a_component(self, tmp_path: Path) -> None:
        found = written(
            tmp_path,
            {
                "calls.yaml": HEAD
                + "paths: {/calls: {$ref: 'paths/calls.yaml'}}\n"
                + "components: {schemas: {Call: {type: string}}}",
                "paths/calls.yaml": "get: {responses: {'200': {$ref: '../shared.yaml#/responses/Calls'}}}",
                "shared.yaml": "responses: {Calls: {description: Calls, content: {application/json: "
                "{schema: {type: array, items: {$ref: '#/schemas/Call'}}}}}}\n"
                "schemas: {Call: {type: object, properties: {next: {$ref: '#/schemas/Call'}}}}",
            },
        )
        (operation,) = found.operations
        schema = operation.responses[200].schema

        assert schema is not None
        assert schema.items is not None
        assert schema.items.name == "Call2"
        assert schema.is_valid([{"next": {"next": {}}}])
        assert not schema.is_valid([{"next": {"next": 1}}])
        assert list(OpenAPIV31SpecValidator(found.root).iter_errors()) == []

    def test_all_properties_may_be_in_their_own_file(self, tmp_path: Path) -> None:
        found = written(
            tmp_path,
            {
                "calls.yaml": HEAD + "components: {schemas: {Call: {$ref: 'models/call.yaml'}}}",
                "models/call.yaml": "{type: object, properties: {$ref: 'shared/properties.yaml'}}",
                "models/shared/properties.yaml": "{next: {$ref: 'next.yaml'}, id: {type: string}}",
                "models/shared/next.yaml": "{type: integer}",
            },
        )
        call = found.schema({"$ref": "#/components/schemas/Call"})

        assert (call.is_valid({"next": 1, "id": "a"}), call.is_valid({"next": "1"})) == (True, False)
        assert list(call.properties) == ["next", "id"]

    def test_an_operation_may_be_in_its_own_file(self, tmp_path: Path) -> None:
        response = "{description: a, content: {application/json: {schema: {$ref: '../call.yaml'}}}}"
        found = written(
            tmp_path,
            {
                "calls.yaml": HEAD + "paths: {/calls: {get: {$ref: 'calls/get.yaml'}}}",
                "calls/get.yaml": f"{{operationId: getCalls, responses: {{'200': {response}}}}}",
                "call.yaml": "{type: object}",
            },
        )

        assert [(each.id, list(each.responses)) for each in found.operations] == [("getCalls", [200])]
        assert "call" in found.root["components"]["schemas"]

    def test_a_mapping_of_a_discriminator_is_followed(self, tmp_path: Path) -> None:
        union = "{oneOf: [{$ref: 'cat.yaml'}], discriminator: {propertyName: kind, mapping: {cat: 'cat.yaml'}}}"
        found = written(
            tmp_path,
            {
                "calls.yaml": HEAD + f"components: {{schemas: {{Pet: {union}}}}}",
                "cat.yaml": "{type: object, properties: {kind: {const: cat}}}",
            },
        )
        pet = found.schema(found.at(("components", "schemas", "Pet")))

        assert [each.name for each in pet.applying({"kind": "cat"})] == ["Pet", "cat"]

    def test_a_missing_file_is_named_with_the_file_that_refers_to_it(self, tmp_path: Path) -> None:
        with pytest.raises(Unreadable, match=r"calls.yaml refers to call.yaml: there is no file"):
            written(tmp_path, {"calls.yaml": HEAD + "components: {schemas: {Call: {$ref: 'call.yaml'}}}"})

    def test_an_anchor_is_resolved_to_its_schema(self) -> None:
        found = document("components: {schemas: {Call: {$anchor: call, type: string}, One: {$ref: '#call'}}}")

        assert found.schema(found.at(("components", "schemas", "One"))).name == "Call"

    def test_an_example_in_its_own_file_is_inlined(self) -> None:
        (operation, *_) = read(CONTRACT).operations

        assert operation.responses[201].examples[0]["call_type"] == "web_call"

    def test_an_example_that_is_invalid_json_is_named(self, tmp_path: Path) -> None:
        content = "{application/json: {schema: {}, examples: {a: {externalValue: 'a.json'}}}}"
        text = f"paths: {{/calls: {{get: {{responses: {{'200': {{description: a, content: {content}}}}}}}}}}}"

        with pytest.raises(Unreadable, match=r"refers to a\.json, which is invalid JSON"):
            written(tmp_path, {"calls.yaml": HEAD + text, "a.json": "{"})


class TestOperations:
    SECURED = "security: [{key: []}]\n"

    def operation(self, more: str, head: str = "") -> Operation:
        (found,) = document(f"{head}paths: {{/calls: {{get: {{{more}responses: {{}}}}}}}}").operations
        return found

    @pytest.mark.parametrize(
        ("head", "more", "secured"),
        [
            ("", "", False),
            (SECURED, "", True),
            (SECURED, "security: [], ", False),
            (SECURED, "security: [{}, {key: []}], ", False),
            ("", "security: [{key: []}], ", True),
        ],
    )
    def test_an_operation_is_secured_if_each_alternative_needs_a_key(self, head: str, more: str, secured: bool) -> None:
        assert self.operation(more, head).secured is secured

    def test_a_status_is_documented_exactly_by_a_range_or_by_default(self) -> None:
        responses = "{'404': {description: a}, 4XX: {description: b}, default: {description: c}}"
        (operation,) = document(f"paths: {{/calls: {{get: {{responses: {responses}}}}}}}").operations

        bodies = {status: operation.response(status) for status in (404, 400, 500)}
        descriptions = {status: body and body.definition["description"] for status, body in bodies.items()}
        assert descriptions == {404: "a", 400: "b", 500: "c"}

    def test_an_operation_overrides_a_parameter_of_its_path(self) -> None:
        (operation,) = document(
            "paths: {/calls: {parameters: [{in: query, name: a, schema: {type: string}}], "
            "get: {responses: {}, parameters: [{in: query, name: a, required: true, schema: {type: integer}}]}}}"
        ).operations

        (parameter,) = operation.parameters
        assert parameter.required
        assert parameter.schema.types == {"integer"}


class TestModel:
    TWO = (
        "paths:\n"
        "  /calls: {get: {operationId: list, responses: {}}, post: {operationId: create, responses: {}}}\n"
        "  /calls/{id}: {get: {operationId: get, responses: {}}}\n"
    )

    def test_an_operation_is_left_out_of_a_new_document(self) -> None:
        whole = document(self.TWO)
        (left_out,) = [each for each in whole.operations if each.id == "get"]

        rest = whole.without([left_out])

        assert [each.id for each in rest.operations] == ["list", "create"]
        assert rest.operations == whole.operations[:2]
        assert list(rest.root["paths"]) == ["/calls"]
        assert [each.id for each in whole.operations] == ["list", "create", "get"]
        assert list(whole.root["paths"]) == ["/calls", "/calls/{id}"]

    def test_a_document_and_its_parts_are_immutable(self) -> None:
        found = document(self.TWO)

        for value, name in ((found, "operations"), (found.operations[0], "id"), (found.schema({}), "definition")):
            with pytest.raises(FrozenInstanceError):
                setattr(value, name, None)

    def test_a_place_of_the_document_has_one_schema(self) -> None:
        found = document("components: {schemas: {Call: {properties: {next: {$ref: '#/components/schemas/Call'}}}}}")
        call = found.schema({"$ref": "#/components/schemas/Call"})

        assert call.properties["next"] is call
        assert found.schema(found.at(("components", "schemas", "Call"))) is call
        assert call.name == "Call"

    def test_a_schema_outside_of_the_components_is_resolved_too(self) -> None:
        found = document(
            "x-schemas: {Call: {items: {$ref: '#/x-schemas/Call'}}}\ncomponents: {schemas: {A: "
            "{$ref: '#/x-schemas/Call'}}}"
        )
        call = found.schema({"$ref": "#/components/schemas/A"})

        assert call.items is call
        assert call.is_valid([[], []])

    def test_components_and_bodies_share_the_memory_of_their_validators(self) -> None:
        body = "{type: object, properties: {next: {$ref: '#/components/schemas/Call'}}}"
        response = f"{{description: a, content: {{application/json: {{schema: {body}}}}}}}"
        found = document(
            "components: {schemas: {Call: {type: object, properties: {of: {$ref: '#/components/schemas/Call'}}}}}\n"
            f"paths: {{/calls: {{get: {{responses: {{'200': {response}}}}}}}}}"
        )
        call, calls = found.schema({"$ref": "#/components/schemas/Call"}), found.operations[0].responses[200].schema

        assert calls is not None
        assert calls.validator.compiled is call.validator.compiled
        assert (call.is_valid({"of": {}}), calls.is_valid({"next": {"of": {}}})) == (True, True)
        assert (call.is_valid({"of": 1}), calls.is_valid({"next": {"of": 1}})) == (False, False)

    def test_a_schema_that_is_not_valid_itself_leaves_the_others_usable(self) -> None:
        found = document("components: {schemas: {Call: {type: object}, Odd: {minimum: high}}}")

        assert not found.schema({"$ref": "#/components/schemas/Call"}).is_valid(1)
        with pytest.raises(Unreadable, match="#/components/schemas/Odd/minimum"):
            found.schema({"$ref": "#/components/schemas/Odd"}).is_valid(1)

    def test_a_part_has_the_name_of_its_component(self) -> None:
        found = document("components: {schemas: {Call: {oneOf: [{allOf: [{type: object}]}, {type: string}]}}}")
        call = found.schema({"$ref": "#/components/schemas/Call"})

        assert [each.name for each in (*call.options, *call.options[0].all_of)] == ["Call"] * 3

    def test_a_reference_without_a_target_is_an_error_when_it_is_followed(self) -> None:
        found = document("components: {schemas: {Call: {properties: {a: {$ref: '#/nowhere'}}}}}")

        with pytest.raises(Unreadable, match="refers to #/nowhere"):
            _ = found.schema({"$ref": "#/components/schemas/Call"}).properties
