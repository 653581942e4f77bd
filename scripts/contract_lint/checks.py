"""The rules that the contract keeps and that no linter has: a function each, whose docstring is the rule.

A new rule is a function that yields what breaks it, and its line in STAGES at the end.
"""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jsonschema_rs

from contract_lint.faults import Fault, Rule
from contract_lint.openapi_validation import ADDED_KEYWORDS, SCHEMA_OF_ADDED_KEYWORDS, OpenAPI
from contract_lint.operation_checks import (
    every_link_takes_what_is_there,
    every_operation_id_is_its_own,
    every_operation_with_a_body_documents_400,
    every_secured_operation_documents_401,
    every_signature_can_be_verified,
    every_webhook_says_what_its_receiver_does,
    no_path_is_there_twice,
)
from openapi_contract.grammar import Node, Pointer
from openapi_contract.json_data import JsonObject
from openapi_contract.raw_document import RawDocument, Unreadable, as_pointer
from openapi_contract.secrets import MARK, is_marked, looks_secret
from openapi_contract.text import shortened
from openapi_contract.written_schemas import COMPONENT, UNIONS, is_null, types_of
from openapi_contract.yaml12 import NotReadable

# Beside the `$ref` of a schema, these keywords only add descriptions.
ANNOTATIONS = ("summary", "description", "examples", "deprecated")
# A schema under one of these keywords only limits values that another schema describes.
BOUNDS = ("not", "if", "then", "else", "contains", "propertyNames", "dependentSchemas")
LONGEST = 200
"""Maximum number of characters of a message or of a value in a line."""

ADDRESS = "urn:contract"
SCHEMA_OF_SCHEMAS = jsonschema_rs.Draft202012Validator({"$ref": "https://json-schema.org/draft/2020-12/schema"})


# ---- what every tool can read ----


def every_value_reads_alike(contract: RawDocument) -> Iterator[Fault]:
    """Every value is the same in YAML 1.1 and 1.2, of which the tools here read one or the other."""
    if contract.text is None:
        return
    try:
        other = contract.text.as_yaml_1_1()
    except NotReadable as error:
        raise Unreadable(f"{contract.name} {error}") from None
    yield from _read_otherwise((), contract.text.as_written(), other)


def _read_otherwise(at: Pointer, value: Any, theirs: Any) -> Iterator[Fault]:
    alike = type(theirs) is type(value) and (isinstance(value, dict | list) or repr(theirs) == repr(value))
    if not alike:
        yield Fault(at, f"YAML 1.1 reads {theirs!r} where YAML 1.2 reads {value!r}: put it in quotes")
    if isinstance(value, dict):
        for key, child in value.items():
            if isinstance(theirs, dict) and key in theirs:
                yield from _read_otherwise((*at, key), child, theirs[key])
            else:
                yield Fault((*at, key), f"YAML 1.1 reads the key {key!r} differently: put it in quotes")
    elif isinstance(value, list):
        for number, child in enumerate(value):
            if alike and number < len(theirs):
                yield from _read_otherwise((*at, number), child, theirs[number])


def every_reference_leads_somewhere(contract: RawDocument) -> Iterator[Fault]:
    """Every `$ref` leads to something."""
    for node in contract.nodes:
        reference = node.value.get("$ref")
        if reference is not None and not leads_somewhere(contract, node.value):
            yield Fault((*node.at, "$ref"), f"{shortened(str(reference), LONGEST)} leads nowhere")


# ---- what OpenAPI asks for ----


def every_schema_is_valid(contract: RawDocument) -> Iterator[Fault]:
    """Every schema is valid JSON Schema of 2020-12, also in headers, where openapi-spec-validator does not look."""
    registry = registry_of(contract)
    for node in contract.nodes:
        if node.kind != "schema" or (node.around and node.around.kind == "schema"):
            continue
        faults = [
            Fault((*node.at, *error.instance_path), wrong_keyword(error))
            for error in SCHEMA_OF_SCHEMAS.iter_errors(node.value)
        ]
        yield from faults
        if not faults:
            try:
                validator(registry, node.at)
            except jsonschema_rs.ValidationError as error:
                yield Fault(tuple(error.instance_path), first_line(error.message))


def every_keyword_of_openapi_is_valid(contract: RawDocument) -> Iterator[Fault]:
    """Every keyword that OpenAPI adds to JSON Schema has the form that OpenAPI gives it."""
    for node in schemas(contract):
        if not ADDED_KEYWORDS.keys().isdisjoint(node.value):
            for error in SCHEMA_OF_ADDED_KEYWORDS.iter_errors(node.value):
                yield Fault((*node.at, *error.instance_path), first_line(error.message))


def wrong_keyword(error: jsonschema_rs.ValidationError) -> str:
    """Return the fault of a keyword, in words."""
    is_type = error.instance_path[-1:] == ["type"]
    return f"Unexpected type: {shortened(repr(error.instance), LONGEST)}" if is_type else first_line(error.message)


def every_listed_value_has_its_type(contract: RawDocument) -> Iterator[Fault]:
    """Every value of an enum, and a const, is of the type that stands beside it."""
    for node in schemas(contract):
        types: Any = node.value.get("type")
        listed = node.value.get("enum", [])
        values = [((*node.at, "enum", number), each) for number, each in enumerate(listed)]
        values += [((*node.at, "const"), node.value["const"])] if "const" in node.value else []
        for at, value in values if types is not None else ():
            if not jsonschema_rs.is_valid({"type": types}, value):
                said = types if isinstance(types, str) else " or ".join(types)
                yield Fault(at, f"{shortened(repr(value), LONGEST)} is listed, and the type is {said}")


def the_contract_is_valid_openapi(contract: RawDocument) -> Iterator[Fault]:
    """Every part of the contract is valid OpenAPI 3.1, says openapi-spec-validator."""
    errors = OpenAPI(contract.root, base_uri=Path(contract.name).resolve().as_uri()).iter_errors()
    found = 0
    try:
        for error in errors:
            found += 1
            yield Fault(tuple(error.absolute_path), first_line(error.message))
    except Exception as error:
        # It may fail after a first error; if it fails without one, that is the finding.
        if not found:
            yield Fault((), f"openapi-spec-validator cannot judge it: {type(error).__name__} {first_line(error)}")


# ---- what makes a good client and good documentation ----


def every_object_enum_and_union_is_a_component(contract: RawDocument) -> Iterator[Fault]:
    """Every object, enum and union is a named component, since the client else has a class with a made-up name."""
    for node in schemas(contract):
        # A part of an allOf belongs to the containing schema, which has the name.
        if node.is_component or node.keyword == "allOf" or is_bound(node):
            continue
        if "properties" in node.value or "object" in types_of(node.value):
            kind = "an object"
        elif "enum" in node.value:
            kind = "an enum"
        elif any(len([each for each in options(node, union) if not is_null(each.value)]) > 1 for union in UNIONS):
            kind = "a union"
        else:
            continue
        yield Fault(node.at, f"{kind} without a name: move it to #/components/schemas and refer to it")


def every_field_is_described(contract: RawDocument) -> Iterator[Fault]:
    """Every component, property, request body, response and header has a description."""
    for node in contract.nodes:
        # A reference needs no description of its own, except for a property, whose meaning depends on its object.
        is_named = node.kind in ("request body", "response", "header") or is_schema(node)
        if not (is_property(node) or (is_named and "$ref" not in node.value)):
            continue
        description = node.value.get("description")
        if not (isinstance(description, str) and description.strip()):
            yield Fault(node.at, "it has no description")


def every_field_has_an_example(contract: RawDocument) -> Iterator[Fault]:
    """Every property and every body has an example."""
    for node in contract.nodes:
        needs_one = is_property(node) or (node.kind == "media type" and "schema" in node.value)
        if needs_one and "example" not in node.value and not node.value.get("examples"):
            yield Fault(node.at, "it has no example")


def every_example_is_valid(contract: RawDocument) -> Iterator[Fault]:
    """Every example is valid against its own schema, also beside a `$ref`, in a header, and in a file of its own."""
    registry = registry_of(contract)
    for node in contract.nodes:
        schema_at = node.at if node.kind == "schema" else (*node.at, "schema")
        if node.kind != "schema" and "schema" not in node.value:
            continue
        for at, example in examples(contract, node):
            for wrong in islice(validator(registry, schema_at).iter_errors(example), 1):
                where = f" at {as_pointer(tuple(wrong.instance_path))}" if wrong.instance_path else ""
                yield Fault(at, f"the example is not valid{where}: {shortened(wrong.message, LONGEST)}")


def every_union_has_a_true_discriminator(contract: RawDocument) -> Iterator[Fault]:
    """Every union of objects has a discriminator, which maps exactly the values that the tags of its options have.

    Options of `anyOf` whose tags may be absent need none.
    """
    for node in schemas(contract):
        for union in UNIONS:
            branches = [each for each in options(node, union) if not is_null(each.value)]
            objects = [each for each in branches if "properties" in contract.resolve(each.value)]
            discriminator = node.value.get("discriminator")
            if discriminator is None:
                if len(objects) > 1 and not (union == "anyOf" and _have_tags(contract, objects)):
                    yield Fault((*node.at, union), "a union of objects without a discriminator")
            elif branches:
                yield from _differences(contract, node, discriminator, branches)


def _have_tags(contract: RawDocument, branches: list[Node]) -> bool:
    """Return whether the options have a property in common that is another `const` in each."""
    constants = [
        {
            (name, each["const"])
            for name, each in contract.resolve(branch.value)["properties"].items()
            if isinstance(each.get("const"), str)
        }
        for branch in branches
    ]
    names = set.intersection(*({name for name, _ in each} for each in constants))
    values = [pair for each in constants for pair in each if pair[0] in names]
    return bool(names) and len(values) == len(set(values))


def _differences(contract: RawDocument, node: Node, discriminator: JsonObject, branches: list[Node]) -> Iterator[Fault]:
    at = (*node.at, "discriminator")
    name = discriminator["propertyName"]
    tags: dict[str, str] = {}
    for branch in branches:
        option = contract.resolve(branch.value)
        tag = contract.resolve(option.get("properties", {}).get(name))
        named = [value for value in tag.get("enum", [tag.get("const")]) if isinstance(value, str)]
        if not named or name not in option.get("required", ()):
            yield Fault(branch.at, f"its {name!r} is not a required enum or const, so nothing tells it apart")
        for value in named:
            if value in tags:
                yield Fault(branch.at, f"{name!r} is {value!r} in another option too")
            tags[value] = branch.value.get("$ref", "")
    # Without a mapping, and in one that says so, the name of a component stands for it.
    implied = {reference.rpartition("/")[2]: reference for reference in tags.values()}
    mapped = {
        value: target if "/" in target else COMPONENT + target
        for value, target in discriminator.get("mapping", implied).items()
    }
    for value in sorted(tags.keys() - mapped.keys(), key=str):
        yield Fault(at, f"{value!r} is a tag of {tags[value]} and not mapped")
    for value, target in mapped.items():
        if value not in tags:
            yield Fault(at, f"{value!r} is mapped and no option's tag")
        elif target != tags[value]:
            yield Fault(at, f"{value!r} is mapped to {target}, and the tag of {tags[value]}")


def every_secret_is_marked(contract: RawDocument) -> Iterator[Fault]:
    """Every value whose name looks secret has `format: password`, or `x-secret: true` if it is not a string.

    `x-secret: false` says that it is not secret.
    """
    for node in contract.nodes:
        if not is_property(node) or not looks_secret(str(node.at[-1])):
            continue
        schema = contract.resolve(node.value)
        written = [
            node.value,
            schema,
            *(contract.resolve(each) for union in UNIONS for each in schema.get(union, ())),
        ]
        types = {name for each in written for name in types_of(each)}
        if types & {"string", "object"} and not any(MARK in each or is_marked(each) for each in written):
            yield Fault(node.at, "it looks secret and has no mark: format: password, or x-secret: true or false")


def nothing_beside_a_reference_changes_it(contract: RawDocument) -> Iterator[Fault]:
    """Beside the `$ref` of a schema stands nothing that changes its meaning, which not every tool heeds."""
    for node in contract.nodes:
        if node.kind == "schema" and "$ref" in node.value:
            for keyword in node.value:
                if keyword not in ("$ref", *ANNOTATIONS) and not keyword.startswith("x-"):
                    yield Fault((*node.at, keyword), "it stands beside a $ref, where not every tool heeds it")


# ---- shared by the rules ----


def leads_somewhere(contract: RawDocument, value: Any) -> bool:
    """Return whether the reference of an object finally leads to an object."""
    try:
        return isinstance(value["$ref"], str) and bool(contract.resolve(value) or contract.target(value["$ref"]) == {})
    except Unreadable:
        return False


def schemas(contract: RawDocument) -> Iterator[Node]:
    """Each schema of the document that is not a reference to another."""
    for node in contract.nodes:
        if node.kind == "schema" and "$ref" not in node.value:
            yield node


def is_schema(node: Node) -> bool:
    """Return whether a node is a schema with a name."""
    return node.kind == "schema" and node.is_component


def is_property(node: Node) -> bool:
    """Return whether a schema is one of an object's properties."""
    return node.kind == "schema" and node.keyword == "properties" and not is_bound(node)


def is_bound(node: Node | None) -> bool:
    """Return whether a schema, or one that contains it, only limits values that another describes."""
    while node is not None and node.kind == "schema":
        if node.keyword in BOUNDS:
            return True
        node = node.around
    return False


def options(node: Node, union: str) -> list[Node]:
    """Return the options of a union."""
    held = node.value.get(union, [])
    return [
        Node("schema", (*node.at, union, number), option, union, node)
        for number, option in enumerate(held)
        if isinstance(option, dict)
    ]


def examples(contract: RawDocument, node: Node) -> Iterator[tuple[Pointer, Any]]:
    """Each example beside a schema."""
    if "example" in node.value:
        yield (*node.at, "example"), node.value["example"]
    named = node.value.get("examples", ())
    if node.kind == "schema":
        yield from (((*node.at, "examples", number), example) for number, example in enumerate(named))
        return
    for name in named:
        at = (*node.at, "examples", name)
        example = contract.resolve(named[name]) or {}
        if "value" in example:
            yield (*at, "value"), example["value"]


def registry_of(contract: RawDocument) -> jsonschema_rs.Registry:
    """Return a registry with the document, for references of schemas."""
    return jsonschema_rs.Registry([(ADDRESS, contract.root)], draft=jsonschema_rs.Draft202012)


def validator(registry: jsonschema_rs.Registry, at: Pointer) -> jsonschema_rs.Validator:
    """Return a validator for the schema at a node of the contract."""
    return jsonschema_rs.Draft202012Validator(
        {"$ref": quote(ADDRESS + as_pointer(at), safe=":#/~")}, registry=registry, validate_formats=True
    )


def first_line(message: object) -> str:
    """Return the first line of a message; the rest repeats the content of the node."""
    return shortened(str(message).partition("\n")[0], LONGEST)


STAGES: tuple[tuple[Rule, ...], ...] = (
    (every_value_reads_alike, every_reference_leads_somewhere),
    (every_schema_is_valid, every_keyword_of_openapi_is_valid, no_path_is_there_twice, every_operation_id_is_its_own),
    (the_contract_is_valid_openapi,),
    (
        every_object_enum_and_union_is_a_component,
        every_field_is_described,
        every_field_has_an_example,
        every_example_is_valid,
        every_union_has_a_true_discriminator,
        every_secret_is_marked,
        nothing_beside_a_reference_changes_it,
        every_listed_value_has_its_type,
        every_secured_operation_documents_401,
        every_operation_with_a_body_documents_400,
        every_link_takes_what_is_there,
        every_webhook_says_what_its_receiver_does,
        every_signature_can_be_verified,
    ),
)
"""The rules, in stages: each stage relies on the ones before, so a broken rule ends the check after its stage."""


def broken(contract: RawDocument, stages: tuple[tuple[Rule, ...], ...] = STAGES) -> Iterator[tuple[str, Fault]]:
    """Yield the faults with the names of their rules, up to the first stage with any."""
    for stage in stages:
        found = [(rule.__name__, finding) for rule in stage for finding in rule(contract)]
        if found:
            yield from found
            return
