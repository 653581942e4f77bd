"""Tests of the linter's own rules: each finds its fault, at its place; bad input is reported in one line."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from contract_lint.__main__ import judge
from contract_lint.checks import STAGES
from openapi_contract.raw_document import Unreadable
from repository import CONTRACT, ROOT

WELL_MADE = Path(__file__).with_name("well_made.yaml")

PETS = "#/paths/~1pets"
CREATED = f"{PETS}/post/responses/201"
PET = "#/components/schemas/Pet"

# Faults in well_made.yaml: the old and the new text, and the rule, the pointer and a part of the message.
FAULTS = {
    "a date": (
        "examples: ['2026-02-03']",
        "examples: [2026-02-03]",
        ("every_value_reads_alike", "#/components/schemas/Cat/properties/born/examples/0", "YAML 1.1 reads datetime"),
    ),
    "a key that is a number": ("'201':", "201:", ("every_value_reads_alike", CREATED, "the key '201'")),
    "not a number": (
        "examples: [7]",
        "examples: [.nan]",
        ("every_value_reads_alike", "#/components/schemas/Dog/properties/tricks/examples/0", "YAML 1.1 reads nan"),
    ),
    "a word that YAML 1.1 takes for a boolean": (
        "enum: [small, large]",
        "enum: [small, large, no]",
        ("every_value_reads_alike", "#/components/schemas/Size/enum/2", "YAML 1.1 reads False"),
    ),
    "a reference to nothing": (
        "$ref: '#/components/schemas/Size'",
        "$ref: '#/components/schemas/Weight'",
        ("every_reference_leads_somewhere", "#/components/schemas/Cat/properties/size/$ref", "leads nowhere"),
    ),
    "the same operationId twice": (
        "operationId: showPet\n      tags",
        "operationId: addPet\n      tags",
        (
            "every_operation_id_is_its_own",
            "#/paths/~1pets~1{name}/get/operationId",
            "'addPet' is the operationId of POST /pets, on line 17, too",
        ),
    ),
    "a webhook with the operationId of an operation": (
        "operationId: petAdded",
        "operationId: addPet",
        (
            "every_operation_id_is_its_own",
            "#/webhooks/petAdded/post/operationId",
            "'addPet' is the operationId of POST /pets, on line 17, too",
        ),
    ),
    "a webhook without a name": (
        "operationId: petAdded\n",
        "x-id: petAdded\n",
        ("every_webhook_says_what_its_receiver_does", "#/webhooks/petAdded/post", "it has no operationId"),
    ),
    "a webhook that does not say how it is answered": (
        "'204':\n          description: It was noted.",
        "'500':\n          description: It was noted.",
        ("every_webhook_says_what_its_receiver_does", "#/webhooks/petAdded/post", "which status from 200 to 299"),
    ),
    "a webhook with the security of requests": (
        "security: []\n      parameters",
        "x-security: []\n      parameters",
        ("every_webhook_says_what_its_receiver_does", "#/webhooks/petAdded/post", "no security of its own"),
    ),
    "a signature without the body": (
        "signed: '{timestamp}.{body}'",
        "signed: '{timestamp}'",
        (
            "every_signature_can_be_verified",
            "#/components/parameters/Signature/x-signature",
            "must have {body} and {timestamp} once each in its 'signed'",
        ),
    ),
    "a signature in a query": (
        "in: header\n      description: Who sent it.",
        "in: query\n      description: Who sent it.",
        ("every_signature_can_be_verified", "#/components/parameters/Signature/x-signature", "not at a header of a"),
    ),
    "a webhook whose body has no example": (
        "example: {kind: dog, names: [Rex]}\n      responses:\n        '204'",
        "x-example: {kind: dog, names: [Rex]}\n      responses:\n        '204'",
        (
            "every_field_has_an_example",
            "#/webhooks/petAdded/post/requestBody/content/application~1json",
            "it has no example",
        ),
    ),
    "a mapping that is none": (
        "discriminator:\n        propertyName: kind\n",
        "discriminator:\n        propertyName: [kind]\n",
        ("every_keyword_of_openapi_is_valid", f"{PET}/discriminator/propertyName", "is not of type"),
    ),
    "a path twice, in two spellings": (
        "webhooks:\n",
        "  /pets/{id}: {}\nwebhooks:\n",
        ("no_path_is_there_twice", "#/paths/~1pets~1{id}", "it is the path /pets/{name} of line "),
    ),
    "a path parameter that may be left out": (
        "required: true\n          description: What it is called.",
        "description: What it is called.",
        ("the_contract_is_valid_openapi", "#/paths/~1pets~1{name}/get/parameters/0", "required"),
    ),
    "credentials without a 401": (
        "        '401':\n          $ref: '#/components/responses/Refused'\n",
        "",
        ("every_secured_operation_documents_401", f"{PETS}/post/responses", "documents no 401"),
    ),
    "a body without a 400": (
        "        '400':\n          $ref: '#/components/responses/Refused'\n",
        "",
        ("every_operation_with_a_body_documents_400", f"{PETS}/post/responses", "neither 400 nor 422"),
    ),
    "a link to no operation": (
        "operationId: showPet\n              parameters",
        "operationId: hidePet\n              parameters",
        ("every_link_takes_what_is_there", f"{CREATED}/links/show", "there is no operation 'hidePet'"),
    ),
    "a link for no parameter": (
        "parameters: {name: '$response",
        "parameters: {id: '$response",
        ("every_link_takes_what_is_there", f"{CREATED}/links/show/parameters/id", "showPet has no parameter 'id'"),
    ),
    "a link that is no expression": (
        "$response.body#/names/0",
        "$response.body.names",
        (
            "every_link_takes_what_is_there",
            f"{CREATED}/links/show/parameters/name",
            "$response.body.names is not a runtime expression",
        ),
    ),
    "a link to no property": (
        "$response.body#/names/0",
        "$response.body#/nick",
        ("every_link_takes_what_is_there", f"{CREATED}/links/show/parameters/name", "the response has no /nick"),
    ),
    "a link into a string": (
        "$response.body#/names/0",
        "$response.body#/names/0/first",
        ("every_link_takes_what_is_there", f"{CREATED}/links/show/parameters/name", "has no /names/0/first"),
    ),
    "a link to no parameter of the request": (
        "$response.body#/names/0",
        "{$request.query.name}",
        ("every_link_takes_what_is_there", f"{CREATED}/links/show/parameters/name", "no query parameter 'name'"),
    ),
    "a value of another type": (
        "enum: [small, large]",
        "enum: [small, large, 5]",
        (
            "every_listed_value_has_its_type",
            "#/components/schemas/Size/enum/2",
            "5 is listed, and the type is string",
        ),
    ),
    "a type that there is not, in a header": (
        "schema: {type: integer}",
        "schema: {type: int}",
        ("every_schema_is_valid", f"{CREATED}/headers/X-Pets/schema/type", "Unexpected type"),
    ),
    "an object without a name": (
        "schema: {$ref: '#/components/schemas/Pet'}",
        "schema: {type: object}",
        (
            "every_object_enum_and_union_is_a_component",
            f"{PETS}/post/requestBody/content/application~1json/schema",
            "an object without a name",
        ),
    ),
    "an enum without a name": (
        "items: {type: string}",
        "items: {type: string, enum: [sit]}",
        (
            "every_object_enum_and_union_is_a_component",
            "#/components/schemas/Dog/properties/names/items",
            "an enum without a name",
        ),
    ),
    "a union without a name": (
        "items: {type: string}",
        "items: {oneOf: [{type: string}, {type: integer}, {type: 'null'}]}",
        (
            "every_object_enum_and_union_is_a_component",
            "#/components/schemas/Dog/properties/names/items",
            "a union without a name",
        ),
    ),
    "a component without a description": (
        "description: A size.",
        "description: ' '",
        ("every_field_is_described", "#/components/schemas/Size", "no description"),
    ),
    "a property without a description": (
        "description: How big it is.",
        "deprecated: true",
        ("every_field_is_described", "#/components/schemas/Cat/properties/size", "no description"),
    ),
    "a response without words": (
        "description: The pet is added.",
        "description: ''",
        ("every_field_is_described", CREATED, "no description"),
    ),
    "a property without an example": (
        "examples: [small]",
        "deprecated: false",
        ("every_field_has_an_example", "#/components/schemas/Cat/properties/size", "no example"),
    ),
    "a body without an example": (
        "example: {kind: dog,",
        "x-example: {kind: dog,",
        ("every_field_has_an_example", f"{PETS}/post/requestBody/content/application~1json", "no example"),
    ),
    "an example beside a reference": (
        "examples: [small]",
        "examples: [tiny]",
        ("every_example_is_valid", "#/components/schemas/Cat/properties/size/examples/0", '"tiny" is not one of'),
    ),
    "an example that is no date": (
        "examples: ['2026-02-03']",
        "examples: ['2026-02-30']",
        ("every_example_is_valid", "#/components/schemas/Cat/properties/born/examples/0", 'not a "date"'),
    ),
    "an example of a body": (
        "example: {kind: dog,",
        "example: {kind: dog, tricks: many,",
        ("every_example_is_valid", f"{PETS}/post/requestBody/content/application~1json/example", "not valid"),
    ),
    "an example of a parameter": (
        "example: Tom",
        "example: 7",
        ("every_example_is_valid", "#/paths/~1pets~1{name}/get/parameters/0/example", '7 is not of type "string"'),
    ),
    "an example of a header": (
        "example: 3",
        "example: three",
        ("every_example_is_valid", f"{CREATED}/headers/X-Pets/example", '"three" is not of type "integer"'),
    ),
    "a pattern that is none": (
        "schema: {type: string}",
        "schema: {type: string, pattern: '('}",
        ("every_schema_is_valid", "#/paths/~1pets~1{name}/get/parameters/0/schema/pattern", "regex"),
    ),
    "a union without a discriminator": (
        "discriminator:",
        "x-discriminator:",
        ("every_union_has_a_true_discriminator", f"{PET}/oneOf", "without a discriminator"),
    ),
    "a tag that is not mapped": (
        "          dog: '#/components/schemas/Dog'\n",
        "",
        ("every_union_has_a_true_discriminator", f"{PET}/discriminator", "'dog' is a tag of #/components/schemas/Dog"),
    ),
    "a mapping of what is no tag": (
        "dog: '#/components/schemas/Dog'",
        "dog: '#/components/schemas/Dog'\n          cow: '#/components/schemas/Dog'",
        ("every_union_has_a_true_discriminator", f"{PET}/discriminator", "'cow' is mapped and no option's tag"),
    ),
    "a mapping to another option": (
        "dog: '#/components/schemas/Dog'",
        "dog: Cat",
        ("every_union_has_a_true_discriminator", f"{PET}/discriminator", "'dog' is mapped to #/components/schemas/Cat"),
    ),
    "a tag that may be left out": (
        "required: [kind, names]",
        "required: [names]",
        ("every_union_has_a_true_discriminator", f"{PET}/oneOf/1", "'kind' is not a required enum or const"),
    ),
    "a secret without a mark": (
        "        born:",
        "        owner_token:",
        ("every_secret_is_marked", "#/components/schemas/Cat/properties/owner_token", "looks secret and has no mark"),
    ),
    "a bound beside a reference": (
        "description: How big it is.",
        "description: How big it is.\n          maxLength: 9",
        (
            "nothing_beside_a_reference_changes_it",
            "#/components/schemas/Cat/properties/size/maxLength",
            "beside a $ref",
        ),
    ),
}

# Faults that Redocly CLI finds, by the names of its rules.
FAULTS_OF_STYLE = {
    "an operation without a description": ("description: Adds a pet.", "description: ''", "operation-description"),
    "a parameter without a description": (
        "description: What it is called.",
        "description: ''",
        "parameter-description",
    ),
    "a tag without a description": ("description: All about pets.", "description: ''", "tag-description"),
    "an operationId in snake case": ("operationId: addPet", "operationId: add_pet", "rule/operationId-casing"),
    "an operation without an operationId": (
        "\n      operationId: showPet",
        "\n      deprecated: false",
        "operation-operationId",
    ),
    "a component that nothing uses": (
        "    Size:",
        "    Weight: {type: number, description: A weight.}\n    Size:",
        "no-unused",
    ),
    "an example with a property of no schema": (
        "{kind: dog, ",
        "{kind: dog, wings: 2, ",
        "no-invalid-media-type-examples",
    ),
}

# The tests of the model have more of what no command reads.
BAD_INPUT = {
    "no YAML": (b"openapi: [", "is not YAML: "),
    "a list": (b"- openapi", "is not OpenAPI: it is not a mapping"),
    "another OpenAPI": (b"openapi: 3.0.3\ninfo: {}", "is not OpenAPI 3.1: it says openapi: 3.0.3"),
    "an example in a file that is not there": (
        b"openapi: 3.1.0\ninfo: {}\ncomponents: {examples: {A: {externalValue: tom.json}}}",
        "refers to tom.json: there is no file ",
    ),
}


@pytest.fixture
def contract(tmp_path: Path) -> Path:
    """Return a copy of the faultless contract that a test may change."""
    shutil.copy(WELL_MADE.with_suffix(".json"), tmp_path)
    return Path(shutil.copy(WELL_MADE, tmp_path))


def spoil(contract: Path, old: str, new: str) -> None:
    """Replace the first occurrence of a text by a fault."""
    text = contract.read_text()
    assert old in text
    contract.write_text(text.replace(old, new, 1))


def lint(
    *arguments: str | Path, cwd: Path = ROOT, path: str = os.environ["PATH"]
) -> "subprocess.CompletedProcess[str]":
    """Run the linter, with a PATH."""
    command = [ROOT / "scripts" / "lint", *arguments]
    return subprocess.run(
        command, cwd=cwd, env={**os.environ, "PATH": path}, capture_output=True, text=True, timeout=120
    )


@pytest.mark.parametrize("path", [WELL_MADE, CONTRACT], ids=["the well made one", "the repository's"])
def test_a_faultless_contract_passes_all_rules(path: Path) -> None:
    assert judge(path) == []


@pytest.mark.parametrize(("old", "new", "finding"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_found_at_its_place(contract: Path, old: str, new: str, finding: tuple[str, str, str]) -> None:
    rule, pointer, words = finding
    spoil(contract, old, new)

    found = judge(contract)

    (line,) = [each for each in found if each.endswith(f"({rule})") and f": {pointer}: " in each]
    assert words in line
    assert "\n" not in line


def test_an_empty_array_is_an_example(contract: Path) -> None:
    spoil(contract, "example: {kind: dog, names: [Rex]}", "example: []")
    assert not [each for each in judge(contract) if "no example" in each]


def test_a_keyword_that_is_wrong_does_not_hide_the_next(contract: Path) -> None:
    spoil(contract, "schema: {type: integer}", "schema: {type: int, minimum: low}")
    spoil(contract, "schema: {type: string}", "schema: {type: text}")
    places = [line.split(": ")[1].rpartition("/")[2] for line in judge(contract)]
    assert places == ["minimum", "type", "type"]


def test_each_rule_has_a_case_and_a_sentence() -> None:
    rules = [rule for stage in STAGES for rule in stage]
    assert {rule.__name__ for rule in rules} == {finding[0] for _, _, finding in FAULTS.values()}
    sentences = [(rule.__doc__ or "").splitlines()[0] for rule in rules]
    assert all(each.endswith(".") for each in sentences)


def test_a_finding_names_its_line(contract: Path) -> None:
    spoil(contract, "description: A size.", "deprecated: false")
    line = contract.read_text().splitlines().index("    Size:") + 1
    assert judge(contract) == [f"{line}: #/components/schemas/Size: it has no description (every_field_is_described)"]


def test_one_run_prints_all_findings_a_line_each(contract: Path) -> None:
    spoil(contract, "description: A size.", "deprecated: false")
    spoil(contract, "examples: ['2026-02-03']", "examples: [yesterday]")

    ran = lint("--contract", contract.name, cwd=contract.parent, path=without_node(contract.parent))

    assert ran.returncode == 1
    assert [line.partition(": #")[0].rpartition(":")[0] for line in ran.stdout.splitlines() if ": #" in line] == [
        str(contract),
        str(contract),
    ]
    assert f"lint: {contract} breaks its rules in 2 places.\n" in ran.stderr


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("npm") is None, reason="Redocly CLI needs node, which is not on PATH")
def test_faults_of_style_are_found_by_redocly(contract: Path) -> None:
    for old, new, _ in FAULTS_OF_STYLE.values():
        spoil(contract, old, new)

    ran = lint("--contract", contract)

    assert ran.returncode == 1
    assert [fault for fault, (*_, rule) in FAULTS_OF_STYLE.items() if f" {rule}" not in ran.stdout] == []


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("npm") is None, reason="Redocly CLI needs node, which is not on PATH")
def test_a_faultless_contract_passes(contract: Path) -> None:
    ran = lint("--contract", contract)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_without_node_a_line_names_the_skipped_part(tmp_path: Path) -> None:
    (tmp_path / "scripts").mkdir()
    script = str(shutil.copy(ROOT / "scripts" / "redocly", tmp_path / "scripts"))
    ran = subprocess.run([script, "lint"], env={"PATH": without_node(tmp_path)}, capture_output=True, text=True)
    assert ran.returncode == 0
    assert re.fullmatch(r"skipped: Redocly CLI needs node, .* `make setup NODE=1` .*\n", ran.stdout)
    assert ran.stderr == ""


def test_without_node_on_path_the_one_of_setup_is_used(tmp_path: Path) -> None:
    """As after `make setup NODE=1`, with replacements for the programs that it installs."""
    shutil.copytree(ROOT / "scripts" / "node", tmp_path / "scripts" / "node")
    shutil.copy(ROOT / "scripts" / "redocly", tmp_path / "scripts")
    installed, node = tmp_path / ".venv" / "node", tmp_path / ".venv" / "node-on-request"
    (installed / "node_modules" / ".bin").mkdir(parents=True)
    shutil.copy(ROOT / "scripts" / "node" / "package-lock.json", installed / "complete")
    node.mkdir()
    for tool in (node / "node", node / "npm", installed / "node_modules" / ".bin" / "redocly"):
        tool.write_text("#!/bin/sh\ncommand -v node\n")
        tool.chmod(0o755)

    command = [str(tmp_path / "scripts" / "redocly"), "lint"]
    ran = subprocess.run(command, env={"PATH": without_node(tmp_path)}, capture_output=True, text=True)

    assert ran.stdout.strip() == str(node / "node")


def test_redoclys_notice_about_node_is_hidden_and_its_status_is_kept(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "scripts" / "node", tmp_path / "scripts" / "node")
    shutil.copy(ROOT / "scripts" / "redocly", tmp_path / "scripts")
    installed, tools = tmp_path / ".venv" / "node", Path(without_node(tmp_path))
    (installed / "node_modules" / ".bin").mkdir(parents=True)
    shutil.copy(ROOT / "scripts" / "node" / "package-lock.json", installed / "complete")
    redocly = installed / "node_modules" / ".bin" / "redocly"
    box = "\\n ╔═══╗\\n ║ Node.js 20 ║\\n ╚═══╝\\n"
    redocly.write_text(f"#!/bin/sh\nprintf '{box}validating\\n' >&2\necho a finding\nexit 3\n", encoding="utf-8")
    for tool in (redocly, tools / "node", tools / "npm"):
        tool.write_text(tool.read_text() if tool.exists() else "#!/bin/sh\n")
        tool.chmod(0o755)

    command = [str(tmp_path / "scripts" / "redocly"), "lint"]
    ran = subprocess.run(command, env={"PATH": str(tools)}, capture_output=True, text=True)

    assert (ran.returncode, ran.stdout, ran.stderr.strip()) == (3, "a finding\n", "validating")


@pytest.mark.parametrize(("content", "words"), BAD_INPUT.values(), ids=BAD_INPUT)
def test_bad_input_is_reported_in_one_line(tmp_path: Path, content: bytes, words: str) -> None:
    contract = tmp_path / "contract.yaml"
    contract.write_bytes(content)
    with pytest.raises(Unreadable) as caught:
        judge(contract)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--contract", "nowhere.yaml"), "lint: there is no file "),
        (("--contract", "."), " is a folder"),
        (("--contract",), "lint: --contract needs a file"),
        (("--strict",), "lint: --strict is not an option"),
    ],
)
def test_a_wrong_option_is_reported_in_one_line(tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    ran = lint(*arguments, cwd=tmp_path)
    assert ran.returncode == 2
    assert words in ran.stderr
    assert len(ran.stderr.splitlines()) == 1


def without_node(folder: Path) -> str:
    """Return a PATH with the programs that the scripts need, without node."""
    tools = folder / "tools"
    tools.mkdir()
    for tool in ("cat", "cmp", "dirname", "env", "mktemp", "rm", "sed", "sh"):
        (tools / tool).symlink_to(str(shutil.which(tool)))
    return str(tools)
